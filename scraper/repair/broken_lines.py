"""Line ends that a PDF's page width put inside sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from scraper.repair.bigrams import score_pair
from scraper.text.enumerators import MARKER
from scraper.text.sentence_ends import CLOSERS, LISTING, PROSE_MARKS

_CLOSED = f"{LISTING}…"
_OPENING = re.compile(rf"[ \u3000]{{2,}}|[ \u3000]?(?:{MARKER}|附件|[#|\-•·●*>])")
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}[:：]")
_OPEN_READING, _CLOSED_READING = re.compile(r"[(（][^\W\d_]{1,5}$"), re.compile(r"[^\W\d_]{0,5}[)）]")
"""The halves of a reading in brackets, whose letters are one word."""
_ADDRESS = re.compile(r"https?://[!-~]+$")
_TOLD = re.compile(rf"(?P<pair>[\u4e00-\u9fff]{{2}})|\d\d|\S[{PROSE_MARKS}{CLOSERS}%％]")
"""Characters on either side of a line's end that tell whether it is one."""
_WHOLE = re.compile(r"[|#]|!\[")
"""What begins a line of markup, which no width ends."""
_MIN_WIDTH = 40
_MAX_WIDTH = 120
"""Columns of two per Chinese character; an official A4 page has 56."""
_MIN_FULL = 6
_MIN_SHARE = 0.4
"""Full lines that make a page, and their share of all: the others end paragraphs."""
_MIN_BROKEN = 0.6
"""Share of the full lines that end inside a sentence: one in three may end with it by chance."""
_FEW_SHARE = 0.12
"""Their share among many short lines, when next to none is longer."""
_MAX_PAST, _MAX_LONGER = 0.1, 0.03
"""Share of longer lines, which stand outside of the page."""
_MIN_CUT, _MIN_CUTS = 0.3, 2
"""Share of the ends of lines that cut a word or a number, a tenth by chance and a half in running text, and how many do."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """The width at which a page breaks its lines, in columns of print or in characters."""

    width: int
    columns: bool = True

    def measure(self, line: str) -> int:
        """Columns, two for a Chinese character or mark and one for ASCII, or characters."""
        return len(line.rstrip().encode("gb18030", "replace")) if self.columns else len(line.rstrip())

    @property
    def slack(self) -> int:
        """By how much full lines differ: a mark may hang over, a wide character may not fit."""
        return 5 if self.columns else 1

    def is_full(self, line: str) -> bool:
        """True for a line of that width that is not markup; a longer one was not broken there."""
        return abs(self.measure(line) - self.width) <= self.slack and not _WHOLE.match(line)

    def is_broken(self, line: str) -> bool:
        """True for a full line that ends inside a sentence."""
        return self.is_full(line) and line.rstrip()[-1:] not in _CLOSED


def find_line_width(text: str) -> Ruler | None:
    r"""The width of the page from which broken lines come, or None if lines are paragraphs.

    >>> find_line_width("\n".join(["业在防控期间应当落实各项措施并且做好物资储备和员工管理支持企"] * 8))
    Ruler(width=60, columns=True)
    >>> find_line_width("第一条 总则。\n第二条 附则。") is None
    True
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) <= _MIN_FULL or len(text) > _MAX_WIDTH / 2 * len(lines):
        return None
    found = [ruler for columns in (True, False) if (ruler := _find_ruler(lines, columns=columns))]
    return max(found, key=lambda ruler: sum(ruler.measure(line) == ruler.width for line in lines), default=None)


def _find_ruler(lines: list[str], *, columns: bool) -> Ruler | None:
    """The ruler of a page whose broken lines go on in the middle of a word: of one of full lines, or of one with few of them."""
    widths = sorted(Ruler(0, columns).measure(line) for line in lines)
    usual, longest = (Ruler(widths[-1 - int(len(lines) * longer)], columns) for longer in (_MAX_PAST, _MAX_LONGER))
    fits = ((usual, _MIN_SHARE), (longest, _FEW_SHARE))
    return next((ruler for ruler, share in fits if _is_sized(ruler) and _breaks_words(lines, ruler, share)), None)


def _is_sized(ruler: Ruler) -> bool:
    return _MIN_WIDTH <= ruler.width * (1 if ruler.columns else 2) <= _MAX_WIDTH


def _breaks_words(lines: list[str], ruler: Ruler, share: float) -> bool:
    full = [line for line in lines if ruler.is_full(line)]
    ends = [(left.rstrip()[-1], right.lstrip()[0]) for left, right in pairwise(lines) if ruler.is_broken(left) and not _opens(left, right)]
    if len(full) < max(_MIN_FULL, share * len(lines)) or len(ends) < _MIN_BROKEN * len(full):
        return False
    cuts = [not told["pair"] or score_pair(*told["pair"]) > 0 for end in ends if (told := _TOLD.fullmatch("".join(end)))]
    return sum(cuts) >= max(_MIN_CUTS, _MIN_CUT * len(cuts))


def join_broken_lines(text: str, ruler: Ruler) -> tuple[str, int]:
    """Sentences on one line again, and how many line ends went; a line that opens a paragraph or an item keeps its own.

    What was joined may leave lines of another width, of a second page in the text: they are joined, too, until nothing is broken.
    """
    joined, count = _join_width(text, ruler)
    while (more := find_line_width(joined)) is not None:
        joined, again = _join_width(joined, more)
        if not again:
            break
        count += again
    return joined, count


def _join_width(text: str, ruler: Ruler) -> tuple[str, int]:
    """The lines of one width joined, over blank lines between them, and how many line ends went."""
    out: list[str] = []
    blanks: list[str] = []
    count = 0
    broken = False
    for line in text.split("\n"):
        if not line.strip():
            blanks.append(line)
            continue
        if broken and not _opens(out[-1], line):
            out[-1] = _join(out[-1].rstrip(), line.strip())
            count += 1
        else:
            out += [*blanks, line]
        blanks = []
        broken = ruler.is_broken(line)
    return "\n".join([*out, *blanks]), count


def _opens(left: str, line: str) -> bool:
    """True for a line that begins a paragraph, an item, a label but inside a word, or words behind an address."""
    if _ADDRESS.search(left) and not line[0].isascii():
        return True
    return _OPENING.match(line) is not None or (_LABEL.match(line) is not None and score_pair(left.rstrip()[-1], line[0]) <= 0)


def _join(left: str, right: str) -> str:
    parted = (_OPEN_READING.search(left) and _CLOSED_READING.match(right)) or _ADDRESS.search(left)
    spaced = not parted and left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    return f"{left} {right}" if spaced else left + right
