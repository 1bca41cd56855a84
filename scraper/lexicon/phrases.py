"""Phrases: how the vocabulary writes what people say, and how that becomes an expression.

A phrase is read by people who know no regular expressions:

    减免            these characters
    降(低|减)税      one of two or more; inside a bracket a phrase may be empty: 免(征|)
    [征收]          one of these characters
    会?             perhaps
    降低…成本        a gap of up to 12 characters inside a clause; …{20} a longer one
    给予……补贴      a gap of up to 40 characters inside a sentence; ……{16} a shorter one
    #              a digit; #{1,3} one to three of them; {m,n} counts whatever stands before it
    ~              perhaps white space: 责~编
    ^ $            the beginning and the end of what is asked

A sign that is meant as such stands behind a backslash. Looking around does not exist: what must not fire is a phrase of `unless`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

CLAUSE_GAP, SENTENCE_GAP = 12, 40
"""Characters that a gap may have where a phrase gives no number: a clause of official prose seldom has more before its object."""
LONGEST_GAP = 200
_TOKEN: Final = re.compile(
    r"(?P<escaped>\\.)|(?P<gap>……?)(?:\{(?P<most>\d{1,3})\})?|(?P<set>\[[^\[\]\\]+\])|(?P<count>\{\d{1,3}(?:,\d{1,3})?\})|(?P<sign>[()|?^$#~])|(?P<char>[^\\\[\]{}*+.])"
)
_SIGNS: Final = {"(": "(?:", ")": ")", "|": "|", "?": "?", "^": "^", "$": "$", "#": r"\d", "~": r"\s?"}
_REPEATABLE: Final = frozenset({"escaped", "set", "char", ")", "#"})


class PhraseError(ValueError):
    """A phrase that can't be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Compiled phrases, asked like a pattern of `re`; a match that lies inside one of `unless` is none."""

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Each match in `text[start:end]` that nothing forbids, as `re.Pattern.finditer` gives them."""
        stop = len(text) if end is None else end
        found = self.pattern.finditer(text, start, stop)
        return found if self.unless is None else (match for match in found if not self._is_forbidden(match, text))

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in `text[start:end]`.

        >>> compile_phrases(("保函",), unless=("社保函",)).search("粤社保函〔2020〕5号,开具保函")
        <re.Match object; span=(15, 17), match='保函'>
        """
        return next(self.finditer(text, start, end), None)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match that begins at `start`."""
        found = self.pattern.match(text, start)
        return None if found is None or self._is_forbidden(found, text) else found

    def _is_forbidden(self, match: re.Match[str], text: str) -> bool:
        if self.unless is None:
            return False
        return any(other.start() <= match.start() and match.end() <= other.end() for other in find_all(self.unless, text, match))


def find_all(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin near a match, also where they overlap each other."""
    for at in range(max(0, match.start() - SENTENCE_GAP), match.start() + 1):
        if found := pattern.match(text, at):
            yield found


def compile_phrases(phrases: tuple[str, ...], unless: tuple[str, ...] = ()) -> Expression:
    """One expression for phrases, the first that fits in their order; asked of width-folded text.

    >>> compile_phrases(("降低…成本", "减(征|免)")).search("进一步降低企业用电成本").group()
    '降低企业用电成本'

    Raises:
        PhraseError: one of them can't be read.
    """
    return Expression(_join(phrases), _join(unless) if unless else None)


def _join(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate_phrase, phrases)))


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
    parts: list[str] = []
    before, depth, at = "", 0, 0
    while at < len(phrase):
        token = _TOKEN.match(phrase, at)
        if token is None:
            raise PhraseError(f"{phrase}: {phrase[at]!r} means nothing here; write \\{phrase[at]} for the sign itself")
        kind, sign = token.lastgroup or "", token.group()
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0 or ((kind == "count" or sign == "?") and before not in _REPEATABLE):
            raise PhraseError(f"{phrase}: {sign} has nothing before it")
        parts.append(_translate_token(token))
        before, at = sign if kind == "sign" else kind, token.end()
    if depth:
        raise PhraseError(f"{phrase}: a bracket is not closed")
    return "".join(parts)


def _translate_token(token: re.Match[str]) -> str:
    """One sign of a phrase as a piece of an expression."""
    if gap := token["gap"]:
        most = int(token["most"] or (CLAUSE_GAP if gap == "…" else SENTENCE_GAP))
        if most > LONGEST_GAP:
            raise PhraseError(f"{token.string}: a gap has {LONGEST_GAP} characters at most")
        return f"[^。;,\\n]{{0,{most}}}?" if gap == "…" else f"[^。;\\n]{{0,{most}}}?"
    if sign := token["sign"]:
        return _SIGNS[sign]
    if token["escaped"]:
        return re.escape(token.group()[1])
    return token.group() if token["set"] or token["count"] else re.escape(token.group())
