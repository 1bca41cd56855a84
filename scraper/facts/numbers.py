"""Document numbers (发文字号): a document's own one and those that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scraper.facts.genres import PAPERS
from scraper.facts.lines import Line
from scraper.facts.organs import OFFICE, split_organs
from scraper.lexicon.wordbook import load_book
from scraper.model.notice import DocNumber
from scraper.model.span import Span
from scraper.text.document_ends import HEAD_LINES
from scraper.text.fold import fold_width, squash
from scraper.text.numerals import parse_numeral
from scraper.text.sentence_ends import SENTENCE

_BOOK: Final = load_book("numbers")
OPEN, CLOSE = r"\[〔【(﹝〖﹙［", r"\]〕】)﹞〗﹚］"
YEAR: Final = re.compile(rf"[{OPEN}]\s?(?P<year>(?:19|20)\d\d)\s?年?\s?[{CLOSE}]\s{{0,3}}第?\s?(?P<serial>\d{{1,5}})\s?号")
ORG: Final = re.compile(r"[\u4e00-\u9fff](?:[\u4e00-\u9fffA-Za-z ]{0,22}[\u4e00-\u9fff])?(?=\s{0,3}$)")
MAX_ORG: Final = 27
"""Characters of the longest code word, white space among them."""
_KIND: Final = _BOOK["announcement"].source
YEARLY: Final = re.compile(
    rf"(?P<org>(?:[\u4e00-\u9fff]{{2,20}}[ 、]{{1,3}}){{0,5}}[\u4e00-\u9fff]{{2,24}}?)?(?P<kind>{_KIND})?\s?(?P<year>(?:19|20)\d\d)\s?年\s?"
    rf"第\s?(?P<serial>\d{{1,4}}|[一二三四五六七八九十百〇零○]{{1,6}})\s?号(?P<after>{_KIND})?"
)
"""Announcements that are numbered by the year.

>>> YEARLY.fullmatch("某部公告2020年第8号")["org"]
'某部'
"""
_CODES: Final = f"(?=[{''.join(_BOOK['codes'].words)}])"
LEAD_IN: Final = re.compile(rf".*(?:{_BOOK['lead_in'].source}|{PAPERS}|{load_book('genres')['papers.leading'].source})")
"""The words before a code word, to the last that leads in.

>>> LEAD_IN.match("依据通知某府发").group()
'依据通知'
"""
SHORT_LEAD: Final = re.compile(rf"[{''.join(_BOOK['short_lead'].words)}]{_CODES}")
GLUED_OFFICE: Final = re.compile(
    rf"[\u4e00-\u9fff]{{0,6}}[省市县区州]政府(?:办公[厅室])?(?![办令函字发公])(?=[\u4e00-\u9fff]{{3,8}}$)|[\u4e00-\u9fff]{{2,3}}省{_CODES}|"
    r"([\u4e00-\u9fff])[\u4e00-\u9fff]{1,3}[市县区州](?=\1)|[\u4e00-\u9fff]{2,14}(?:人民政府(?:办公[厅室])?|委员会|[市省县区][\u4e00-\u9fff]{2,8}[局厅])(?=[\u4e00-\u9fff]{3,8}$)"
)
"""An authority whose name runs into its code word; stays here for what it looks ahead to.

>>> GLUED_OFFICE.match("依云市依云发").group()
'依云市'
"""
NO_ORG: Final = _BOOK["no_org"].compile()
LABEL: Final = re.compile(rf"(?:{_BOOK['label'].source})\s?[::]\s?")
"""A number's name before it.

>>> LABEL.match("发文字号: 某府发").end()
6
"""
TAIL: Final = re.compile(rf"\)?\s*(?:(?:{_BOOK['signer'].source})[::]?.{{0,20}})?\s*")
OWN_AFTER: Final = re.compile(
    rf"\s*(?:$|{_BOOK['signer'].source}|各[^。]{{2,80}}[::]|[\u4e00-\u9fff]{{2,10}}(?:{OFFICE}|部门|单位)[^。]{{0,80}}[::]|[^。;《》]{{2,40}}关于)"
)
"""What follows a document's own number where texts have no line breaks: addressees, or the title again.

>>> OWN_AFTER.match(" 各县人民政府:") is not None, OWN_AFTER.match("文件要求,")
(True, None)
"""
OWN_BEFORE: Final = re.compile(rf"(?:^|[{SENTENCE}]\s*|(?:{PAPERS}|{load_book('genres')['papers.numbered'].source})\s*|\))$")
"""What stands before it: a title's end.

>>> OWN_BEFORE.search("关于贴息的通知 ") is not None, OWN_BEFORE.search("根据")
(True, None)
"""
HEAD_CHARS: Final = 1500
"""Characters of a text without line breaks in which its own number stands: below, others' are cited."""
REPEAT_LINES: Final = 4
"""Lines at the very end that may print title and number once more; above them an annex has its own."""
BEFORE, AFTER = 24, 130
"""Characters around a number in which title and addressees show themselves."""
OPENING: Final = 40
"""A number behind so few characters stands behind the authorities alone."""
SHORTEST: Final = 2
"""Characters of the shortest code word: 国发."""
MAX_HOLDERS: Final = 60
"""Characters of a line of authorities above the number of their announcement."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number as it stands in a text."""

    number: DocNumber
    span: Span


def find_numbers(folded: str) -> Iterator[Quoted]:
    """All numbers with a bracketed year, their spans without the words that lead in.

    >>> [q.number.text for q in find_numbers("依据鲁政办发[2020]4号、财税(2020)第8号,浙ICP备2022000001号")]
    ['鲁政办发〔2020〕4号', '财税〔2020〕8号']
    """
    for match in YEAR.finditer(folded):
        found = ORG.search(folded, max(0, match.start() - MAX_ORG), match.start())
        org = trim_org(found.group()) if found else ""
        if found is None or len(squash(org)) < SHORTEST or NO_ORG.search(org):
            continue
        yield Quoted(make_number(squash(org), match["year"], match["serial"]), Span(found.end() - len(org), match.end()))


def trim_org(org: str) -> str:
    """The code word alone, where a sentence runs into it without a mark.

    >>> trim_org("按照国务院文件国办发"), trim_org("根据鲁政办发"), trim_org("和政办发")
    ('国办发', '鲁政办发', '和政办发')
    >>> trim_org("省政府浙政发"), trim_org("依据常州市常经信综合"), trim_org("号 粤府"), trim_org("市政府办公室函")
    ('浙政发', '常经信综合', '粤府', '市政府办公室函')
    """
    org = org.rpartition("号")[2].lstrip()
    lead = LEAD_IN.match(org)
    if lead and len(org) - lead.end() >= SHORTEST:
        org = org[lead.end() :]
    office = GLUED_OFFICE.match(org)
    if office:
        org = org[office.end() :]
    short = [match.end() for match in SHORT_LEAD.finditer(org) if len(org) - match.end() >= SHORTEST]
    return org[short[-1] :].strip() if short else org.strip()


def make_number(org: str, year: str, serial: str) -> DocNumber:
    """A number in its one spelling: 机关代字〔年〕序号号."""
    return DocNumber(org, int(year), int(serial), f"{org}〔{int(year)}〕{int(serial)}号")


def parse_number(text: str) -> DocNumber | None:
    """The number that `text` is, in any brackets, or None where it holds other words or no year.

    >>> parse_number("鲁工信研[2020]19号").text, parse_number("财政部 税务总局公告2020年第8号").text, parse_number("无")
    ('鲁工信研〔2020〕19号', '财政部 税务总局公告2020年第8号', None)
    """
    folded = fold_width(text).strip().strip("()")
    found = next((quoted for quoted in find_numbers(folded) if quoted.span == Span(0, len(folded))), None)
    if found:
        return found.number
    yearly = YEARLY.fullmatch(folded)
    return make_yearly(yearly) if yearly else None


def make_yearly(match: re.Match[str], org: str | None = None) -> DocNumber | None:
    """A number of announcements: ……公告2020年第8号."""
    body = " ".join((org or match["org"] or "").split())
    kind = match["kind"] or match["after"] or ("公告" if body.endswith("公告") else "")
    serial = parse_numeral(match["serial"])
    if not body or not kind or not isinstance(serial, int):
        return None
    name = body.removesuffix(kind).strip()
    return DocNumber(name + kind, int(match["year"]), serial, f"{name}{kind}{match['year']}年第{serial}号")


def read_own_number(lines: tuple[Line, ...], *, stop: int | None = None) -> tuple[Quoted, str] | None:
    r"""The document's own number with the rule that found it: a line of its own, or run together with title or addressee.

    Lines below `stop` (the end of the signature) belong to annexes, but the very last ones may repeat title and number.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> read_own_number(find_lines(fold_body("关于稳岗的通知\n\n滨人社发〔2021〕7号\n\n各县区：")))[0].number.text
    '滨人社发〔2021〕7号'
    >>> read_own_number(find_lines(fold_body("根据有关规定（鲁政发〔2020〕1号），现通知如下："))) is None
    True
    """
    seen = 0
    for index, line in enumerate(lines):
        head = index < HEAD_LINES and seen < HEAD_CHARS and (stop is None or line.span.start < stop)
        found = read_number_line(line) if head or index >= len(lines) - REPEAT_LINES else None
        found = found or (read_yearly_line(lines, index) if head else None)
        if found:
            return found, "line"
        glued = read_glued_number(line, HEAD_CHARS - seen if head else 0)
        if glued:
            return glued, "glued"
        seen += len(line.text)
    return None


def read_number_line(line: Line) -> Quoted | None:
    """A line that is a number, labelled or in brackets, perhaps with the signer beside it."""
    label = LABEL.match(line.text)
    start = label.end() if label else 0
    start += line.text.startswith("(", start)
    for quoted in find_numbers(line.text):
        tail = line.text[quoted.span.end :]
        if quoted.span.start == start and TAIL.fullmatch(tail):
            return Quoted(quoted.number, line.place(quoted.span.start, quoted.span.end))
    return None


def find_rivals(lines: tuple[Line, ...], own: DocNumber | None) -> tuple[Quoted, ...]:
    r"""Two or more different numbers that one line, or two neighbouring ones, print where the own number stands; () for honest texts.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> [quoted.number.text for quoted in find_rivals(find_lines(fold_body("某府〔2019〕31号　某工信〔2018〕79号")), None)]
    ['某府〔2019〕31号', '某工信〔2018〕79号']
    >>> find_rivals(find_lines(fold_body("某府〔2019〕31号\n\n依据某工信〔2018〕79号文件，制定本办法。")), None)
    ()
    """
    for index, line in enumerate(lines[:HEAD_LINES]):
        here = list_bare_numbers(line)
        below = list_bare_numbers(lines[index + 1]) if here and index + 1 < len(lines) else ()
        found = {quoted.number.text: quoted for quoted in (*here, *below)}
        if len(found) > 1 and (own is None or own.text in found):
            return tuple(found.values())
    return ()


def list_bare_numbers(line: Line) -> tuple[Quoted, ...]:
    """The numbers of a line that holds nothing else."""
    found = tuple(find_numbers(line.text)) if line.text.endswith(("号", ")")) else ()
    rest = len(squash(line.text)) - sum(len(squash(quoted.span.read(line.text))) for quoted in found)
    return tuple(Quoted(q.number, line.place(q.span.start, q.span.end)) for q in found) if rest <= len("()、") else ()


def read_yearly_line(lines: tuple[Line, ...], index: int) -> Quoted | None:
    r"""`2020年第8号` under the line of the authorities' announcement, or both in one line.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> read_yearly_line(find_lines(fold_body("财政部 税务总局公告\n\n2020年第8号")), 1).number.text
    '财政部 税务总局公告2020年第8号'
    """
    match = YEARLY.fullmatch(lines[index].text.strip("()"))
    if match is None:
        return None
    above = lines[index - 1].text if index else ""
    org = None if match["org"] else above if above.endswith(("公告", "通告")) and len(above) < MAX_HOLDERS and "关于" not in above else None
    number = make_yearly(match, org)
    return Quoted(number, lines[index].span) if number else None


def read_glued_number(line: Line, head: int) -> Quoted | None:
    """A number between title and addressee of a text without line breaks, or before the repeated title at its end."""
    for quoted in find_numbers(line.text):
        before, after = (
            line.text[max(0, quoted.span.start - BEFORE) : quoted.span.start],
            line.text[quoted.span.end : quoted.span.end + AFTER],
        )
        opens = OWN_BEFORE.search(before) or (quoted.span.start < OPENING and split_organs(before))
        in_head = quoted.span.end <= head and opens and OWN_AFTER.match(after)
        repeated = before.endswith("。") and re.match(r"[\u4e00-\u9fff、 ]{4,40}(?:关于|$)", after)
        if in_head or repeated:
            return Quoted(quoted.number, line.place(quoted.span.start, quoted.span.end))
    return None
