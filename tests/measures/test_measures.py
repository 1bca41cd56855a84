from __future__ import annotations

from pathlib import Path

import pytest

from scraper.measures.measure_reading import make_id
from scraper.measures.natures import read_nature
from scraper.measures.outline import read_outline
from scraper.measures.verbs import weigh_clause
from scraper.model import Kind, Nature, Span
from scraper.pipeline import build_reader, normalize_snapshot
from scraper.store.inputs import list_inputs
from scraper.text.fold import fold_body
from scraper.vocabulary import load_vocabulary
from tests.measuring import SHARED, list_leads, read

OFFICIAL = """为支持企业发展，制定本措施。

一、总体要求

坚持问题导向。

二、加大金融支持

（一）贷款贴息。对小微企业新增贷款按实际利率的40%给予贴息，每户最高不超过10万元。

（二）转贷服务。设立2000万元转贷资金，3个工作日内办结。

三、减免租金。承租国有房产的商户免收两个月租金。（责任单位：市国资委）

四、申报程序

1.企业提交申请。2.部门审核。

五、组织实施

加强组织领导，落实责任。

六、附则

本措施自印发之日起施行，有效期1年。

青山市人民政府

2021年3月1日"""


def test_items_are_measures_at_the_level_of_one_action() -> None:
    assert list_leads(OFFICIAL) == ["贷款贴息", "转贷服务", "减免租金"]


def test_a_measure_is_bounded_and_holds_its_figures() -> None:
    first, second, third = read(OFFICIAL)
    assert [figure.raw for figure in first.figures] == ["40%", "10万元"]
    assert [figure.raw for figure in second.figures] == ["2000万元", "3个工作日"]
    assert second.window == "3个工作日内办结"
    assert (third.lead_body, [figure.raw for figure in third.figures]) == ("市国资委", ["两个月"])
    for measure in (first, second, third):
        assert measure.lead_span.read(OFFICIAL) == measure.lead
        assert measure.span.holds(measure.lead_span)


BUNDLES = [
    (
        "一、扶持奖励。对符合条件的企业给予奖励，具体如下：\n\n（一）升规奖励。给予5万元奖励。\n\n（二）上市奖励。给予100万元奖励。",
        ["升规奖励", "上市奖励"],
    ),
    ("一、设备补助。按设备投资的10%给予补助，分两档：\n\n1.新设备补助10%。\n\n2.旧设备补助5%。", ["设备补助"]),
    (
        "第三条 企业有权拒绝下列行为：\n\n（一）强制参加培训，不得收费；\n\n（二）强制购买服务，不得摊派。\n\n第四条 企业应当守法。",
        ["企业应当守法"],
    ),
]


@pytest.mark.parametrize(("body", "leads"), BUNDLES)
def test_only_headings_without_content_go_down_a_level(body: str, leads: list[str]) -> None:
    found = list_leads(body)
    assert found[-len(leads) :] == leads
    assert len(found) <= len(leads) + 1


CASES = [
    "第三条 市财政安排专项资金支持创业。资金对下列事项予以扶持：\n\n（一）设备改造；\n\n（二）技能培训。",
    "第三条 市财政安排专项资金支持创业。申报单位应当具备以下条件：\n\n（一）依法登记，给予配合；\n\n（二）按时纳税，不得拖欠。",
    "第三条 市财政安排专项资金支持创业，有下列情形之一的，收回资金：\n\n（一）提供虚假材料的；\n\n（二）擅自停业的。",
]


@pytest.mark.parametrize("body", CASES)
def test_conditions_and_cases_under_an_article_are_its_terms(body: str) -> None:
    assert [lead[:6] for lead in list_leads(body, Kind.OFFICIAL)] == ["市财政安排专"]


def test_a_chapter_with_headed_parts_is_opened_although_it_has_an_introduction() -> None:
    parts = [
        "（一）供应机制。与产地签订长期合同，建立稳定的供需关系，保证全年供应不断，",
        "（二）储备机制。按年度计划建立储备，储备量不得低于任务目标的一半，",
    ]
    body = "一、建立市场化机制。以市供销集团为主体，联合物流、仓储等企业组建运营公司，承担全市储备任务。\n\n"
    assert list_leads(body + "\n\n".join(part + "由主管部门每季度核对一次。" for part in parts), Kind.OFFICIAL) == ["供应机制", "储备机制"]


def test_among_guarantees_only_the_own_work_of_offices_is_left_out() -> None:
    body = "一、保障措施\n\n（一）加强组织领导。成立领导小组。\n\n（二）健全物流体系。建设乡镇配送站点，每个站点补助5万元。"
    assert list_leads(body, Kind.OFFICIAL) == ["健全物流体系"]


def test_the_measures_of_an_interpretation_stand_under_its_main_content() -> None:
    body = "一、出台背景\n\n给予企业支持。\n\n二、主要内容\n\n（一）减免租金。免收一个月租金。\n\n（二）降低水费。减半收取水费。"
    assert list_leads(body) == ["减免租金", "降低水费"]


NO_MEASURES = [
    "一、申报条件\n\n企业应当信用良好。",
    "一、申报材料\n\n1.申请表，必须盖章。\n\n2.营业执照复印件。",
    "一、工作流程\n\n提交申请，部门审核。",
    "一、工作目标\n\n力争培育企业100家。",
    "一、加强组织领导。各部门要落实责任，强化考核。",
    "一、本办法所称企业，是指在本区注册并给予支持的企业。",
    "一、同一事项按就高不重复原则给予奖励。",
    "一、本办法由区商务局负责解释。",
    "附件：1.青山纺织有限公司 2.东河食品厂",
]


@pytest.mark.parametrize("body", NO_MEASURES)
def test_conditions_procedure_terms_and_goals_are_no_measures(body: str) -> None:
    assert list_leads(body) == []


def test_questions_about_the_offer_are_measures_and_questions_about_who_are_not() -> None:
    asked = [
        "一、贷款的申请条件有哪些？",
        "答：在本市登记。",
        "二、贷款最高额度是多少？",
        "答：最高20万元。",
        "三、在哪里申请？",
        "答：网上办理。",
    ]
    body = "\n\n".join(asked)
    assert list_leads(body) == ["贷款最高额度是多少", "在哪里申请"]


def test_questions_without_numbers_head_their_answers() -> None:
    lines = [
        "怎样申请稳岗返还？",
        "答：无需申请，直接拨付。",
        "哪些企业可以享受？",
        "参保企业。",
        "贴息标准是多少？",
        "按利率的50%贴息，每户最高20万元。",
    ]
    body = "\n\n".join(lines)
    assert list_leads(body, Kind.INTERPRETATION) == ["怎样申请稳岗返还", "贴息标准是多少"]


def test_one_question_in_a_report_heads_nothing() -> None:
    body = "资金紧张怎么办？\n\n市财政局设立3000万元周转金，为企业提供过桥资金。"
    assert list_leads(body, Kind.NEWS) == ["市财政局设立3000万元周转金，为企业提供过桥资金"]


def test_a_heading_with_a_sentence_of_its_own_is_one_measure() -> None:
    body = (
        "一、房源概况\n\n本批人才公寓共66套，分布在三个小区。具体如下：\n\n（一）东区31套，提供三房一厅。\n\n（二）西区35套，提供两房一厅。"
    )
    assert list_leads(body, Kind.OFFICIAL) == ["房源概况"]


def test_headings_without_numbers_are_measures_when_they_name_a_gift() -> None:
    gifts = ["## 创业补贴", "毕业生可申请1万元补贴。", "## 见习补贴", "见习单位每人每月可领取500元。"]
    body = "\n\n".join(["## 惠企政策一览", *gifts, "## 关于我们", "本栏目由市人社局主办。"])
    assert list_leads(body) == ["创业补贴", "见习补贴"]


def test_an_annex_after_measures_is_left_out() -> None:
    body = "一、给予补贴。每家给予2万元补贴。\n\n附件1\n\n标准\n\n一、优先支持设备齐全的企业\n\n二、支持从业多年的企业"
    assert list_leads(body) == ["给予补贴"]


def test_an_annex_is_read_where_nothing_stands_before_it() -> None:
    body = "现将措施印发给你们。\n\n附件\n\n若干措施\n\n一、给予补贴。每家给予2万元补贴。\n\n二、免收租金。免收一个月租金。"
    assert list_leads(body) == ["给予补贴", "免收租金"]


def test_an_item_whose_number_was_lost_is_found_by_the_gap() -> None:
    lost = "招用毕业生的企业，可按规定享受见习补贴。\n\n补贴标准为每人每月500元。"
    body = "\n\n".join(["一、社保补贴", "对企业给予社保补贴。", lost, "三、培训补贴", "给予培训补贴。"])
    assert list_leads(body) == ["社保补贴", "招用毕业生的企业，可按规定享受见习补贴", "培训补贴"]


def test_what_is_printed_twice_is_read_once() -> None:
    once = "一、给予补贴。每家给予2万元补贴。\n\n二、减免租金。免收三个月租金。"
    assert list_leads(f"{once}\n\n{once}") == ["给予补贴", "减免租金"]


LED = """3月5日，市政府召开新闻发布会。

组织用工对接。市人社局举办线上招聘活动，帮助企业招工，提供岗位信息。

开通运输绿色通道。交通部门为货车办理通行证，保证原料进厂、产品出厂。"""


def test_lead_sentences_are_measures_with_their_paragraphs() -> None:
    assert list_leads(LED) == ["组织用工对接", "开通运输绿色通道"]


CLAUSES = [
    ("市财政局安排资金500万元，市人社局发放补贴300万元。", ["市财政局安排资金500万元", "市人社局发放补贴300万元"]),
    ("市财政安排1000万元专项资金，并对保供商超给予每家5万元奖励。", ["市财政安排1000万元专项资金", "对保供商超给予每家5万元奖励"]),
    ("为支持企业，市工信局成立5个服务组深入一线，了解情况。", ["市工信局成立5个服务组深入一线，了解情况"]),
    ("据介绍，市财政局安排专项资金800万元，对受损企业给予补助。", ["市财政局安排专项资金800万元，对受损企业给予补助"]),
    ("我市出台《支持企业若干政策》，鼓励银行下调利率，降低成本。", ["鼓励银行下调利率，降低成本"]),
    ("9月1日，由市总工会、市教育局、市商务局联合主办的技能培训活动在青山宾馆举办。", ["技能培训活动在青山宾馆举办"]),
    ("近日，记者从市商务局获悉，我市安排600万元资金发放消费券。", ["我市安排600万元资金发放消费券"]),
    ("下一步，我市将继续扩大贷款投放，为经济发展提供动力。", ["下一步，我市将继续扩大贷款投放"]),
    ("对承租市属房产的商户，减免租金两个月。", ["对承租市属房产的商户，减免租金两个月"]),
    ("截至5月底，全市已有320家企业开工。开工率达95%。", ["截至5月底，全市已有320家企业开工"]),
    (
        "东海省组织专列将务工人员送往外地，到今天已开行12班。西山省开展春风行动，组织专车送工人返岗，到今天已开行52班。",
        ["东海省组织专列将务工人员送往外地", "西山省开展春风行动"],
    ),
    ("在东海石化园里，3000名员工已经到岗；西山新区200多家企业已复工。", ["在东海石化园里，3000名员工已经到岗"]),
    ("本报5月6日讯（记者 某某）市商务局启动消费券发放活动，总额300万元。", ["市商务局启动消费券发放活动，总额300万元"]),
]


@pytest.mark.parametrize(("body", "leads"), CLAUSES)
def test_running_text_has_one_measure_for_each_act(body: str, leads: list[str]) -> None:
    found = list_leads(body)
    assert len(found) == len(leads)
    for lead, start in zip(found, leads, strict=True):
        assert start.endswith(lead) or lead.startswith(start[:8])


SILENT = [
    "4月1日上午，市长到开发区调研，实地查看企业生产情况。",
    "会议认为，当前形势持续向好。",
    "“资金紧张怎么办？”企业负责人询问。",
    "| 序号 | 项目 | 补助5万元 |",
    "图为发放补贴现场。",
    "摘要：我市给予企业补贴。",
    "加大支持力度 优化营商环境",
    "出席会议的有市财政局、市商务局负责人，会议安排了资金。",
]


@pytest.mark.parametrize("body", SILENT)
def test_visits_captions_and_remarks_hold_no_measure(body: str) -> None:
    assert list_leads(body) == []


def test_the_text_around_the_items_of_an_official_document_is_no_measure() -> None:
    body = "市商务局组织开展以下工作，帮助企业渡过难关，各单位要认真落实并及时反馈。" * 3 + "\n\n一、给予补贴。每家补贴2万元。"
    assert list_leads(body, Kind.OFFICIAL) == ["给予补贴"]


def test_ids_are_permanent_and_blind_to_print() -> None:
    assert make_id("降低用电成本", {}) == make_id("降低 用电成本。", {})
    assert make_id("ＡＢＣ补贴", {}) == make_id("abc补贴", {})
    assert make_id("补贴", {}).startswith("m-")


def test_ids_of_recurring_leads_stay_unique() -> None:
    taken: dict[str, int] = {}
    ids = [make_id("落户补贴", taken) for _ in range(6)]
    assert len(set(ids)) == 6
    assert ids == [make_id("落户补贴", again) for again in [{}] for _ in range(6)]


def test_purposes_weigh_less_than_acts() -> None:
    assert weigh_clause("为推进项目建设提供支撑") < weigh_clause("提供设备补助")
    assert weigh_clause("为切实减轻企业负担") < weigh_clause("为企业提供担保")


DATA = Path(__file__).resolve().parents[2] / "site_config/data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="needs the project's shared test material beside the checkout")


def read_seed(number: str) -> tuple[str, list[tuple[str, Nature, list[str]]]]:
    (path,) = Path(SHARED / "seeds").glob(f"{number}_*.txt")
    inputs = list_inputs([str(path)])
    notice = normalize_snapshot(inputs.load(inputs.names[0]), build_reader(load_vocabulary(DATA)))
    return notice.body, [(m.lead, m.nature, [figure.raw for figure in m.figures]) for m in notice.measures]


@pytest.mark.shared
@needs_shared
def test_seed_000_has_the_four_measures_of_its_sections() -> None:
    _, measures = read_seed("000")
    assert [lead[:6] for lead, _, _ in measures] == ["严把应急保障", "组织企业迅即", "大力推进重点", "加强对企业复"]


@pytest.mark.shared
@needs_shared
def test_seed_001_has_four_lead_sentences_and_its_counts() -> None:
    _, measures = read_seed("001")
    assert len(measures) == 4
    assert {"6463家", "30078条"} <= set(measures[1][2])


@pytest.mark.shared
@needs_shared
def test_seed_002_offers_funds_and_times() -> None:
    _, measures = read_seed("002")
    offered = {raw for _, nature, figures in measures if nature in (Nature.BENEFIT, Nature.SERVICE) for raw in figures}
    assert {"1000 万元", "1500万元", "24小时", "48 小时"} <= offered


@pytest.mark.shared
@needs_shared
def test_counts_of_firms_that_resumed_are_no_measure() -> None:
    _, measures = read_seed("003")
    assert [lead for lead, _, figures in measures if "87%" in figures] == []


@pytest.mark.shared
@needs_shared
def test_seed_004_gives_nothing() -> None:
    _, measures = read_seed("004")
    assert Nature.BENEFIT not in {nature for _, nature, _ in measures}


def test_spans_lie_in_the_body_as_it_is_given() -> None:
    body = "　　一、给予补贴。　每家给予２万元补贴。"
    (measure,) = read(body)
    assert measure.span == Span(2, len(body))
    assert measure.figures[0].raw == "２万元"


def test_what_an_official_document_numbers_is_a_measure_without_a_cue() -> None:
    body = "一、设备共享。区内仪器由各家轮流借出,按次登记并逐月结清。\n\n二、给予补贴。每家补贴2万元。"
    assert list_leads(body, Kind.OFFICIAL) == ["设备共享", "给予补贴"]


PRINCIPLES = [
    "第四条 市商务部门负责本市会展业促进的协调、指导和服务工作。",
    "第四条 市人民政府应当加强对民营经济工作的领导，将其纳入规划。",
    "第三条 本市优化审批遵循合法、必要、精简的原则，规范审批服务。",
    "第三条 优化营商环境应当坚持市场化、法治化原则。",
    "第二条 本条例适用于本市行政区域内的活动。",
    "第九条 违反本办法规定的,由主管部门责令改正。",
]


@pytest.mark.parametrize("article", PRINCIPLES)
def test_principles_scopes_and_penalties_of_regulations_are_no_measures(article: str) -> None:
    assert list_leads(f"{article}\n\n第十条 对企业给予每家2万元补贴。", Kind.OFFICIAL) == ["对企业给予每家2万元补贴"]


@pytest.mark.parametrize("body", ["", "各企业、各有关单位：\n\n经研究，决定废止《关于支持企业的若干措施》，自发布之日起停止执行。"])
def test_nothing_and_a_repeal_give_nothing(body: str) -> None:
    assert list_leads(body, Kind.OFFICIAL) == []


TOLD = [
    ("区政府明确,对首次上规的企业,由区财政一次性奖励8万元。", ["对首次上规的企业,由区财政一次性奖励8万元"]),
    ("年底前,旅行社组织外地游客来县过夜的,最高可奖励5万元。", ["旅行社组织外地游客来县过夜的,最高可奖励5万元"]),
    ("新认定的市级示范园区,分别奖励60万元。今年形势总体平稳。", ["新认定的市级示范园区,分别奖励60万元"]),
    ("对受灾商户免收租金;鼓励业主分期收租;支持行会开展互助。", ["对受灾商户免收租金", "鼓励业主分期收租", "支持行会开展互助"]),
    ("对新办的工厂,给予3万元补助。 对扩产的工厂,给予6万元补助。", ["对新办的工厂,给予3万元补助", "对扩产的工厂,给予6万元补助"]),
    ("对租用铺面的 , 自登记之日起 , 连续2年每年给予3万元补贴 。", ["对租用铺面的 , 自登记之日起 , 连续2年每年给予3万元补贴"]),
    ("年销售额新上3亿元台阶的企业,可申报成长奖。", ["年销售额新上3亿元台阶的企业,可申报成长奖"]),
    ("受灾的纳税户可依法申请延期申报。经确认后,可免除滞纳金。", ["受灾的纳税户可依法申请延期申报", "经确认后,可免除滞纳金"]),
    ("记者9日从县财政局获悉,全县已下达春耕补助资金800万元。", ["全县已下达春耕补助资金800万元"]),
    ("《通知》要求,对停工的窑厂,允许按季缴纳电费。", ["对停工的窑厂,允许按季缴纳电费"]),
    ("鼓励商户延长营业,由镇财政给予每月300元补贴。", ["鼓励商户延长营业,由镇财政给予每月300元补贴"]),
    ("降低用水成本。本季度商户的水费由区财政按实际用量承担三成,直接从账单中扣减。", ["降低用水成本"]),
    ("发言人说,主要有两条:第一,对小店提供免费担保。第二,担保费率再下调两成。", ["对小店提供免费担保", "担保费率再下调两成"]),
]


@pytest.mark.parametrize(("body", "leads"), TOLD)
def test_an_act_in_running_text_is_told_from_those_whom_it_is_for(body: str, leads: list[str]) -> None:
    assert list_leads(body) == leads


NOT_TOLD = [
    "非常感谢贵会对我县小微商户纾困工作给予的帮助和支持。",
    "该文件从财政奖补、金融支持、用工保障等九个方面支持商贸企业发展。",
    "首先感谢贵会对全县商贸业的关心和支持。对来函所提的各个问题,我们正在逐一核实,稍后另行回复。",
    "这意味着满足标准的园区三年共可拿到三千万元奖励。",
    "本政策有效期两年,自发布之日起实施。",
    "各地各有关部门要按照本意见,抓紧制定支持企业的配套细则。",
]


@pytest.mark.parametrize("body", NOT_TOLD)
def test_thanks_lists_of_aspects_and_closing_sentences_tell_no_act(body: str) -> None:
    assert list_leads(body) == []


def test_what_was_received_is_a_report_even_where_it_was_an_award() -> None:
    assert read_nature("全县企业共获得省级奖励资金3200万元", "")[0] is Nature.REPORT


def test_ordinals_inside_a_paragraph_end_with_it() -> None:
    body = "区里推出三招:一是派驻联络员,逐户上门服务。二是搭建招聘平台,帮助企业招工。\n\n截至5月底,已帮助60家企业招工。"
    second = next(section for section in read_outline(fold_body(body)) if section.marker == "二是")
    assert second.span.read(body).endswith("帮助企业招工。")


def test_the_grounds_of_a_list_are_no_measures() -> None:
    body = "一、发放设备补贴。每台补贴200元。\n\n二、依据清单\n\n1.《农机登记办法》(农业部令第9号)第三条规定办理。"
    assert list_leads(body, Kind.OFFICIAL) == ["发放设备补贴"]


def test_demands_under_a_heading_of_conditions_are_conditions() -> None:
    body = "(一)申报条件\n\n1.申报单位应当在本区登记满两年。\n\n2.申报单位不得有欠税记录。\n\n(二)支持标准\n\n每个项目补助20万元。"
    assert list_leads(body, Kind.OFFICIAL) == ["支持标准"]


def test_a_gift_whose_parts_tell_its_sides_is_one_measure() -> None:
    parts = [
        "1.适用对象\n\n在县内登记的中介机构。",
        "2.补贴标准\n\n每介绍一人补贴90元。",
        "3.资金来源\n\n就业补助资金。",
        "4.申领流程及材料要求\n\n线上申请。",
    ]
    (measure,) = read("一、职业介绍补贴\n\n" + "\n\n".join(parts), Kind.OFFICIAL)
    assert (measure.lead, measure.figures[0].raw) == ("职业介绍补贴", "90元")


def test_a_gift_with_kinds_below_it_is_a_bundle() -> None:
    body = "一、创业补贴\n\n1.场地补贴。每年给予6000元。\n\n2.设备补贴。每台给予500元。"
    assert list_leads(body, Kind.OFFICIAL) == ["场地补贴", "设备补贴"]


def test_a_paper_that_is_only_named_is_no_measure() -> None:
    body = "一、发放设备补贴。每台补贴200元。\n\n二、《农业机械促进办法》（县政府令第6号）\n\n三、减免仓储费。全年减半收取。"
    assert list_leads(body, Kind.OFFICIAL) == ["发放设备补贴", "减免仓储费"]


def test_what_was_paid_down_is_a_report() -> None:
    assert read_nature("县财政局已下达春耕补助资金800万元,用于农机购置", "")[0] is Nature.REPORT


def test_a_gift_may_name_its_own_term_behind_it() -> None:
    body = "一、对中小企业给予贷款贴息，最高50万元。有效期至2020年12月31日。\n\n二、减免承租国有房屋的租金3个月。\n\n"
    body += "三、附则。本办法有效期至2021年12月31日。"
    assert list_leads(body) == ["对中小企业给予贷款贴息，最高50万元", "减免承租国有房屋的租金3个月"]
    assert str(read(body)[0].end) == "2020-12-31"
