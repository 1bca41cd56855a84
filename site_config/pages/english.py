"""The site for readers of English: the first page, topics and places by the same builders. The notices stay Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from site_config.pages.digest import Digest
from site_config.pages.home import build_home
from site_config.pages.regions import build_regions
from site_config.pages.templates import PageFile, fill_template
from site_config.pages.tongue import ENGLISH
from site_config.pages.topics import build_topics

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


def build_english(digest: Digest) -> Iterator[PageFile]:
    """All pages in English; the first one also explains the Chinese labels that readers meet in notices and search."""
    home = build_home(digest, NAME, CLAIM, ENGLISH)
    guide = fill_template("english.html", home.path, ENGLISH, meanings=MEANINGS)
    return chain((replace(home, html=home.html + guide),), build_topics(digest, ENGLISH), build_regions(digest, ENGLISH))
