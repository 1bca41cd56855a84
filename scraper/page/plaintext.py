"""Lines of plain text to title, body and what stands round it, told apart by form and place alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scraper.dom.rendered_lines import split_runs
from scraper.lexicon.wordbook import load_book
from scraper.model import FieldName
from scraper.page.boilerplate import find_end, find_list, is_opening, measure_menu, trim_body
from scraper.page.boilerplate_lines import Mark, find_mark, is_menu
from scraper.page.draft import Draft
from scraper.page.header_table import Header, is_header_table, read_header
from scraper.page.metadata import Surroundings
from scraper.page.page_labels import LABELLED, STAMPED, Meaning, is_date_line, match_stamp, read_labels
from scraper.page.page_titles import Candidate, clean_title, is_title, read_tail
from scraper.page.title_lines import PROSE_LENGTH, RESIDUE, RUN_ON, find_inner_title, find_line_title, is_order
from scraper.repair.one_line import unfold_lines
from scraper.text.dates import parse_date
from scraper.text.document_ends import HEAD_LINES
from scraper.text.fold import bare_text, fold_width
from scraper.text.sentence_ends import ends_clause

_NEAR = 60
"""Lines before a body that may speak of it."""

_NOTE_LENGTH = 40
_SHORTEST_TEXT = 10
"""Characters behind a moment that ran into its line, if they are text and no counter."""

_LONGEST_ISSUERS = 120
"""Characters of a line of issuers; a longer one is running text."""

_BESIDE_TITLE = 24
"""Characters that a line may print beside its title: a number, a date, the name of a column."""

_LONGEST_DATE = 40
"""Characters of a line that dates a page; a longer one has other things to say."""

_LABELLED_DAY = re.compile(r"[:：]\s{0,3}[\d\-/.年月日]{8,12}(?:\s\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?\s{0,3}")
_COVERING = load_book("page_titles")["title.covering"].compile()
_NUMBERED_PAGE = re.compile(r"^(?:[1１]\s?[、.．]|①)\s?")
_HEADING = re.compile(r"^#{1,6}\s+(?=\S)")
_COMMENT = re.compile(r"<!--[^<>]{0,400}-->")
"""A remark of whoever made the markup that a text was taken from.

>>> _COMMENT.sub("", "第一章 总则<!-- INFO END -->")
'第一章 总则'
"""
_ROW = re.compile(r"^\|?(?:[^|]*\|){2,}[^|]*$")


def read_plain(text: str, url: str | None = None) -> Draft:
    """A plain text (repaired before) to its draft."""
    lines = [run for line in text.splitlines() for run in split_runs(_HEADING.sub("", line) if line.startswith("# ") else line)]
    return read_laid_out(unfold_lines(lines), url)


def read_laid_out(lines: Sequence[str], url: str | None = None, named: Candidate | None = None) -> Draft:
    """Lines that are one paragraph each to their draft; `named` is a title that the file itself declares."""
    lines = _open_up([text for line in lines if (text := _COMMENT.sub("", line).strip())])
    prose = _find_prose(lines)
    header = read_header(lines[: prose + 1])
    path = _find_path(lines[:prose])
    title = named or _find_named(header) or find_line_title(lines, prose, path)
    first, last = _find_ends(lines[: prose + 1], title)
    start = _find_start(lines, max(last, path) + 1, header)
    end = find_list(lines, start, find_end(lines, start))
    told, cut = trim_body(lines[start:end])
    kept = [*_find_notes(lines[first + 1 : max(last, 0)]), *told]
    around = Surroundings(
        near=(*(read_tail(lines[first], title.text) if title and first >= 0 else ()), *lines[first + 1 : start][-_NEAR:]),
        after=(*cut, *lines[end:]),
        header=header,
        breadcrumb=next((line for line in lines[:start] if find_mark(line) is Mark.NAVIGATION and ">" in fold_width(line)), None),
        url=url,
        body="\n".join(kept),
    )
    if title is None or (named is None and is_order(title.text)):
        title = find_inner_title(kept) or title
    return Draft(tuple(_join_rows(kept)), title, around)


def _open_up(lines: Sequence[str]) -> list[str]:
    """The lines with title and labels that ran into the first paragraph on lines of their own.

    >>> _open_up(["1、某州做好复工复产工作综述作者：某某 发布时间：2020-03-07 " + "疫情防控关乎生命，复工复产关系民生。" * 6])[:2]
    ['某州做好复工复产工作综述', '作者：某某 发布时间：2020-03-07']
    """
    for at, line in enumerate(lines[:HEAD_LINES]):
        if pieces := _part_at_stamp(line) or _part_at_labels(line):
            return [*lines[:at], *filter(None, map(str.strip, pieces)), *lines[at + 1 :]]
    return list(lines)


def _part_at_labels(line: str) -> tuple[str, ...]:
    """A long line's title, labels with a date, and text; nothing for a line that is not these three."""
    labels = read_labels(line[:LABELLED]) if len(line) >= RUN_ON else ()
    dated = next((label for label in labels if label.meaning is Meaning.PUBLISHED and parse_date(label.value) is not None), None)
    if dated is None or ends_clause(line[: labels[0].start].strip()) or "。" in line[: labels[0].start]:
        return ()
    match = _LABELLED_DAY.search(line, dated.start)
    if match is None:
        return ()
    return _NUMBERED_PAGE.sub("", line[: labels[0].start].strip()), line[labels[0].start : match.end()], line[match.end() :]


def _part_at_stamp(line: str) -> tuple[str, ...]:
    """A line's title, moment to the second, and text; nothing for a line that is not these three.

    >>> _part_at_stamp("某市出台措施支持企业2016-02-22 00:17:00本报讯 某市近日出台多项措施")
    ('某市出台措施支持企业', '2016-02-22 00:17:00', '本报讯 某市近日出台多项措施')
    """
    stamp = STAMPED.search(line, 0, _LONGEST_ISSUERS)
    title, text = (line[: stamp.start()], line[stamp.end() :]) if stamp else ("", "")
    if (
        stamp is None
        or len(text) < _SHORTEST_TEXT
        or "。" in title
        or not is_title(title.strip())
        or read_labels(title)
        or read_labels(text[:_SHORTEST_TEXT])
    ):
        return ()
    return title, stamp.group(), text


def _find_prose(lines: Sequence[str]) -> int:
    """The place of the first sentence that has no mark; the last line of the head if it has none."""
    for at, line in enumerate(lines):
        if find_mark(line) is None and (len(line) > 2 * PROSE_LENGTH or ends_clause(line)) and not is_menu(line):
            return at
    return min(len(lines), HEAD_LINES) - 1


def _find_path(head: Sequence[str]) -> int:
    """The place of the last path from the front page, above which stand menus; -1 if there is none."""
    return max((at for at, line in enumerate(head) if ">" in fold_width(line) and find_mark(line) is Mark.NAVIGATION), default=-1)


def _find_named(header: Header) -> Candidate | None:
    """The title that a header table names (名称)."""
    return next((Candidate(clean_title(field.value), field.rule) for field in header.fields if field.name == FieldName.TITLE), None)


def _find_ends(head: Sequence[str], title: Candidate | None) -> tuple[int, int]:
    """The first and the last line of the head that print the title, -1 if none does."""
    if title is None:
        return -1, -1
    name = bare_text(title.text)
    first = last = -1
    for at, line in enumerate(head):
        text = bare_text(line)
        continued = last == at - 1 >= 0 and len(text) > 5 and text in name
        beside = name in text and len(text) < len(name) + _BESIDE_TITLE and not _runs_on(line)
        covering = _COVERING.match(text) is not None and not name.startswith(text[:4])
        if text == name or continued or (beside and not covering):
            first, last = (at if first < 0 else first), at
    return first, last


def _runs_on(line: str) -> bool:
    """True for a sentence, or for one that announces what follows; labels without a value end with a colon too.

    >>> [_runs_on(line) for line in ("某局发布某某快报，全文如下：", "某某快报 来源：", "某局发布某某快报。", "某某快报（第五期）")]
    [True, False, True, False]
    """
    return ends_clause(line) or (fold_width(line).endswith(":") and not read_labels(line))


def _find_notes(between: Sequence[str]) -> list[str]:
    """Remarks of the text that stand between two printings of its title, once each.

    >>> _find_notes(("备注：以上补助资金包括省、市两级资金，省市政策如有调整的，按新政策执行，同类资金不重复", "打印本页", "某局政策汇编"))
    ['备注：以上补助资金包括省、市两级资金，省市政策如有调整的，按新政策执行，同类资金不重复']
    """
    long = (line for line in between if len(line) >= _NOTE_LENGTH and not is_menu(line) and not is_header_table(line))
    return list(dict.fromkeys(line for line in long if find_mark(line) is None))


def _find_start(lines: Sequence[str], at: int, header: Header) -> int:
    """The first line from `at` on that is body."""
    while at < len(lines) and (size := measure_menu(lines, at) or _is_dropped(lines[at], lines[at - 1] if at else None, header)):
        if _ROW.match(lines[at]) and at + 1 < len(lines) and _ROW.match(lines[at + 1]) and not is_header_table(lines[at]):
            break
        at += size
    return at


def _is_dropped(line: str, previous: str | None, header: Header) -> bool:
    if is_opening(line, previous) or header.holds(line, previous) or is_header_table(line):
        return True
    return (
        (is_date_line(line) and len(line) < _LONGEST_DATE)
        or bool(RESIDUE.search(line))
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
