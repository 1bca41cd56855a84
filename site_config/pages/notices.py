"""The page of a notice: what it is, what it gives, what it says, where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scraper.model import Licence, Notice, Relation, RelationType
from scraper.standing.showing import may_show_whole
from scraper.standing.succession import ENDING
from site_config.catalog.addresses import find_link, notice_path, quote_link, region_path, twin_path, write_report
from site_config.catalog.chain import Backward, climb_chain
from site_config.catalog.digest import Digest
from site_config.exports.citations import cite_notice, write_bibtex
from site_config.language import labels
from site_config.pages.body import render_body
from site_config.pages.cards import Fact, Link, format_day, view_card, view_contact
from site_config.pages.listings import list_tags
from site_config.templates import Heading, PageFile, fill_template

DESCRIPTION_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a header line or a list, with a link on this site if there is one."""

    text: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line of the header table, or of the chain of documents."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RepostLine:
    """Another copy of the notice."""

    text: str
    href: str | None
    note: str


def build_notices(digest: Digest, report: str | None = None) -> Iterator[PageFile]:
    """A page for each published notice; `report` is the address where readers report errors."""
    backward = list_backward(digest)
    for notice in digest.notices:
        yield build_notice(notice, digest, backward, report)


def build_notice(notice: Notice, digest: Digest, backward: Backward, report: str | None = None) -> PageFile:
    """The page of one notice; `backward` are the notices that refer to each id."""
    path = notice_path(notice)
    cards = digest.by_notice.get(notice.id, ())
    views = tuple(view_card(card, digest) for card in cards if card.shown)
    folded = tuple(view_card(card, digest) for card in cards if not card.shown)
    standing = digest.judge_standing(notice)
    status = standing.tell_status(digest.day)
    chain = tuple(_list_chain(notice, digest, backward.get(notice.id, ())))
    ladder = climb_chain(notice, digest, backward)
    html = fill_template(
        "notice.html",
        path,
        id=notice.id,
        title=notice.title,
        trail=_list_trail(notice, digest),
        example=notice.source.licence is Licence.EXAMPLE,
        original=_find_original(notice),
        report=write_report(report, notice) if report else None,
        original_name=notice.source.site_name or notice.source.source_name or notice.source.url,
        header=tuple(_list_header(notice, digest)),
        status=status.value,
        status_label=labels.STATUSES[status],
        term=_name_term(notice),
        standing=standing,
        basis=notice.validity.text,
        basis_in_body=bool(notice.validity.span) and may_show_whole(notice),
        damage=tuple(labels.DAMAGES[damage] for damage in notice.damage),
        views=views,
        folded=folded,
        whole=may_show_whole(notice),
        body=render_body(notice) if may_show_whole(notice) else "",
        attachments=tuple(
            {"text": item.name, "href": find_link(item.url), "note": item.state and labels.FILE_STATES.get(item.state)}
            for item in notice.attachments
        ),
        chain=chain,
        source=tuple(_list_source(notice)),
        reposts=tuple(_list_reposts(notice)),
        citation=cite_notice(notice),
        bibtex=write_bibtex(notice),
        twin=twin_path(notice),
        ladder=ladder,
        repairs=tuple(f"{repair.rule}：{repair.count} 处" for repair in notice.repairs),
        tags=tuple(Link(tag.name, tag.path) for tag in list_tags(notice, digest)),
    )
    headings = [Heading("measures", f"措施（{len(views)}）"), Heading("text", "正文" if may_show_whole(notice) else "摘要")]
    headings += (
        [Heading("ladder", "政策链")] * bool(ladder)
        + [Heading("related", "相关文件")] * bool(chain)
        + [Heading("source", "来源"), Heading("tags", "标签")]
    )
    return PageFile(path, notice.title, html, _describe(notice), tuple(headings))


def _find_original(notice: Notice) -> str | None:
    """The address it was taken from, showing its title there; an example is no copy of what stands there."""
    plain = find_link(notice.source.url)
    return plain if notice.source.licence is Licence.EXAMPLE else quote_link(notice.source.url, notice.title) or plain


def list_backward(digest: Digest) -> dict[str, list[tuple[RelationType, Notice]]]:
    """For each notice's id, the notices on this site that refer to it by number; those that repeal or amend it also by title."""
    backward: dict[str, list[tuple[RelationType, Notice]]] = {}
    for notice in digest.notices:
        for relation in notice.relations:
            target = digest.by_number.get(relation.target)
            if target and target.id != notice.id and relation.type not in ENDING:
                backward.setdefault(target.id, []).append((relation.type, notice))
    for name, successors in digest.successors.items():
        backward.setdefault(name, []).extend((successor.type, successor.notice) for successor in successors)
    return backward


def _list_header(notice: Notice, digest: Digest) -> Iterator[HeaderLine]:
    """In the order of gov.cn's library of documents: index, class, issuer, date of signing, title, number, date of publication."""
    lines = (
        ("索 引 号", (notice.index_no,)),
        ("主题分类", (notice.subject_class,)),
        ("发文机关", notice.issuers),
        ("成文日期", (format_day(notice.written) if notice.written else None,)),
        ("发文字号", (notice.doc_number.text if notice.doc_number else None,)),
        ("发布日期", (format_day(notice.published) if notice.published else None,)),
        ("文　　种", (notice.genre or labels.KINDS[notice.kind],)),
        ("主　　送", notice.addressees),
        ("抄　　送", notice.copied_to),
    )
    for label, texts in lines:
        parts = tuple(Part(text) for text in texts if text)
        if parts:
            yield HeaderLine(label, parts)
    if notice.region:
        zone = f"·{notice.region.zone}" if notice.region.zone else ""
        yield HeaderLine("适用地区", (Part(notice.region.name + zone, region_path(digest.atlas.trace_path(notice.region.code))),))


def _name_term(notice: Notice) -> str | None:
    start, end = notice.validity.start, notice.validity.end
    if start and end:
        return f"{format_day(start)}至{format_day(end)}"
    return f"{format_day(start)}起施行" if start else f"至{format_day(end)}" if end else None


def _list_trail(notice: Notice, digest: Digest) -> tuple[Link, ...]:
    codes = digest.atlas.trace_path(notice.region.code) if notice.region else ()
    return tuple(Link(digest.atlas.name(code), region_path(digest.atlas.trace_path(code))) for code in codes)


def _list_chain(notice: Notice, digest: Digest, backward: Iterable[tuple[RelationType, Notice]]) -> Iterator[HeaderLine]:
    groups: dict[str, dict[Part, None]] = {}
    for relation in notice.relations:
        groups.setdefault(labels.RELATIONS[relation.type], {})[_link_relation(relation, digest)] = None
    for kind, other in backward:
        groups.setdefault(labels.RELATED[kind], {})[Part(other.title, notice_path(other))] = None
    for label, parts in groups.items():
        yield HeaderLine(label, tuple(parts))


def _link_relation(relation: Relation, digest: Digest) -> Part:
    target = digest.by_number.get(relation.target)
    title = target.title if target else relation.title
    text = f"{title}（{relation.target}）" if title and title != relation.target else relation.target
    return Part(text, notice_path(target) if target else None)


def _list_source(notice: Notice) -> Iterator[Fact]:
    source = notice.source
    for label, text in (("网站", source.site_name), ("栏目", source.column), ("来源", source.source_name), ("作者", source.author)):
        if text:
            yield Fact(label, text)
    yield Fact("收录方式", labels.LICENCES[source.licence])
    for contact in notice.contacts:
        if fact := view_contact(contact):
            yield fact


def _list_reposts(notice: Notice) -> Iterator[RepostLine]:
    for copy in notice.reposts:
        day = format_day(copy.published) if copy.published else None
        yield RepostLine(copy.site or copy.url or "未注明", find_link(copy.url), "，".join(filter(None, (day, copy.differs))))


def _describe(notice: Notice) -> str:
    leads = "；".join(measure.lead for measure in notice.measures[:3])
    text = leads or notice.title
    return text if len(text) <= DESCRIPTION_LIMIT else text[: DESCRIPTION_LIMIT - 1] + "…"
