"""Damage that can only be marked: what was taken away is not there to restore (PAGES, Damage 4)."""

from __future__ import annotations

import re

from scraper.model.text import Damage

_EMPTY_YEAR = re.compile(r"(?:〔〕|\[\]|【】)\d{1,4}号")
_BARE_DECIMAL = re.compile(r"\.\d{1,4}(?:[万亿%％元]|个百分点)")
_BARE_UNIT = re.compile(r"[万亿%％家户名](?:元|企业|单位|职工|[,，。；、）)])")
_BEFORE_NUMBER = (
    *(scope + unit for scope in "我全" for unit in "省市县区州"),
    *("累计", "共计", "合计", "总额", "总计", "达", "达到", "同比增长", "近", "超", "超过"),
)
"""Words that ask for a number after them."""
_SPUN = re.compile(
    r"生长改造|设置装备摆设|立异|经济生长|社会生长|企业生长|财产生长|生长计划|实行方案|事情方案|事情计划|防控事情|事情机制|事情小组|"
    r"营商情况|办事平台|办事系统|有关部分|各部分|相干|责任单元|成员单元|企业单元|各单元|事业单元|撑持|美满|踊跃|扶植|前进效力|效力前进|"
    r"群众当局|市当局|省当局|县当局|区当局|各级当局|增进(?:经济|企业|财产)|晋升(?:程度|办事)|羁系|财产链|财产园|出产谋划|谋划性"
)
_ADVERT = "(?:平台|网络)?(?:官网|开户|投注|下注|注册|app|APP)"
# Each alternative opens with a plain character: so the search is quick.
_SPAM = re.compile(
    "百家乐|时时彩|六合彩|老虎机|娱乐城|博彩|葡京|威尼斯人|太阳城|皇冠体育|亚博|开元棋牌|赌场|赌博网|下注|bet365|188bet|必威|万博体育|乐虎|凯发|"
    f"体育{_ADVERT}|娱乐{_ADVERT}|电竞{_ADVERT}|真人{_ADVERT}|彩票{_ADVERT}|棋牌(?:游戏|平台|官网)|"
    "国产精品|无码|一区二区|人妻|裸聊|约炮|成人(?:视频|电影|网站|影院)|黄色(?:视频|网站)|三级片|久久(?:精品|热)|色情|激情视频|在线观看免费"
)
_AGAINST = re.compile(r"打击|整治|查处|严禁|禁止|扫黄|举报|涉赌|涉黄|治理|防范|违法")
_TITLE = re.compile(r"(?:关于|印发)[^\n。]{2,80}(?:通知|意见|办法|公告|通告|方案|措施|决定|细则|规定)")
_EDGE_LINES = 3
_MAX_SPAM_LINE = 200


def find_damage(text: str) -> tuple[Damage, ...]:
    """Kinds of damage that a Simplified text shows, in the order of `Damage`.

    >>> [d.value for d in find_damage("根据人社发〔〕24号文件，减免失业保险费.99万元。")]
    ['digits-stripped']
    """
    found = {
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
    return sum(text.endswith(_BEFORE_NUMBER, 0, m.start()) for m in _BARE_UNIT.finditer(text)) >= 2


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def is_spun(text: str) -> bool:
    """True when a machine replaced the terms of officials by synonyms that no official writes.

    >>> is_spun("市生长改造委实行方案，各单元踊跃撑持"), is_spun("市发展改革委实施方案，各单位积极支持")
    (True, False)
    """
    found = _SPUN.findall(text)
    return len(set(found)) >= 3


def has_spam_lines(text: str) -> bool:
    r"""True when one of the first or last lines advertises gambling or pornography; lines against them don't count.

    >>> has_spam_lines("真人百家乐官网\n关于稳岗返还的通知"), has_spam_lines("关于打击博彩的通知")
    (True, False)
    """
    lines = [line for line in text.split("\n") if line.strip()]
    edges = lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]
    return any(len(line) <= _MAX_SPAM_LINE and _SPAM.search(line) and not _AGAINST.search(line) for line in edges)


def has_hijacked_issuer(text: str) -> bool:
    """True when a phrase of spam stands where a title names its issuer.

    >>> has_hijacked_issuer("亚博体育官网关于印发若干措施的通知"), has_hijacked_issuer("市政府关于查处博彩的通知")
    (True, False)
    """
    return any(_SPAM.search(line, 0, title.start()) for line in text.split("\n") if (title := _TITLE.search(line)))
