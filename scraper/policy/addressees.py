"""To whom an official text is sent (主送) and copied (抄送)."""

from __future__ import annotations

import re

from scraper.model.span import Span
from scraper.policy.lines import Line

TO = re.compile(
    r"(?P<to>(?:各|有关|市|县|省|区|州|全[省市县区州]|局|厅|委|中央|驻)[^。;:《》]{2,220}|(?:[\u4e00-\u9fff、,()]{2,60})(?:局|厅|委|办|部|政府|管委会|单位|公司|银行|部门|机构|企业|办事处|中心|大学|学校|分行)):"
)
NOT_TO = re.compile(
    r"如下|电话|内容|联系|地址|单位名称|责任|牵头|时间|要求|其中|包括|咨询|监督|受理|主办|承办|来源|申报|条件|材料|对象|主管|实施|措施|标准|方式|部门:$|\d"
)
COPIED = re.compile(r"抄\s?送\s?[::]\s?(?P<to>[^。\n]{2,300})")
PARTS = re.compile(r"[,;]|、(?=各|市政府|省政府|县政府)")
HEAD_LINES = 24


def read_addressees(lines: tuple[Line, ...]) -> tuple[tuple[str, ...], Span | None]:
    """The main addressees: the line near the top that names offices and ends in a colon, parted at commas.

    >>> from scraper.policy.lines import find_lines
    >>> read_addressees(find_lines("各县（市、区）人民政府，市政府各部门、各直属机构："))[0]
    ('各县(市、区)人民政府', '市政府各部门', '各直属机构')
    >>> read_addressees(find_lines("工作要求如下："))[0]
    ()
    """
    for line in lines[:HEAD_LINES]:
        match = TO.fullmatch(line.text) if line.text.endswith(":") else TO.match(line.text) if line.text.startswith("各") else None
        if match is None or NOT_TO.search(match["to"]):
            continue
        names = tuple(name.strip() for name in PARTS.split(match["to"]) if len(name.strip()) > 1)
        return names, line.place(match.start(), match.end())
    return (), None


def read_copied(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The offices of the line 抄送, the last of the text.

    >>> from scraper.policy.lines import find_lines
    >>> read_copied(find_lines("抄送：市委各部门，市人大办公室。"))
    ('市委各部门', '市人大办公室')
    """
    for line in reversed(lines[-12:]):
        match = COPIED.search(line.text)
        if match:
            return tuple(name.strip() for name in re.split(r"[,;]", match["to"]) if name.strip())
    return ()
