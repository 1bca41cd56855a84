"""Pages of topics: who gives what in which place, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scraper.model import FigureKind, FigureRole, Topic
from site_config.pages.addresses import search_path, topic_path
from site_config.pages.cards import CardView, find_fact, sort_cards, view_card
from site_config.pages.digest import Card, Digest
from site_config.pages.feeds import list_feeds
from site_config.pages.tally import count_instruments, list_tiles
from site_config.pages.templates import Heading, PageFile, fill_template, pair_pages
from site_config.pages.tongue import CHINESE, Tongue

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


def build_topics(digest: Digest, tongue: Tongue = CHINESE) -> Iterator[PageFile]:
    """The page of all topics, and one for each."""
    path, instruments = tongue.lead("topics/"), count_instruments(digest, digest.cards, None, tongue)
    html = fill_template("topics.html", path, tongue, tiles=list_tiles(digest, tongue), instruments=instruments)
    yield PageFile(path, tongue.say("主题"), html, tongue.say("按主题看惠企措施"), language=tongue.code, twin=pair_pages(path, tongue))
    fed = list_feeds(digest)
    for topic in digest.topics.values():
        yield build_topic(digest, topic, tongue, fed=topic.id in fed)


def build_topic(digest: Digest, topic: Topic, tongue: Tongue = CHINESE, *, fed: bool) -> PageFile:
    """What each place gives in this topic."""
    path = tongue.lead(topic_path(topic.id))
    cards = sort_cards(tuple(card for card in digest.cards if topic.id in card.measure.topics))
    shown = tuple(card for card in cards if card.shown)
    folded = tuple(card for card in cards if not card.shown)
    told = tuple(card for card in shown if _is_telling(card))
    regions = len({card.region for card in shown if card.region})
    means = tongue.join(sub.zh if tongue is CHINESE else sub.en for sub in topic.sub)
    covers = tongue.say("{regions} 个地区，{measures} 条措施。", regions=regions, measures=len(shown))
    html = fill_template(
        "topic.html",
        path,
        tongue,
        name=tongue.pick(topic),
        means=means,
        covers=covers,
        home=topic_path(topic.id),
        instruments=count_instruments(digest, shown, topic.id, tongue),
        rows=tuple(_compare(card, digest, tongue) for card in told[:COMPARED_ROWS]),
        more_rows=len(told) > COMPARED_ROWS,
        feed=fed,
        views=tuple(view_card(card, digest, brief=True, tongue=tongue) for card in shown[:TOPIC_CARDS]),
        count=len(shown),
        more=tongue.lead(search_path(topic=topic.id)) if len(shown) > TOPIC_CARDS else None,
        folded=tuple(view_card(card, digest, brief=True, tongue=tongue) for card in folded[:FOLDED_CARDS]),
        folded_count=len(folded),
        folded_more=tongue.lead(search_path(topic=topic.id)) if len(folded) > FOLDED_CARDS else None,
    )
    headings = (*([Heading("compare", tongue.say("各地对照"))] if told else []), Heading("measures", tongue.say("措施")))
    name = tongue.pick(topic)
    return PageFile(path, name, html, tongue.say("{name}：各地措施对照", name=name), headings, tongue.code, pair_pages(path, tongue))


def _is_telling(card: Card) -> bool:
    return any(figure.kind in TELLING and figure.role is not FigureRole.UPTAKE for figure in card.measure.figures)


def _compare(card: Card, digest: Digest, tongue: Tongue) -> CompareRow:
    view = view_card(card, digest, tongue=tongue)
    value = max((f.value_to or f.value for f in card.measure.figures), default=0)
    return CompareRow(view, value, find_fact(view, "给谁", tongue), find_fact(view, "到何时", tongue))
