"""Pages of topics: who gives what in which place, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scraper.model import FigureKind, FigureRole, Topic
from site_config.catalog.addresses import search_path, topic_path
from site_config.catalog.digest import Card, Digest
from site_config.exports.feeds import list_feeds
from site_config.language.languages import CHINESE, Language
from site_config.pages.cards import CardView, find_fact, sort_cards, view_card
from site_config.pages.counts import count_instruments, list_tiles
from site_config.templates import Heading, PageFile, fill_template, pair_pages

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


def build_topics(digest: Digest, language: Language = CHINESE) -> Iterator[PageFile]:
    """The page of all topics, and one for each."""
    path, instruments = language.lead("topics/"), count_instruments(digest, digest.cards, None, language)
    html = fill_template("topics.html", path, language, tiles=list_tiles(digest, language), instruments=instruments)
    yield PageFile(
        path, language.say("主题"), html, language.say("按主题看惠企措施"), language=language.code, twin=pair_pages(path, language)
    )
    fed = list_feeds(digest)
    for topic in digest.topics.values():
        yield build_topic(digest, topic, language, fed=topic.id in fed)


def build_topic(digest: Digest, topic: Topic, language: Language = CHINESE, *, fed: bool) -> PageFile:
    """What each place gives in this topic."""
    path = language.lead(topic_path(topic.id))
    cards = sort_cards(tuple(card for card in digest.cards if topic.id in card.measure.topics))
    shown = tuple(card for card in cards if card.shown)
    folded = tuple(card for card in cards if not card.shown)
    told = tuple(card for card in shown if _is_telling(card))
    regions = len({card.region for card in shown if card.region})
    means = language.join(sub.zh if language is CHINESE else sub.en for sub in topic.sub)
    covers = language.say("{regions} 个地区，{measures} 条措施。", regions=regions, measures=len(shown))
    html = fill_template(
        "topic.html",
        path,
        language,
        name=language.pick(topic),
        means=means,
        covers=covers,
        home=topic_path(topic.id),
        instruments=count_instruments(digest, shown, topic.id, language),
        rows=tuple(_compare(card, digest, language) for card in told[:COMPARED_ROWS]),
        more_rows=len(told) > COMPARED_ROWS,
        feed=fed,
        views=tuple(view_card(card, digest, brief=True, language=language) for card in shown[:TOPIC_CARDS]),
        count=len(shown),
        more=language.lead(search_path(topic=topic.id)) if len(shown) > TOPIC_CARDS else None,
        folded=tuple(view_card(card, digest, brief=True, language=language) for card in folded[:FOLDED_CARDS]),
        folded_count=len(folded),
        folded_more=language.lead(search_path(topic=topic.id)) if len(folded) > FOLDED_CARDS else None,
    )
    headings = (*([Heading("compare", language.say("各地对照"))] if told else []), Heading("measures", language.say("措施")))
    name = language.pick(topic)
    return PageFile(path, name, html, language.say("{name}：各地措施对照", name=name), headings, language.code, pair_pages(path, language))


def _is_telling(card: Card) -> bool:
    return any(figure.kind in TELLING and figure.role is not FigureRole.UPTAKE for figure in card.measure.figures)


def _compare(card: Card, digest: Digest, language: Language) -> CompareRow:
    view = view_card(card, digest, language=language)
    value = max((f.value_to or f.value for f in card.measure.figures), default=0)
    return CompareRow(view, value, find_fact(view, "给谁", language), find_fact(view, "到何时", language))
