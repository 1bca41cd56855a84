from __future__ import annotations

import pytest

from scraper.facts.kinds import Traits, read_kind
from scraper.facts.lines import find_lines
from scraper.model import Kind
from scraper.text.fold import fold_body, fold_width

LONG = "企业可以向所在地的经办机构提出申请，经办机构收到材料以后当场办理，符合条件的于次月发放，不符合条件的说明理由并一次告知。"
CASES = [
    ("关于稳岗返还的通知", "各县区：\n\n为稳定就业，现就有关事项通知如下：\n\n一、扩大范围。", Kind.OFFICIAL),
    ("某市支持企业若干措施", "为支持企业，制定本措施。\n\n第一条 给予贴息。\n\n第二条 减免租金。", Kind.OFFICIAL),
    (None, "我市将启动返还工作。现将第一批拟发放名单公示如下：\n\n公示期限：8月12日至8月18日\n\n咨询电话：0714-6521010", Kind.OFFICIAL),
    (
        "某监管局行政处罚信息公开表",
        "| 序号 | 当事人 |\n| --- | --- |\n| 1 | 甲公司 |\n\n某监管局依照规定作出处罚决定，公开期限一年。",
        Kind.OFFICIAL,
    ),
    ("某市：为企业复工保驾护航", "某网3月19日讯 连日来，某市统筹做好工作，截至3月15日复工179户。", Kind.NEWS),
    ("市长深入园区调研", "驻马店网讯（记者 甲）2月20日，市长深入园区调研，强调要做好工作。", Kind.NEWS),
    ("某区举办政策大讲堂", "10月15日，某区工信局举办培训，参加活动的企业家纷纷表示收获颇丰。", Kind.NEWS),
    (
        "某市召开新闻发布会",
        "3月27日，某市召开新闻发布会。副局长张三介绍，平台已上线。截至目前注册企业6463家。近日还将升级。",
        Kind.PRESS_CONFERENCE,
    ),
    ("某工程任务新闻发布会", "女士们、先生们：\n\n今天由我向大家通报有关情况。" + LONG, Kind.PRESS_CONFERENCE),
    ("创业担保贷款常见问题", "一、最高可以申请多少额度？\n\n答：最高30万元。\n\n二、期限多长？\n\n答：不超过3年。", Kind.INTERPRETATION),
    ("《某市稳岗办法》解读", LONG, Kind.INTERPRETATION),
    ("一图读懂稳岗返还", LONG, Kind.INTERPRETATION),
    ("《某市稳岗办法》政策解读", "为便于理解，制定本办法的有关情况说明如下。\n\n某市人社局\n\n2021年3月5日", Kind.INTERPRETATION),
    ("关于印发《专项资金申报指南》的通知", "各县区：\n\n现将《专项资金申报指南》印发给你们，请认真组织实施。", Kind.OFFICIAL),
    ("关于如何申领补贴的公告", "现将有关事项公告如下：\n\n一、申领条件。", Kind.OFFICIAL),
    ("本月起，这笔钱直接发给你！", "好消息来了，快来看看您能领多少。" + LONG, Kind.INTERPRETATION),
    ("某企业生产线满负荷运转", LONG, Kind.NEWS),
    # who speaks in a headline, and a colon: no act, whatever genre closes it
    ("某某院：确定支持小店的措施", "某某院3月1日召开会议，听取汇报，确定支持小店的措施。" + LONG, Kind.NEWS),
    ("某县教育局：“五措并举”实施改善计划", LONG, Kind.NEWS),
    ("某县教育局：关于实施改善计划的通知", "现将有关事项通知如下：\n\n" + LONG, Kind.OFFICIAL),
    ("附件：某市支持小店若干措施", "为支持小店，给予贴息。\n\n" + LONG, Kind.OFFICIAL),
    # a title that ends with what it passes on
    ("关于转发《某厅关于补贴发放的通知》", "补贴发放.pdf", Kind.OFFICIAL),
    # articles and exchanges in one line
    (None, "第十条 保障平等。第十一条 依法享有自主权。第十二条 平等使用要素。" + LONG, Kind.OFFICIAL),
    (None, "根据第十条规定，给予补贴。根据第十一条规定，减免租金。第十二条另有规定。" + LONG, Kind.NEWS),
    (None, "近日，某部印发意见，负责人接受了采访。问：背景是什么？答：为了小店。问：有何措施？答：给予贴息。" + LONG, Kind.INTERPRETATION),
    # a piece of a plan says what is to be done, sentence by sentence
    (None, "推行某制。健全某制。（一）加快建设平台。鼓励企业参与。" * 3 + "企业自愿。", Kind.OFFICIAL),
    (None, "近日，某县推行某制。健全某制。加快建设平台。鼓励企业参与。" * 3, Kind.NEWS),
    (None, "推行某制。健全某制。" + LONG, Kind.NEWS),
    (None, "企业受益良多。店主十分高兴。市场一片繁荣。推行某制。" * 3 + LONG, Kind.NEWS),
    ("2019年度稳岗补贴经办一次性告知书", LONG, Kind.INTERPRETATION),
    ("档案寄存，你应该知道的那些事", LONG, Kind.INTERPRETATION),
    ("某委出债券指引：放宽条件", "某委负责人3月1日表示，条件已经放宽。据悉，近日还将出台办法。" + LONG, Kind.NEWS),
    ("网站声明", "首页", Kind.OTHER),
    (None, "", Kind.OTHER),
]


@pytest.mark.parametrize(("title", "body", "kind"), CASES)
def test_the_kind_is_told_by_title_and_opening(title: str | None, body: str, kind: Kind) -> None:
    assert read_kind(title, find_lines(fold_body(body)), Traits())[0] is kind


def test_a_number_and_a_signature_make_an_act() -> None:
    lines = find_lines(fold_body("为支持企业，市政府决定安排资金一千万元，用于贷款贴息，由市财政局会同有关部门办理，按季度拨付到位。"))
    assert read_kind(None, lines, Traits(numbered=True, signed=True))[0] is Kind.OFFICIAL
    assert read_kind("市政府安排贴息资金", lines, Traits(reported=True))[0] is Kind.NEWS


DECIDED = [
    ("某区举办政策大讲堂", "10月15日，某区工信局开展培训。"),
    ("某区工信局", "## 简讯\n\n- 据了解，10月15日，某区工信局举办培训。"),
    ("关于稳岗返还的通知", "各有关单位：\n\n现将（有关事项）通知如下：\n\n一、按时申报。"),
    ("关于稳岗返还的通知", "一、按时申报。\n\n" + "二、按时拨付，不得拖延。\n\n" * 200 + "特此通知。"),
]


@pytest.mark.parametrize(("title", "body"), DECIDED)
def test_the_words_that_decided_stand_in_title_or_body(title: str, body: str) -> None:
    _, reason = read_kind(title, find_lines(fold_body(body)), Traits())
    assert reason.words
    assert fold_width(reason.span.read(body)) == reason.words if reason.span else reason.words in title
