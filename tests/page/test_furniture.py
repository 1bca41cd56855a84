"""What sites set round a text is no part of it, kind by kind; what belongs to a document stays, wherever it looks alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import FieldName
from scraper.page.boilerplate import find_end, find_list, trim_end
from scraper.page.reading import read_page

TITLE = "柳河县关于补贴小磨坊的通知"
FIRST = "柳河县对登记满一年的小磨坊，按加工量给予补贴，每吨二十元，全年不超过六千元。"
MIDDLE = "申请人把申请表和加工记录交到镇便民中心，由县粮食局在十五个工作日内答复。"
LAST = "本通知从下月一日起实行，到年底为止，未尽事宜由县粮食局解释。"
OTHER = "邻县举行赛船大会"
FORMS = pytest.mark.parametrize("form", ["html", "text"])

CREDITS = (
    "责任编辑：柳一",
    "（责任编辑 柳一）",
    "[责编：柳一、柳二]",
    "【纠错】【责任编辑:柳一】",
    "编辑 | 柳一 校对 | 柳二 审核 | 柳三",
    "供稿：县粮食局 撰稿：柳一 审核：柳二",
    "供稿单位：县粮食局办公室",
    "撰稿人：柳一",
    "文字：柳一 图片：柳二 编辑：柳三",
    "一审：柳一 二审：柳二 三审：柳三",
    "值班编辑：柳一 值班主任：柳二",
    "统筹：柳一 策划：柳二 美编：柳三",
    "记者：柳一 通讯员：柳二",
    "本期编辑：柳一 视频剪辑：柳二",
    "（编辑：柳一 审读：柳二）",
    "本文来源：柳河晚报 作者：柳一 责任编辑：柳二_L1234",
    "本文来源：柳河晚报责任编辑：L0234",
    "本文来源：柳河晚报",
)
SHARING = (
    "分享到：微信 微博 QQ空间",
    "分享至：",
    "分享让更多人看到",
    "用微信扫描二维码 分享至好友和朋友圈",
    "微信扫一扫，分享到朋友圈",
    "（微信扫描分享）",
    "[扫描分享]",
    "二维码网址（请使用微信扫描）",
    "手机扫一扫打开当前页",
    "打开微信，点击底部的“发现”，使用“扫一扫”即可将网页分享至朋友圈",
)
TOOLS = (
    "【字体：大 中 小】【打印】【关闭】",
    "字号：[大] [中] [小]",
    "【我要打印】 【我要收藏】 【关闭】",
    "打印本页 | 关闭窗口 | 返回顶部",
    "收藏 打印 我要纠错",
    "语音播报： 播放 暂停 停止",
    "浏览次数：1024 次 字体：大 中 小",
    "【信息发布时间：2021-03-04 阅读次数：】【我要打印】【关闭】",
    "默认 大 超大 |  打印 |",
)
PAGERS = (
    "上一篇：柳河县召开粮食工作会议 下一篇：柳河县公布一批种粮能手",
    "上一条 没有了",
    "下一则：" + OTHER,
    "1 2 3 4 下一页 尾页",
    "1234下一页",
    "共15条 1/1",
    "首页 上页 下页 尾页",
    "首页上一页12下一页末页",
    "共 3 页 当前第 1 页",
)
COMMENTS = (
    "网友评论",
    "发表评论",
    "已有12人参与评论",
    "正文已结束，您可以按alt+4进行评论",
    "文明上网理性发言，请遵守评论服务协议",
    "查看全部评论(12)",
    "我要评论",
    "登录后可以发表评论",
    "您看到此篇文章时的感受是：",
    "暂无评论",
    "您此时的心情",
    "跟贴",
)
DISCLAIMERS = (
    "免责声明：以上内容仅供参考。",
    "声明：转载此文是出于传递更多信息之目的。",
    "特别声明：本文为自媒体作者上传，仅代表作者观点。",
    "（以上观点不代表本网立场）",
    "图片来源于网络，版权归原作者所有，如有侵权请联系删除。",
    "部分图文来自互联网，如涉及版权问题，请与本站联系。",
    "未经本报书面授权，不得转载、摘编。",
    "转载请注明来源：柳河在线",
    "本平台转载内容仅为传播信息，不构成投资建议。",
    "文章内容仅代表作者本人观点，与本平台无关",
    "该文观点仅代表作者本人，柳河号仅提供信息存储空间服务。",
    "网站声明：转载或引用本文，须注明本文出处，违者必究",
)
TAGS = ("标签：磨坊 补贴", "关键词阅读：磨坊 补贴", "文章关键词：磨坊", "TAG：磨坊", "[关键词] 磨坊 补贴", "所属标签：磨坊")
REGISTRATIONS = (
    "柳ICP备05032222号-1",
    "柳公网安备 11010202000001号",
    "备案号：柳ICP备：11021833号-2",
    "网警备案号：45010302000153",
    "公安备案号：45010302000153",
    "网站标识码：4500000016",
    "版权所有：柳河县人民政府办公室",
    "信息网络传播视听节目许可证：0105097",
    "互联网新闻信息服务许可证 11120180001",
)
RELATED = (
    "相关阅读",
    "延伸 · 阅读",
    "推荐阅读：" + OTHER,
    "延伸阅读：" + OTHER,
    "相关新闻：",
    "【相关信息】",
    "更多>>相关资讯",
    "热点新闻",
    "猜你喜欢",
    "相关资料下载",
    "点击进入专题：",
    "一图读懂：https://liuhe.example/zcjd/1.html",
    "政策解读：https://liuhe.example/zcjd/2.html",
    "【政策解读】图解柳河县补贴小磨坊的办法",
    "【一图读懂】柳河县怎样补贴小磨坊",
    "[图解]柳河县补贴小磨坊",
    "解读链接：柳河县粮食局负责人谈小磨坊补贴",
)
PORTALS = (
    "（下转第四版）",
    "阅读原文",
    "查看原文>>",
    "返回柳河网，查看更多",
    "打开APP阅读全文",
    "展开剩余50%",
    "点赞 收藏 打赏",
    "举报/反馈",
    "已推荐",
    "回到顶部",
    "我要推荐 网站纠错",
    "登录|注册",
    "作者最新文章",
    "网站地图",
    "阅读剩余全文（）",
)
ADVERTS = (
    "更多精彩内容，尽在柳河晚报微信（ID：liuhe-evening），欢迎关注。",
    "欢迎关注“柳河发布”微信公众号",
    "敬请关注柳河发布官方微博",
    "更多“磨坊怎么申请”的相关资讯请关注www.liuhe.example",
    "长按二维码关注柳河发布",
    "关注公众号：柳河晚报（ID：liuhe_wb），第一时间获取新闻",
    "下载柳河APP，看更多本地新闻",
    "广告",
    "商务合作：请加微信 liuhe_ad",
    "更多猛料！欢迎扫描左方二维码关注柳河新闻官方微信（liuhe-news）",
    "APP下载",
)
DIALOGS = (
    "您即将离开柳河县人民政府网站，是否继续？",
    "您访问的链接即将离开“柳河县政府”门户网站",
    "您将进入外部网站，请确认",
    "您正在离开本网站",
    "本网站使用Cookie以改善您的浏览体验，继续浏览即表示同意。",
    "我们使用 cookies 来提升服务",
    "您的浏览器版本过低，请升级浏览器",
    "很抱歉，当前视频播放失败",
)
AFTER = {
    "credits": CREDITS,
    "sharing": SHARING,
    "tools": TOOLS,
    "pagers": PAGERS,
    "comments": COMMENTS,
    "disclaimers": DISCLAIMERS,
    "tags": TAGS,
    "registrations": REGISTRATIONS,
    "related": RELATED,
    "portals": PORTALS,
    "adverts": ADVERTS,
    "dialogs": DIALOGS,
}
BEFORE = (
    "无障碍浏览",
    "长者模式",
    "进入关怀版",
    "智能问答",
    "欢迎访问柳河县粮食局网站！",
    "今天是2021年3月4日 星期四",
    "首页 | 政务公开 | 办事服务",
    "当前位置：首页 > 通知公告 > 正文",
    "[柳河县粮食局] [扫描分享]",
    "二维码网址（请使用微信扫描）",
    "视觉中国供图",
    "图片来源：网络",
    "分享到：",
    "设为首页 加入收藏",
    "繁體版",
    "长者助手无障碍简繁EN",
    "EN / 中",
    "注册登录",
    "听全文",
    "您好，欢迎来到柳河县政务服务网",
)
STAYING = (
    "柳粮发〔2021〕4号",
    "柳河县粮食局",
    "2021年3月4日",
    "柳河县粮食局办公室2021年3月4日印发",
    "附件：柳河县小磨坊补贴申请表",
    "附件：1.申请表 2.加工记录样张",
    "（此件公开发布）",
    "（本文有删减）",
    "公开方式：主动公开",
    "抄送：县委办公室，县人大常委会办公室。",
    "联系人：柳一，联系电话：0000-12345678",
    "监督举报电话：0000-12345678",
    "申报网址：https://apply.liuhe.example",
    "咨询QQ群：12345678",
    "（联系单位：粮食科）",
    "申报人可以关注“柳河粮食”微信公众号查询结果。",
    "审核单位（盖章）：",
    "评论员文章由县委宣传部撰写。",
    "本办法由县粮食局会同财政局转发各镇执行。",
    "县粮食局组织编写的案例版权归县政府所有的，由县政府公布。",
    "（下转第四版所列名单由县局保存）",
    "主办单位：柳河县粮食局",
    "编辑出版地方志的，另行补贴。",
    "主编：柳一（负责全书统稿）；副主编：柳二。",
)


def write(before: list[str], after: list[str], form: str) -> str:
    """A page or a text with lines before and behind its body."""
    lines = [TITLE, *before, FIRST, MIDDLE, LAST, *after]
    if form == "text":
        return "\n".join(lines)
    body = "".join(f"<p>{line}</p>" for line in lines[1:])
    return f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div id='zoom'>{body}</div></body></html>"


@pytest.mark.parametrize("line", [pytest.param(line, id=f"{kind}: {line[:20]}") for kind, lines in AFTER.items() for line in lines])
@FORMS
def test_what_follows_a_text_is_no_part_of_it(line: str, form: str) -> None:
    assert read_page(write([], [line], form), form=form).body.endswith(LAST)


@pytest.mark.parametrize("line", BEFORE)
@FORMS
def test_what_precedes_a_text_is_no_part_of_it(line: str, form: str) -> None:
    assert read_page(write([line], [], form), form=form).body.startswith(FIRST)


@pytest.mark.parametrize("line", STAYING)
@FORMS
def test_what_belongs_to_a_document_stays_at_its_end(line: str, form: str) -> None:
    assert read_page(write([], [line], form), form=form).body.endswith(line)


REMARKS = ("<!-- INFO END -->", "<!--正文开始-->", "<!-- page 2 of 3 -->", "<!--[if !supportLists]-->", "<!---->")


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_remarks_of_the_markup_are_dropped_wherever_they_stand(remark: str, form: str) -> None:
    alone, within = [FIRST, remark, MIDDLE, LAST], [FIRST + remark, MIDDLE, LAST + remark]
    for lines in (alone, within, [remark, *alone]):
        assert read_page("\n\n".join([TITLE, *lines]), form=form).body == "\n\n".join((FIRST, MIDDLE, LAST))


@pytest.mark.parametrize("text", ["企业数<!重点>户数", "<某某办法>与<某某细则>", "产值->税收--就业"])
def test_what_only_looks_like_a_remark_stays(text: str) -> None:
    assert text in read_page("\n\n".join([TITLE, FIRST, text, LAST]), form="text").body


RUN_IN = (
    "（责任编辑：柳一）",
    "(编辑柳一二)",
    "[责编 柳一]",
    "【编辑:柳一】",
    "（供稿：县粮食局 柳一）",
    "责任编辑：柳一",
    "（下转第四版）",
    "(紧接第2版)",
    "show_media_url('http:",
    "document_write(\"<div class='x'",
    "（责任编辑：柳一）（下转A3版）",
)


@pytest.mark.parametrize("rest", RUN_IN)
@FORMS
def test_what_runs_on_behind_the_last_sentence_is_cut(rest: str, form: str) -> None:
    page = write([], [], form)
    assert read_page(page.replace(LAST, LAST + rest.replace("<", "&lt;" if form == "html" else "<")), form=form).body.endswith(LAST)


SAID = ("（记者 柳一）", "（县粮食局 柳一）", "（完）", "（联系人：柳一）", "(详见附件)", "（试行期：两年）", "（编辑部设在县志办）")


@pytest.mark.parametrize("rest", [*SAID, "（转第三方审核）"])
@FORMS
def test_what_a_text_itself_says_in_brackets_stays(rest: str, form: str) -> None:
    page = write([], [], form)
    assert read_page(page.replace(LAST, LAST + rest), form=form).body.endswith(LAST + rest)


@given(st.lists(st.sampled_from(RUN_IN), max_size=4), st.sampled_from([FIRST, MIDDLE, LAST, "柳河县粮食局", "2021年3月4日"]))
def test_cutting_an_end_again_cuts_nothing_more(rests: list[str], end: str) -> None:
    once = trim_end(end + "".join(rests))
    assert trim_end(once) == once
    assert once.startswith(end)


NAMED = {
    "（来源：柳河晚报）": "柳河晚报",
    "来源：柳河晚报 作者：柳一": "柳河晚报",
    "(稿源:柳河晚报 编辑:柳一)": "柳河晚报",
    "【信息来源：县粮食局】": "县粮食局",
}


@pytest.mark.parametrize(("rest", "source"), NAMED.items())
@FORMS
def test_a_source_behind_the_last_sentence_is_read_and_cut(rest: str, source: str, form: str) -> None:
    page = read_page(write([], [], form).replace(LAST, LAST + rest), form=form)
    assert page.body.endswith(LAST)
    assert page.value(FieldName.SOURCE_NAME) == source


ITEMS = ("东镇开了三家磨坊", "西镇磨坊换了电机", "南镇磨坊联营", "北镇磨坊歇业整修")


@pytest.mark.parametrize(
    "remark", ["（原文链接：https://liuhe.example/{}）", "原文地址：https://liuhe.example/{}", "（本文链接：https://liuhe.example/{}）"]
)
@FORMS
def test_a_remark_that_closes_each_item_of_a_collection_ends_nothing(remark: str, form: str) -> None:
    items = [line for n, item in enumerate(ITEMS) for line in (f"{item}。{MIDDLE}", remark.format(n))]
    body = read_page(write(items, [remark.format("last"), "相关阅读", OTHER], form), form=form).body
    assert all(item in body for item in ITEMS)
    assert LAST in body
    assert OTHER not in body


def link(lines: list[str], wrap: str = "<p>{}</p>", suffix: str = ".html") -> str:
    """Lines as links, each in markup of its own."""
    return "".join(wrap.format(f'<a href="/news/{n}{suffix}">{line}</a>') for n, line in enumerate(lines))


HEADLINES = ["邻县举行赛船大会", "柳河大桥修好通车", "山货节本月开幕", "乡村图书馆添书"]
LISTS = {
    "paragraphs": link(HEADLINES),
    "items": f"<ul>{link(HEADLINES, '<li>{}</li>')}</ul>",
    "lines": f"<div>{link(HEADLINES, '{}<br>')}</div>",
    "behind a picture": f'<p><img src="/pic/mill.jpg"></p>{link(HEADLINES)}',
    "before credits": f"{link(HEADLINES)}<p>责任编辑：柳一</p>",
    "dated": f"{link(HEADLINES)}<p>打印 关闭</p>",
}


@pytest.mark.parametrize("links", LISTS.values(), ids=LISTS)
def test_a_list_of_other_articles_is_no_part_of_a_text(links: str) -> None:
    body = read_page(write([], ["@"], "html").replace("<p>@</p>", links), form="html").body
    assert LAST in body
    assert [line for line in HEADLINES if line in body] == []


ANNEXES = {
    "announced": ("<p>现将名单公布如下：</p>", link(HEADLINES)),
    "announced by a sentence": ("<p>入选的磨坊详见以下链接。</p>", link(HEADLINES)),
    "annexes": ("", link([f"附件{n}：{line}" for n, line in enumerate(HEADLINES, 1)])),
    "numbered": ("", link([f"{n}.{line}" for n, line in enumerate(HEADLINES, 1)])),
    "forms": ("", link(["磨坊补贴申请表", "磨坊加工登记表", "磨坊补贴汇总表1"])),
    "files": ("", link(HEADLINES, suffix=".doc")),
    "below the signature": ("<p>柳河县粮食局</p><p>2021年3月4日</p>", link(HEADLINES)),
    "two": ("", link(HEADLINES[:2])),
    "more than the text": ("", link([f"{line}，{place}" for place in "甲乙丙丁戊己庚" for line in HEADLINES])),
}


@pytest.mark.parametrize(("before", "links"), ANNEXES.values(), ids=ANNEXES)
def test_links_that_belong_to_a_text_stay(before: str, links: str) -> None:
    body = read_page(write([], ["@"], "html").replace("<p>@</p>", before + links), form="html").body
    assert body.split("\n")[-1].endswith(links.split("</a>")[-2].rpartition(">")[2])


def test_a_page_of_links_alone_keeps_them() -> None:
    body = read_page(f"<html><body><div id='zoom'>{link(HEADLINES * 3)}</div></body></html>", form="html").body
    assert all(line in body for line in HEADLINES[1:])


TEXT = [FIRST, MIDDLE, LAST]
SIGNED = [*TEXT, "柳河县粮食局", "2021年3月4日"]
LABELS = "发布时间：2021-03-04 来源：柳河在线"
PRINTS = {
    "title between": [*TEXT, TITLE, *TEXT],
    "title and labels between": [LABELS, *TEXT, TITLE, LABELS, *TEXT],
    "in one paragraph": [*TEXT, "".join(TEXT)],
    "in narrow marks": [*TEXT, *(line.replace("，", ",") for line in TEXT)],
    "without the signature": [*SIGNED, *TEXT],
    "tools between and a footer behind": [*TEXT, "打印 关闭", *TEXT, "版权所有：柳河县"],
    "three times": [*TEXT, TITLE, *TEXT, TITLE, *TEXT],
}


@pytest.mark.parametrize("lines", PRINTS.values(), ids=PRINTS)
@FORMS
def test_a_body_printed_again_is_read_once(lines: list[str], form: str) -> None:
    page = "\n".join([TITLE, *lines])
    if form == "html":
        body = "".join(f"<p>{line}</p>" for line in lines)
        page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div id='zoom'>{body}</div></body></html>"
    body = read_page(page, form=form).body
    assert [body.count(line) for line in TEXT] == [1, 1, 1]
    assert TITLE not in body


@given(st.lists(st.sampled_from([*SIGNED, "每户一份。", "附件：申请表", "申请表"]), min_size=3, max_size=7, unique=True))
def test_a_text_that_repeats_nothing_loses_nothing(lines: list[str]) -> None:
    assert find_end([FIRST + "首句。", *lines], 0) == len(lines) + 1


OTHERS = {
    "days behind": ["邻县举行赛船大会 2021-03-01", "柳河大桥修好通车 2021-03-02", "山货节本月开幕 2021-03-03"],
    "days before": ["[03-01]邻县举行赛船大会", "[03-02]柳河大桥修好通车", "[03-03]山货节本月开幕"],
    "cut short": ["邻县举行赛船大会，两岸观众...", "柳河大桥修好通车，从此两镇...", "山货节本月开幕，今年有来自..."],
    "bullets and days": ["· 邻县举行赛船大会 03-01", "· 柳河大桥修好通车 03-02", "· 山货节本月开幕 03-03"],
    "a menu of words": ["首页", "新闻中心", "政务公开", "办事服务", "互动交流"],
    "a row of words": ["首页 新闻中心 政务公开 办事服务 互动交流"],
}


@pytest.mark.parametrize("lines", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("end", [[], ["柳河县粮食局", "2021年3月4日"]], ids=["unsigned", "signed"])
@FORMS
def test_headlines_and_menus_behind_a_text_are_no_part_of_it(lines: list[str], end: list[str], form: str) -> None:
    assert read_page(write([], [*end, *lines], form), form=form).body.endswith(end[-1] if end else LAST)


@FORMS
def test_a_menu_of_words_before_a_text_is_no_part_of_it(form: str) -> None:
    assert read_page(write(OTHERS["a menu of words"], [], form), form=form).body.startswith(FIRST)


DATED = {
    "announced": ["各镇验收时间如下：", "东镇第一批磨坊验收 2021-03-01", "西镇第一批磨坊验收 2021-03-02", "南镇第一批磨坊验收 2021-03-03"],
    "two": ["东镇第一批磨坊验收 2021-03-01", "西镇第一批磨坊验收 2021-03-02"],
    "an annex": ["附件：验收名单", "东镇第一批磨坊 2021-03-01", "西镇第一批磨坊 2021-03-02", "南镇第一批磨坊 2021-03-03"],
    "short words": ["东镇", "西镇", "南镇", "北镇", "中镇"],
    "numbered": ["1.东镇磨坊 2021-03-01", "2.西镇磨坊 2021-03-02", "3.南镇磨坊 2021-03-03"],
}


@pytest.mark.parametrize("lines", DATED.values(), ids=DATED)
@FORMS
def test_lists_of_a_text_stay(lines: list[str], form: str) -> None:
    assert read_page(write([], lines, form), form=form).body.endswith(lines[-1])


LEFT = {
    "bullets alone": ([], ["· 邻县举行赛船大会", "· 柳河大桥修好通车", "· 山货节本月开幕"]),
    "numbers alone": ([], ["1邻县举行赛船大会", "2柳河大桥修好通车", "3山货节本月开幕"]),
    "a row between bars": ([], ["县长信箱 | 网上办事 | 便民服务 | 政策库"]),
    "a teaser of the first sentence": ([f"{FIRST[:20]}…"], []),
    "the address of the site": ([], ["地址：柳河县河边路1号 邮编：000000"]),
}


@pytest.mark.xfail(strict=True, reason="nothing in their form tells them from items, tables, first sentences and contacts of a document")
@pytest.mark.parametrize(("before", "after"), LEFT.values(), ids=LEFT)
def test_furniture_that_is_still_taken_for_text(before: list[str], after: list[str]) -> None:
    assert read_page(write(before, after, "text"), form="text").body == "\n\n".join(TEXT)


PATHS = {
    "with a label": ["办事大厅", "便民热线导航", "当前位置：首页 > 通知公告 > 正文"],
    "bare": ["智慧柳河", "柳河县粮食局门户", "首页 > 通知公告"],
    "bracketed": ["粮油价格行情", "[首页] >> 政务公开 >> 通知公告"],
    "arrows": ["移动门户新媒体矩阵", "您现在的位置：首页->政务公开->正文"],
    "more menus than a head has lines": [*(f"专栏{name}" for name in "甲乙丙丁戊己庚辛壬癸" * 4), "当前位置：首页 > 正文"],
    "with labels below the title": ["柳河政府网", "当前位置：首页 > 公告"],
}


@pytest.mark.parametrize("menus", PATHS.values(), ids=PATHS)
@pytest.mark.parametrize("labels", [[], [LABELS]], ids=["bare", "labelled"])
def test_what_stands_above_the_path_to_a_text_is_no_part_of_it(menus: list[str], labels: list[str]) -> None:
    page = read_page("\n".join([*menus, TITLE, *labels, *TEXT]), form="text")
    assert page.body == "\n\n".join(TEXT)
    assert page.value(FieldName.TITLE) == TITLE


@pytest.mark.parametrize("path", ["当前位置：首页 > 通知公告 > 正文", "首页 > 通知公告", "您的位置：首页 -> 正文"])
@pytest.mark.parametrize("labels", [[], [LABELS]], ids=["bare", "labelled"])
def test_a_title_above_the_path_stays_the_title(path: str, labels: list[str]) -> None:
    page = read_page("\n".join([TITLE, path, *labels, "补贴对象", *TEXT]), form="text")
    assert page.value(FieldName.TITLE) == TITLE
    assert page.body == "\n\n".join(["补贴对象", *TEXT])


@pytest.mark.parametrize(
    "first",
    ["县粮食局公布柳河县关于补贴小磨坊的通知，全文如下：", "柳河县关于补贴小磨坊的通知已经公布。", "柳河县关于补贴小磨坊的通知说了什么？"],
)
@FORMS
def test_a_first_sentence_that_names_the_title_stays(first: str, form: str) -> None:
    assert read_page(write([first], [], form), form=form).body.startswith(first)


@pytest.mark.parametrize("rest", ["（下转第2版）", "(编辑柳一)", "show_url('", "首页"])
def test_an_endless_end_is_read_in_time(rest: str) -> None:
    assert trim_end(FIRST + rest * 40_000).startswith(FIRST)
    assert find_end([FIRST, *[rest] * 40_000], 0) >= 1
    assert find_list([FIRST, *[rest] * 40_000], 0, 40_001) >= 1
