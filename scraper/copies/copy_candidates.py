"""Which notices may be copies of each other: found by shared sentences, without comparing all with all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from scraper.copies.similarity import take_sketch
from scraper.model import Notice

LATEST = 3


def sketch_notice(notice: Notice) -> tuple[int, ...]:
    """The sketch of a notice: hashes of sentences by which its copies are found."""
    return take_sketch(f"{notice.title}\n{notice.body}")


def find_pairs(notices: Sequence[Notice], sketches: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs that share sentences and may be copies, without comparing all with all.

    For each sentence and region the first and the three latest notices are remembered, so work grows with the number of sentences alone:
    a text in a thousand copies is a chain, not a thousand times a thousand pairs. Sentences of one notice only are not remembered.
    """
    told = find_repeated(sketches)
    anywhere = {sentence for notice, sketch in zip(notices, sketches, strict=True) if notice.region is None for sentence in sketch} & told
    seen: dict[tuple[int, str], tuple[int, ...]] = {}
    for index, (notice, sketch) in enumerate(zip(notices, sketches, strict=True)):
        code = notice.region.code if notice.region else ""
        shared: Counter[int] = Counter()
        for sentence in sketch:
            if sentence not in told:
                continue
            for shelf in {code, "" if code else "any"}:
                shared.update(seen.get((sentence, shelf), ()))
            for shelf in (code, "any") if sentence in anywhere else (code,):
                before = seen.get((sentence, shelf), ())
                seen[sentence, shelf] = (*before[:1], *before[1:][1 - LATEST :], index)
        least = min(2, max(len(sketch) // 4, 1))
        yield from sorted((other, index) for other, count in shared.items() if count >= least and other != index)


def find_repeated(sketches: Sequence[Sequence[int]]) -> set[int]:
    """Sentences that stand in more than one notice.

    >>> find_repeated([(1, 2), (2, 3), (3,)])
    {2, 3}
    """
    ordered = sorted(chain.from_iterable(sketches))
    return {one for one, other in pairwise(ordered) if one == other}
