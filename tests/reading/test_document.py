from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.figures.quantities import find_figures
from scraper.measures.measure_reading import read_measures
from scraper.model import Damage, Document, Kind, Page, RelationType, Scope
from scraper.page.reading import read_page, sniff_form
from scraper.people.privacy import mask_people
from scraper.places.gazetteer import Gazetteer, build_gazetteer, parse_regions
from scraper.reading.document_reading import read_document
from scraper.repair.decode import decode_bytes
from scraper.text import fold
from scraper.text.fold import fold_body
from tests.measuring import load_lexicon

SHARED = Path(__file__).resolve().parents[3] / "shared"

NOTICE = (
    "滨人社发〔2021〕7号",
    "滨州市人力资源和社会保障局 滨州市财政局",
    "关于做好失业保险稳岗返还工作的通知",
    "各县（市、区）人力资源社会保障局、财政局，各有关单位：",
    "根据《关于延续实施部分减负稳岗政策的通知》（鲁人社发〔2021〕3号）精神，现就我市稳岗返还工作通知如下：",
    "一、返还标准。中小微企业按上年度缴费的60%返还。",
    "二、本通知自印发之日起施行，有效期2年。《关于稳岗返还的通知》（滨人社发〔2020〕5号）同时废止。",
    "联系单位：市人社局失业保险科，联系电话：0543-3160000、139****1234",
    "滨州市人力资源和社会保障局",
    "滨州市财政局",
    "2021年3月5日",
    "（此件公开发布）",
    "抄送：市委办公室，市人大办公室。",
    "滨州市人力资源和社会保障局办公室 2021年3月8日印发",
)


@pytest.fixture(scope="module")
def notice(make_page: Callable[..., Page], gazetteer: Gazetteer) -> tuple[Page, Document]:
    page = make_page(
        *NOTICE,
        title="关于做好失业保险稳岗返还工作的通知（滨人社发〔2021〕7号）",
        published="2021-03-09",
        index_no="A1",
        subject_class="劳动",
    )
    return page, read_document(page, fold_body(page.body), gazetteer)


def test_a_notice_gives_all_its_elements(notice: tuple[Page, Document]) -> None:
    _, document = notice
    assert document.title == "关于做好失业保险稳岗返还工作的通知"
    assert (document.kind, document.genre) == (Kind.OFFICIAL, "通知")
    assert document.doc_number is not None
    assert (document.doc_number.org, document.doc_number.year, document.doc_number.serial) == ("滨人社发", 2021, 7)
    assert document.issuers == ("滨州市人力资源和社会保障局", "滨州市财政局")
    assert document.addressees[0] == "各县（市、区）人力资源社会保障局、财政局"
    assert document.copied_to == ("市委办公室", "市人大办公室")
    assert (document.written, document.published) == (date(2021, 3, 5), date(2021, 3, 9))
    assert document.region is not None
    assert (document.region.code, document.scope) == ("371600", Scope.SUBORDINATES)
    assert (document.validity.start, document.validity.end) == (date(2021, 3, 8), date(2023, 3, 7))
    assert [(r.type, r.target) for r in document.relations] == [
        (RelationType.IMPLEMENTS, "鲁人社发〔2021〕3号"),
        (RelationType.REPEALS, "滨人社发〔2020〕5号"),
    ]
    assert [contact.phone for contact in document.contacts] == ["0543-3160000", "139****1234"]
    assert (document.index_no, document.subject_class) == ("A1", "劳动")
    assert document.doubts == ()


def test_every_fact_has_evidence_that_can_be_read_again(notice: tuple[Page, Document]) -> None:
    page, document = notice
    fields = {item.field for item in document.evidence}
    assert {"title", "kind", "doc_number", "issuers", "written", "published", "region", "validity", "addressees"} <= fields
    for item in document.evidence:
        assert item.span is None or item.span.read(page.body) == item.quote
    assert document.signature is not None
    assert document.signature.read(page.body).endswith("2021年3月5日")


def test_news_has_neither_issuer_nor_number_nor_date_of_signing(make_page: Callable[..., Page], gazetteer: Gazetteer) -> None:
    page = make_page(
        "滨州网讯（记者 张三）3月5日，滨州市商务局举办培训，宣讲《关于稳岗的通知》（滨人社发〔2021〕7号）。近日，全市已返还1000万元。",
        title="滨州：宣讲稳岗政策",
        source_name="滨州日报",
    )
    document = read_document(page, fold_body(page.body), gazetteer)
    assert (document.kind, document.issuers, document.doc_number, document.written) == (Kind.NEWS, (), None, None)
    assert [relation.target for relation in document.relations] == ["滨人社发〔2021〕7号"]
    assert document.region is not None
    assert document.region.name == "山东省滨州市"


def test_the_number_in_the_title_s_brackets_is_the_own_one(make_page: Callable[..., Page], gazetteer: Gazetteer) -> None:
    page = make_page("各县区：", "现将有关事项通知如下。", title="滨州市政府关于稳岗的通知（滨政发〔2021〕7号）")
    document = read_document(page, fold_body(page.body), gazetteer)
    assert document.doc_number is not None
    assert document.doc_number.text == "滨政发〔2021〕7号"
    assert document.title == "滨州市政府关于稳岗的通知"


def test_a_number_inside_the_title_is_cited(make_page: Callable[..., Page], gazetteer: Gazetteer) -> None:
    page = make_page("问：返还多少？", "答：按60%返还。", title="《稳岗通知》（滨人社发〔2021〕7号）政策解读")
    document = read_document(page, fold_body(page.body), gazetteer)
    assert document.kind is Kind.INTERPRETATION
    assert document.doc_number is None
    assert [relation.target for relation in document.relations] == ["滨人社发〔2021〕7号"]


@pytest.mark.parametrize("paragraphs", [("某府〔2019〕31号　粤府〔2018〕79号",), ("某府〔2019〕31号", "粤府〔2018〕79号")])
def test_two_numbers_side_by_side_are_damage_and_neither_is_asserted(
    paragraphs: tuple[str, ...], make_page: Callable[..., Page], gazetteer: Gazetteer
) -> None:
    page = make_page(*paragraphs, "各县人民政府：", "现将若干措施印发给你们，请认真贯彻执行。", title="某市人民政府关于印发若干措施的通知")
    document = read_document(page, fold_body(page.body), gazetteer)
    assert document.damage == (Damage.TWO_NUMBERS,)
    assert document.doc_number is None
    assert document.relations == ()
    assert "two-numbers" in {doubt.rule for doubt in document.doubts}


def test_a_number_under_which_another_is_cited_stands(make_page: Callable[..., Page], gazetteer: Gazetteer) -> None:
    page = make_page("某府〔2019〕31号", "依据粤府〔2018〕79号文件，现将措施印发给你们。", title="某市人民政府关于印发若干措施的通知")
    document = read_document(page, fold_body(page.body), gazetteer)
    assert document.doc_number is not None
    assert (document.damage, [relation.target for relation in document.relations]) == ((), ["粤府〔2018〕79号"])


def test_an_issuer_replaced_by_spam_is_not_believed(make_page: Callable[..., Page], gazetteer: Gazetteer) -> None:
    page = make_page(*NOTICE)
    damaged = Page(body=page.body, damage=(Damage.HIJACKED_ISSUER,))
    assert read_document(damaged, fold_body(damaged.body), gazetteer).issuers == ()


def test_a_spun_text_has_no_title(make_page: Callable[..., Page], gazetteer: Gazetteer) -> None:
    page = make_page(*NOTICE)
    assert read_document(Page(body=page.body, damage=(Damage.SPUN,)), fold_body(page.body), gazetteer).title is None


@pytest.mark.parametrize("body", ["", "\n", "首页", "| a | b |\n| --- | --- |\n| 1 | 2 |", "![图](a.png)"])
def test_an_empty_page_gives_an_empty_document(gazetteer: Gazetteer, body: str) -> None:
    document = read_document(Page(body=body), fold_body(body), gazetteer)
    assert (document.kind, document.title, document.region, document.issuers) == (Kind.OTHER, None, None, ())


def test_an_official_text_without_place_or_issuer_is_doubted(make_page: Callable[..., Page], gazetteer: Gazetteer) -> None:
    page = make_page("为支持企业，制定本办法。", "第一条 给予补助。", title="企业支持办法")
    document = read_document(page, fold_body(page.body), gazetteer)
    assert {doubt.rule for doubt in document.doubts} == {"no-region", "no-issuer"}


@given(st.text(alphabet="滨州市政府关于稳岗的通知〔2021〕7号年月日，。：《》\n自起施行有效期3", max_size=200))
def test_any_text_is_read_with_true_evidence(text: str) -> None:
    few = build_gazetteer(parse_regions("370000\t山东省\t山东\t\t\t鲁\n371600\t滨州市\t滨州"))
    page = Page(body=text)
    document = read_document(page, fold_body(page.body), few)
    for item in document.evidence:
        assert item.span is None or item.span.read(text) == item.quote
    assert read_document(page, fold_body(page.body), few) == document


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["gold/dev", "texts", "pages"])
def test_shared_documents_are_read_with_true_evidence(gazetteer: Gazetteer, folder: str) -> None:
    if not SHARED.exists():
        pytest.skip("the shared documents are not beside the checkout")
    for path in sorted((SHARED / folder).iterdir()):
        if path.suffix not in (".html", ".txt") or path.stat().st_size > 60_000:
            continue
        text = decode_bytes(path.read_bytes()).text
        page = read_page(text, form=sniff_form(path.name, text))
        body = mask_people(page.body)
        masked = Page(body=body, fields=page.fields, damage=page.damage)
        document = read_document(masked, fold_body(masked.body), gazetteer)
        for item in document.evidence:
            assert item.span is None or item.span.read(body) == item.quote, (path.name, item)
        for relation in document.relations:
            assert relation.span is None or relation.span.end <= len(body)


def test_a_body_is_folded_once(make_page: Callable[..., Page], gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [
        f"{number}．对符合条件的企业（单位）给予补助５００元，每年一次；详询市人社局：０５４３－３１６００００。" for number in range(1, 40)
    ]
    page = make_page(*NOTICE, *items, title="关于做好稳岗工作的通知")
    asked: list[str] = []
    fold_long = fold._fold_long
    monkeypatch.setattr(fold, "_fold_long", lambda text: asked.append(text) or fold_long(text))
    body = fold_body(page.body)
    document = read_document(page, body, gazetteer)
    assert read_measures(body, document, load_lexicon(), find_figures(body))
    assert [text for text in asked if len(text) > len(page.body) / 2] == [page.body]


EXPLAINED = "为便于理解，现将《某市稳岗办法》的有关情况说明如下：企业可以申请返还。"


@pytest.mark.parametrize(
    ("closing", "issuers", "written"),
    [
        (("滨州市民政局", "2021年3月5日"), ("滨州市民政局",), date(2021, 3, 5)),
        (("2021年3月5日",), (), None),
        (("滨州市民政局",), (), None),
        (("滨州网", "2021年3月5日"), (), None),
        ((), (), None),
    ],
)
def test_an_explanation_is_its_signer_s(
    make_page: Callable[..., Page], gazetteer: Gazetteer, closing: tuple[str, ...], issuers: tuple[str, ...], written: date | None
) -> None:
    page = make_page(EXPLAINED, *closing, title="《某市稳岗办法》政策解读")
    document = read_document(page, fold_body(page.body), gazetteer)
    assert (document.kind, document.issuers, document.written) == (Kind.INTERPRETATION, issuers, written)


MIRRORED = "现将有关事项通知如下：企业可以申请返还。"


@pytest.mark.parametrize(
    ("signer", "doubted"),
    [("某某信息网", True), ("某省服务平台网站", True), ("滨州市民政局", False), ("某某大学", False), ("联系人：张三", False)],
)
def test_a_site_in_an_authority_s_place_is_a_doubt(
    make_page: Callable[..., Page], gazetteer: Gazetteer, signer: str, doubted: bool
) -> None:
    page = make_page(MIRRORED, signer, "2021年3月5日", title="关于稳岗返还的通知")
    document = read_document(page, fold_body(page.body), gazetteer)
    lent = [doubt for doubt in document.doubts if doubt.rule == "lent-name"]
    assert bool(lent) is doubted
    assert all(doubt.span and doubt.span.read(page.body) == signer for doubt in lent)
    assert document.written == date(2021, 3, 5)
