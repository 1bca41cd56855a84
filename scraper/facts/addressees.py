"""To whom an official text is sent (主送) and copied (抄送)."""

from __future__ import annotations

import re

from scraper.facts.lines import Line
from scraper.model.span import Span

TO = re.compile(
    r"(?P<to>(?:各|有关|市|县|省|区|州|全[省市县区州]|局|厅|委|中央|驻)[^。;:《》]{2,220}|(?:[\u4e00-\u9fff、,()]{2,60})(?:局|厅|委|办|部|政府|管委会|单位|公司|银行|部门|机构|企业|办事处|中心|大学|学校|分行)):"
)
GLUED = re.compile(r"(?<=[号知见法案定告函])\s?(?P<to>各[^。;:《》]{2,220}):")
NOT_TO = re.compile(
    r"如下|电话|内容|联系|地址|单位名称|责任|牵头|时间|要求|其中|包括|咨询|监督|受理|主办|承办|来源|申报|条件|材料|对象|主管|实施|措施|标准|方式|部门:$|\d"
)
COPIED = re.compile(r"抄\s?送\s?[::]\s?(?P<to>[^。\n]{2,300})")
PARTS = re.compile(r"[,;，；]|、(?=各|市政府|省政府|县政府)")
BELOW = re.compile(r"各(?:设区|地级)?(?:以上)?(?:省|市|州|县|区|旗|盟|地|乡|镇|街道|自治)")
HEAD_LINES = 24
GLUED_AREA = 500


def read_addressees(body: str, lines: tuple[Line, ...]) -> tuple[tuple[str, ...], Span | None]:
    """The main addressees: the line near the top that names offices and ends in a colon, parted at commas.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> read_addressees(text := "各县（市、区）人民政府，市政府各部门、各直属机构：", find_lines(fold_body(text)))[0]
    ('各县（市、区）人民政府', '市政府各部门', '各直属机构')
    >>> read_addressees(text := "工作要求如下：", find_lines(fold_body(text)))[0]
    ()
    """
    for line in lines[:HEAD_LINES]:
        match = find_addressee(line.text)
        if match is None or NOT_TO.search(match["to"]):
            continue
        printed = line.place(*match.span("to")).read(body)
        names = tuple(name.strip() for name in PARTS.split(printed) if len(name.strip()) > 1)
        return names, line.place(match.start(), match.end())
    return (), None


def find_addressee(text: str) -> re.Match[str] | None:
    """The line itself, the beginning of a line (各市：近来……), or what follows title or number in a text without line breaks."""
    if text.endswith(":"):
        return TO.fullmatch(text)
    return TO.match(text) if text.startswith("各") else GLUED.search(text[:GLUED_AREA])


def binds_below(addressees: tuple[str, ...]) -> bool:
    """True where a text is sent to units below: 各县（市、区）人民政府.

    >>> binds_below(("各市工业和信息化局",)), binds_below(("各有关单位", "市政府各部门"))
    (True, False)
    """
    return any(BELOW.match(name) for name in addressees)


def read_copied(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The offices of the line 抄送, the last of the text.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> read_copied(find_lines(fold_body("抄送：市委各部门，市人大办公室。")))
    ('市委各部门', '市人大办公室')
    """
    for line in reversed(lines[-12:]):
        match = COPIED.search(line.text)
        if match:
            return tuple(name.strip() for name in re.split(r"[,;]", match["to"]) if name.strip())
    return ()
