"""A source tried without taking anything: what each entry of its list would become, and by which rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from scraper.adapters.links import MOST_ANCHORS, find_link, parse_html
from scraper.adapters.registry import MARKS
from scraper.clues.link_targets import read_place
from scraper.dom.containers import find_body
from scraper.dom.element_names import rank_names
from scraper.dom.tree import Element, parse_tree
from scraper.errors import ConfigError, InputError
from scraper.facts.identity import UNTITLED
from scraper.fetch.client import Fetched
from scraper.fetch.failure import Unfetched
from scraper.harvest.detail_pages import list_further, refuse_stand_in
from scraper.harvest.gathering import Normalize, lend_facts, read_capture
from scraper.harvest.judgement import share_site
from scraper.harvest.probing import Finding, Prober, decode_text
from scraper.harvest.refusals import find_refusal
from scraper.model import Notice
from scraper.repair.decode import decode_bytes
from scraper.sources.source import Item, Source
from scraper.store.archive import Capture
from scraper.store.inputs import list_inputs
from scraper.store.run_state import KnownPage

STEPS = 3
"""Elements that a line names on the way to an entry."""
WORDS = ("mean the body everywhere", "mean the body on some sites")
CANONICAL = re.compile(
    r"""<link[^>]{0,80}rel=["']canonical["'][^>]{0,80}href=["'](https?://[^"']{4,500})"""
    r"""|<!-- saved from url=\(\d{4}\)(https?://[^\s>]{4,500})""",
    re.IGNORECASE,
)
"""How a page says its own address, and how a browser that saves it does."""
COMES, LEFT, ELSEWHERE, UNASKED = "comes in", "left out", "elsewhere", "not asked"


@dataclass(frozen=True, slots=True)
class Trial:
    """What an entry would become: `fate` is one of the four words above, `reason` why; `rules` tell by field what found it."""

    item: Item
    fate: str
    reason: str = ""
    notice: Notice | None = None
    rules: tuple[tuple[str, str], ...] = ()


async def try_entries(prober: Prober, source: Source, finding: Finding, normalize: Normalize, count: int) -> list[Trial]:
    """The fate of each entry, in their order; the first `count` that pass the list are fetched and read."""
    trials = []
    for item in finding.listing.items:
        if not (source.param("offsite") == "true" or share_site(item.url, source.url[0])):
            trials.append(Trial(item, ELSEWHERE, "on another site; `params: {offsite: true}` would follow it"))
        elif count <= 0:
            trials.append(Trial(item, UNASKED))
        else:
            count -= 1
            trials.append(await try_entry(prober, source, item, normalize))
    return trials


async def try_entry(prober: Prober, source: Source, item: Item, normalize: Normalize) -> Trial:
    """The fate of an entry whose page is asked for."""
    try:
        answer = await prober.fetch(item.url, render=source.browser)
        return try_page(source, item, answer, normalize)
    except Unfetched as error:
        return Trial(item, LEFT, f"{error.state}: {error.message}")
    except InputError as error:
        return Trial(item, LEFT, error.message)


def try_page(source: Source, item: Item, answer: Fetched, normalize: Normalize) -> Trial:
    """The fate of an entry with this page, judged as a run judges it.

    Raises:
        Unfetched: something else answers in place of the article.
        InputError: nothing readable in it.
    """
    refuse_stand_in(source, KnownPage(item.url, source.id, item.title), answer)
    capture = Capture(
        source=source.id,
        role="detail",
        asked=item.url,
        final=answer.final,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        at="",
        title=item.title,
        listed=item.published,
    )
    told = read_capture(capture, source, normalize)
    notice, rules = lend_facts(told, capture), tuple(describe_reading(lend_facts(told, capture), answer))
    if refusal := find_refusal(told, capture, source):
        return Trial(item, LEFT, f"{refusal.reason} ({refusal})", notice, rules)
    return Trial(item, COMES, "held until a person decides" if notice.held else "", notice, rules)


def describe_reading(notice: Notice, answer: Fetched) -> Iterator[tuple[str, str]]:
    """Field and what it was read from, for title, date, body and region."""
    proofs = {proof.field: proof.rule for proof in notice.evidence}
    if notice.title != UNTITLED:
        yield "title", proofs.get("title", "")
    for field in ("published", "region"):
        if proofs.get(field):
            yield field, proofs[field]
    yield "body", describe_body(answer)
    if further := len(list_further(answer, answer.final)):
        yield "further", f"{further} more pages, which a run reads too"


def describe_body(answer: Fetched) -> str:
    """The element that holds the body of a page, and what tells it."""
    body = find_body(parse_tree(decode_text(answer)))
    if body is None:
        return "no element with prose"
    rank = max(rank_names(body.get("id") or ""), rank_names(body.get("class") or ""))
    return f"{name_element(body)}, {f'names that {WORDS[2 - rank]}' if rank else 'the densest prose'}"


def describe_list(source: Source, finding: Finding) -> str:
    """What told the family of a list, and where its entries stand."""
    answer = finding.answers[-1]
    text = decode_text(answer)
    marks = (mark.search(text) or mark.search(answer.final) for family, mark in MARKS if family is source.family)
    sign = next((found[0] for found in marks if found), "")
    told = f"family {source.family}" + (f", by {sign.strip()[:40]!r}" if sign else "")
    if source.select.item:
        return f"{told}; entries by select: {source.select.item}"
    place = find_place(text, answer.final, frozenset(item.url for item in finding.listing.items))
    return told + (f"; entries stand at {place}" if place else "; entries stand in data, not in links" if finding.listing.items else "")


def find_place(text: str, url: str, addresses: frozenset[str]) -> str | None:
    """The way through the page to most of the links with these addresses, as a selector; None where it has none of them.

    >>> page = "<div id='list'><ul class='news'><li><a href='/a/1.html'>甲</a></li><li><a href='/a/2.html'>乙</a></li></ul></div>"
    >>> find_place(page, "http://a.example/", frozenset(("http://a.example/a/1.html",)))
    'ul.news > li > a'
    """
    root = parse_html(text)
    links = islice(root.iter("a"), MOST_ANCHORS) if root is not None else ()
    home = read_place(text, url)
    places = Counter(name_path(link) for link in links if (find_link(link, home) or "") in addresses)
    return places.most_common(1)[0][0] if places else None


def name_path(element: Element) -> str:
    """An element with those that it stands in."""
    steps = [element, *islice(element.iterancestors(), STEPS - 1)]
    return " > ".join(name_element(step) for step in reversed(steps))


def name_element(element: Element) -> str:
    """An element as a selector names it.

    >>> name_element(parse_tree("<div id='a' class='b c'>x</div>").find(".//div"))
    'div#a.b.c'
    """
    names = "".join(f".{name}" for name in (element.get("class") or "").split()[:3])
    return f"{element.tag!s}{'#' if element.get('id') else ''}{element.get('id') or ''}{names}"


def load_answer(path: Path, url: str | None) -> Fetched:
    """A saved list as if its site had just sent it.

    Raises:
        ConfigError: nobody says where it comes from.
        InputError: it can't be read.
    """
    data = list_inputs([str(path)]).load(str(path)).data
    address = url or find_own_address(data)
    if address is None:
        raise ConfigError("the saved list does not say its address", file=str(path), remedy="give it with --url https://...")
    return Fetched(address, address, 200, (), data)


def find_own_address(data: bytes) -> str | None:
    """The address that a saved page states as its own."""
    found = CANONICAL.search(decode_bytes(data, None).text)
    return next(filter(None, found.groups()), None) if found else None


def summarize_notice(notice: Notice) -> dict[str, Any]:
    """What a person looks at first."""
    day = notice.published.isoformat() if notice.published else None
    region = notice.region.code if notice.region else None
    return {"title": notice.title, "published": day, "region": region, "letters": len(notice.body), "measures": len(notice.measures)}
