"""Annexes and notices that are files become part of the notice, with the file and the page of each measure."""

from __future__ import annotations

from hashlib import sha256

import pytest
from reportlab.platypus import Paragraph

from scraper.errors import UnreadFile
from scraper.frontmatter import parse_notice, render_notice
from scraper.model import Damage, FileState, Licence, Notice, PageKind, Provenance, Snapshot, StoredFile
from scraper.pipeline import normalize_snapshot
from scraper.quotes.quotes import digest_notice
from tests.attachments.papers import (
    ARTICLES,
    BREAK,
    ROWS,
    TITLE,
    fill_act,
    fill_table,
    head,
    indent,
    number_pages,
    print_pdf,
    scan_pdf,
    style,
    write_docx,
    write_xlsx,
)
from tests.scraped import load_reader

SITE = "http://www.yunchuan.example/tz/"
FROM_SITE = Provenance("yc", url=SITE, site_name="云川市政府", licence=Licence.OFFICIAL)
BODY = "各区县人民政府，市政府各部门：《云川市支持小店稳定经营若干措施》已经市政府同意，现印发给你们，请认真贯彻落实。"


def act_pdf() -> bytes:
    return print_pdf([head(), *map(indent, ARTICLES[:2]), BREAK, *map(indent, ARTICLES[2:])], number_pages)


def page(body: str, *files: tuple[str, str], title: str = "云川市人民政府关于印发支持小店稳定经营若干措施的通知") -> str:
    links = "".join(f'<p><a href="{href}">{name}</a></p>' for href, name in files)
    return (
        f'<html><head><meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2026-01-05"></head><body><h1>{title}</h1>'
        f'<div class="article-content"><p>{body}</p><p>云川市人民政府</p><p>2026年1月4日</p>{links}</div></body></html>'
    )


def read(markup: str, origin: Provenance = FROM_SITE, **files: bytes) -> Notice:
    stored = tuple(StoredFile(f"{SITE}{name.replace('__', '.')}", data) for name, data in files.items())
    data = markup.encode()
    return normalize_snapshot(
        Snapshot("1.html", data, sha256(data).hexdigest(), f"{SITE}1.html", "text/html", (), stored), load_reader(), origin
    )


def read_bytes(name: str, data: bytes, origin: Provenance = FROM_SITE) -> Notice:
    url = f"{SITE}{name}" if origin.id else None
    return normalize_snapshot(Snapshot(name, data, sha256(data).hexdigest(), url), load_reader(), origin)


def test_measures_of_an_annexed_act_are_found_with_file_and_page() -> None:
    notice = read(page(BODY, ("a.pdf", "附件1：云川市支持小店稳定经营若干措施.pdf")), a__pdf=act_pdf())
    assert [measure.lead[:4] for measure in notice.measures][:3] == ["减免房租", "稳定就业", "贷款贴息"]
    found = [notice.find_file(measure.lead_span) for measure in notice.measures]
    assert [(file.name, number) for file, number in filter(None, found)][:3] == [
        ("附件1：云川市支持小店稳定经营若干措施.pdf", number) for number in (1, 1, 2)
    ]
    for measure in notice.measures:
        assert measure.lead_span.read(notice.body) == measure.lead
        assert all(figure.span.read(notice.body) == figure.raw for figure in measure.figures)


def test_an_annex_stands_behind_the_body_under_its_name() -> None:
    notice = read(page(BODY, ("a.docx", "申报指南.docx")), a__docx=write_docx(fill_act))
    assert notice.body.startswith(BODY)
    assert "\n\n## 附件1：申报指南\n\n" in notice.body
    assert notice.body.index("## 附件1") < notice.body.index(ARTICLES[0])
    assert [file.state for file in notice.attachments] == [FileState.READ]


def test_no_annex_speaks_for_the_document() -> None:
    bare = read(page(BODY, ("a.pdf", "若干措施.pdf")))
    whole = read(page(BODY, ("a.pdf", "若干措施.pdf")), a__pdf=act_pdf())
    for name in ("id", "title", "kind", "genre", "issuers", "written", "published", "region", "validity", "addressees"):
        assert getattr(whole, name) == getattr(bare, name)


def test_a_page_with_nothing_but_a_file_gets_its_body_from_it() -> None:
    markup = page("", ("a.pdf", "云川市支持小店稳定经营若干措施.pdf")).replace("<p>云川市人民政府</p><p>2026年1月4日</p>", "")
    assert read(markup).page_kind is PageKind.ATTACHMENT
    notice = read(markup, a__pdf=act_pdf())
    assert notice.page_kind is None
    assert not notice.held
    assert ARTICLES[0] in notice.body
    assert notice.measures
    assert not [doubt for doubt in notice.doubts if doubt.rule == PageKind.ATTACHMENT]
    assert notice.published is not None


def test_tables_of_an_annex_are_tables() -> None:
    notice = read(page(BODY, ("b.xlsx", "补贴标准.xlsx")), b__xlsx=write_xlsx({"标准": ROWS}))
    assert "| 项目 | 对象 | 标准 |\n| --- | --- | --- |\n| 房租补贴 | 国有房屋承租户 | 单户最高5万元 |" in notice.body


def test_of_a_word_file_no_page_is_named() -> None:
    notice = read(page(BODY, ("a.docx", "若干措施.docx")), a__docx=write_docx(fill_act))
    found = [notice.find_file(measure.lead_span) for measure in notice.measures[:3]]
    assert [(place[0].name, place[1]) for place in found if place] == [("若干措施.docx", None)] * 3


def test_a_form_gives_no_measures() -> None:
    form = write_docx(lambda document: fill_table(document, [["企业名称", ""], ["申请补贴金额", "5万元"], ["联系电话", ""]]))
    bare, whole = (read(page(BODY, ("c.docx", "补贴申请表.docx")), **files) for files in ({}, {"c__docx": form}))
    assert whole.measures == bare.measures


@pytest.mark.parametrize(
    ("name", "data", "state"),
    [
        ("scan.pdf", scan_pdf(), FileState.NEEDS_OCR),
        ("cut.pdf", b"%PDF-1.7 cut", FileState.BROKEN),
        ("packed.docx", b"PK\x05\x06" + bytes(18), FileState.ARCHIVE),
    ],
)
def test_an_annex_that_gives_no_text_is_named_with_its_reason(name: str, data: bytes, state: FileState) -> None:
    notice = read(page(BODY, (name, f"附件：{name}")), **{name.replace(".", "__"): data})
    assert [file.state for file in notice.attachments] == [state]
    assert next(doubt.message for doubt in notice.doubts if doubt.rule == "attachment-unread").startswith("附件未读")
    assert not notice.held


def test_an_annex_that_lists_private_persons_stays_outside_and_holds_nothing() -> None:
    people = write_docx(lambda document: fill_table(document, [["姓名", "补贴金额"], ["张三", "500"], ["李四", "500"], ["王小五", "500"]]))
    notice = read(page(BODY, ("p.docx", "发放名单.docx")), p__docx=people)
    assert "张三" not in render_notice(notice)
    assert [file.state for file in notice.attachments] == [FileState.PERSONS]
    assert Damage.NAMED_PERSONS not in notice.damage
    assert not notice.held


def test_personal_numbers_in_an_annex_are_masked() -> None:
    guide = write_docx(lambda document: document.add_paragraph("联系人手机：13900001234，欢迎各小店来电咨询申报事项。"))
    assert "13900001234" not in render_notice(read(page(BODY, ("p.docx", "指南.docx")), p__docx=guide))


def test_a_notice_that_is_a_file_is_read_as_one() -> None:
    notice = read_bytes("tz.pdf", act_pdf())
    assert notice.title == TITLE
    assert [file.state for file in notice.attachments] == [FileState.READ]
    found = [notice.find_file(measure.lead_span) for measure in notice.measures[:3]]
    assert [place and place[1] for place in found] == [1, 1, 2]


def test_the_number_above_the_title_of_a_file_is_its_own() -> None:
    lines = (
        "云川市商务局",
        "云商发〔2026〕5号",
        "云川市商务局关于发放小店补贴的通知",
        "各区县商务局：",
        "一、对每户小店给予补贴2万元。",
        "2026年2月3日",
    )
    notices = (
        read_bytes("tz.docx", write_docx(lambda document: [document.add_paragraph(line) for line in lines])),
        read_bytes("tz.pdf", print_pdf([head(lines[0]), Paragraph(lines[1], style(alignment=1)), head(lines[2]), *map(indent, lines[3:])])),
    )
    for notice in notices:
        assert notice.title == lines[2]
        assert notice.doc_number is not None
        assert notice.doc_number.text == lines[1]


def test_a_scan_that_a_source_names_is_a_notice_that_is_held() -> None:
    notice = read_bytes("tz.pdf", scan_pdf())
    assert notice.page_kind is PageKind.ATTACHMENT
    assert notice.held
    assert [file.state for file in notice.attachments] == [FileState.NEEDS_OCR]


def test_a_scan_that_a_person_gives_is_refused_by_name() -> None:
    with pytest.raises(UnreadFile) as caught:
        read_bytes("tz.pdf", scan_pdf(), Provenance())
    assert caught.value.kind == "needs-ocr"


def test_front_matter_keeps_the_pages_and_moves_them_with_an_edit() -> None:
    notice = read(page(BODY, ("a.pdf", "若干措施.pdf")), a__pdf=act_pdf())
    text = render_notice(notice)
    assert parse_notice(text) == notice
    edited = parse_notice(text.replace(BODY, f"{BODY}（有修改）"))
    for old, new in zip(notice.attachments[0].pages, edited.attachments[0].pages, strict=True):
        assert new.span is not None
        assert old.span is not None
        assert new.span.start == old.span.start + 5
        assert new.span.read(edited.body) == new.opening


def test_a_digest_of_quotes_keeps_what_it_can() -> None:
    notice = read(page(BODY, ("a.pdf", "若干措施.pdf")), a__pdf=act_pdf())
    quoted = digest_notice(notice)
    assert not any(quoted.find_file(measure.lead_span) for measure in quoted.measures)
    assert all(found.span is None or found.span.read(quoted.body) == found.opening for found in quoted.attachments[0].pages)


def test_what_nobody_fetched_is_as_it_was() -> None:
    notice = read(page(BODY, ("a.pdf", "若干措施.pdf"), ("b.zip", "资料.zip")))
    assert [(file.state, file.pages) for file in notice.attachments] == [(None, ()), (None, ())]
    assert "state" not in render_notice(notice)
