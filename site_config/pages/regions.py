"""Pages of places: what a place gives itself, and what the units above give to everyone in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from scraper.model import Notice
from site_config.pages.addresses import climb_root, region_path, search_path, tag_path
from site_config.pages.atlas import STATE
from site_config.pages.cards import CardView, Link, sort_cards, view_card, view_notice
from site_config.pages.digest import Card, Digest
from site_config.pages.feeds import list_feeds
from site_config.pages.matrix import build_matrix
from site_config.pages.places import PlaceLine, count_places, list_paths, list_provinces
from site_config.pages.templates import Heading, PageFile, fill_template
from site_config.pages.tilemap import draw_tilemap
from site_config.pages.timeline import draw_timeline

GROUP_CARDS = 4
NOTICE_LINES = 10
BODY_LINES = 20
SIBLINGS = 4


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one topic; `more` is the search that shows the rest."""

    id: str
    name: str
    count: int
    views: tuple[CardView, ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic without measures here; `siblings` are places of the same level that have some, `path` is the search one level up."""

    topic: str
    path: str
    siblings: tuple[PlaceLine, ...]


def build_regions(digest: Digest) -> Iterator[PageFile]:
    """The page of all places, and a page for each that has one."""
    counts = count_places(digest)
    provinces = list_provinces(digest)
    html = fill_template(
        "regions.html",
        "regions/",
        tilemap=draw_tilemap(digest.atlas, counts, climb_root("regions/")),
        provinces=provinces,
        state=counts[STATE],
    )
    yield PageFile("regions/", "地区", html, "按地区看惠企措施")
    paths = list_paths(digest)
    pages = {path[-1]: region_path(path) for path in paths}
    fed = list_feeds(digest)
    for path in paths:
        yield build_region(digest, path, counts, pages, fed)


def build_region(digest: Digest, codes: tuple[str, ...], counts: Counter[str], pages: Mapping[str, str], fed: Set[str]) -> PageFile:
    """The page of the place `codes[-1]`; `pages` are the addresses of all places with a page, `fed` the places with a feed."""
    code, path = codes[-1], region_path(codes)
    name = digest.atlas.name(code)
    own = tuple(card for card in digest.by_region.get(code, ()) if card.shown)
    above = tuple(card for card in digest.list_above(code) if card.shown)
    notices = tuple(notice for notice in digest.notices if notice.region and notice.region.code == code)
    children = tuple(_list_children(digest, code, counts, pages))
    sentence = _describe(name, len(own), len(above), sum(child.count for child in children))
    html = fill_template(
        "region.html",
        path,
        name=name,
        code=code,
        trail=tuple(Link(digest.atlas.name(step), pages[step]) for step in codes[:-1]),
        sentence=sentence,
        grid=build_matrix((*own, *above, *digest.below.get(code, ())), digest, code),
        own=tuple(_group_topics(digest, own, code, inherited=False)),
        above=tuple(_group_topics(digest, above, code, inherited=True)),
        own_count=len(own),
        above_count=len(above),
        above_names="、".join(digest.atlas.name(step) for step in reversed(digest.atlas.list_above(code))),
        start="own" if own else "above",
        children=children,
        notices=tuple(view_notice(notice, digest) for notice in notices[:NOTICE_LINES]),
        notice_count=len(notices),
        all_notices=tag_path("region", code),
        bodies=_count_bodies(issuer for notice in notices for issuer in notice.issuers),
        feed=code in fed,
        missing=tuple(_list_missing(digest, code, own, pages)),
        timeline=draw_timeline(_list_inside(digest, code)),
        comparable=code in digest.by_region,
    )
    headings = [Heading("matrix", "一览")] if own or above else []
    headings += (
        [Heading("measures", "措施")] + [Heading("below", "下辖地区")] * bool(children) + [Heading("notices", "公告")] * bool(notices)
    )
    return PageFile(path, name, html, sentence, tuple(headings))


def _describe(name: str, own: int, above: int, below: int) -> str:
    parts = [f"本级 {own} 条措施"]
    if above:
        parts.append(f"上级给全域的 {above} 条")
    if below:
        parts.append(f"下辖地区 {below} 条")
    return f"{name}：" + "，".join(parts) + "。"


def _group_topics(digest: Digest, cards: tuple[Card, ...], region: str, *, inherited: bool) -> Iterator[Group]:
    """Each card stands once, under its first topic."""
    groups: dict[str, list[Card]] = {topic: [] for topic in (*digest.topics, "other")}
    for card in sort_cards(cards):
        first = next((topic for topic in card.measure.topics if topic in digest.topics), "other")
        groups[first].append(card)
    for topic, members in groups.items():
        if members:
            known = digest.topics.get(topic)
            views = tuple(view_card(card, digest, inherited=inherited, brief=True) for card in members[:GROUP_CARDS])
            more = search_path(region=region, topic=topic if known else None) if len(members) > GROUP_CARDS else None
            yield Group(topic, known.zh if known else "其他", len(members), views, more)


def _list_children(digest: Digest, code: str, counts: Counter[str], pages: Mapping[str, str]) -> Iterator[PlaceLine]:
    if code != STATE:
        for child in digest.atlas.children.get(code, ()):
            yield PlaceLine(child.code, child.name, pages.get(child.code), counts[child.code])


def _count_bodies(issuers: Iterator[str]) -> tuple[dict[str, str | int], ...]:
    return tuple({"name": name, "count": count} for name, count in Counter(issuers).most_common(BODY_LINES))


def _list_inside(digest: Digest, code: str) -> Iterator[Notice]:
    """The notices of a place and of all places in it."""
    return (notice for notice in digest.notices if notice.region and code in digest.atlas.trace_path(notice.region.code))


def _list_missing(digest: Digest, code: str, own: tuple[Card, ...], pages: Mapping[str, str]) -> Iterator[Gap]:
    """Topics of support that the place has nothing of its own in, those that its neighbours have first."""
    covered = {topic for card in own for topic in card.measure.topics}
    parent = (STATE, *digest.atlas.trace_path(code))[-2]
    siblings = [region.code for region in digest.atlas.children.get(parent, ()) if code not in (region.code, STATE)]
    gaps = [
        Gap(topic.zh, search_path(region=parent, topic=topic.id), tuple(_count_siblings(digest, siblings, topic.id, pages)))
        for topic in digest.topics.values()
        if topic.benefit and topic.id not in covered
    ]
    yield from sorted(gaps, key=lambda gap: not gap.siblings)


def _count_siblings(digest: Digest, siblings: list[str], topic: str, pages: Mapping[str, str]) -> Iterator[PlaceLine]:
    counts = {code: sum(card.shown and topic in card.measure.topics for card in digest.by_region.get(code, ())) for code in siblings}
    for code in sorted((code for code in siblings if counts[code]), key=lambda code: -counts[code])[:SIBLINGS]:
        yield PlaceLine(code, digest.atlas.name(code), pages.get(code), counts[code])
