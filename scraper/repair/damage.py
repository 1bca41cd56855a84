"""Damage that can only be marked: what was taken away is not there to restore (PAGES, Damage 4)."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from scraper.model.text import Damage
from scraper.text.sentence_ends import STATEMENT

_TORN = re.compile("\ufffd|[?][a-z]{0,3}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}[)]")
_EMPTY_YEAR = re.compile(r"(?:〔〕|\[\]|【】)\d{1,4}号")
_BARE_DECIMAL = re.compile(r"\.\d{1,4}(?:[万亿%％元]|个百分点)")
_NUMBERED = "[按达占为至过到约近超计长降高低予助贴励费资款]"
"""Characters that a number follows when a unit comes next."""
_SOME = "零〇一二两三四五六七八九十百千万亿几数余多半各每上下整这那本前首单当满某头末"
_BARE_UNIT = re.compile(
    # The unit's first character makes the search quick; what should stand before it is looked at behind it.
    rf"[万亿%％个家户月小日元年第](?:(?<={_NUMBERED}[万亿])元|(?<={_NUMBERED}[%％])|(?<={_NUMBERED}个)百分点|(?<=[予助贴励过高]元)(?=[{STATEMENT}，,、/])"
    rf"|(?<=[\u4e00-\u9fff]个)(?<![{_SOME}]个)(?:月|工作日)|(?<=[省市县区州为有对共计达][家户])企业|(?<=[至自于从到]月)\d{{1,2}}日"
    r"|(?<=[在于后达过至]小)时|(?<=[在于后前达过至]日)内|(?<=\d年)月\d|(?<=第)[条款号])"
)
_SPUN = re.compile(
    "生长改造|生长(?:纲要|委)|(?:经济|社会|企业|财产|质量|康健|连续)生长|设置装备摆设|立异|撑持|羁系|营商情况|"
    "事情(?:方案|计划|机制|小组|职员|要求|要点)|(?:防控|办事|各项|相干|重点)事情|(?:责任|成员|企业|事业|主管|下层)单元|"
    "(?:群众|人民|[省市县区州级])当局|财产[链园]|出产谋划|谋划(?:性|情况|主体)|(?:晋升|前进)(?:程度|效力|办事)|增进(?:企业|财产|就业)"
)
"""What synonym machines write and no official does."""
_SPUN_HINTS = ("生长", "设置装备", "立异", "撑持", "羁系", "营商情况", "事情", "单元", "当局", "财产", "谋划", "晋升", "前进", "增进")
"""One of them stands in whatever `_SPUN` finds; most texts have none, and are done twenty times sooner."""
_SPUN_TOO = re.compile("踊跃|扶植|美满|相干|实行方案|有关部分|各部分|各单元")
"""What they write and others may."""
_ADVERT = "(?:平台|网络)?(?:官网|开户|投注|下注|注册|app|APP)"
# Each alternative opens with a plain character: so the search is quick.
_SPAM = re.compile(
    "百家乐|时时彩|六合彩|老虎机|娱乐城|博彩|葡京|威尼斯人|太阳城|皇冠体育|亚博|开元棋牌|赌场|赌博网|下注|bet365|188bet|必威|万博体育|乐虎|凯发|"
    f"体育{_ADVERT}|娱乐{_ADVERT}|电竞{_ADVERT}|真人{_ADVERT}|彩票{_ADVERT}|棋牌(?:游戏|平台|官网)|"
    "国产精品|无码|一区二区|人妻|裸聊|约炮|成人(?:视频|电影|网站|影院)|黄色(?:视频|网站)|三级片|久久(?:精品|热)|色情|激情视频|在线观看免费"
)
_AGAINST = re.compile(r"打击|整治|查处|严禁|禁止|扫黄|举报|涉赌|涉黄|治理|防范|违法")
_TITLE = re.compile(r"(?:关于|印发)[^\n。]{2,80}(?:通知|意见|办法|公告|通告|方案|措施|决定|细则|规定)")
_DATE_LINE = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4}) ?年.{1,4}月.{1,4}日")
_MAX_SIGNATURE = 40
_MIN_BARE = 2
_EDGE_LINES = 3
_MAX_SPAM_LINE = 200


def find_damage(text: str) -> tuple[Damage, ...]:
    """Kinds of damage that a Simplified text shows, in the order of `Damage`.

    >>> [d.value for d in find_damage("根据人社发〔〕24号文件，减免失业保险费.99万元。")]
    ['digits-stripped']
    """
    found = {
        Damage.LOST_BYTES: bool(_TORN.search(text)),
        Damage.DIGITS_STRIPPED: has_stripped_digits(text),
        Damage.SPUN: is_spun(text),
        Damage.HIJACKED_ISSUER: has_hijacked_issuer(text),
        Damage.SPAM_LINES: has_spam_lines(text),
    }
    return tuple(damage for damage, present in found.items() if present)


def has_stripped_digits(text: str) -> bool:
    """True when numbers were removed: a year's brackets stand empty, or units stand without their amounts.

    >>> has_stripped_digits("惠及我市家企业，累计万元。"), has_stripped_digits("惠及我市26家企业，累计3.5万元。")
    (True, False)
    """
    if _EMPTY_YEAR.search(text) or any(_is_han(text[m.start() - 1 : m.start()]) for m in _BARE_DECIMAL.finditer(text)):
        return True
    return len(_BARE_UNIT.findall(text)) >= _MIN_BARE


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def is_spun(text: str) -> bool:
    """True when a machine replaced the terms of officials by synonyms that no official writes.

    >>> is_spun("市生长改造委实行方案，各单元踊跃撑持"), is_spun("市发展改革委实施方案，各单位积极支持")
    (True, False)
    """
    found = set(_SPUN.findall(text)) if any(hint in text for hint in _SPUN_HINTS) else set()
    return len(found) >= 2 or (len(found) == 1 and len(set(_SPUN_TOO.findall(text))) >= 2)


def is_spam(line: str) -> bool:
    """True for a line that advertises gambling or pornography.

    >>> is_spam("真人百家乐官网"), is_spam("关于打击博彩的通知")
    (True, False)
    """
    return _SPAM.search(line) is not None and _AGAINST.search(line) is None


def has_spam_lines(text: str) -> bool:
    r"""True when one of the first or last lines advertises gambling or pornography; lines against them don't count.

    >>> has_spam_lines("真人百家乐官网\n关于稳岗返还的通知"), has_spam_lines("关于打击博彩的通知")
    (True, False)
    """
    lines = [line for line in text.split("\n") if line.strip()]
    edges = lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]
    return any(len(line) <= _MAX_SPAM_LINE and is_spam(line) for line in edges)


def has_hijacked_issuer(text: str) -> bool:
    r"""True when a phrase of spam stands where a title or a signature names the issuer, or again and again inside the text.

    >>> has_hijacked_issuer("亚博体育官网关于印发若干措施的通知"), has_hijacked_issuer("市政府关于查处博彩的通知")
    (True, False)
    >>> has_hijacked_issuer("请认真贯彻执行。\n真人娱乐平台开户\n2020年3月1日")
    True
    """
    if not _SPAM.search(text):
        return False
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    titles = ((line, title.start()) for line in lines if (title := _TITLE.search(line)))
    signatures = (line for line, after in pairwise(lines) if len(line) <= _MAX_SIGNATURE and _DATE_LINE.fullmatch(after))
    if any(_SPAM.search(line, 0, end) for line, end in titles) or any(map(_SPAM.search, signatures)):
        return True
    inner = (line for line in lines[_EDGE_LINES:-_EDGE_LINES] if not _AGAINST.search(line))
    return max(Counter(found[0] for line in inner if (found := _SPAM.search(line))).values(), default=0) > 1
