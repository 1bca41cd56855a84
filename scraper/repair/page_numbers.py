"""Numbers of pages left in running text, and sentences that they cut."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from statistics import median

from scraper.text.enumerators import CIRCLED, read_number
from scraper.text.sentence_ends import LISTING

_STOP = r"[、．.](?!\d)"
_INDENT = "[ \u3000]{0,8}"
_LONE_PAGE = re.compile(rf"(\A|简介\n{{1,2}}){_INDENT}(?:1{_STOP}|\u2460)(?=[^\n]{{200}})")
_PAGE = re.compile(rf"^{_INDENT}(?:(\d{{1,3}}){_STOP}|([{CIRCLED}]))(?=[^\n]{{2}})", re.MULTILINE)
_SECOND = re.compile(rf"^{_INDENT}(?:2{_STOP}|\u2461)", re.MULTILINE)
FOOT = re.compile(
    r"[ \u3000]{0,40}(?:[-—–－]{1,2} {0,2}(\d{1,3}) {0,2}[-—–－]{1,2}|第 ?(\d{1,3}) ?页(?:[ ,，/]{0,3}共 ?\d{1,3} ?页)?)[ \u3000]{0,40}"
)
_FOOT_HINT = re.compile(r"\n[ \u3000]{0,40}[-—–－第][^\n]{1,20}[-—–－页]")
_CLOSED = f"{LISTING}….)）》】〕”|"
_BETWEEN = " \u3000\n"
_MIN_LENGTH = 80
"""Characters of a page: shorter pieces of equal length are items of a list."""
_MIN_ONLY = 200
"""Length of a page where there is no third to compare with."""
_SPREAD = 0.3
"""Pages of one document differ by less than this share of their usual length, but for the last."""


def has_page_numbers(text: str) -> bool:
    r"""A cheap look: lines that may open a second page or end one.

    >>> has_page_numbers("梳\n2、理困难"), has_page_numbers("第一条 总则")
    (True, False)
    """
    return _SECOND.search(text) is not None or _LONE_PAGE.search(text) is not None or len(_FOOT_HINT.findall(text)) > 1


def drop_page_numbers(text: str) -> tuple[str, int]:
    r"""Without page numbers at cuts and feet of pages, and how many went; numbered lists stay.

    >>> page = "为企业办实事，" * 20 + "梳"
    >>> text, count = drop_page_numbers(f"1、{page}\n2、理{page}\n3、理{page}")
    >>> text == f"{page}理{page}理{page}", count
    (True, 3)
    >>> drop_page_numbers("1、稳岗返还。\n2、技能培训。\n3、以工代训。")[1]
    0
    """
    text, lone = (text, 0) if _SECOND.search(text) else _LONE_PAGE.subn(r"\1", text)
    text, cuts = _drop_cuts(text)
    text, feet = _drop_feet(text)
    return text, lone + cuts + feet


def _drop_cuts(text: str) -> tuple[str, int]:
    marks = list(_PAGE.finditer(text))
    for start in (at for at, mark in enumerate(marks) if read_number(mark.group()) == 1):
        run = [mark for number, mark in takewhile(_counts, enumerate(marks[start:], 1))]
        if len(run) > 1 and _is_cut(text, run):
            return text[: run[0].start()] + "".join(_list_pages(text, run)) + text[run[-1].end() :], len(run)
    return text, 0


def _counts(numbered: tuple[int, re.Match[str]]) -> bool:
    return numbered[0] == read_number(numbered[1].group())


def _list_pages(text: str, run: list[re.Match[str]]) -> list[str]:
    """What stands between the numbers of a run, without line ends and blank lines round it."""
    return [text[a.end() : b.start()].strip(_BETWEEN) for a, b in pairwise(run)]


def _is_cut(text: str, run: list[re.Match[str]]) -> bool:
    """True when the numbers stand between single lines of equal length that mostly end in mid-sentence."""
    pages = _list_pages(text, run)
    usual = median(map(len, pages))
    if usual < (_MIN_LENGTH if len(pages) > 1 else _MIN_ONLY) or any("\n" in page for page in pages):
        return False
    if any(abs(len(page) - usual) > _SPREAD * usual for page in pages):
        return False
    return sum(page[-1] not in _CLOSED for page in pages) > len(pages) / 2


def _drop_feet(text: str) -> tuple[str, int]:
    lines = text.split("\n")
    feet = _find_feet(lines)
    if len(feet) < 2 or any(b != a + 1 for a, b in pairwise(feet.values())):
        return text, 0
    out: list[str] = []
    cut = False
    for at, line in enumerate(lines):
        if at in feet:
            last = next((number for number in range(len(out), 0, -1) if out[number - 1].strip()), 0)
            cut = last > 0 and out[last - 1].rstrip()[-1] not in _CLOSED
            if cut:
                del out[last:]
        elif cut and line.strip():
            joins = not line.startswith((" ", "\u3000"))
            out[-1:] = [out[-1].rstrip() + line] if joins else [out[-1], line]
            cut = False
        elif not cut:
            out.append(line)
    return "\n".join(out), len(feet)


def _find_feet(lines: list[str]) -> dict[int, int]:
    """Places of lines that hold a page number alone, and the number."""
    found = {at: foot for at, line in enumerate(lines) if 2 < len(line) < 60 and (foot := FOOT.fullmatch(line))}
    return {at: int(foot[1] or foot[2]) for at, foot in found.items()}
