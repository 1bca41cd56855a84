"""Pages of topics: who gives what in which place, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scraper.model import FigureKind, FigureRole, Topic
from site_config.pages.addresses import search_path, topic_path
from site_config.pages.cards import CardView, sort_cards, view_card
from site_config.pages.digest import Card, Digest
from site_config.pages.feeds import list_feeds
from site_config.pages.tally import count_instruments, list_tiles
from site_config.pages.templates import Heading, PageFile, fill_template

COMPARED_ROWS = 60
TOPIC_CARDS = 20
FOLDED_CARDS = 5
TELLING = frozenset({FigureKind.MONEY, FigureKind.PERCENT, FigureKind.RATE, FigureKind.DURATION})


@dataclass(frozen=True, slots=True)
class CompareRow:
    """A line of the table across places; `value` sorts it."""

    view: CardView
    value: float
    who: str | None
    until: str | None


def build_topics(digest: Digest) -> Iterator[PageFile]:
    """The page of all topics, and one for each."""
    html = fill_template("topics.html", "topics/", tiles=list_tiles(digest), instruments=count_instruments(digest, digest.cards, None))
    yield PageFile("topics/", "主题", html, "按主题看惠企措施")
    fed = list_feeds(digest)
    for topic in digest.topics.values():
        yield build_topic(digest, topic, fed=topic.id in fed)


def build_topic(digest: Digest, topic: Topic, *, fed: bool) -> PageFile:
    """What each place gives in this topic."""
    path = topic_path(topic.id)
    cards = sort_cards(tuple(card for card in digest.cards if topic.id in card.measure.topics))
    shown = tuple(card for card in cards if card.shown)
    folded = tuple(card for card in cards if not card.shown)
    told = tuple(card for card in shown if _is_telling(card))
    regions = len({card.region for card in shown if card.region})
    sentence = f"{'、'.join(sub.zh for sub in topic.sub)}。" if topic.sub else ""
    html = fill_template(
        "topic.html",
        path,
        name=topic.zh,
        sentence=f"{sentence}{regions} 个地区，{len(shown)} 条措施。",
        instruments=count_instruments(digest, shown, topic.id),
        rows=tuple(_compare(card, digest) for card in told[:COMPARED_ROWS]),
        more_rows=len(told) > COMPARED_ROWS,
        feed=fed,
        views=tuple(view_card(card, digest, brief=True) for card in shown[:TOPIC_CARDS]),
        count=len(shown),
        more=search_path(topic=topic.id) if len(shown) > TOPIC_CARDS else None,
        folded=tuple(view_card(card, digest, brief=True) for card in folded[:FOLDED_CARDS]),
        folded_count=len(folded),
        folded_more=search_path(topic=topic.id) if len(folded) > FOLDED_CARDS else None,
    )
    headings = (*([Heading("compare", "各地对照")] if told else []), Heading("measures", "措施"))
    return PageFile(path, topic.zh, html, f"{topic.zh}：各地措施对照", headings)


def _is_telling(card: Card) -> bool:
    return any(figure.kind in TELLING and figure.role is not FigureRole.UPTAKE for figure in card.measure.figures)


def _compare(card: Card, digest: Digest) -> CompareRow:
    view = view_card(card, digest)
    said = {fact.label: fact.text for fact in view.facts}
    return CompareRow(view, max((f.value_to or f.value for f in card.measure.figures), default=0), said.get("给谁"), said.get("到何时"))
