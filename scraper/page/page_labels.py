"""Labels with values, as pages print them round a body: `发布时间：2020-02-06 来源：市工信局 浏览次数：`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from scraper.text.fold import fold_width
from scraper.text.remembering import remember
from scraper.text.sentence_ends import CLAUSE, SENTENCE


class Meaning(StrEnum):
    """What a label announces."""

    PUBLISHED = "published"
    UPDATED = "updated"
    SOURCE = "source"
    AUTHOR = "author"
    EDITOR = "editor"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class Label:
    """A label without inner blanks, what it means, its value ("" if none follows) and where label and value stand in the line."""

    name: str
    meaning: Meaning
    value: str
    start: int
    end: int


_STRONG = {
    Meaning.PUBLISHED: "发布时间 发布日期 发布于 发表时间 发表日期 发稿时间 发稿日期 刊发时间 上网时间 上网日期 上传时间 上传日期 "
    "添加时间 添加日期 录入时间 创建时间 信息时间 公布时间 公布日期 公开日期 公开时间 印发日期 发文日期 日期时间",
    Meaning.UPDATED: "最后更新 最近更新 更新时间 更新日期 修改时间 最后更新时间 最后修改",
    Meaning.SOURCE: "来源 信息来源 文章来源 稿件来源 新闻来源 内容来源 资料来源 图文来源 文字来源 消息来源 原文来源 来源于 "
    "来源网站 来源单位 来源部门 信息提供 供稿单位 转载自 稿源",
    Meaning.AUTHOR: "作者 文章作者 撰稿人 供稿人 撰稿 供稿 通讯员",
    Meaning.EDITOR: "责任编辑 责编 执行编辑 编辑 编审 编校 审核 审校 校对 校审 初审 复审 终审 一审 二审 三审 签发 值班主任 值班编辑 "
    "值班编委 监制 总监制 信息发布人 发布人 发布者 信息录入 录入人 录入 上传者 信息员 信息审核 审核人 信息发布",
    Meaning.TOOL: "浏览次数 浏览量 浏览数 浏览人数 点击量 点击数 点击次数 点击率 阅读次数 阅读量 阅读数 访问量 访问次数 访问人数 "
    "总访问量 字体大小 浏览字号 文字大小 字体 字号 视力保护色 保护视力色 背景色 背景颜色 分享到 分享至 分享 我要分享 收藏 评论数 "
    "原标题 语音播报 查看次数 已浏览 浏览 阅读 点击 人气 保存 打印 文章字号 分享文章到",
}
_WEAK = {
    Meaning.PUBLISHED: "时间 日期",
    Meaning.SOURCE: "转自 摘自 出处",
    Meaning.AUTHOR: "记者 文 图 摄影",
    Meaning.TOOL: "热度 评论 关注",
}
"""Everyday words: labels only at the start of a line or after a gap."""


def _index(groups: dict[Meaning, str]) -> dict[str, Meaning]:
    return {word: meaning for meaning, words in groups.items() for word in words.split()}


_STRONG_WORDS, _WEAK_WORDS = _index(_STRONG), _index(_WEAK)
_MEANINGS = _STRONG_WORDS | _WEAK_WORDS
_LAST = frozenset(word[-1] for word in _MEANINGS)
_LONGEST_WORD = max(map(len, _MEANINGS))
_BEFORE_WEAK = frozenset(" |丨[(【\u3000\xa0")
_COLON = re.compile(r"[:∶﹕]|(?<=[辑影文图])/")
_DATE = re.compile(r"(?:19|20)?\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|\d{1,2}[-/]\d{1,2}(?=\s\d)")
_CLOCK = re.compile(r"\d{1,2}\s?[:∶时]\s?\d{1,2}(?:\s?[:∶分]\s?\d{1,2})?\s?[分秒]?")
_TOOLS = re.compile(
    r"打\s?印(?:本[页文]|页面|文章|此[页文])?|关\s?闭(?:本[页文]|页面|窗口|此页)?|返\s?回(?:顶部|首页|上页|列表)?|收藏(?:本页)?|保存|纠错|内容纠错"
    r"|分享(?:到|至|文章到)?|我要评论|复制链接|链接已复制|字[体号](?:减小|增大|大小)?|[Aa][+-]?\s?[大中小]|[大中小](?=[\s\])】〗」|]|[大中小]|$)"
    r"|默认|超大|特大|正常|放大|缩小|繁體?|繁体|简体|朗读|播报|全文|语音|QQ(?:空间|好友)?|qq|空间|微信好友|微信|新浪微博|腾讯微博|人民微博|微博"
    r"|豆瓣网?|头条|Qzone|评论|图集|取消|浏览|下载(?:文字|图片)版|加入收藏|设为首页|选择字号|来源|次|人|[×xX]$"
)
_FILLER = re.compile(r"[\s|丨:∶,，;·•・/\-—+>\[\]()【】〖〗「」《》<>\"“”.*▪■●#\d]+")
_SENTENCE = re.compile(rf"[{CLAUSE}，,]")
_LONGEST_VALUE = 60
_LONGEST_ROW = 80
_LONGEST_GAP = 3
_LONGEST_LINE = 500


@remember(size=1024, longest=_LONGEST_LINE)
def read_labels(line: str) -> tuple[Label, ...]:
    """The labels of a line with their values; a value ends at the next label, at a date that follows it, or with the line.

    Long lines are running text and have none.

    >>> [(x.name, x.value) for x in read_labels("来 源：某市新闻网发表日期：2019-09-04 15:05  浏览量：")]
    [('来源', '某市新闻网'), ('发表日期', '2019-09-04 15:05'), ('浏览量', '')]
    >>> [(x.name, x.value) for x in read_labels("来源： | 时间：2018-05-17 | 点击：-")]
    [('来源', ''), ('时间', '2018-05-17'), ('点击', '')]
    """
    shadow = "" if len(line) > _LONGEST_LINE else fold_width(line)
    found = [(name, start, colon.end()) for colon in _COLON.finditer(shadow) for name, start in _find_word(shadow, colon.start())]
    labels = []
    for (name, start, behind), following in zip_longest(found, found[1:]):
        meaning = _MEANINGS[name]
        end = following[1] if following else len(line)
        if meaning not in (Meaning.PUBLISHED, Meaning.UPDATED) and (date := _DATE.search(shadow, behind, end)):
            end = date.start()
        labels.append(Label(name, meaning, _trim_value(line[behind:end]), start, end))
    return tuple(labels)


def _find_word(shadow: str, end: int) -> list[tuple[str, int]]:
    """The longest label that ends at `end`, blanks inside and behind it allowed (`来 源 ：`), and where it begins."""
    if shadow[:end].rstrip()[-1:] not in _LAST:
        return []
    word, places = "", []
    at, gap = end - 1, 0
    while at >= 0 and len(word) < _LONGEST_WORD and gap <= _LONGEST_GAP:
        if shadow[at].isspace():
            gap += 1
        else:
            word, gap = shadow[at] + word, 0
            places.append(at)
        at -= 1
    for size in range(len(word), 0, -1):
        name, start = word[-size:], places[size - 1]
        if name in _STRONG_WORDS or (name in _WEAK_WORDS and (start == 0 or shadow[start - 1] in _BEFORE_WEAK)):
            return [(name, start)]
    return []


def is_label_line(line: str) -> bool:
    """True when a line is nothing but labels with values, dates, tools and decoration.

    >>> [is_label_line(text) for text in ("2020-03-19 09:04 来源：某某日报 编辑：某某", "【打印本页】【关闭窗口】", "A+大 A+中 A+小")]
    [True, True, True]
    >>> is_label_line("来源广泛，保障有力。")
    False
    """
    if len(line) > 200 or any(mark in line for mark in SENTENCE):
        return False
    shadow = fold_width(line)
    labels = read_labels(line)
    if not labels and (len(line) > _LONGEST_ROW or _SENTENCE.search(shadow)):
        return False
    rest, at = "", 0
    for label in labels:
        if len(label.value) > _LONGEST_VALUE or _SENTENCE.search(fold_width(label.value)):
            return False
        rest += shadow[at : label.start] + " "
        at = label.end
    rest += shadow[at:]
    rest = _CLOCK.sub(" ", _DATE.sub(" ", rest))
    return not _FILLER.sub("", _TOOLS.sub(" ", rest))


def is_date_line(line: str, *, bare: bool = True) -> bool:
    """True when a line prints a date and otherwise only labels, tools and decoration; without `bare` not a date in words that stands alone.

    >>> is_date_line("2020-02-06 10:30"), is_date_line("2020年2月6日"), is_date_line("2020年2月6日", bare=False)
    (True, True, False)
    """
    if len(line) > _LONGEST_LINE:
        return False
    shadow = fold_width(line)
    return bool(_DATE.search(shadow)) and is_label_line(line) and (bare or "年" not in shadow or bool(_COLON.search(shadow)))


def _trim_value(value: str) -> str:
    """A value without the decoration and tools that follow it.

    >>> _trim_value(" 某某日报 【") , _trim_value("| "), _trim_value("某网 打印 关闭")
    ('某某日报', '', '某网')
    """
    kept = re.sub(r"[\s|丨\[【(（〖「]+$", "", value).strip(" \u3000\xa0|丨")
    while (
        shorter := re.sub(r"[\s\[【(]+(?:大|中|小|打印|关闭|分享|收藏|保存|大中小|字体|字号|视力保护色|[\])】]|-|次)\s*[\])】]?$", "", kept)
    ) != kept:
        kept = shorter
    return "" if not _FILLER.sub("", kept) and not _DATE.search(fold_width(value)) else kept.strip()
