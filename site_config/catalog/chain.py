"""A notice among the levels: what it implements, up to the state, and what implements it, down to the county."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from scraper.model import Notice, RelationType
from site_config.catalog.addresses import notice_path
from site_config.catalog.digest import Digest

CARRYING = frozenset({RelationType.IMPLEMENTS, RelationType.FORWARDS})
"""How a policy goes down: a lower level carries out or passes on what a higher one says."""
MOST = 24
LEVELS = {0: "国家", 1: "省级", 2: "市级", 3: "县级"}
Backward = Mapping[str, Sequence[tuple[RelationType, Notice]]]


@dataclass(frozen=True, slots=True)
class Rung:
    """A notice on the ladder; `here` is the one that is read."""

    level: str
    title: str
    path: str
    place: str
    here: bool


def climb_chain(notice: Notice, digest: Digest, backward: Backward) -> tuple[Rung, ...]:
    """The notices above and below, from the state down, at most two dozen; empty when the digest has neither."""
    above = _follow(notice, lambda n: (target for r in n.relations if r.type in CARRYING and (target := digest.by_number.get(r.target))))
    below = _follow(notice, lambda n: (other for kind, other in backward.get(n.id, ()) if kind in CARRYING))
    members = {member.id: member for member in (*above, notice, *below)}
    if len(members) == 1:
        return ()
    order = {member: place for place, member in enumerate((*(n.id for n in reversed(above)), notice.id, *(n.id for n in below)))}
    ranked = sorted(members.values(), key=lambda n: (_find_level(n, digest), order[n.id]))
    return tuple(_stand(member, digest, here=member.id == notice.id) for member in ranked)


def _follow(start: Notice, step: Callable[[Notice], Iterable[Notice]]) -> list[Notice]:
    """All that can be reached, the nearest first; a circle ends where it closes."""
    reached: dict[str, Notice] = {}
    rim = [start]
    while rim and len(reached) < MOST:
        rim = [other for notice in rim for other in step(notice) if other.id != start.id and other.id not in reached]
        reached |= {notice.id: notice for notice in rim}
    return list(reached.values())[:MOST]


def _find_level(notice: Notice, digest: Digest) -> int:
    region = digest.atlas.regions.get(notice.region.code) if notice.region else None
    return region.level if region else len(LEVELS)


def _stand(notice: Notice, digest: Digest, *, here: bool) -> Rung:
    place = digest.atlas.name(notice.region.code) if notice.region else ""
    return Rung(LEVELS.get(_find_level(notice, digest), ""), notice.title, notice_path(notice), place, here)
