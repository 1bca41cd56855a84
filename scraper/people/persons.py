"""Names of private persons: lists of those who receive something, and those who are punished. Such a notice is held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from scraper.model import Span
from scraper.text.fold import fold_width
from scraper.text.sentence_ends import STATEMENT

_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹"
    "熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文庞樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛毕岳柴欧辛管祝左涂尚耿卜"
    "苗焦关包裴鲍靳柳喻祁霍詹宁甘解柏卓桂单蒲褚童晏冉翁路成骆游庄阮柯盛古丘焉娄牟邢纪屠舒冷蓝虞符宫饶聂隋凌鞠申党佟"
)
_DOUBLE: Final = "(?:欧阳|上官|司马|诸葛|皇甫|尉迟|慕容|司徒|令狐|端木|东方|公孙)"
_WORDS: Final = (
    r"(?!单[位独个项方一据]|申[请报领诉办]|经[营济办理费]|党[员组委政]|项目|全[体部省市国]|成[员年立果]|安[全置徽阳排]|管[理护委]|包[括装含工]|常[务住见]|"
    r"万[元人]|易[制燃]|方[案式可便法]|关[于系]|江[苏西]|金[额融]|文[件化]|高[校中新]|石[油化]|车[辆站]|宁[夏波]|许可|谢绝|"
    r".{1,2}[州市县区省镇乡村局委厅院])"
)
_NAME: Final = rf"{_WORDS}(?:{_DOUBLE}[\u4e00-\u9fff]{{1,2}}|[{_SURNAMES}](?:\x20?[\u4e00-\u9fff×某*○〇]{{1,2}}|\x20{{2}}[\u4e00-\u9fff]))"
NAME: Final = re.compile(rf"{_NAME}\Z")
"""A name of a person, perhaps half hidden.

>>> [NAME.match(text) is not None for text in ("张三", "欧阳小明", "王某某", "李 四", "滨州市", "贷款贴息")]
[True, True, True, True, False, False]
"""
NAMED: Final = re.compile(
    r"姓\s?名|(?:申请|申领|受益|受助|补贴|补助|资助|救助|享受|获奖|领取|领款|被处罚|受处罚|处罚|被罚|违法|参保|失业|法定代表|借款|贫困|持卡|公示)"
    r"(?:对象|人员?|者|学生)(?:姓名|名单)?|户主|当事人|学生|毕业生"
)
"""The head of a column of persons."""
OFFICES: Final = re.compile(r"职\s?[务称]|科\s?室|处室|分工|办公电话|单位电话|专家|委员|评委|评审|执业|讲师|授课|组长|股长|会员|领导")
"""Other heads of a table of people at work: officials, experts, whom to ask."""
PROVEN: Final = re.compile(r"身份证|证件号|银行卡|卡号|家庭住址|户籍|补[贴助]金额|发放金额|救助金额|处罚|罚款|违法")
"""Heads beside which names are private persons', whatever else the table says."""
LISTED: Final = re.compile(
    r"(?:补[贴助]|资助|救助|奖[励补金]|津贴|发放|领取|享受|申[领请]|获得|认定|创业|就业|失业|贫困|困难|帮扶|低保|毕业生|学生|见习|公益性岗位|处罚|罚款|违法|"
    r"失信|黑名单|吊销|拘留|逃税)[^\n。；;]{0,24}(?:名单|名册|花名册|人员|对象|个人|公示|如下)[^\n。；;]{0,24}$|(?:人员|个人|对象|学生)(?:公示)?名单[^\n。；;]{0,8}$"
)
"""Ends what stands before a list of persons: money, help or punishment, and that a list follows."""
_ENUMERATED: Final = re.compile(rf"{_NAME}(?:(?:[、,;\x20\t]|\s)+(?:\d{{1,4}}[.、)]?\s*|-\x20)?{_NAME}(?![\u4e00-\u9fff])){{4,}}")
"""Five names and nothing between them.

>>> _ENUMERATED.search("张三、李四、王小五、赵六、孙七") is not None, _ENUMERATED.search("张店、周村、高青、桓台、沂源区")
(True, None)
"""
PUNISHED: Final = re.compile(
    rf"(?:当事人|被处罚人|受处罚人|违法行为人|被执行人|行政相对人|失信人)(?:姓名|\(个人\))?\s?[::]\s?(?P<name>{_NAME})"
    rf"(?=\s*(?:$|[{STATEMENT},、(\n]|\s(?:性别|男|女|身份|住址)))"
)
"""Who is punished, where that is a person.

>>> PUNISHED.search("当事人：张三，男，汉族。".replace("：", ":").replace("，", ","))["name"]
'张三'
>>> PUNISHED.search("当事人:张三丰食品有限公司")
"""
SENTENCED: Final = re.compile(
    rf"(?:对|给予)(?:[\u4e00-\u9fff]{{0,12}}(?:会计师|代表人|责任人|人员|司机|驾驶员|经营者|个人|市民|村民))?(?P<name>{_NAME})(?:[、和]{_NAME}){{0,8}}"
    r"(?:等\d{0,3}人)?(?:分别)?(?:作出|给予|处以?|采取|实施|予以)[^。\n;]{0,24}?(?:警告|罚款|处罚|禁入|吊销|拘留|谴责)"
)
"""What an authority decided against persons.

>>> SENTENCED.search("决定对张三、李四分别处以罚款500元")["name"], SENTENCED.search("对申请人给予处罚"), SENTENCED.search("对单位给予警告")
('张三', None, None)
"""
BLAMED: Final = re.compile(rf"(?:对|给予)(?P<name>{_NAME})(?:等\d{{0,3}}人)?(?:作出|的|给予)?(?:行政处罚|罚款|警告)")
CARDED: Final = re.compile(rf"{_NAME}[\s|,:、(]{{1,4}}(?:[男女][\s|,、]{{1,3}})?(?:身份证号?码?[\s|:]{{0,3}})?\d{{6}}\*{{8}}")
"""A name and a hidden identity number."""
FEW: Final = 3
SHARE: Final = 0.6
"""How many of a column's cells are names, at least."""
BEFORE: Final = 80


def find_named(shadow: str, title: str | None = None) -> Span | None:
    r"""Where a folded body lists private persons by name, or None; a title that names one counts for the beginning.

    >>> find_named("| 姓名 | 补贴金额 |\n| 张三 | 500 |\n| 李四 | 500 |\n| 王小五 | 500 |")
    Span(start=0, end=53)
    >>> find_named("| 姓名 | 职务 |\\n| 张三 | 局长 |\\n| 李四 | 科长 |\\n| 王小五 | 科员 |")
    """
    if title and BLAMED.search(fold_width(title)):
        return Span(0, 0)
    found = (*find_tables(shadow), *find_enumerations(shadow), *find_punished(shadow))
    return min(found, default=None)


def find_tables(shadow: str) -> Iterator[Span]:
    """Tables with a column of names of private persons."""
    at = 0
    for block in shadow.split("\n\n"):
        if block.startswith("|") and names_persons(block):
            yield Span(at, at + len(block))
        at += len(block) + 2


def names_persons(table: str) -> bool:
    """True for a table of private persons: its head names them, and its cells are names."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.split("\n")]
    heads = next((number for number, row in enumerate(rows[:FEW]) if any(NAMED.search(cell) for cell in row)), None)
    if heads is None:
        return False
    head = rows[heads]
    words = " ".join(head)
    if OFFICES.search(words) and not PROVEN.search(words):
        return False
    columns = [number for number, cell in enumerate(head) if NAMED.search(cell)]
    return any(is_filled([row[column] for row in rows[heads + 1 :] if column < len(row)]) for column in columns)


def is_filled(cells: list[str]) -> bool:
    """True when most of the cells are names, and not just one or two."""
    said = [cell for cell in cells if cell.strip("-: ")]
    names = sum(NAME.match(cell) is not None for cell in said)
    return names >= FEW and names >= SHARE * len(said)


def find_enumerations(shadow: str) -> Iterator[Span]:
    """Names in a row under words that tell of help or punishment, and names beside hidden numbers of their cards."""
    for match in _ENUMERATED.finditer(shadow):
        before = shadow[max(0, match.start() - BEFORE) : match.start()].rstrip(" \n:：、。#-0123456789.()（）")
        if LISTED.search(before):
            yield Span(*match.span())
    carded = list(CARDED.finditer(shadow))
    if len(carded) > 1:
        yield Span(carded[0].start(), carded[-1].end())


def find_punished(shadow: str) -> Iterator[Span]:
    """Persons against whom an authority decided."""
    for pattern in (PUNISHED, SENTENCED):
        yield from (Span(*match.span("name")) for match in pattern.finditer(shadow))
