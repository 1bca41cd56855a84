"""One notice, many copies: find them, keep each, and let the issuer's own page speak."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scraper.copies.copies import are_copies, contradict_facts, print_notice
from scraper.copies.copy_candidates import find_pairs, sketch_notice
from scraper.copies.originals import join_copies
from scraper.copies.rereadings import drop_reread
from scraper.copies.similarity import Numbers, contradict_numbers, join_numbers
from scraper.model import Notice

PRINTS = 4096
"""Prints that are kept at a time; more would need more memory than taking them again costs time."""


@dataclass(slots=True)
class Group:
    """Copies of one notice so far, by index, and what any of them says that no other copy may contradict."""

    members: list[int]
    numbers: Numbers


def merge_reposts(notices: Sequence[Notice], kept: Collection[str] = ()) -> tuple[Notice, ...]:
    """Copies merged into their original, in the order of the first copy; the rest as they are.

    `kept` are ids in use already, each by the first notice that has it: a group keeps such an id, and two notices in use are never
    merged by machine. The order of `notices` decides nothing else. Where the same page comes twice, the later reading counts.
    """
    fresh = drop_reread(notices, kept)
    standing = find_standing(fresh, kept)
    prints = lru_cache(maxsize=PRINTS)(lambda index: print_notice(fresh[index]))
    groups: dict[int, Group] = {}
    for a, b in find_pairs(fresh, [sketch_notice(notice) for notice in fresh]):
        one, other = groups.get(a), groups.get(b)
        if (
            (one is None or one is not other)
            and not contradict_facts(fresh[a], fresh[b])
            and are_copies(fresh[a], fresh[b], prints(a), prints(b))
        ):
            one, other = one or Group([a], prints(a).numbers), other or Group([b], prints(b).numbers)
            if may_join(one, other, fresh, standing):
                joined = Group(sorted(one.members + other.members), join_numbers(one.numbers, other.numbers))
                groups |= dict.fromkeys(joined.members, joined)
    alone = (Group([index], {}) for index in range(len(fresh)))
    grouped = (groups.get(index, own) for index, own in enumerate(alone))
    return tuple(join_group(group, fresh, standing) for index, group in enumerate(grouped) if group.members[0] == index)


def find_standing(notices: Sequence[Notice], kept: Collection[str]) -> frozenset[int]:
    """The places of the notices that are in use: another may claim the same id, but comes later."""
    first: dict[str, int] = {}
    for index, notice in enumerate(notices):
        if notice.id in kept:
            first.setdefault(notice.id, index)
    return frozenset(first.values())


def join_group(group: Group, notices: Sequence[Notice], standing: Collection[int]) -> Notice:
    """A group's copies as one notice."""
    in_use = next((notices[index] for index in group.members if index in standing), None)
    return join_copies([notices[index] for index in group.members], in_use)


def may_join(one: Group, other: Group, notices: Sequence[Notice], standing: Collection[int]) -> bool:
    """True when no copy of one group contradicts a copy of the other, so that a text that says less joins no two acts."""
    if contradict_numbers(one.numbers, other.numbers):
        return False
    if any(contradict_facts(notices[a], notices[b]) for a in one.members for b in other.members):
        return False
    return sum(index in standing for index in (*one.members, *other.members)) <= 1
