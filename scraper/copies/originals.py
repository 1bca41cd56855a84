"""The original of some copies, and what is told of the others beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from scraper.copies.similarity import take_print
from scraper.facts.identity import UNTITLED
from scraper.model import HOLDING_DAMAGE, Licence, Notice, Provenance, Repost
from scraper.text.fold import bare_text

SAME = 0.98


def join_copies(copies: Sequence[Notice], standing: Notice | None = None) -> Notice:
    """The original of some copies, with every other copy told beside it.

    `standing` is the copy that is in use, if one is: its id stays, and only some others may take its place.
    """
    if len(copies) == 1:
        return copies[0]
    original = max((copy for copy in copies if standing is None or may_replace(copy, standing)), key=rank_copy)
    others = sorted(
        (copy for copy in copies if copy is not original), key=lambda copy: (copy.published or date.max, copy.source.url or "", copy.id)
    )
    told = [repost for copy in others if (repost := describe_copy(copy, original)) != Repost(None)]
    known = [repost for copy in (original, *others) for repost in copy.reposts]
    reposts = [repost for repost in join_reposts(tuple(told), tuple(known)) if repost.url is None or repost.url != original.source.url]
    name = (standing or original).id
    return keep_decisions(replace(original, id=name, reposts=tuple(reposts)), copies)


def keep_decisions(notice: Notice, others: Sequence[Notice]) -> Notice:
    """The notice with people's decisions about `others` (`withheld`, `settled`): to hold goes before to release."""
    words = [other.withheld for other in others if other.withheld is not None]
    settled = tuple(dict.fromkeys(rule for other in (notice, *others) for rule in other.settled))
    return replace(notice, withheld=any(words) if words else None, settled=settled)


def join_reposts(first: tuple[Repost, ...], then: tuple[Repost, ...]) -> tuple[Repost, ...]:
    """Both lists in a stable order, one entry a copy; what `first` says of a copy goes before."""
    found: dict[tuple[object, ...], Repost] = {}
    for repost in (*first, *then):
        found.setdefault((repost.url,) if repost.url else (repost.site, repost.published), repost)
    return tuple(sorted(found.values(), key=lambda repost: (repost.published or date.max, repost.url or "", repost.site or "")))


def may_replace(copy: Notice, standing: Notice) -> bool:
    """True when a copy may become the original in place of the one in use: a site speaks only for itself, so what it repeats is a repost.

    A person's own file may, and what a person gave gives way to the official source of the very address. The site of the authority that
    the notice in use itself names as its issuer may: then that one was the repost. Who is who is told by source files, not by the copy.
    """
    if copy.source.id in ("", standing.source.id):
        return True
    if not standing.source.id and copy.source.url and copy.source.url == standing.source.url:
        return speaks_officially(copy.source)
    return is_issuers(copy.source, standing.issuers) and not is_issuers(standing.source, standing.issuers)


def rank_copy(notice: Notice) -> tuple[object, ...]:
    """What makes a copy the original: sound text, the issuer's own page whatever its date, then the fullest and the earliest."""
    return (
        notice.page_kind is None,
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
    if is_issuers(source, notice.issuers):
        return 3
    if speaks_officially(source) and region and source.site_id_code and source.site_id_code.startswith(region.code):
        return 2
    return int(source.licence is Licence.OFFICIAL or (find_host(source.url) or "").endswith(".gov.cn"))


def is_issuers(source: Provenance, issuers: Sequence[str]) -> bool:
    """True for the own site of one of `issuers`. The page of a source may print any name as its origin: there its source file's counts."""
    names = (source.site_name,) if source.id else (source.site_name, source.source_name)
    return speaks_officially(source) and any(issuer in name or name in issuer for issuer in issuers for name in names if name)


def speaks_officially(source: Provenance) -> bool:
    """True unless a source file says that the site is no authority's; examples restate authorities."""
    return not source.id or source.licence in (Licence.OFFICIAL, Licence.EXAMPLE)


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
    elif bare_text(copy.title) != bare_text(original.title):
        words.append(f"标题为“{copy.title}”")
    if original.doc_number and not copy.doc_number:
        words.append("未印发文字号")
    ratio = len(take_print(copy.body).letters) / max(len(take_print(original.body).letters), 1)
    if not SAME <= ratio <= 2 - SAME:
        words.append(f"正文{'少' if ratio < 1 else '多'}约{abs(1 - ratio):.0%}")
    if copy.damage:
        words.append(f"文字有损坏（{'、'.join(copy.damage)}）")
    return Repost(source.url, source.site_name or source.source_name or find_host(source.url), copy.published, "；".join(words) or None)
