"""Three texts become one: generated before, edited by a person, generated now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = Sequence[str]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text; `conflicts` counts places where both had changed the same lines and the person's words were kept."""

    text: str
    conflicts: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A run of lines that all three texts share: where it starts in each, and its length."""

    base: int
    ours: int
    theirs: int
    size: int


def merge_texts(base: str, ours: str, theirs: str) -> Merged:
    r"""Merge line by line; where `ours` and `theirs` disagree about the same lines of `base`, `ours` wins.

    >>> merge_texts("a\nb\nc\nd\n", "a\nB\nc\nd\n", "a\nb\nc\nD\n")
    Merged(text='a\nB\nc\nD\n', conflicts=0)
    >>> merge_texts("a\nb\n", "a\nB\n", "a\nx\n").conflicts
    1
    """
    b, o, t = base.split("\n"), ours.split("\n"), theirs.split("\n")
    out: list[str] = []
    conflicts = at_base = at_ours = at_theirs = 0
    for sync in find_syncs(b, o, t):
        old, mine, new = b[at_base : sync.base], o[at_ours : sync.ours], t[at_theirs : sync.theirs]
        out += new if mine == old else mine
        conflicts += mine not in (old, new) and new != old
        out += b[sync.base : sync.base + sync.size]
        at_base, at_ours, at_theirs = sync.base + sync.size, sync.ours + sync.size, sync.theirs + sync.size
    return Merged("\n".join(out), conflicts)


def find_syncs(base: Lines, ours: Lines, theirs: Lines) -> Iterator[Sync]:
    """The runs of `base` that stand unchanged in both other texts, in order, and an empty one at the end."""
    mine, new = list_matches(base, ours), list_matches(base, theirs)
    i = j = 0
    while i < len(mine) and j < len(new):
        (a, in_ours, n), (b, in_theirs, m) = mine[i], new[j]
        start, end = max(a, b), min(a + n, b + m)
        if start < end:
            yield Sync(start, in_ours + start - a, in_theirs + start - b, end - start)
        if a + n < b + m:
            i += 1
        else:
            j += 1
    yield Sync(len(base), len(ours), len(theirs), 0)


def list_matches(base: Lines, other: Lines) -> list[tuple[int, int, int]]:
    """Matching runs as (place in base, place in other, length)."""
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
