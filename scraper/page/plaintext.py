"""Lines of plain text to title, body and what stands round it, told apart by form and place alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from scraper.dom.rendered_lines import split_runs
from scraper.lexicon.wordbook import load_book
from scraper.page.boilerplate import find_end, is_opening
from scraper.page.boilerplate_lines import Mark, find_mark, is_menu
from scraper.page.draft import Draft
from scraper.page.header_table import Header, is_header_table, read_header
from scraper.page.metadata import Surroundings
from scraper.page.one_line import unfold_lines
from scraper.page.page_labels import LABELLED, Meaning, is_date_line, is_label_line, match_stamp, read_labels
from scraper.page.page_titles import Candidate, clean_title, find_title, is_title
from scraper.repair.damage import is_spam
from scraper.text.dates import parse_date
from scraper.text.document_ends import HEAD_LINES
from scraper.text.fold import bare_text, fold_width
from scraper.text.sentence_ends import ends_clause

_NEAR = 60
"""Lines before a body that may speak of it."""

_PROSE_LENGTH = 60
_NOTE_LENGTH = 40
_RUN_ON, _RUN_ON_HEAD = 100, 500
"""Characters from which a line may have title and text run together, and those of it in which the title ends."""

_LONGEST_ISSUERS = 120
"""Characters of a line of issuers; a longer one is running text."""

_BESIDE_TITLE = 24
"""Characters that a line may print beside its title: a number, a date, the name of a column."""

_LONGEST_DATE = 40
"""Characters of a line that dates a page; a longer one has other things to say."""

_INNER = 21
"""Blocks of a body among which the title stands that a covering letter comes before."""

_BOOK = load_book("page_titles")
_ABOUT = _BOOK["title.about"].compile()
_CONTINUED = _BOOK["title.continued"].compile()
_COVERING = _BOOK["title.covering"].compile()
_ORGANS, _GENRES, _WIRE = load_book("organs"), load_book("genres"), load_book("datelines")["wire"].source
_OFFICE = re.compile(rf"(?:{_ORGANS['issuing'].source}|{_ORGANS['publisher'].source}|{_WIRE})$")
_GENRE = re.compile(
    rf"(?:{_GENRES['acts'].source}|{_GENRES['others'].source}|{_GENRES['articles'].source})(?:[(（][^()（）]{{2,20}}[)）])?$"
)
_GLUED = re.compile(
    rf"{_BOOK['title.about'].source}[^。；：:]{{4,100}}?的[\u4e00-\u9fff]{{0,4}}"
    rf"(?:{_GENRES['papers'].source}|{_GENRES['papers.inside'].source})(?=[^。；]{{2,150}}?[:：])"
)
_BEFORE_GLUED = re.compile(rf"{_BOOK['title.before'].source}|[:：]\s?[A-Za-z]{{2,4}}")
_RESIDUE = re.compile(r"\s{0,3}-{2,3}>$")
_NUMBERED_PAGE = re.compile(r"^1\s?[、.]\s?")
_HEADING = re.compile(r"^#{1,6}\s+(?=\S)")
_ROW = re.compile(r"^\|?(?:[^|]*\|){2,}[^|]*$")


def read_plain(text: str, url: str | None = None) -> Draft:
    """A plain text (repaired before) to its draft."""
    lines = [run for line in text.splitlines() for run in split_runs(_HEADING.sub("", line) if line.startswith("# ") else line)]
    return read_laid_out(unfold_lines(lines), url)


def read_laid_out(lines: Sequence[str], url: str | None = None, named: Candidate | None = None) -> Draft:
    """Lines that are one paragraph each to their draft; `named` is a title that the file itself declares."""
    lines = _open_up(lines)
    prose = _find_prose(lines)
    title = named or _find_title(lines, prose)
    first, last = _find_ends(lines[: prose + 1], title)
    header = read_header(lines[: prose + 1])
    start = _find_start(lines, last + 1, header)
    end = find_end(lines, start)
    kept = [*_find_notes(lines[first + 1 : max(last, 0)]), *lines[start:end]]
    around = Surroundings(
        near=tuple(lines[first + 1 : start][-_NEAR:]),
        after=tuple(lines[end:]),
        header=header,
        breadcrumb=next((line for line in lines[:start] if find_mark(line) is Mark.NAVIGATION and ">" in fold_width(line)), None),
        url=url,
        body="\n".join(kept),
    )
    return Draft(tuple(_join_rows(kept)), title or _find_inner_title(kept), around)


def _open_up(lines: Sequence[str]) -> list[str]:
    """The lines with title and labels that ran into the first paragraph on lines of their own.

    >>> _open_up(["1、某州做好复工复产工作综述作者：某某 发布时间：2020-03-07 " + "疫情防控关乎生命，复工复产关系民生。" * 6])[:2]
    ['某州做好复工复产工作综述', '作者：某某 发布时间：2020-03-07']
    """
    for at, line in enumerate(lines[:HEAD_LINES]):
        if len(line) < _RUN_ON:
            continue
        labels = read_labels(line[:LABELLED])
        dated = next((label for label in labels if label.meaning is Meaning.PUBLISHED and parse_date(label.value) is not None), None)
        if dated is None or ends_clause(line[: labels[0].start].strip()) or "。" in line[: labels[0].start]:
            continue
        match = re.search(r"[:：]\s{0,3}[\d\-/.年月日]{8,12}(?:\s\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?\s{0,3}", line[dated.start :])
        if match is None:
            continue
        cut = dated.start + match.end()
        pieces = [_NUMBERED_PAGE.sub("", line[: labels[0].start].strip()), line[labels[0].start : cut].strip(), line[cut:].strip()]
        return [*lines[:at], *(piece for piece in pieces if piece), *lines[at + 1 :]]
    return list(lines)


def _find_prose(lines: Sequence[str]) -> int:
    """The place of the first sentence that has no mark; the last line of the head if it has none."""
    for at, line in enumerate(lines):
        if find_mark(line) is None and (len(line) > 2 * _PROSE_LENGTH or ends_clause(line)) and not is_menu(line):
            return at
    return min(len(lines), HEAD_LINES) - 1


def _find_title(lines: Sequence[str], prose: int) -> Candidate | None:
    """The title among lines: the one before the labels (date, source), else the first in a title's form, else one run into the text."""
    head = list(lines[: min(prose + 1, HEAD_LINES)])
    fit = [at for at, line in enumerate(head) if _may_be_title(line)]
    labelled = next((at for at, line in enumerate(head) if is_label_line(line) and (is_date_line(line) or read_labels(line))), None)
    if labelled is not None and any(at < labelled for at in fit):
        fit = [max(at for at in fit if at < labelled), *fit]
    candidates = [Candidate(_join_wrapped(head, at), "line:title") for at in fit]
    found = find_title(candidates[:1], head, ()) or find_title(candidates, head, ())
    if found is not None:
        return found
    return next((Candidate(text, "text:title") for line in head if (text := _find_glued(line))), None)


def _may_be_title(line: str) -> bool:
    shadow = fold_width(line)
    if not is_title(line) or find_mark(line) is not None or is_menu(line) or "http" in shadow or is_header_table(line):
        return False
    if is_spam(line) and not _ABOUT.search(line):
        return False
    return not (_OFFICE.search(shadow) and not _ABOUT.search(shadow)) and not _RESIDUE.search(line)


def _join_wrapped(head: Sequence[str], at: int) -> str:
    """The line at a place, joined with its neighbour where the issuers' line opens a title and `关于…` continues it."""
    line = head[at]
    above = head[at - 1] if at else ""
    if _CONTINUED.match(line) and len(above) < _LONGEST_ISSUERS and _OFFICE.search(fold_width(above)) and find_mark(above) is None:
        return f"{above}{line}"
    if (
        at + 1 < len(head)
        and not _ABOUT.search(line)
        and _CONTINUED.match(head[at + 1])
        and _GENRE.search(head[at + 1])
        and not _GENRE.search(line)
    ):
        return f"{line}{head[at + 1]}"
    return line


def _find_glued(line: str) -> str | None:
    """A title that stands in one line with number, addressees and text.

    >>> _find_glued("某市政府关于优化环境的意见某政发〔2014〕14号各区县政府，各部门：为贯彻落实")
    '某市政府关于优化环境的意见'
    >>> _find_glued("某委公文稿纸某省发改委某省发改委关于商请会签《方案》的函省工信厅、省公安厅：按照要求")
    '某省发改委关于商请会签《方案》的函'
    """
    match = _GLUED.search(line[:_RUN_ON_HEAD])
    if match is None or "。" in line[: match.start()] or match.start() > _LONGEST_ISSUERS:
        return None
    front = _BEFORE_GLUED.split(line[: match.start()])[-1]
    for size in range(len(front), 3, -1):
        if front[-size:] in line[: match.start() - size]:
            front = front[-size:]
            break
    return clean_title(f"{front}{match[0]}")


def _find_inner_title(body: Sequence[str]) -> Candidate | None:
    """The title inside a body: official texts that begin with number or addressees print it after the covering letter."""
    for line, following in pairwise(body[1:_INNER]):
        if (
            _may_be_title(line)
            and _GENRE.search(fold_width(line))
            and len(line) >= 8
            and len(following) > len(line) / 2
            and body[0] != line
        ):
            return Candidate(clean_title(line), "line:inner-title")
    return None


def _find_ends(head: Sequence[str], title: Candidate | None) -> tuple[int, int]:
    """The first and the last line of the head that print the title, -1 if none does."""
    if title is None:
        return -1, -1
    name = bare_text(title.text)
    first = last = -1
    for at, line in enumerate(head):
        text = bare_text(line)
        continued = last == at - 1 >= 0 and len(text) > 5 and text in name
        covering = _COVERING.match(text) is not None and not name.startswith(text[:4])
        if text == name or continued or (name in text and len(text) < len(name) + _BESIDE_TITLE and not covering):
            first, last = (at if first < 0 else first), at
    return first, last


def _find_notes(between: Sequence[str]) -> list[str]:
    """Remarks of the text that stand between two printings of its title, once each.

    >>> _find_notes(("备注：以上补助资金包括省、市两级资金，省市政策如有调整的，按新政策执行，同类资金不重复", "打印本页", "某局政策汇编"))
    ['备注：以上补助资金包括省、市两级资金，省市政策如有调整的，按新政策执行，同类资金不重复']
    """
    long = (line for line in between if len(line) >= _NOTE_LENGTH and not is_menu(line) and not is_header_table(line))
    return list(dict.fromkeys(line for line in long if find_mark(line) is None))


def _find_start(lines: Sequence[str], at: int, header: Header) -> int:
    """The first line from `at` on that is body."""
    while at < len(lines) and _is_dropped(lines[at], lines[at - 1] if at else None, header):
        if _ROW.match(lines[at]) and at + 1 < len(lines) and _ROW.match(lines[at + 1]) and not is_header_table(lines[at]):
            break
        at += 1
    return at


def _is_dropped(line: str, previous: str | None, header: Header) -> bool:
    if is_opening(line, previous) or header.holds(line, previous) or is_header_table(line):
        return True
    return (
        (is_date_line(line) and len(line) < _LONGEST_DATE)
        or bool(_RESIDUE.search(line))
        or is_menu(line)
        or len(bare_text(line)) < 2
        or ((stamp := match_stamp(line)) is not None and stamp["clock"] is not None)
    )


def _join_rows(lines: Sequence[str]) -> list[str]:
    """Neighbouring lines of cells between bars as one table."""
    blocks: list[str] = []
    rows: list[str] = []
    for line in [*lines, ""]:
        width = len(_read_cells(line)) if "\n" not in line and _ROW.match(line) else 0
        if rows and width != len(_read_cells(rows[0])):
            blocks += _render_rows(rows)
            rows = []
        if width >= 2:
            rows.append(line)
        elif line:
            blocks.append(line)
    return blocks


def _read_cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _render_rows(printed: Sequence[str]) -> list[str]:
    """Lines of as many cells as a table; as they are printed where bars only part words: a line alone, or sentences without a frame."""
    rows = [_read_cells(line) for line in printed]
    framed = all(line.strip().startswith("|") for line in printed)
    if len(rows) < 2 or (not framed and any(map(ends_clause, printed))):
        return list(printed)
    lines = [f"| {' | '.join(row)} |" for row in rows if not _is_rule(row)]
    if len(lines) < 2:
        return lines
    return ["\n".join([lines[0], f"| {' | '.join(['---'] * len(rows[0]))} |", *lines[1:]])]


def _is_rule(row: Sequence[str]) -> bool:
    return all(re.fullmatch(r":?-{3,}:?", cell) for cell in row)
