"""Pages of places: what a place gives itself, and what the units above give to everyone in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from markupsafe import Markup

from scraper.model import STATE_CODE
from site_config.catalog.addresses import climb_root, region_path, search_path, tag_path
from site_config.catalog.digest import Card, Digest
from site_config.catalog.place_counts import Count, PlaceCount, count_place, count_places
from site_config.catalog.place_paths import list_paths
from site_config.exports.feeds import list_feeds
from site_config.language.labels import OTHER_TOPIC
from site_config.language.languages import CHINESE, Language
from site_config.pages.cards import CardView, Link, sort_cards, view_card, view_notice
from site_config.pages.counts import OTHER
from site_config.pages.gaps import list_gaps
from site_config.pages.matrix import build_matrix
from site_config.pages.place_lines import PlaceLine, list_provinces
from site_config.pages.tilemap import draw_tilemap
from site_config.pages.timeline import draw_timeline
from site_config.templates import Heading, PageFile, fill_template, pair_pages

GROUP_CARDS, CARD_LEVEL = 4, 5
NOTICE_LINES = 10
BODY_LINES = 20
SECTIONS = {
    "matrix": "一览", "measures": "措施", "below": "下辖地区", "notices": "公告", "bodies": "发文机关", "years": "历年公告",
    "missing": "这里没有的",
}  # fmt: skip
"""Anchors and names of a page's sections, in their order."""


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one topic; `count` is the number of them, `more` the search that shows all of them."""

    id: str
    name: str
    count: int
    views: tuple[CardView, ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class Topical:
    """The first cards of one topic, and how many cards stand under it and under no earlier topic."""

    topic: str
    members: int
    views: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the pages of all places of one language share: numbers of measures, addresses of pages, places with a feed.

    What units above give is the same for all places below them: it is sorted once, and each card is drawn once for each depth of pages.
    """

    counts: Counter[str]
    pages: Mapping[str, str]
    fed: Set[str]
    language: Language
    above: dict[tuple[str, ...], tuple[Topical, ...]] = field(default_factory=dict)
    drawn: dict[tuple[str, str, str], Markup] = field(default_factory=dict)

    def draw(self, card: Callable[..., Markup], view: CardView, root: str) -> Markup:
        """A card by the macro of that name; one from above is drawn once and kept."""
        if not view.inherited:
            return card(view, root, level=CARD_LEVEL)
        key = (view.notice_id, view.id, root)
        if key not in self.drawn:
            self.drawn[key] = card(view, root, level=CARD_LEVEL)
        return self.drawn[key]


def build_regions(digest: Digest, language: Language = CHINESE) -> Iterator[PageFile]:
    """The page of all places, and a page for each that has one."""
    counts, path = count_places(digest), language.lead("regions/")
    html = fill_template(
        "regions.html",
        path,
        language,
        tilemap=draw_tilemap(digest.atlas, counts, climb_root(path) + language.folder, language),
        provinces=list_provinces(digest, language),
        state=counts[STATE_CODE],
    )
    yield PageFile(
        path, language.say("地区"), html, language.say("按地区看惠企措施"), language=language.code, twin=pair_pages(path, language)
    )
    paths = list_paths(digest)
    shelf = Shelf(counts, {codes[-1]: language.lead(region_path(codes)) for codes in paths}, list_feeds(digest), language)
    for codes in paths:
        yield build_region(digest, codes, shelf)


def build_region(digest: Digest, codes: tuple[str, ...], shelf: Shelf) -> PageFile:
    """The page of the place `codes[-1]`."""
    code, language = codes[-1], shelf.language
    path, name = shelf.pages[code], language.name_place(digest.atlas, code)
    own = tuple(card for card in digest.by_region.get(code, ()) if card.shown)
    above = _sort_above(digest, code, shelf)
    notices = digest.by_place.get(code, ())
    children = tuple(_list_children(digest, code, shelf))
    counts = count_place(digest, code)
    sentence = _count(language, counts)
    parts = {
        "matrix": build_matrix(digest, code, language),
        "children": children,
        "notices": tuple(view_notice(notice, digest, language) for notice in notices[:NOTICE_LINES]),
        "bodies": Counter(issuer for notice in notices for issuer in notice.issuers).most_common(BODY_LINES),
        "timeline": draw_timeline(digest.inside.get(code, ())),
        "missing": list_gaps(digest, code, own, shelf.pages, language),
    }
    html = fill_template(
        "region.html",
        path,
        language,
        name=name,
        native=digest.atlas.name(code),
        code=code,
        home=region_path(codes),
        trail=tuple(Link(language.name_place(digest.atlas, step), shelf.pages[step]) for step in codes[:-1]),
        sentence=sentence,
        own=tuple(
            _group_topics(digest, _sort_topics(digest, own, language, inherited=False), counts.own, code, level="own", language=language)
        ),
        above=tuple(_group_topics(digest, above, counts.above, code, level="above", language=language)),
        draw=shelf.draw,
        own_count=counts.own.total,
        above_count=counts.above.total,
        above_names=language.join(language.name_place(digest.atlas, step) for step in reversed(digest.atlas.list_above(code))),
        start="own" if own else "above",
        notice_count=len(notices),
        all_notices=language.lead(tag_path("region", code)),
        feed=code in shelf.fed,
        comparable=code in digest.by_region,
        **parts,
    )
    there = {
        "matrix": own or above, "measures": True, "below": children, "notices": notices, "bodies": parts["bodies"],
        "years": parts["timeline"], "missing": parts["missing"],
    }  # fmt: skip
    headings = tuple(Heading(anchor, language.say(text)) for anchor, text in SECTIONS.items() if there[anchor])
    description = f"{language.say('{name}：', name=name)}{sentence}"
    return PageFile(path, name, html, description, headings, language.code, pair_pages(path, language))


def _count(language: Language, counts: PlaceCount) -> str:
    own, above, below = counts.own.total, counts.above.total, counts.below.total
    parts = [language.say("本级 {n} 条措施", n=own)]
    parts += [language.say("上级给全域的 {n} 条", n=above)] * bool(above) + [language.say("下辖地区 {n} 条", n=below)] * bool(below)
    return language.say("，").join(parts) + language.say("。")


def _sort_above(digest: Digest, code: str, shelf: Shelf) -> tuple[Topical, ...]:
    """What the units above give, sorted for the first place that asks."""
    units = digest.atlas.list_above(code)
    if units not in shelf.above:
        cards = tuple(card for card in digest.list_above(code) if card.shown)
        shelf.above[units] = tuple(_sort_topics(digest, cards, shelf.language, inherited=True))
    return shelf.above[units]


def _sort_topics(digest: Digest, cards: tuple[Card, ...], language: Language, *, inherited: bool) -> Iterator[Topical]:
    """Each card stands once, under its first topic."""
    groups: dict[str, list[Card]] = {topic: [] for topic in (*digest.topics, OTHER)}
    for card in sort_cards(cards):
        first = next((topic for topic in card.measure.topics if topic in digest.topics), OTHER)
        groups[first].append(card)
    for topic, members in groups.items():
        if members:
            views = (view_card(card, digest, inherited=inherited, brief=True, language=language) for card in members[:GROUP_CARDS])
            yield Topical(topic, len(members), tuple(views))


def _group_topics(
    digest: Digest, topicals: Iterable[Topical], counts: Count, region: str, *, level: str, language: Language
) -> Iterator[Group]:
    """With names, and links to the rest; counted are all cards of the topic, as the matrix and the search behind the link do."""
    for topical in topicals:
        topic = digest.topics.get(topical.topic)
        count = counts.topics[topic.id] if topic else topical.members
        more = search_path(region=region, level=level, topic=topic.id) if topic else search_path(region=region, level=level)
        name = language.pick(topic) if topic else language.say(OTHER_TOPIC)
        yield Group(topical.topic, name, count, topical.views, language.lead(more) if count > len(topical.views) else None)


def _list_children(digest: Digest, code: str, shelf: Shelf) -> Iterator[PlaceLine]:
    if code != STATE_CODE:
        for child in digest.atlas.children.get(code, ()):
            yield PlaceLine(
                child.code, shelf.language.name_place(digest.atlas, child.code), shelf.pages.get(child.code), shelf.counts[child.code]
            )
