"""The site for readers of English: every page but the notices by the same builders. The notices stay Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from scraper.model import Instrument, Topic
from site_config.catalog.digest import Digest
from site_config.catalog.place_paths import list_paths
from site_config.language.glossary import WORDS
from site_config.language.languages import CHINESE, ENGLISH
from site_config.pages.compare import build_compare
from site_config.pages.home import build_home
from site_config.pages.listings import build_listings
from site_config.pages.regions import build_regions
from site_config.pages.search import build_search
from site_config.pages.sources import RunLine, build_sources
from site_config.pages.topics import build_topics
from site_config.templates import PageFile, fill_template

NAME = "Measures for enterprises in China"
CLAIM = "What Chinese authorities offer to enterprises, measure by measure, each with the sentence it was read from."
MEANINGS = (
    ("有效", "in force: the document states its term, and today lies in it"),
    ("效力未注明", "no term stated; nothing is assumed, ask the issuing body"),
    ("已到期 · 已废止 · 已被替代", "expired · repealed · superseded"),
    ("未生效", "not yet in force"),
    ("A 可办", "says who gets what and how to get it"),
    ("B 具体", "concrete, but does not say how to get it"),
    ("C 意向", "an intention only; folded away by default"),
    ("上级", "given by a higher level to everyone below it"),
    ("免申即享", "paid without application"),
    ("给谁 · 怎么得 · 到何时 · 找谁", "for whom · how · until when · whom to ask"),
    ("示例", "an example restated from facts, no official text"),
)


def build_english(digest: Digest, runs: Iterable[RunLine] = ()) -> Iterator[PageFile]:
    """All pages in English; the first one also explains the Chinese labels that readers meet in notices."""
    home = build_home(digest, NAME, CLAIM, ENGLISH)
    guide = fill_template("english.html", home.path, ENGLISH, meanings=MEANINGS)
    return chain(
        (replace(home, html=home.html + guide), build_search(digest, ENGLISH), build_compare(digest, ENGLISH)),
        (build_sources(digest, runs, ENGLISH),),
        build_topics(digest, ENGLISH),
        build_regions(digest, ENGLISH),
        build_listings(digest, ENGLISH),
    )


def list_english(digest: Digest) -> dict[str, str]:
    """English for scripts and for the cards of the index: words of our own, topics, instruments, and places in use."""
    named: tuple[Topic | Instrument, ...] = (*digest.topics.values(), *digest.instruments.values())
    places = {codes[-1] for codes in list_paths(digest)}
    return (
        {digest.atlas.name(code): ENGLISH.name_place(digest.atlas, code) for code in sorted(places)}
        | {CHINESE.pick(item): ENGLISH.pick(item) for item in named}
        | dict(WORDS)
    )
