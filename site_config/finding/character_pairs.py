"""Chinese text as it is searched: one roll of the characters that count, and where each pair of neighbours stands in it.

What a reader types stands in a text when its pairs of characters stand there at the right distances; so any part of any text is
found, without words, and nothing else. `assets/han.js` folds a query the same way, `assets/roll.js` looks it up.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from operator import add

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇"
RUN = re.compile(rf"[{HAN}]+|[a-z0-9]+")
SEPARATOR = re.compile(r"(?<=\d)[,，](?=\d{3})")
POINT = re.compile(r"(?<=\d)\.(?=\d)")
GAP = " "
"""Where something that does not count stands between two runs of one kind: 企业，贷款 does not hold 业贷."""


def fold_text(text: str) -> str:
    """Half width, lower case, `1,500` as `1500` and `3.85` as `3d85` (a point would split the word).

    >>> fold_text("ＬＰＲ３．８５％，1,500万元")
    'lpr3d85%,1500万元'
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    return POINT.sub("d", SEPARATOR.sub("", folded))


def split_runs(text: str) -> list[str]:
    """Runs of Han, and words of letters and digits.

    >>> split_runs("鲁工信研〔2020〕19号")
    ['鲁工信研', '2020', '19', '号']
    """
    return RUN.findall(fold_text(text))


class Roll:
    """Texts one after the other, with a gap after each; the roll grows by `write`.

    >>> roll = Roll()
    >>> roll.write("给予5G企业，贷款"), roll.write("")
    ((0, 9), (10, 10))
    >>> roll.text
    '给予5g企业 贷款  '
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """Everything written."""
        return "".join(self._parts)

    def write(self, text: str) -> tuple[int, int]:
        """Append a text; where it stands."""
        start, *_, end = self.write_cut(text, (0, len(text)))
        return start, end

    def write_cut(self, text: str, cuts: Iterable[int]) -> list[int]:
        """Append a text; where each of the offsets `cuts`, sorted and within the text, stands in the roll."""
        marks, last, broken, before = [], "", False, 0
        for cut in (*cuts, len(text)):
            for run, apart in _cut_runs(text[before:cut], broken):
                if apart and last and last[-1].isascii() == run[0].isascii():
                    self._append(GAP)
                self._append(run)
                last = run
            broken = _ends_apart(text[before:cut], broken)
            marks.append(self._length)
            before = cut
        self._append(GAP)
        return marks[:-1]

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _cut_runs(text: str, broken: bool) -> Iterable[tuple[str, bool]]:
    """Runs, and whether something else stands before each."""
    at = 0
    for match in RUN.finditer(fold_text(text)):
        yield match[0], broken or match.start() > at
        at, broken = match.end(), False


def _ends_apart(text: str, broken: bool) -> bool:
    """Whether what follows the text does not touch its last run.

    >>> _ends_apart("企业", False), _ends_apart("企业，", False), _ends_apart("", True)
    (False, True, True)
    """
    return not RUN.match(fold_text(text[-1])) if text else broken


def find_pairs(text: str) -> dict[str, array[int]]:
    """Where each pair of a roll starts; a last character stands before a gap."""
    places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for at, pair in enumerate(map(add, text, text[1:])):
        places[pair].append(at)
    return {pair: starts for pair, starts in places.items() if pair[0] != GAP}


def list_steps(starts: array[int]) -> list[int]:
    """Ascending numbers as the first one and the differences.

    >>> list_steps(array("I", (3, 4, 9)))
    [3, 1, 5]
    """
    return [starts[0], *(after - before for before, after in pairwise(starts))]


def count_shares(places: Mapping[str, array[int]], most: int) -> tuple[int, dict[str, int]]:
    """How the pairs go into files of at most about `most` places: how many shared files, and how many of its own a frequent character has.

    >>> count_shares({"贷款": array("I", range(9)), "贷给": array("I", [20]), "息 ": array("I", [3])}, 4)
    (1, {'贷': 3})
    """
    sums: defaultdict[str, int] = defaultdict(int)
    for pair, starts in places.items():
        sums[pair[0]] += len(starts)
    frequent = {char: -(-number // most) for char, number in sums.items() if 2 * number > most}
    rest = sum(number for char, number in sums.items() if char not in frequent)
    return max(1, -(-rest // most)), dict(sorted(frequent.items()))


def name_share(pair: str, shares: tuple[int, Mapping[str, int]]) -> str:
    """The file that holds a pair.

    >>> name_share("贷款", (4, {})), name_share("贷款", (4, {"贷": 3}))
    ('3', '8d37-1')
    """
    number, frequent = shares
    own = frequent.get(pair[0])
    return f"{ord(pair[0]):x}-{ord(pair[1]) % own}" if own else str(ord(pair[0]) % number)


def share_pairs(places: Mapping[str, array[int]], shares: tuple[int, Mapping[str, int]]) -> dict[str, dict[str, list[int]]]:
    """The files by name: each pair's places as steps."""
    number, frequent = shares
    files: dict[str, dict[str, list[int]]] = {str(name): {} for name in range(number)}
    files |= {f"{ord(char):x}-{part}": {} for char, own in frequent.items() for part in range(own)}
    for pair in sorted(places):
        files[name_share(pair, shares)][pair] = list_steps(places[pair])
    return files
