"""Bytes of GBK that a reposting tool lost, and the characters after them that it shifted by one byte.

The tool worked on bytes: where the second byte of one character and the first of the next looked like a listed character,
it put pinyin between the two. The byte after the pinyin swallowed the bracket and became `?`; from there on the bytes were
paired wrongly. Other replacements tore a character apart in the same way without leaving pinyin, and wrong pairs that GBK
does not define vanished. All other bytes are still there, so the run is decoded anew for each possible value of the lost
ones, and the reading that consists of words wins, if it wins clearly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from scraper.text.han import load_simple_forms, load_traditional
from scraper.text.syllables import SYLLABLE, has_reading
from scraper.text.wording import MARKS, is_everyday, load_common, score_pair, score_words

_MARK = re.compile(rf"[?\ufffd](?:(?P<pinyin>{SYLLABLE})\)|[?\ufffd]?)")
_BRACKET = re.compile(rf"\(({SYLLABLE})\)")
_MAX_RUN = 80
_MAX_PATHS = 40
_LEADS = range(0x81, 0xFF)
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_GAP_TRAILS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
"""First bytes of GBK's user-defined pairs, which decoders drop: as the second byte of the character torn apart."""
_GAP_LEADS = range(0xA1, 0xFF)
_MAX_MARKS = 200
_FORMULA_BONUS = 8
_GAP_COST = 5
_WILD = "?"
_FORMULAS = ("此件主动公开", "此件公开发布", "此件依申请公开", "此件删减后公开", "此件不公开", "联系电话", "特此通知")


@dataclass(frozen=True, slots=True)
class Restored:
    """A line after restoration: how many runs came back, and how many places stay in doubt."""

    text: str
    restored: int = 0
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class _Path:
    """One reading of a run: its characters, the byte that waits for its second half, and how much of it is guessed."""

    score: int
    text: str
    carry: int
    gaps: int = 0

    def add(self, char: str, carry: int = 0) -> _Path:
        return _Path(self.score + _score(self.text[-1], char), self.text + char, carry, self.gaps)


def restore_lost_bytes(text: str) -> Restored:
    """Restore all torn runs of a text whose brackets were dropped; what has no clear reading stays as it is and is counted.

    >>> restore_lost_bytes("重?zé)ㄉ鷻C，我們?nèi)〉寐?lián)系").text
    '重煥生機，我們取得聯系'
    """
    out: list[str] = []
    restored = doubtful = at = 0
    for mark in islice(_MARK.finditer(text), _MAX_MARKS):
        if mark.start() < at:
            continue
        found = _restore_run(text, mark)
        doubtful += bool(mark["pinyin"]) if found is None else found[2]
        if found is not None:
            reading, end, _ = found
            out += text[at : mark.start()], reading
            at = end
            restored += 1
    return Restored("".join((*out, text[at:])), restored, doubtful)


def _restore_run(text: str, mark: re.Match[str]) -> tuple[str, int, bool] | None:
    """The best reading of the run after `mark`, where it ends, and whether it is in doubt; None without a clear one."""
    before = text[mark.start() - 1] if mark.start() else "\n"
    ended = [(path, end) for paths, at in _open_run(text, mark, before) for path, end in _follow_run(text, at, paths)]
    if not ended:
        return None
    best = max(path.score for path, _ in ended) - _FORMULA_BONUS
    ended = [(path, end) for path, end in ended if path.score > best]
    path, end = max(ended, key=lambda pair: (_weigh(pair[0]), -pair[0].gaps))
    damaged = score_words(_simplify(before + text[mark.end() : end]))
    floor, gain = (len(path.text) / 2, 6) if path.gaps else (-0.6 * len(path.text), 2) if mark["pinyin"] else (0, 6)
    if _weigh(path) < floor or path.score - damaged < gain:
        return None
    rivals = [p for p, _ in ended if _weigh(p) == _weigh(path) and p.gaps == path.gaps and p.text != path.text]
    if (path.gaps and rivals) or any(len(p.text) != len(path.text) for p in rivals):
        return None
    reading = "".join(chars[0] if len(set(chars)) == 1 else _WILD for chars in zip(path.text, *(p.text for p in rivals), strict=True))
    swallowed = text[end - 1] in "?\ufffd"
    if swallowed and _score(*path.text[-2:]) < 2:
        reading = reading[:-1] + _WILD
    return reading[1:], _skip_bracket(text, end, reading[-1]), swallowed or bool(path.gaps) or _WILD in reading[1:]


def _skip_bracket(text: str, end: int, char: str) -> int:
    """The run may end with a listed character whose pinyin follows in full: `W(wǎng)`."""
    bracket = _BRACKET.match(text, end)
    return bracket.end() if bracket and has_reading(char, bracket[1]) else end


def _weigh(path: _Path) -> int:
    """The score of a whole reading: the space that opens a line and the set phrases of official documents count extra."""
    simple = _simplify(path.text)
    return path.score + simple.startswith("\n\u3000") + _FORMULA_BONUS * any(formula in simple for formula in _FORMULAS)


def _open_run(text: str, mark: re.Match[str], before: str) -> Iterator[tuple[list[_Path], int]]:
    """Readings of the lost byte, each with the offset from which the run goes on."""
    start = _Path(0, before, 0)
    if mark["pinyin"]:
        code = _encode(before)
        if len(code) == 2:
            yield [_Path(0, before, byte) for byte in _list_trails(code[1], mark["pinyin"])], mark.end()
        return
    if score_words(_simplify(text[mark.end() : mark.end() + 7])) >= 0:
        return
    yield [start.add(char, 0xBF) for lead in _LEADS if _is_plain(char := _decode(lead, 0xA3))], mark.end()
    code = _encode(text[mark.end() : mark.end() + 1])
    if len(code) == 2:
        yield [start.add(char, code[1]) for lead in _LEADS if _is_plain(char := _decode(lead, code[0]))], mark.end() + 1


def _follow_run(text: str, at: int, paths: list[_Path]) -> Iterator[tuple[_Path, int]]:
    """Read on, byte by byte, to where the characters are paired rightly again."""
    for end in range(at, min(len(text), at + _MAX_RUN)):
        mark = _MARK.match(text, end)
        if mark:
            yield from ((path, mark.end() if mark["pinyin"] else end + 1) for old in paths for path in _close_run(old, mark["pinyin"]))
            paths = [] if mark["pinyin"] else _prune([path for old in paths for path in _read_hole(old)])
            if not paths:
                return
            continue
        code = _encode(text[end])
        if not code:
            return
        carry = code[1] if len(code) == 2 else 0
        paths = _prune([path for old in paths for path in _read_byte(old, code[0], carry)])
        if not carry:
            yield from ((path, end + 1) for path in paths)
            return


def _read_byte(path: _Path, byte: int, carry: int) -> Iterator[_Path]:
    """Pair the waiting byte with `byte`; or with a dropped pair between the two."""
    char = _decode(path.carry, byte)
    if char:
        yield path.add(char, carry)
    for left in _list_lefts(path.carry):
        first = path.add(left)
        # 1,200 pairs fit anywhere: only one that makes a word with its neighbours counts.
        for right in _list_rights(byte) if first.score > path.score else _list_followers(left, byte):
            second = first.add(right, carry)
            if second.score >= path.score - 2:
                yield _Path(second.score - _GAP_COST, second.text, carry, path.gaps + 1)


def _read_hole(path: _Path) -> Iterator[_Path]:
    """A `?` inside a run: a pair that GBK does not define, so both its bytes are lost."""
    for left, carry in _list_holes(path.carry):
        first = path.add(left, carry)
        if first.score > path.score:
            yield _Path(first.score - _GAP_COST, first.text, carry, path.gaps + 1)


@cache
def _list_holes(byte: int) -> tuple[tuple[str, int], ...]:
    holes = ((lead, trail) for lead in range(0xA1, 0xAA) for trail in _TRAILS if not _decode(lead, trail))
    return tuple((char, trail) for lead, trail in holes if _is_plain(char := _decode(byte, lead)))


@cache
def _list_lefts(byte: int) -> tuple[str, ...]:
    return tuple(c for trail in _GAP_TRAILS if _is_plain(c := _decode(byte, trail)))


@cache
def _list_rights(byte: int) -> tuple[str, ...]:
    return tuple(c for lead in _GAP_LEADS if _is_plain(c := _decode(lead, byte)))


@cache
def _list_followers(left: str, byte: int) -> tuple[str, ...]:
    return tuple(right for right in _list_rights(byte) if _score(left, right) > 0)


def _close_run(path: _Path, pinyin: str | None) -> Iterator[_Path]:
    """The lost byte was the second half of a character: a listed one if its pinyin follows."""
    for trail in _list_trails(path.carry, pinyin) if pinyin else _TRAILS:
        if _is_plain(char := _decode(path.carry, trail)):
            yield path.add(char)


def _list_trails(lead: int, pinyin: str) -> list[int]:
    """Second bytes that make a character of this reading; a Traditional one, as tools list them, if there is one."""
    fitting = [trail for trail in _TRAILS if has_reading(_decode(lead, trail), pinyin)]
    return [trail for trail in fitting if _decode(lead, trail) in load_traditional()] or fitting


def _prune(paths: list[_Path]) -> list[_Path]:
    return sorted(set(paths), key=lambda p: (-p.score, p.text))[:_MAX_PATHS]


def _score(left: str, right: str) -> int:
    forms = load_simple_forms()
    return score_pair(forms.get(left, left), forms.get(right, right))


def _simplify(text: str) -> str:
    forms = load_simple_forms()
    return "".join(forms.get(c, c) for c in text)


@cache
def _is_plain(char: str) -> bool:
    """True for what a restored byte may stand for: a common character or the space that opens a line."""
    simple = load_simple_forms().get(char, char)
    return simple in load_common() or simple in MARKS or (char != "" and is_everyday(simple))


@cache
def _decode(lead: int, trail: int) -> str:
    return bytes((lead, trail)).decode("gbk", "ignore") if lead > 0x80 and trail > 0x3F else ""


def _encode(char: str) -> bytes:
    return char.encode("gbk", "ignore")
