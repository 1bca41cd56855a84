"""Where a body is found, and what is told from it."""

from __future__ import annotations

import pytest

from scraper.model import FieldName
from scraper.page.reading import read_page

PROSE = (
    "<p>为帮助企业渡过难关，经研究，现就有关事项通知如下，请各单位遵照执行。</p>"
    "<p>一、减免租金。承租国有房屋的企业，免收三个月租金，减半收取六个月租金。</p>"
    "<p>二、贷款贴息。对新增贷款，按利息的百分之五十给予补贴，最高二十万元。</p>"
    "<p>某市工业和信息化局</p><p>2020年2月6日</p>"
)
FIRST, LAST = "为帮助企业渡过难关", "2020年2月6日"

CONTAINERS = {
    "ucap elements": f"<ucaptitle>题目</ucaptitle><ucapcontent>{PROSE}</ucapcontent>",
    "ucap id": f'<td id="UCAP-CONTENT">{PROSE}</td>',
    "hanweb comments": f"<div class='x'><!--<$[信息内容]>begin-->{PROSE}<!--<$[信息内容]>end--></div>",
    "zoom": f'<div id="zoom">{PROSE}</div>',
    "trs editor": f'<div class="view TRS_UEDITOR trs_word">{PROSE}</div>',
    "guangdong": f'<div class="article-content" id="zoomcon">{PROSE}</div>',
    "weak name": f'<div class="content">{PROSE}</div>',
    "no name": f"<table><tr><td>{PROSE}</td></tr></table>",
    "sections": "<div>" + "".join(f"<section><p>{part}</section>" for part in PROSE.split("<p>")[1:]) + "</div>",
    "line breaks": "<div>" + PROSE.replace("<p>", "").replace("</p>", "<br>") + "</div>",
    "hidden by style until a script shows it": f'<div id="zoom" style="display:none">{PROSE * 8}</div>',
}

NAVIGATION = "<ul>" + "".join(f"<li><a href='/{n}'>栏目{n}，更多</a></li>" for n in range(30)) + "</ul>"
FOOTER = "<div>主办单位：某市政府办公室 承办单位：某中心</div><div>某ICP备12345678号 网站标识码：3700000001</div>"


@pytest.mark.parametrize("markup", CONTAINERS.values(), ids=CONTAINERS)
def test_body_is_found_in_every_container(markup: str) -> None:
    page = read_page(f"<html><body>{NAVIGATION}<div>当前位置：首页 > 通知</div>{markup}{FOOTER}</body></html>", form="html")
    blocks = page.body.split("\n\n")
    assert blocks[0].startswith(FIRST)
    assert blocks[-1] == LAST
    assert "栏目" not in page.body
    assert "ICP" not in page.body


def test_a_named_container_without_text_does_not_win() -> None:
    page = read_page(f'<body><div id="zoom"></div><div class="box">{PROSE}</div></body>', form="html")
    assert FIRST in page.body


def test_of_two_copies_only_one_is_read() -> None:
    page = read_page(f'<body><div id="zoom">{PROSE}</div><div style="display: none">{PROSE}</div></body>', form="html")
    assert page.body.count(FIRST) == 1


OPENINGS = (
    "当前位置：首页 > 政务公开 > 通知公告",
    "发布时间：2020-02-06 来源：某市工信局 浏览次数：12",
    "【字体：大 中 小】 打印 保存",
    "A+大 A+中 A+小",
    "分享到：",
    "导读：本站为大家整理了最新措施。",
    "点击查看政策解读：【音频解读】关于《若干措施》的解读",
)
CLOSINGS = (
    "责任编辑：某某某",
    "（责任编辑：某某某）",
    "【打印本页】【关闭窗口】",
    "上一篇：某某通知",
    "下一条: 没有了",
    "扫一扫在手机打开当前页",
    "相关解读",
    "相关阅读：",
    "热门推荐",
    "标签：企业 贷款",
    "版权声明：凡注明本站的稿件，转载须注明来源。",
    "免责声明：本文系转载。",
    "本文链接：http://a.example.com/1.html",
    "网友评论",
    "0 条评论",
    "关于我们 | 联系我们 | 网站地图",
    "© 2006-2022 某某网 all rights reserved",
    "想爆料？请登录某某平台，拨打新闻热线0000-66661234",
    "查看心情排行",
    "阅读排行",
)
STAYING = (
    "公开方式：主动公开",
    "（此件公开发布）",
    "某市政府办公室2020年2月6日印发",
    "附件：1.申请表",
    "联系人：某某，电话：0000-12345678",
)


@pytest.mark.parametrize("line", OPENINGS)
@pytest.mark.parametrize("form", ["html", "text"])
def test_lines_before_a_body_are_told_from_it(line: str, form: str) -> None:
    page = read_page(_write(["某市出台若干措施支持企业", line], [], form), form=form)
    assert page.body.startswith(FIRST)


@pytest.mark.parametrize("line", CLOSINGS)
@pytest.mark.parametrize("form", ["html", "text"])
def test_lines_after_a_body_end_it(line: str, form: str) -> None:
    page = read_page(_write(["某市出台若干措施支持企业"], [line, "某市召开全市大会", "另一条新闻的标题"], form), form=form)
    assert page.body.endswith(LAST)


@pytest.mark.parametrize(
    "line",
    ["公开方式：主动公开", "（此件公开发布）", "某市政府办公室2020年2月6日印发", "附件：1.申请表", "联系人：某某，电话：0000-12345678"],
)
@pytest.mark.parametrize("form", ["html", "text"])
def test_what_belongs_to_a_document_stays(line: str, form: str) -> None:
    page = read_page(_write(["某市出台若干措施支持企业"], [line], form), form=form)
    assert page.body.endswith(line)


@pytest.mark.parametrize("line", ["某支部供稿 摄影/某某 编辑/某某", "某报记者 某某 来源：某报", "真人娱乐平台开户送彩金"])
@pytest.mark.parametrize("form", ["html", "text"])
def test_credits_and_adverts_behind_a_body_are_dropped(line: str, form: str) -> None:
    page = read_page(_write(["某市出台若干措施支持企业"], [line], form), form=form)
    assert page.body.endswith(LAST)


@pytest.mark.parametrize("form", ["html", "text"])
def test_a_sentence_against_gambling_stays_in_the_body(form: str) -> None:
    line = "某网站为赌场招揽客人，负责人被处罚。"
    page = read_page(_write(["某市公布典型案例"], [line], form), form=form)
    assert page.body.endswith(line)


def test_a_page_that_names_no_title_is_read_like_a_text() -> None:
    lines = ["无障碍浏览 | 繁体", "当前位置：首页 > 政策", "某市关于支持企业的通知", "发布时间：2020-02-07 来源：某网"]
    page = read_page("<div>" + "".join(f"<p>{line}</p>" for line in lines) + PROSE + "</div>", form="html")
    assert page.value(FieldName.TITLE) == "某市关于支持企业的通知"
    assert (page.value(FieldName.PUBLISHED), page.value(FieldName.SOURCE_NAME)) == ("2020-02-07", "某网")
    assert page.body.startswith(FIRST)


def test_the_title_is_found_below_the_menus_of_a_container() -> None:
    menus = "".join(f"<p>{name}</p>" for name in ("请选择栏目：", "新闻 公开 服务", "今日话题", "市民论坛", "图片"))
    markup = f"<title>某市关于支持企业的通知</title><div>{menus}<p>某市关于支持企业的通知(某府〔2020〕3号)</p>{PROSE}</div>"
    page = read_page(markup, form="html")
    assert page.value(FieldName.TITLE) == "某市关于支持企业的通知"
    assert "市民论坛" not in page.body
    assert page.body.endswith(LAST)


def test_a_container_of_links_alone_breaks_nothing() -> None:
    links = "".join(f"<a href='/{n}'>某市召开会议，部署工作；要求落实。</a>" for n in range(9))
    assert read_page(f'<div id="zoom">{links}</div><div class="TRS_Editor">{links}</div>', form="html").form == "html"


def test_a_journalists_question_does_not_end_an_interview() -> None:
    lines = ["记者：新政策何时实施？", "答：自三月一日起实施，为期半年，企业无需申请。"] * 3
    page = read_page(_write(["答记者问"], lines, "text"), form="text")
    assert page.body.endswith(lines[-1])


def test_a_closing_mark_with_more_body_behind_it_ends_nothing() -> None:
    more = "附件下载后填写。申请人应当按照要求逐项填写，并对真实性负责。"
    page = read_page(_write(["申报指南"], ["相关附件", *[more + str(n) + "号表。" for n in range(12)]], "text"), form="text")
    assert "11号表。" in page.body


def test_script_pages_give_a_doubt_and_empty_ones_another() -> None:
    app = read_page('<html><body><div id="app"></div><script src="/a.js"></script></body></html>', form="html")
    empty = read_page("<html><body></body></html>", form="html")
    assert [doubt.rule for doubt in app.doubts] == ["script-only"]
    assert [doubt.rule for doubt in empty.doubts] == ["empty-body"]
    assert [doubt.rule for doubt in read_page("", form="text").doubts] == ["empty-body"]


def test_damaged_pages_are_repaired_before_their_labels_are_read() -> None:
    prose = "為貫(guàn)徹(chè)落實(shí)決策部署，幫(bāng)助企業(yè)復(fù)工復(fù)產(chǎn)，現(xiàn)將(jiāng)有關(guān)措施通知如下。" * 4
    page = read_page(
        "<body><h1>支持企業(yè)復(fù)工復(fù)產(chǎn)的若干措施</h1>"
        f"<p>發(fā)布時(shí)間：2020-02-06 來(lái)源：某某日報(bào)</p><div id=zoom><p>{prose}</p></div></body>",
        form="html",
    )
    assert page.value(FieldName.TITLE) == "支持企业复工复产的若干措施"
    assert page.value(FieldName.SOURCE_NAME) == "某某日报"
    assert page.value(FieldName.PUBLISHED) == "2020-02-06"
    assert page.body.startswith("为贯彻落实决策部署，帮助企业复工复产")
    assert page.repairs


def _write(before: list[str], after: list[str], form: str) -> str:
    """The same page as markup or as plain text."""
    if form == "text":
        prose = PROSE.replace("<p>", "").replace("</p>", "\n")
        return "\n".join([*before, prose, *after])
    title, *rest = before
    head, tail = ("".join(f"<p>{line}</p>" for line in lines) for lines in (rest, after))
    return f"<html><body><div id='zoom'><h1>{title}</h1>{head}{PROSE}{tail}</div></body></html>"
