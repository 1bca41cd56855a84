"""Lists of notices in pages of fifty: all of them, and by tag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scraper.model import Notice, ValidityStatus
from site_config.catalog.addresses import page_path, region_path, tag_path, topic_path
from site_config.catalog.digest import Digest
from site_config.catalog.place_paths import list_paths
from site_config.language import labels
from site_config.language.languages import CHINESE, Language
from site_config.pages.cards import Link, view_notice
from site_config.pages.counts import CountedLink
from site_config.templates import PageFile, fill_template, pair_pages

PAGE_LINES = 50
KINDS = {"region": "地区", "topic": "主题", "instrument": "方式", "status": "效力"}


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a page stands in its listing."""

    number: int
    last: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with its address and title, the way to it, and what else to look at."""

    path: str
    title: str
    trail: tuple[Link, ...] = ()
    also: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that notices are listed under."""

    kind: str
    value: str
    name: str

    @property
    def path(self) -> str:
        """Its list."""
        return tag_path(self.kind, self.value)


def build_listings(digest: Digest, language: Language = CHINESE) -> Iterator[PageFile]:
    """All notices, the page of tags, and the list of every tag in use."""
    say, tags = language.say, language.lead("tags/")
    everything = Listing(language.lead("notices/"), say("公告"), also=(Link(say("按标签看"), tags),))
    yield from build_listing(digest, everything, digest.notices, language)
    tagged = group_tags(digest, language)
    yield _build_index(tagged, language)
    pages = {path[-1]: language.lead(region_path(path)) for path in list_paths(digest)}
    for tag, notices in tagged.items():
        trail = (Link(say("标签"), tags), Link(say(KINDS[tag.kind]), f"{tags}#{tag.kind}"))
        listing = Listing(language.lead(tag.path), tag.name, trail, tuple(_list_also(tag, pages, language)))
        yield from build_listing(digest, listing, notices, language)


def build_listing(digest: Digest, listing: Listing, notices: tuple[Notice, ...], language: Language = CHINESE) -> Iterator[PageFile]:
    """Pages of fifty notices; an empty listing still has its first page."""
    last = max(1, -(-len(notices) // PAGE_LINES))
    sentence = language.say("{n} 件公告，新的在前。", n=len(notices))
    for number in range(1, last + 1):
        path, turn = page_path(listing.path, number), _make_turn(listing, number, last)
        lines = tuple(view_notice(notice, digest, language) for notice in notices[(number - 1) * PAGE_LINES : number * PAGE_LINES])
        html = fill_template("listing.html", path, language, listing=listing, sentence=sentence, lines=lines, turn=turn)
        title = listing.title if number == 1 else language.say("{title}（第 {n} 页）", title=listing.title, n=number)
        description = language.say("{name}：", name=title) + sentence
        yield PageFile(path, title, html, description, language=language.code, twin=pair_pages(path, language))


def _make_turn(listing: Listing, number: int, last: int) -> Turn:
    previous = page_path(listing.path, number - 1) if number > 1 else None
    return Turn(number, last, previous, page_path(listing.path, number + 1) if number < last else None)


def list_tags(notice: Notice, digest: Digest, language: Language = CHINESE) -> Iterator[Tag]:
    """The tags of a notice: its place and the places above, topics and instruments of its measures, its status."""
    if notice.region:
        for code in digest.atlas.trace_path(notice.region.code):
            yield Tag("region", code, language.name_place(digest.atlas, code))
    measures = notice.measures
    for topic in digest.topics.values():
        if any(topic.id in measure.topics for measure in measures):
            yield Tag("topic", topic.id, language.pick(topic))
    for instrument in digest.instruments.values():
        if any(instrument.id in measure.instruments for measure in measures):
            yield Tag("instrument", instrument.id, language.pick(instrument))
    status = digest.tell_status(notice)
    yield Tag("status", status.value, language.say(labels.STATUSES[status]))


def group_tags(digest: Digest, language: Language = CHINESE) -> dict[Tag, tuple[Notice, ...]]:
    """Every tag in use with its notices, newest first."""
    groups: dict[Tag, list[Notice]] = {}
    for notice in digest.notices:
        for tag in list_tags(notice, digest, language):
            groups.setdefault(tag, []).append(notice)
    order = {key: number for number, key in enumerate((*digest.topics, *digest.instruments, *(s.value for s in ValidityStatus)))}
    ranked = sorted(groups, key=lambda tag: (tuple(KINDS).index(tag.kind), order.get(tag.value, 0), tag.value))
    return {tag: tuple(groups[tag]) for tag in ranked}


def _build_index(tagged: dict[Tag, tuple[Notice, ...]], language: Language) -> PageFile:
    path, say = language.lead("tags/"), language.say
    groups = [{"id": kind, "name": say(name), "parts": _count_tags(kind, tagged, language)} for kind, name in KINDS.items()]
    html = fill_template("tags.html", path, language, groups=groups)
    return PageFile(path, say("标签"), html, say("按标签列出公告"), language=language.code, twin=pair_pages(path, language))


def _count_tags(kind: str, tagged: dict[Tag, tuple[Notice, ...]], language: Language) -> tuple[CountedLink, ...]:
    return tuple(CountedLink(tag.name, language.lead(tag.path), len(notices)) for tag, notices in tagged.items() if tag.kind == kind)


def _list_also(tag: Tag, pages: dict[str, str], language: Language) -> Iterable[Link]:
    if tag.kind == "region" and tag.value in pages:
        yield Link(language.say("看这个地区的措施"), pages[tag.value])
    if tag.kind == "topic":
        yield Link(language.say("看这个主题的措施"), language.lead(topic_path(tag.value)))
