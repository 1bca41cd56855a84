from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.facts.issuers import Issuers
from scraper.facts.numbers import parse_number
from scraper.model import Kind, Page, Place, Scope
from scraper.places.gazetteer import Gazetteer, build_gazetteer, parse_regions
from scraper.places.hosts import abbreviate_label, read_host, read_path
from scraper.places.locale_choice import Locale, read_locale
from scraper.places.place_evidence import Subject
from scraper.places.place_names import find_chain, read_number, read_organ, read_site
from scraper.places.selfnames import read_units
from scraper.text.fold import fold_body


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("山东省滨州市沾化区商务局", {"371603"}),
        ("广州市天河区科技局", {"440106"}),
        ("吉林省长春市朝阳区人社局", {"220104"}),
        ("朝阳区人社局", {"110105", "220104"}),
        ("国家金融监督管理总局浙江监管局", {"330000"}),
        ("中国人民银行济南分行", {"370100"}),
        ("嘉峪关:为企业保驾护航", {"620200"}),
        ("黔南州工信局工作综述", {"522700"}),
        ("资源县商务局", {"450329"}),
        ("阳泉市郊区人民政府", {"140311"}),
        ("资源局出台措施", set()),
        ("公安局提醒", set()),
        ("滨州路改造启动", set()),
        ("示范县名单", set()),
        ("高新区(滨江)经信局", {"330108"}),
        ("市长深入高新区调研", set()),
    ],
)
def test_a_chain_of_names_is_read_down_to_its_unit(gazetteer: Gazetteer, text: str, codes: set[str]) -> None:
    found = find_chain(gazetteer, text)
    assert set(found[0] if found else ()) == codes


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("财政部", ("000000",)),
        ("国务院办公厅", ("000000",)),
        ("国家税务总局", ("000000",)),
        ("国家税务总局广州市税务局", ("440100",)),
        ("市商务局", ()),
    ],
)
def test_an_authority_has_its_own_place_or_the_state_s(gazetteer: Gazetteer, name: str, codes: tuple[str, ...]) -> None:
    assert read_organ(gazetteer, name) == codes


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("鲁工信研〔2020〕19号", {"370000"}),
        ("黔南府办函〔2020〕3号", {"522700"}),
        ("穗民规字〔2025〕2号", {"440100"}),
        ("漳政综规〔2022〕6号", {"350600"}),
        ("苏府规字〔2020〕1号", {"320500"}),
        ("苏政发〔2020〕1号", {"320000"}),
        ("宁政发〔2020〕1号", {"640000", "320100"}),
        ("国办发〔2020〕5号", {"000000"}),
        ("财税〔2020〕8号", {"000000"}),
        ("常经信〔2012〕334号", {"320400", "430700"}),
        ("商政办〔2020〕3号", {"411400", "611000"}),
    ],
)
def test_a_code_word_points_to_a_place(gazetteer: Gazetteer, number: str, codes: set[str]) -> None:
    parsed = parse_number(number)
    assert parsed is not None
    assert set(read_number(gazetteer, parsed)) == codes


@pytest.mark.parametrize(
    ("site", "codes"), [("4401000013", ("440100",)), ("bm55000001", ("000000",)), ("3712000001", ("370116",)), ("x", ()), ("", ())]
)
def test_a_site_s_identifier_begins_with_its_code(gazetteer: Gazetteer, site: str, codes: tuple[str, ...]) -> None:
    assert read_site(gazetteer, site) == codes


@pytest.mark.parametrize(
    ("url", "code", "official"),
    [
        ("http://www.binzhou.gov.cn/a.html", "371600", True),
        ("https://rsj.gz.gov.cn/zmhd/post_1.html", "440100", True),
        ("http://www.gd.gov.cn/", "440000", True),
        ("www.fjax.gov.cn/x", "350524", True),
        ("http://www.zjxj.gov.cn/col/", "331024", True),
        ("http://www.delinghazx.com/5000.html", "632802", False),
        ("//www.yuquan.gov.cn/a", "150104", True),
    ],
)
def test_hosts_spell_places(gazetteer: Gazetteer, url: str, code: str, official: bool) -> None:
    codes, of_government, _ = next(read_host(gazetteer, url))
    assert code in codes
    assert of_government is official


@pytest.mark.parametrize("url", ["http://www.example.com/", "/relative/path.html", "", "http://1.2.3.4/a", "mailto:a@b.cn"])
def test_other_addresses_spell_none(gazetteer: Gazetteer, url: str) -> None:
    assert list(read_host(gazetteer, url)) == []


def test_a_path_may_spell_a_province(gazetteer: Gazetteer) -> None:
    found = read_path(gazetteer, "http://example.com/sichuan/info/1.html")
    assert found == (("510000",), "sichuan")
    assert read_path(gazetteer, "http://example.com/news/1.html") is None


def test_an_abbreviation_of_several_places_stays_open(gazetteer: Gazetteer) -> None:
    assert {"520000", "440100", "360700"} <= set(abbreviate_label(gazetteer, "gz"))


@pytest.mark.parametrize(
    ("text", "units", "sure"),
    [
        ("我市企业、本市行政区域", {"市"}, True),
        ("全省推广", {"省"}, False),
        ("县人社局、县财政局", {"县"}, False),
        ("省委省政府要求，我县落实，我县企业受益", {"县"}, True),
        ("企业发展", set(), False),
        ("各乡镇、县直各单位：", {"县"}, True),
        ("实行省直管县财政", set(), False),
        ("根据《关于提高我省补贴标准的通知》，全市提高", {"市"}, False),
        ("各地统一增补本省(区、市)目录", set(), False),
    ],
)
def test_a_text_says_what_kind_of_unit_it_speaks_of(text: str, units: set[str], sure: bool) -> None:
    found, certain = read_units(text)
    assert (set(found), certain) == (units, sure)


def locate(
    make_page: Callable[..., Page],
    gazetteer: Gazetteer,
    *paragraphs: str,
    kind: Kind = Kind.NEWS,
    title: str | None = None,
    issuers: tuple[str, ...] = (),
    number: str | None = None,
    addressees: tuple[str, ...] = (),
    **stated: str,
) -> Locale:
    quoted = " ".join(issuers)
    signed = Issuers(issuers, "signature", quoted) if issuers else None
    subject = Subject(kind, title, signed, parse_number(number) if number else None, addressees=addressees)
    page = make_page(*paragraphs, **stated)
    return read_locale(page, fold_body(page.body), subject, gazetteer)


CASES = [
    # the issuer outranks everything
    ({"issuers": ("滨州市商务局",), "title": "关于贯彻山东省意见的通知", "site_id": "3700000001"}, "371600"),
    ({"issuers": ("国家税务总局", "财政部"), "site_id": "4401000001"}, "000000"),
    ({"issuers": ("市商务局",), "site_id": "3716000001"}, "371600"),
    # the title outranks the site that prints it
    ({"title": "广东省毕业生扶持政策清单", "site_id": "4401000013", "url": "http://www.gz.gov.cn/1"}, "440000"),
    ({"title": "滨州:统筹好生产经营", "source_name": "齐鲁网"}, "371600"),
    ({"title": "中华人民共和国某条例", "site_id": "4401000007"}, "000000"),
    # a site of the government counts, a paper's own place hardly
    ({"title": "创业担保贷款常见问题", "site_id": "4401000059", "text": "我市确定经办银行。"}, "440100"),
    ({"title": "某企业复工", "source_name": "山东日报", "text": "驻马店网讯（记者 甲）我市企业复工。"}, "411700"),
    # what the text calls itself
    ({"text": "近日，全县企业受益。我县在柳河新建酒店，打造柳河美食街。"}, "220524"),
    ({"text": "我市出台十条措施。资兴市工业园区复工。", "source_name": "资兴新闻网"}, "431081"),
    ({"text": "我省出台措施。", "site_id": "4401000013"}, "440000"),
    # letters, telephones, hosts
    ({"number": "鲁工信研〔2020〕19号"}, "370000"),
    ({"text": "我市启动返还。（鄂人社发〔2021〕24号）咨询电话：0714-6521010"}, "420200"),
    ({"text": "市人社局宣传政策，我市企业受益。", "url": "http://www.delinghazx.com/1.html"}, "632802"),
    ({"text": "县人社局返还失业保险费。", "breadcrumb": "岳西县公共就业人才服务网 > 新闻"}, "340828"),
    ({"text": "市经信委通知（常经信〔2012〕334号），联系电话：85681228。"}, "320400"),
    # homonyms are told by parent or site
    ({"issuers": ("朝阳区人社局",), "site_id": "1101050001"}, "110105"),
    ({"issuers": ("朝阳区人社局",), "url": "http://www.changchun.gov.cn/1"}, "220104"),
    # who keeps the site tells which county 我县 is, and nothing of what a report is about
    ({"text": "我县召开会议，贯彻贵州省方案。", "site_owner": "道真县人力资源网"}, "520325"),
    ({"text": "县人社局举办活动。", "site_owner": "道真县人力资源网"}, "520325"),
    ({"text": "某企业销量突破纪录，全省复工。", "site_owner": "海南建设信息网"}, "460000"),
    ({"text": "老人捐赠奖学金。", "site_owner": "海南建设信息网"}, None),
    ({"text": "财政部、商务部近日印发通知。", "site_owner": "海南建设信息网"}, "000000"),
    # an office named after its unit alone speaks for a unit of that kind
    ({"issuers": ("市人社局",), "title": "市人社局关于中央驻津单位的通知", "url": "http://hrss.tj.gov.cn/1"}, "120000"),
    # the title's own district is not lifted to 本市, where its children are registered
    ({"title": "天河区招生细则公布", "text": "具有本市户籍的儿童可报名。", "site_id": "4401060050"}, "440106"),
    # offices of the state are mentions of the state
    ({"text": "财政部、税务总局昨日发文。北京市暂不实施。"}, "000000"),
    ({"text": "新华社北京1月4日电（记者 甲）国务院常务会议提出四项举措。"}, "000000"),
    ({"text": "滨州市各级财政部门、教育部门落实政策，滨州市企业受益。"}, "371600"),
    ({"text": "国家税务总局滨州市税务局上门服务，滨州市企业受益。"}, "371600"),
    ({"text": "对县内企业按国家环保部认定量给予补助，全县企业受益。", "url": "http://example.com/sichuan/1/2.html"}, "510000"),
    ({"title": "央行：考核银行与新增贷款无关", "text": "本报北京2月20日电 有关负责人回应。"}, "000000"),
    ({"title": "教育部负责人就某计划答记者问", "site_id": "5100000016"}, "000000"),
    ({"title": "中央驻黔单位认定", "text": "附件。"}, "520000"),
    ({"title": "防范某事条例", "site_id": "2202000006", "text": "第一条 制定本条例。"}, "000000"),
    ({"title": "滨州市某办法", "text": "第一条 制定本办法。"}, "371600"),
    ({"title": "学生们走进展馆学书法", "text": "滨州市某校学生学书法，滨州市家长称赞。"}, "371600"),
    ({"title": "某企业复工", "text": "本报滨州讯（记者 甲）山东省推动企业复工。"}, "371600"),
    ({"text": "某公司称，美国司法部的诉讼应被驳回，美国法院受理，美国多州加入。"}, None),
    ({"text": "美国务院将重组，英国、法国关注。"}, None),
    # only offices of the state write to all provinces, whatever name a mirror signs with
    ({"title": "关于开展新疆某网培养的通知", "addressees": ("各省、自治区、直辖市某协会",)}, "000000"),
    ({"title": "某通知", "addressees": ("各市、县人民政府", "省直各部门"), "site_id": "3700000001"}, "370000"),
    # the title that the body prints names the place, though the page's does not
    (
        {
            "number": "某人社发〔2021〕1号",
            "title": "招考公告",
            "text": "滨州市关于招考的公告\n\n根据山东省要求，现将山东省有关事项公告如下。",
        },
        "371600",
    ),
    # nation, round-up, abroad, nothing
    ({"title": "我国首届养老专业本科生毕业"}, "000000"),
    ({"text": "北京复工。湖南长沙开工。辽宁大连生产。四川成都支持。河北唐山服务。重庆补贴。"}, "000000"),
    ({"title": "法国大罢工影响交通", "text": "新华社巴黎12月9日电（记者甲）法国爆发全国大罢工，法国政府回应。"}, None),
    ({"text": "某公司在常州市设立工厂。"}, None),
    # only letters that weigh nothing where the text speaks of a province
    ({"text": "我省出台措施。（常经信综合〔2012〕334号、常财工贸〔2012〕334号）"}, None),
    ({"text": "全省推广，我省企业受益（朝政发〔2021〕2号）。"}, None),
    ({"text": "企业应当诚实守信。"}, None),
]


@pytest.mark.parametrize(("given_facts", "code"), CASES)
def test_the_place_is_the_lowest_unit_that_the_clues_bear_out(
    make_page: Callable[..., Page], gazetteer: Gazetteer, given_facts: dict[str, object], code: str | None
) -> None:
    facts = dict(given_facts)
    text = str(facts.pop("text", "正文。"))
    kind = Kind.OFFICIAL if {"issuers", "number", "addressees"} & set(facts) or str(facts.get("title")).endswith("条例") else Kind.NEWS
    found = locate(make_page, gazetteer, text, kind=kind, **facts)  # type: ignore[arg-type]
    assert (found.place.code if found.place else None) == code
    if found.evidence and found.evidence.span:
        assert found.evidence.span.read(text) == found.evidence.quote


def test_homonyms_that_nothing_tells_apart_are_a_doubt(make_page: Callable[..., Page], gazetteer: Gazetteer) -> None:
    found = locate(make_page, gazetteer, "正文。", kind=Kind.OFFICIAL, issuers=("朝阳区人社局",))
    assert found.place is None
    assert [doubt.rule for doubt in found.doubts] == ["ambiguous-region"]
    assert "北京市朝阳区" in found.doubts[0].message


def test_homonyms_of_one_province_give_the_province(make_page: Callable[..., Page], gazetteer: Gazetteer) -> None:
    few = build_gazetteer(parse_regions("130000\t河北省\t河北\n130104\t桥西区\t桥西\n130703\t桥西区\t桥西"))
    found = locate(make_page, few, "正文。", kind=Kind.OFFICIAL, issuers=("桥西区人社局",))
    assert found.place == Place("130000", "河北省", ("130000",))
    assert found.doubts
    assert gazetteer is not None


def test_a_zone_without_a_code_is_named(make_page: Callable[..., Page], gazetteer: Gazetteer) -> None:
    found = locate(make_page, gazetteer, "正文。", kind=Kind.OFFICIAL, issuers=("滨州高新技术产业开发区管理委员会",))
    assert found.place is not None
    assert (found.place.code, found.place.zone, found.scope) == ("371600", "高新技术产业开发区", Scope.ZONE)


@given(st.text(alphabet="山东省滨州市朝阳区我县全国，。法国美0543-鲁发〔2020〕1号", max_size=120))
def test_any_text_gets_a_known_place_or_none(text: str) -> None:
    rows = (
        "000000\t全国\t全国\n370000\t山东省\t山东\t\t\t鲁\n371600\t滨州市\t滨州\t\t\t\t0543\n110000\t北京市\t北京\n"
        "110105\t朝阳区\t朝阳\n220000\t吉林省\t吉林\n220100\t长春市\t长春\n220104\t朝阳区\t朝阳"
    )
    few = build_gazetteer(parse_regions(rows))
    found = read_locale(Page(body=text), fold_body(text), Subject(Kind.NEWS, None, None, None), few)
    assert found.place is None or found.place.code in few.regions
    if found.evidence and found.evidence.span:
        assert found.evidence.span.read(text) == found.evidence.quote


NAMES = [
    ("新疆某信息网关于申报的通知", ("滨州市商务局",), True),
    ("海南省商务厅关于申报的通知", ("财政部",), True),
    ("山东省商务厅关于申报的通知", ("滨州市商务局",), False),
    ("滨州市商务局关于申报的通知", ("滨州市商务局",), False),
    ("关于对口支援新疆的通知", ("滨州市商务局",), False),
    ("市商务局关于申报的通知", ("滨州市商务局",), False),
]


@pytest.mark.parametrize(("title", "issuers", "lent"), NAMES)
def test_a_name_of_another_place_in_the_title_is_a_doubt_and_the_signature_wins(
    make_page: Callable[..., Page], gazetteer: Gazetteer, title: str, issuers: tuple[str, ...], lent: bool
) -> None:
    found = locate(make_page, gazetteer, "正文。", kind=Kind.OFFICIAL, title=title, issuers=issuers)
    assert found.place is not None
    assert found.place.code == ("000000" if issuers == ("财政部",) else "371600")
    assert [doubt.rule for doubt in found.doubts] == (["lent-name"] if lent else [])


@pytest.mark.parametrize(
    ("site", "title", "lent"),
    [
        ("2202000006", "吉林省安图县林业局关于检查的通知", True),
        ("2200000001", "吉林省安图县林业局关于检查的通知", False),
        ("2224260001", "吉林省安图县林业局关于检查的通知", False),
        ("bm55000001", "吉林省安图县林业局关于检查的通知", False),
        ("2202000006", "关于检查安图县林业的通知", False),
        ("2202000006", "市林业局关于检查的通知", False),
    ],
)
def test_a_title_s_authority_of_another_place_than_the_site_s_is_a_doubt(
    make_page: Callable[..., Page], gazetteer: Gazetteer, site: str, title: str, lent: bool
) -> None:
    found = locate(make_page, gazetteer, "市林业局检查林业。", kind=Kind.OFFICIAL, title=title, site_id=site)
    assert [doubt.rule for doubt in found.doubts] == (["lent-name"] if lent else [])
