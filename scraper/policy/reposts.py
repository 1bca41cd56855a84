"""One notice, many copies: find them, keep each, and let the issuer's own page speak (POLICY, Reposts)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain, pairwise
from urllib.parse import urlsplit

from scraper.model import HOLDING_DAMAGE, Damage, Kind, Licence, Notice, Repost
from scraper.policy.identity import UNTITLED
from scraper.policy.likeness import Numbers, Print, compare_letters, contradict_numbers, join_numbers, take_print, take_sketch
from scraper.text.fold import fold_width

ALIKE = 0.7
CONTAINED = 0.9
SHORT = 120
"""Letters; shorter texts say too little to be told apart by likeness."""
SAME = 0.98
LATEST = 3
PRINTS = 4096
"""Prints that are kept at a time; more would need more memory than taking them again costs time."""


@dataclass(slots=True)
class Group:
    """Copies of one notice so far, by index, and what any of them says that no other copy may contradict."""

    members: list[int]
    numbers: Numbers


def merge_reposts(notices: Sequence[Notice], kept: Collection[str] = ()) -> tuple[Notice, ...]:
    """Copies merged into their original, in the order of the first copy; the rest as they are.

    `kept` are ids in use already: a group keeps such an id, and two notices that both have one are never merged by machine.
    The order of `notices` decides nothing else. Where the same page comes twice, the later reading counts.
    """
    fresh = drop_reread(notices, kept)
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
            if may_join(one, other, fresh, kept):
                joined = Group(sorted(one.members + other.members), join_numbers(one.numbers, other.numbers))
                groups |= dict.fromkeys(joined.members, joined)
    alone = (Group([index], {}) for index in range(len(fresh)))
    grouped = (groups.get(index, own) for index, own in enumerate(alone))
    return tuple(join_copies([fresh[i] for i in group.members], kept) for index, group in enumerate(grouped) if group.members[0] == index)


def print_notice(notice: Notice) -> Print:
    """What is compared of a notice: its title and body."""
    return take_print(f"{notice.title}\n{notice.body}")


def sketch_notice(notice: Notice) -> tuple[int, ...]:
    """What is remembered of a notice to find its copies by."""
    return take_sketch(f"{notice.title}\n{notice.body}")


def drop_reread(notices: Sequence[Notice], kept: Collection[str] = ()) -> list[Notice]:
    """One notice a page, in the place of its first reading and with the copies and the id that were known.

    A new reading counts more than one in use, and of several new ones the best. Two notices that are in use stay two.
    """
    pages: list[list[Notice]] = []
    places: dict[str | tuple[str, str], list[int]] = {}
    seen: set[str] = set()
    for notice in notices:
        keys: list[str | tuple[str, str]] = [notice.snapshot] if notice.snapshot else []
        keys += [(notice.source.id, notice.source.url)] if notice.source.url else []
        known = dict.fromkeys(place for key in keys for place in places.get(key, ()))
        place = next((place for place in known if is_reading(notice, pages[place])), None)
        if place is None or (notice.id in kept and notice.id not in seen):
            place = len(pages)
            pages.append([])
        pages[place].append(notice)
        for key in keys:
            if place not in places.setdefault(key, []):
                places[key].append(place)
        seen.add(notice.id)
    return [choose_reading(page, kept) for page in pages]


def is_reading(notice: Notice, page: Sequence[Notice]) -> bool:
    """True when a notice is what a page says, read again: the same bytes or id, or the same act by number, title or words.

    An address alone does not tell: some addresses show another notice every month.
    """
    return any(is_same_page(notice, reading) for reading in page)


def is_same_page(a: Notice, b: Notice) -> bool:
    """True for two readings of one page, given that they share an address or bytes."""
    if a.snapshot == b.snapshot is not None or a.id == b.id:
        return True
    if a.doc_number and b.doc_number:
        if a.doc_number.text == b.doc_number.text:
            return True
    elif fold_title(a.title) == fold_title(b.title) and UNTITLED not in (a.title, b.title):
        return True
    alike, contained = compare_letters(print_notice(a).letters, print_notice(b).letters)
    return max(alike, contained) >= ALIKE


def choose_reading(readings: Sequence[Notice], kept: Collection[str]) -> Notice:
    """The reading of a page that counts; the first one is in use when its id is."""
    first = readings[0]
    known = first.id in kept
    best = max(readings[1:] if known and len(readings) > 1 else readings, key=rank_copy)
    reposts = first.reposts
    for reading in readings[1:]:
        reposts = join_reposts(reposts, reading.reposts)
    return keep_decisions(replace(best, id=first.id if known else best.id, reposts=reposts), readings)


def keep_decisions(notice: Notice, others: Sequence[Notice]) -> Notice:
    """The notice with what people have decided about any of `others`: to hold goes before to release."""
    words = [other.withheld for other in others if other.withheld is not None]
    settled = tuple(dict.fromkeys(rule for other in (notice, *others) for rule in other.settled))
    return replace(notice, withheld=any(words) if words else None, settled=settled)


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


def are_copies(a: Notice, b: Notice, print_a: Print, print_b: Print) -> bool:
    """True when two notices are one act in two places: alike, and nothing in them differs that makes an act."""
    if contradict_facts(a, b) or contradict_numbers(print_a.numbers, print_b.numbers):
        return False
    alike, contained = compare_letters(print_a.letters, print_b.letters)
    if min(len(print_a.letters), len(print_b.letters)) < SHORT:
        return alike >= CONTAINED and fold_title(a.title) == fold_title(b.title)
    return alike >= ALIKE or (contained >= CONTAINED and share_mark(a, b))


def contradict_facts(a: Notice, b: Notice) -> bool:
    """True when both state a fact that one act has only once, and state it differently. What one side does not say contradicts nothing."""
    if a.doc_number and b.doc_number:
        if a.doc_number.text != b.doc_number.text:
            return True
    elif contradict_issuers(a, b):
        return True
    if a.region and b.region and (a.region.code != b.region.code or (a.region.zone and b.region.zone and a.region.zone != b.region.zone)):
        return True
    return bool(a.written and b.written and a.written != b.written)


def contradict_issuers(a: Notice, b: Notice) -> bool:
    """True when two official texts without a common number name issuers none of whom is the same."""
    if not (a.kind is b.kind is Kind.OFFICIAL and a.issuers and b.issuers) or Damage.HIJACKED_ISSUER in (*a.damage, *b.damage):
        return False
    return not any(one in other or other in one for one in a.issuers for other in b.issuers)


def share_mark(a: Notice, b: Notice) -> bool:
    """True when a part and a whole bear a common mark: number, day of signing or title."""
    if (a.doc_number and a.doc_number == b.doc_number) or (a.written and a.written == b.written):
        return True
    one, other = sorted((fold_title(a.title), fold_title(b.title)), key=len)
    return len(one) >= 8 and one in other


def fold_title(title: str) -> str:
    """A title without punctuation, white space and width.

    >>> fold_title("【转载】关于支持企业（试行）的通知") == fold_title("【转载】关于支持企业(试行)的通知")
    True
    """
    return "".join(char for char in fold_width(title).lower() if char.isalnum())


def may_join(one: Group, other: Group, notices: Sequence[Notice], kept: Collection[str]) -> bool:
    """True when no copy of one group contradicts a copy of the other: likeness is not handed on through a damaged text that says less."""
    if contradict_numbers(one.numbers, other.numbers):
        return False
    if any(contradict_facts(notices[a], notices[b]) for a in one.members for b in other.members):
        return False
    return len({notices[index].id for index in (*one.members, *other.members)} & set(kept)) <= 1


def join_copies(copies: Sequence[Notice], kept: Collection[str] = ()) -> Notice:
    """The original of some copies, with every other copy told beside it."""
    if len(copies) == 1:
        return copies[0]
    original = max(copies, key=rank_copy)
    others = sorted(
        (copy for copy in copies if copy is not original), key=lambda copy: (copy.published or date.max, copy.source.url or "", copy.id)
    )
    told = [repost for copy in others if (repost := describe_copy(copy, original)) != Repost(None)]
    known = [repost for copy in (original, *others) for repost in copy.reposts]
    reposts = [repost for repost in join_reposts(tuple(told), tuple(known)) if repost.url is None or repost.url != original.source.url]
    name = next((copy.id for copy in copies if copy.id in kept), original.id)
    return keep_decisions(replace(original, id=name, reposts=tuple(reposts)), copies)


def join_reposts(first: tuple[Repost, ...], then: tuple[Repost, ...]) -> tuple[Repost, ...]:
    """Both lists in a stable order, one entry a copy; what `first` says of a copy goes before."""
    found: dict[tuple[object, ...], Repost] = {}
    for repost in (*first, *then):
        found.setdefault((repost.url,) if repost.url else (repost.site, repost.published), repost)
    return tuple(sorted(found.values(), key=lambda repost: (repost.published or date.max, repost.url or "", repost.site or "")))


def rank_copy(notice: Notice) -> tuple[object, ...]:
    """What makes a copy the original: sound text, the issuer's own page whatever its date, then the fullest and the earliest."""
    return (
        HOLDING_DAMAGE.isdisjoint(notice.damage),
        rank_site(notice),
        notice.doc_number is not None,
        len(notice.body),
        -(notice.published or date.max).toordinal(),
        notice.source.url or "",
        notice.snapshot or "",
    )


def rank_site(notice: Notice) -> int:
    """3 the issuer's own site, 2 the site of its government, 1 another authority's, 0 anybody's."""
    source, region = notice.source, notice.region
    names = [name for name in (source.site_name, source.source_name) if name]
    if any(issuer in name or name in issuer for issuer in notice.issuers for name in names):
        return 3
    if region and source.site_id_code and source.site_id_code.startswith(region.code):
        return 2
    return int(source.licence is Licence.OFFICIAL or (find_host(source.url) or "").endswith(".gov.cn"))


def find_host(url: str | None) -> str | None:
    """The host of an address.

    >>> find_host("http://gxj.example.gov.cn/art/1.html")
    'gxj.example.gov.cn'
    """
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def describe_copy(copy: Notice, original: Notice) -> Repost:
    """A copy's place and how it differs from the original, in a few words for readers."""
    source = copy.source
    words = []
    if copy.title == UNTITLED != original.title:
        words.append("无标题")
    elif fold_title(copy.title) != fold_title(original.title):
        words.append(f"标题为“{copy.title}”")
    if original.doc_number and not copy.doc_number:
        words.append("未印发文字号")
    ratio = len(take_print(copy.body).letters) / max(len(take_print(original.body).letters), 1)
    if not SAME <= ratio <= 2 - SAME:
        words.append(f"正文{'少' if ratio < 1 else '多'}约{abs(1 - ratio):.0%}")
    if copy.damage:
        words.append(f"文字有损坏（{'、'.join(copy.damage)}）")
    return Repost(source.url, source.site_name or source.source_name or find_host(source.url), copy.published, "；".join(words) or None)
