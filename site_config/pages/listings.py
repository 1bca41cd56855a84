"""Lists of notices in pages of fifty: all of them, and by tag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scraper.model import Notice, ValidityStatus
from site_config.pages import labels
from site_config.pages.addresses import page_path, region_path, tag_path, topic_path
from site_config.pages.cards import Link, view_notice
from site_config.pages.digest import Digest
from site_config.pages.places import list_paths
from site_config.pages.templates import PageFile, fill_template
from site_config.pages.topics import CountedLink

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
class Tag:
    """A word that notices are listed under."""

    kind: str
    value: str
    name: str

    @property
    def path(self) -> str:
        """Its list."""
        return tag_path(self.kind, self.value)


def build_listings(digest: Digest) -> Iterator[PageFile]:
    """All notices, the page of tags, and the list of every tag in use."""
    also = (Link("按标签看", "tags/"),)
    yield from build_listing(digest, "notices/", "公告", digest.notices, (), also)
    tagged = group_tags(digest)
    yield _build_index(tagged)
    pages = {path[-1]: region_path(path) for path in list_paths(digest)}
    for tag, notices in tagged.items():
        trail = (Link("标签", "tags/"), Link(KINDS[tag.kind], f"tags/#{tag.kind}"))
        yield from build_listing(digest, tag.path, tag.name, notices, trail, tuple(_list_also(tag, pages)))


def build_listing(
    digest: Digest, base: str, title: str, notices: tuple[Notice, ...], trail: tuple[Link, ...] = (), also: tuple[Link, ...] = ()
) -> Iterator[PageFile]:
    """Pages of fifty notices; an empty listing still has its first page."""
    last = max(1, -(-len(notices) // PAGE_LINES))
    for number in range(1, last + 1):
        path = page_path(base, number)
        turn = Turn(
            number, last, page_path(base, number - 1) if number > 1 else None, page_path(base, number + 1) if number < last else None
        )
        lines = tuple(view_notice(notice, digest) for notice in notices[(number - 1) * PAGE_LINES : number * PAGE_LINES])
        sentence = f"{len(notices)} 件公告，新的在前。"
        html = fill_template("listing.html", path, title=title, sentence=sentence, lines=lines, turn=turn, trail=trail, also=also)
        yield PageFile(path, title if number == 1 else f"{title}（第 {number} 页）", html, f"{title}：{sentence}")


def list_tags(notice: Notice, digest: Digest) -> Iterator[Tag]:
    """The tags of a notice: its place and the places above, topics and instruments of its measures, its status."""
    if notice.region:
        for code in digest.atlas.trace_path(notice.region.code):
            yield Tag("region", code, digest.atlas.name(code))
    measures = notice.measures
    for topic in digest.topics.values():
        if any(topic.id in measure.topics for measure in measures):
            yield Tag("topic", topic.id, topic.zh)
    for instrument in digest.instruments.values():
        if any(instrument.id in measure.instruments for measure in measures):
            yield Tag("instrument", instrument.id, instrument.zh)
    status = notice.validity.status_on(digest.day)
    yield Tag("status", status.value, labels.STATUSES[status])


def group_tags(digest: Digest) -> dict[Tag, tuple[Notice, ...]]:
    """Every tag in use with its notices, newest first."""
    groups: dict[Tag, list[Notice]] = {}
    for notice in digest.notices:
        for tag in list_tags(notice, digest):
            groups.setdefault(tag, []).append(notice)
    order = {key: number for number, key in enumerate((*digest.topics, *digest.instruments, *(s.value for s in ValidityStatus)))}
    ranked = sorted(groups, key=lambda tag: (tuple(KINDS).index(tag.kind), order.get(tag.value, 0), tag.value))
    return {tag: tuple(groups[tag]) for tag in ranked}


def _build_index(tagged: dict[Tag, tuple[Notice, ...]]) -> PageFile:
    groups = [{"id": kind, "name": name, "parts": _count_tags(kind, tagged)} for kind, name in KINDS.items()]
    return PageFile("tags/", "标签", fill_template("tags.html", "tags/", groups=groups), "按标签列出公告")


def _count_tags(kind: str, tagged: dict[Tag, tuple[Notice, ...]]) -> tuple[CountedLink, ...]:
    return tuple(CountedLink(tag.name, tag.path, len(notices)) for tag, notices in tagged.items() if tag.kind == kind)


def _list_also(tag: Tag, pages: dict[str, str]) -> Iterable[Link]:
    if tag.kind == "region" and tag.value in pages:
        yield Link("看这个地区的措施", pages[tag.value])
    if tag.kind == "topic":
        yield Link("看这个主题的措施", topic_path(tag.value))
