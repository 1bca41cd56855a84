"""Phrases: how the vocabulary writes what people say, and how that becomes an expression.

A phrase is read by people who know no regular expressions:

    减免            these characters
    降(低|减)税      one of two or more; inside a bracket a phrase may be empty: 免(征|)
    [征收]          one of these characters; [0-9] one of a row, [^征收] one that is none of them
    会?             perhaps
    降低…成本        a gap of up to 12 characters inside a clause; …{20} a longer one
    给予……补贴      a gap of up to 40 characters inside a sentence; ……{16} a shorter one
    #              a digit; #{1,3} one to three of them; {m,n} counts whatever stands before it
    @              a Chinese character; @{0,6} up to six of them
    ~              perhaps white space: 责~编; ~{0,8} up to eight of it
    ^ $            the beginning and the end of what is asked

A sign that is meant as such stands behind a backslash. Looking around does not exist: what must not fire is a phrase of `unless`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

CLAUSE_GAP, SENTENCE_GAP = 12, 40
"""Characters that a gap may have where a phrase gives no number: a clause of official prose seldom has more before its object."""
LONGEST_GAP: Final = 200
"""Characters of a gap, and times that a thing is counted: what asks for more is no phrase."""
SPECIAL: Final = frozenset(r"\[](){}*+.?|^$#@~…")
"""Signs that mean something in a phrase, or seem to."""
_PLAIN: Final = rf"[^{re.escape(''.join(sorted(SPECIAL)))}]"
_COUNT: Final = r"\{\d{1,3}(?:,\d{1,3})?\}"
# What follows a plain run may count its last character only, which is why that stands for itself.
_TOKEN: Final = re.compile(
    rf"(?P<plain>{_PLAIN}+(?![?{{])|{_PLAIN})|(?P<escaped>\\[\s\S])|(?P<gap>……?(?:\{{\d{{1,3}}\}})?)"
    rf"|(?P<set>\[\^?[^\[\]\\^]+\])|(?P<space>~(?:{_COUNT})?)|(?P<count>{_COUNT})|(?P<kind>[#@])|(?P<sign>[()|?^$])"
)
_REPEATABLE: Final = frozenset({"plain", "escaped", "set", "kind", ")"})
_KINDS: Final = {"#": r"\d", "@": r"[\u4e00-\u9fff]"}
_RANGE: Final = re.compile(r"(?<=[^\\])\\-(?=[^\\])")


class PhraseError(ValueError):
    """A phrase that can't be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Guard:
    """One phrase of `unless`: its expression, the length of the longest text that fits, and whether it asks for the end."""

    pattern: re.Pattern[str]
    longest: int
    final: bool

    def covers(self, match: re.Match[str]) -> bool:
        """True where the match lies inside a text that fits the phrase."""
        text, end = match.string, match.end()
        for at in range(max(0, end - self.longest), match.start() + 1):
            found = self.pattern.match(text, at)
            if found and (found.end() >= end or self._reaches(text, at, end)):
                return True
        return False

    def _reaches(self, text: str, at: int, end: int) -> bool:
        """True where the phrase, begun at `at`, can be read as far as `end` too: by itself a gap takes the least, a bracket its first."""
        stops = (len(text),) if self.final else range(end, min(len(text), at + self.longest) + 1)
        return any(self.pattern.fullmatch(text, at, stop) for stop in stops)


@dataclass(frozen=True, slots=True)
class Expression:
    """Compiled phrases, asked like a pattern of `re`; a match that lies inside one of `unless` is none."""

    pattern: re.Pattern[str]
    unless: tuple[Guard, ...] = ()

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Each match in `text[start:end]` that nothing forbids, as `re.Pattern.finditer` gives them."""
        stop = len(text) if end is None else min(end, len(text))
        return self._find_allowed(text, start, stop) if self.unless else self.pattern.finditer(text, start, stop)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in `text[start:end]`.

        >>> Expression(re.compile("保函"), (compile_guard("社保函"),)).search("粤社保函〔2020〕5号,开具保函")
        <re.Match object; span=(15, 17), match='保函'>
        """
        if not self.unless:
            return self.pattern.search(text, start, len(text) if end is None else end)
        return next(self.finditer(text, start, end), None)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match that begins at `start`."""
        found = self.pattern.match(text, start)
        return None if found is None or self._is_forbidden(found) else found

    def _find_allowed(self, text: str, at: int, stop: int) -> Iterator[re.Match[str]]:
        """Behind a forbidden match the search goes on at its second character."""
        while at <= stop and (found := self.pattern.search(text, at, stop)):
            at = max(found.end(), found.start() + 1)
            if self._is_forbidden(found):
                at = found.start() + 1
            else:
                yield found

    def _is_forbidden(self, match: re.Match[str]) -> bool:
        return any(guard.covers(match) for guard in self.unless)


def compile_guard(phrase: str) -> Guard:
    """A phrase of `unless`.

    Raises:
        PhraseError: it can't be read.
    """
    final = any(token.group() == "$" for token in read_tokens(phrase))
    return Guard(re.compile(translate_phrase(phrase)), measure_phrase(phrase), final)


@cache
def translate_phrase(phrase: str) -> str:
    r"""A phrase as an expression of `re`.

    >>> translate_phrase("给予……{16}(补贴|奖励)$"), translate_phrase("责~任~编"), translate_phrase("第#{1,3}页")
    ('给予[^。;\\n]{0,16}?(?:补贴|奖励)$', '责\\s?任\\s?编', '第\\d{1,3}页')
    >>> translate_phrase("减免(税")
    Traceback (most recent call last):
    scraper.lexicon.phrases.PhraseError: 减免(税: a bracket is not closed

    Raises:
        PhraseError: it can't be read.
    """
    return "".join(map(_translate_token, read_tokens(phrase)))


def measure_phrase(phrase: str) -> int:
    """The length of the longest text that fits a phrase.

    >>> measure_phrase("免(征|缓缴?){2}"), measure_phrase("降…{5}税$")
    (5, 7)
    """
    levels, last = [(0, 0)], 0
    for token in read_tokens(phrase):
        sign, (longest, length) = token.group(), levels[-1]
        if sign == "(":
            levels.append((0, 0))
        elif sign == "|":
            levels[-1] = max(longest, length), 0
        elif token["count"]:
            levels[-1] = longest, length + last * (_read_most(sign) - 1)
        else:
            last = max(levels.pop()) if sign == ")" else _measure_token(token)
            longest, length = levels[-1]
            levels[-1] = longest, length + last
    return max(levels[-1])


def read_tokens(phrase: str) -> Iterator[re.Match[str]]:
    """The signs of a phrase; what is said once only, a run of plain characters, is one.

    Raises:
        PhraseError: one of them means nothing where it stands.
    """
    before, depth, at = "", 0, 0
    while at < len(phrase):
        token = _TOKEN.match(phrase, at)
        if token is None:
            raise PhraseError(f"{phrase}: {phrase[at]!r} means nothing here; write \\{phrase[at]} for the sign itself")
        kind, sign = token.lastgroup or "", token.group()
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0 or ((kind == "count" or sign == "?") and before not in _REPEATABLE):
            raise PhraseError(f"{phrase}: {sign} has nothing before it")
        yield token
        before, at = sign if kind == "sign" else kind, token.end()
    if depth:
        raise PhraseError(f"{phrase}: a bracket is not closed")


def _translate_token(token: re.Match[str]) -> str:
    """One sign of a phrase as a piece of an expression."""
    kind, sign = token.lastgroup, token.group()
    if kind == "gap":
        return rf"[^。;{'' if sign.startswith('……') else ','}\n]{{0,{_measure_token(token)}}}?"
    if kind == "set":
        return _translate_set(token)
    if kind in {"count", "space"}:
        _measure_token(token)
        return sign if kind == "count" else rf"\s{sign[1:] or '?'}"
    if kind == "sign":
        return "(?:" if sign == "(" else sign
    return _KINDS.get(sign) or re.escape(sign[1:] if kind == "escaped" else sign)


def _translate_set(token: re.Match[str]) -> str:
    """One character of several: - is a row between two of them, and itself at the ends."""
    sign = token.group()
    none = "^" if sign.startswith("[^") else ""
    signs, rows = _RANGE.subn("-", re.escape(sign[1 + len(none) : -1]))
    source = f"[{none}{signs}]"
    try:
        if rows:  # nothing else can be wrong, and to compile each set is half of the time that all books take
            re.compile(source)
    except re.error as error:
        raise PhraseError(f"{token.string}: {sign}: {error.msg}") from error
    return source


def _measure_token(token: re.Match[str]) -> int:
    """How many characters a sign holds at most.

    Raises:
        PhraseError: too many, or more at least than at most.
    """
    kind, sign = token.lastgroup, token.group()
    if kind == "gap":
        most = _read_most(sign) if "{" in sign else CLAUSE_GAP if sign == "…" else SENTENCE_GAP
    elif kind in {"count", "space"}:
        most = _read_most(sign) if "{" in sign else 1
    else:
        return {"plain": len(sign), "sign": 0}.get(kind or "", 1)
    if most > LONGEST_GAP or ("," in sign and int(sign.partition("{")[2].partition(",")[0]) > most):
        raise PhraseError(f"{token.string}: {sign} goes from few to many, and to {LONGEST_GAP} at most")
    return most


def _read_most(sign: str) -> int:
    """The last number of a count: `{1,3}` -> 3."""
    return int(re.split("[{,]", sign[:-1])[-1])
