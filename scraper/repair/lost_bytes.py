"""Bytes of GBK that a reposting tool lost, and the characters after them that it shifted by one byte.

The tool worked on bytes: where the second byte of one character and the first of the next looked like a listed character,
it put pinyin between the two. The byte after the pinyin swallowed the bracket and became `?`; from there on the bytes were
paired wrongly. Other replacements tore a character apart in the same way without leaving pinyin, and wrong pairs that GBK
does not define vanished. All other bytes are still there, so the run is decoded anew for each possible value of the lost
ones, and the reading that consists of words wins, if it wins clearly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from scraper.lexicon.wordbook import load_book
from scraper.repair import gbk
from scraper.repair.bigrams import is_plain, score_pair, score_words
from scraper.repair.syllables import SYLLABLE, has_reading

_MARK = re.compile(rf"[?\ufffd](?:(?P<pinyin>{SYLLABLE})\)|[?\ufffd]?)")
_BRACKET = re.compile(rf"\(({SYLLABLE})\)")
_PHRASES = load_book("lost_bytes")["line"].words
"""Lines of official documents that open with a wide space."""
_MAX_RUN = 48
"""Characters that stay shifted: a letter or mark of one byte ends a run; in real documents after a dozen at most."""
_MAX_PATHS = 24
"""Readings that are followed at once; real documents are read alike with a quarter and with twice as many."""
_MAX_TRIES = 40
"""Runs tried in a text without an answer: more of them are no damage of this kind, and time is bounded."""
_MAX_RUNS = 400
"""Runs tried in a document: a run costs up to 4 ms, and real documents have fewer than ten."""
_FAILURE = 20
"""What a run without an answer costs more: its search was the longest."""
_GAP_COST = 5
"""What a reading pays for a pair that it takes to have vanished: more than two frequent pairs of characters can earn."""
_MAX_GAPS = 3
"""Pairs that may have vanished from one run: rows of question marks are none."""
_WILD = "?"


@dataclass(slots=True)
class Patience:
    """How many more runs of one document are worth trying: its parts share it, so that hostile input can't buy time."""

    left: int = _MAX_RUNS


@dataclass(frozen=True, slots=True)
class _Path:
    """One reading of a run: its characters, the byte that waits for its second half, and how much of it is guessed."""

    score: int
    text: str
    carry: int
    gaps: int = 0

    def add(self, char: str, carry: int = 0) -> _Path:
        return _Path(self.score + score_pair(self.text[-1], char), self.text + char, carry, self.gaps)


def restore_lost_bytes(text: str, patience: Patience | None = None) -> tuple[str, int]:
    """Restore the torn runs of a text whose brackets were dropped, and count them; what has no clear reading stays as it is.

    Pairs may have vanished from a restored run without a trace, so it is never free of doubt.

    >>> restore_lost_bytes("重?zé)ㄉ鷻C，我們?nèi)〉寐?lián)系")
    ('重煥生機，我們取得聯系', 2)
    """
    patience = patience or Patience()
    out: list[str] = []
    restored = failed = at = 0
    for mark in _MARK.finditer(text):
        if failed >= _MAX_TRIES or patience.left <= 0:
            break
        if mark.start() < at or not (mark["pinyin"] or _looks_torn(text, mark.end())):
            continue
        patience.left -= 1
        found = _restore_run(text, mark)
        if found is None:
            failed += 1
            patience.left -= _FAILURE
        else:
            out += text[at : mark.start()], found[0]
            at = found[1]
            restored += 1
    return "".join((*out, text[at:])), restored


def _looks_torn(text: str, at: int) -> bool:
    """True when what follows a bare `?` is no wording; an honest question mark stands before words or marks."""
    return score_words(text[at : at + 7]) < 0


def _restore_run(text: str, mark: re.Match[str]) -> tuple[str, int] | None:
    """The best reading of the run after `mark`, and where it ends; None without a clear one."""
    for torn, phrase in _tear_phrases().items():
        if text.startswith(torn, mark.end()):
            return phrase, mark.end() + len(torn)
    before = text[mark.start() - 1] if mark.start() else "\n"
    ended = [(path, end) for paths, at in _open_run(text, mark, before) for path, end in _follow_run(text, at, paths)]
    if not ended:
        return None
    path, end = max(ended, key=lambda pair: (pair[0].score, -pair[0].gaps))
    damaged = score_words(before + text[mark.end() : end])
    floor, gain = (len(path.text) / 2, 6) if path.gaps else (-0.6 * len(path.text), 2) if mark["pinyin"] else (0, 6)
    if path.score < floor or path.score - damaged < gain:
        return None
    rivals = [p for p, _ in ended if p.score == path.score and p.gaps == path.gaps and p.text != path.text]
    if (path.gaps and rivals) or any(len(p.text) != len(path.text) for p in rivals):
        return None
    reading = "".join(chars[0] if len(set(chars)) == 1 else _WILD for chars in zip(path.text, *(p.text for p in rivals), strict=True))
    if text[end - 1] in "?\ufffd" and score_pair(*path.text[-2:]) < 2:
        reading = reading[:-1] + _WILD
    return reading[1:], _skip_bracket(text, end, reading[-1])


def _skip_bracket(text: str, end: int, char: str) -> int:
    """The run may end with a listed character whose pinyin follows in full: `W(wǎng)`."""
    bracket = _BRACKET.match(text, end)
    return bracket.end() if bracket and has_reading(char, bracket[1]) else end


@cache
def _tear_phrases() -> dict[str, str]:
    """Set phrases, by what is left of them when the space before them lost a byte."""
    return {gbk.tear_text(phrase): phrase for phrase in _PHRASES}


def _open_run(text: str, mark: re.Match[str], before: str) -> Iterator[tuple[list[_Path], int]]:
    """Readings of the lost byte, each with the offset from which the run goes on."""
    start = _Path(0, before, 0)
    if mark["pinyin"]:
        code = gbk.encode_char(before)
        chars = gbk.list_read(code[1], mark["pinyin"]) if len(code) == 2 else ()
        yield [_Path(0, before, gbk.encode_char(char)[1]) for char in chars], mark.end()
        return
    # The lost byte was the first of a character that ended where a wide question mark (A3 BF) began, or the next character.
    yield [start.add(char, 0xBF) for char in gbk.list_leads(0xA3)], mark.end()
    code = gbk.encode_char(text[mark.end() : mark.end() + 1])
    if len(code) == 2:
        yield [start.add(char, code[1]) for char in gbk.list_leads(code[0])], mark.end() + 1


def _follow_run(text: str, at: int, paths: list[_Path]) -> Iterator[tuple[_Path, int]]:
    """Read on, byte by byte, to where the characters are paired rightly again."""
    for end in range(at, min(len(text), at + _MAX_RUN)):
        mark = _MARK.match(text, end)
        if mark:
            yield from ((path, mark.end() if mark["pinyin"] else end + 1) for old in paths for path in _close_run(old, mark["pinyin"]))
            paths = [] if mark["pinyin"] else _prune(path for old in paths if old.gaps < _MAX_GAPS for path in _read_hole(old))
            continue
        code = gbk.encode_char(text[end])
        carry = code[1] if len(code) == 2 else 0
        paths = _prune(path for old in paths for path in _read_byte(old, code[0], carry)) if code else []
        if not carry:
            yield from ((path, end + 1) for path in paths)
        if not carry or not paths:
            return


def _close_run(path: _Path, pinyin: str | None) -> Iterator[_Path]:
    """The lost byte was the second half of a character: a listed one if its pinyin follows."""
    chars = gbk.list_read(path.carry, pinyin) if pinyin else gbk.list_trails(path.carry)
    return (path.add(char) for char in chars)


def _read_byte(path: _Path, byte: int, carry: int) -> Iterator[_Path]:
    """Pair the waiting byte with `byte`; or with a dropped pair between the two."""
    char = gbk.decode_pair(path.carry, byte)
    if is_plain(char):
        yield path.add(char, carry)
    for left in gbk.list_before_gap(path.carry):
        first = path.add(left)
        # 1,200 pairs fit anywhere: only one that makes a word with its neighbours counts.
        for right in gbk.list_after_gap(byte) if first.score > path.score else gbk.list_words_after_gap(left, byte):
            second = first.add(right, carry)
            if second.score >= path.score - 2:
                yield _Path(second.score - _GAP_COST, second.text, carry, path.gaps + 1)


def _read_hole(path: _Path) -> Iterator[_Path]:
    """A `?` inside a run: a pair that GBK does not define, so both its bytes are lost."""
    for char, carry in gbk.list_holes(path.carry):
        if (gain := score_pair(path.text[-1], char)) > 0:
            yield _Path(path.score + gain - _GAP_COST, path.text + char, carry, path.gaps + 1)


def _prune(paths: Iterable[_Path]) -> list[_Path]:
    return sorted(set(paths), key=lambda path: (-path.score, path.text))[:_MAX_PATHS]
