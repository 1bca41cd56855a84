"""What a document is: the text of an official act, news, a press conference, an interpretation, or something else (LABELS)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.facts.genres import ACTS, read_genre
from scraper.facts.lines import Line
from scraper.model.notice import Kind
from scraper.model.span import Span
from scraper.text.enumerators import ARTICLE, MARKER
from scraper.text.fold import fold_width

PROSE = 50
"""Characters of a line that is no label or menu."""
ENOUGH, CERTAIN = 2, 6
PRESS_AREA = 300
OPENING = 700
"""Characters in which a text shows what it is."""
LAST_LINES = 6

DATELINE = re.compile(
    r"^(?:[\u4e00-\u9fff·、]{2,24}?(?:\d{1,2}月\d{1,2}日)?\s?(?:电|讯|消息)(?=[\s(,:]|\d|记者|据)|本报讯)|"
    r"\((?:本报|全媒体|通讯员|见习|实习)?(?:记者|通讯员)|(?:本报|本网|实习)?(?:记者|通讯员)\s?[::]?\s?[\u4e00-\u9fff]{2,4}(?=[\s,、)])",
    re.MULTILINE,
)
REPORTED = re.compile(
    r"截至|我[市县区州省](?:出台|已|还|将|各)|累计|工作组|近日|日前|连日来|昨[日天]|据悉|据了解|据介绍|据统计|记者从|获悉|介绍说|表示,|指出,|强调,|透露,|说,|"
    r"该[市县区局]|一行|走进|出席|参加活动|参加了?(?:培训|会议|调研)|举办|召开|走访|调研"
)
EVENT_TITLE = re.compile(
    r"召开|举办|举行|开展|启动|调研|座谈|走访|慰问|开幕|发布会|入选|获|出席|会见|深入|出台|打造|助力|推进|抓好|做好|完成|复工率|保驾护航|"
    r"发放|提前|集中|赴|亮相|揭牌|来袭"
)
PRESS = re.compile(r"(?:新闻)?发布会|吹风会|媒体见面会|记者会")
SPOKEN = re.compile(r"女士们|先生们|各位记者|主持人|大家[上下]午好|介绍|表示|透露|答|说|回应|解读")
EXPLAINS = re.compile(r"解读|问答|答记者问|一图|图解|图说|常见问题|热点问题|热点\s?\d{1,3}\s?问|百问|\d{1,3}问(?!题)|问题解答")
GUIDES = re.compile(
    r"政策清单|事项清单|指引|指南|看过来|看这里|速看|划重点|快来|一文|简介|怎么|如何|哪些|什么|吗[?!]?|明白纸|政策汇编|汇编|手册|[?!]\s?$"
)
"""Titles that explain whatever they end in, and those that guide the reader unless they end like an act (申报指南的通知)."""
ASKS = re.compile(rf"^(?:{MARKER}|问:?|Q\d{{0,2}}[:.]?)?\s?[^。]{{4,60}}[?]$")
ANSWERS = re.compile(r"^(?:答|A\d{0,2})\s?[::]")
READER = re.compile(r"(?<!各)[你您](?:们)?(?!们,请|们。|们,)|小编|一起来看|快来|戳|扫码|APP|公众号|快转发|本期")
ACT = re.compile(
    r"现(?:将|就|予|对)[^。\n]{2,90}(?:印发|通知如下|公告如下|公示如下|通告如下|转发|下发|公布如下|提出(?:以下|如下)|制定|予以公布|意见如下)|"
    r"特此(?:通知|公告|通告|公示|批复|函告|报告)|(?:制定|制订)(?:本|以下|如下)|特制定|请(?:认真)?(?:遵照|贯彻|组织)执行|请认真(?:组织实施|贯彻)|"
    r"工作要求如下|公示如下|公示期|有关事项(?:公告|通知|通告)|提出如下意见|提出以下|"
    r"本(?:办法|通知|意见|措施|规定|细则|方案|条例|公告)(?:自|由|所称|适用|有效期)"
)
OPENS_ARTICLE = re.compile(rf"{ARTICLE}(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Traits:
    """What other rules found out: an own number, a signature, addressees, a paper or news site as 来源."""

    numbered: bool = False
    signed: bool = False
    addressed: bool = False
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Folded words that decided a kind, and where they stand in the body; without a place they are the title's."""

    words: str
    span: Span | None = None


def read_kind(title: str | None, lines: tuple[Line, ...], traits: Traits) -> tuple[Kind, Reason]:
    """The kind, and the words that decided it, in the order of certainty: act, press conference, questions, report.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> lines = find_lines(fold_body("本报讯（记者 张三）3月1日，某县召开新闻发布会，县人社局局长介绍了有关政策。"))
    >>> read_kind("某县召开新闻发布会 介绍稳岗政策", lines, Traits())[0].value
    'press-conference'
    """
    name = fold_width(title or "")
    opening = "\n".join(line.text for line in lines)[: 2 * OPENING]
    first = opening[:OPENING]
    act, reason = weigh_act(name, lines, opening, traits)
    report = weigh_report(name, first) + 2 * traits.reported
    explained = weigh_explanation(name, lines, first)
    titled = PRESS.search(name)
    press = titled or (PRESS.search(first[:PRESS_AREA]) if report >= ENOUGH else None)
    if press and act < CERTAIN and SPOKEN.search(first):
        return Kind.PRESS_CONFERENCE, Reason(press.group()) if titled else place_words(press, lines)
    best = max(act, report, explained)
    if best < ENOUGH:
        prose = any(len(line.text) >= PROSE and "。" in line.text for line in lines)
        return (Kind.NEWS if prose else Kind.OTHER), Reason("")
    if act == best:
        return Kind.OFFICIAL, reason
    if explained == best:
        return Kind.INTERPRETATION, find_reason(name, first, lines, EXPLAINS, GUIDES, READER)
    return Kind.NEWS, find_reason(name, first, lines, DATELINE, REPORTED)


def find_reason(name: str, first: str, lines: tuple[Line, ...], *patterns: re.Pattern[str]) -> Reason:
    """The words that the first fitting pattern finds in title or opening, else the title."""
    for pattern in patterns:
        if titled := pattern.search(name):
            return Reason(titled.group())
        if printed := pattern.search(first):
            return place_words(printed, lines)
    return Reason(name)


def place_words(match: re.Match[str], lines: tuple[Line, ...]) -> Reason:
    r"""What a pattern found in the lines joined by line ends, with its place in the body that they were cut from.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> place_words(re.search("举办", "某局\n举办培训"), find_lines(fold_body("## 某局\n\n- 举办培训")))
    Reason(words='举办', span=Span(start=9, end=11))
    """
    start, at = match.start(), 0
    for line in lines:
        if start <= at + len(line.text):
            # words that run over the end of their line count as far as it goes
            end = min(match.end() - at, len(line.text))
            return Reason(line.text[start - at : end], line.place(start - at, end)) if end > start - at else Reason(match.group())
        at += len(line.text) + 1
    return Reason(match.group())


def weigh_act(name: str, lines: tuple[Line, ...], opening: str, traits: Traits) -> tuple[int, Reason]:
    """How much speaks for the text of an act (`CERTAIN` and more leave no doubt), and the words."""
    genre = read_genre(name)
    speaks = any("。" in line.text or line.text.endswith(":") or len(line.text) >= PROSE for line in lines)
    official = speaks and genre in ACTS and not EXPLAINS.search(name)
    act, where = ACT.search(opening), lines
    if act is None:
        act, where = ACT.search("\n".join(line.text for line in lines[-LAST_LINES:])), lines[-LAST_LINES:]
    articles = sum(1 for line in lines if OPENS_ARTICLE.match(line.text)) >= 3
    points = 3 * traits.numbered + 3 * traits.signed + 2 * traits.addressed + 3 * official + 3 * (act is not None) + 2 * articles
    return points, place_words(act, where) if act else Reason(name if official else "")


def weigh_report(name: str, first: str) -> int:
    """How much speaks for a report of what happened."""
    dateline = DATELINE.search(first[:400])
    words = {match.group() for match in REPORTED.finditer(first)}
    eventful = EVENT_TITLE.search(name) is not None and read_genre(name) not in ACTS
    return 4 * (dateline is not None) + min(len(words), 4) + 2 * eventful


def weigh_explanation(name: str, lines: tuple[Line, ...], first: str) -> int:
    """How much speaks for an interpretation: its title, questions and answers, the reader addressed."""
    explains = EXPLAINS.search(name) is not None
    guides = not explains and GUIDES.search(name) is not None and read_genre(name) not in ACTS
    asks = sum(1 for line in lines if line.text.endswith("?") and ASKS.match(line.text))
    answers = sum(1 for line in lines if ANSWERS.match(line.text))
    readers = len({match.group() for match in READER.finditer(first)})
    return 8 * explains + 5 * guides + min(asks + answers, 5) * (asks + answers > 1) + min(readers, 3)
