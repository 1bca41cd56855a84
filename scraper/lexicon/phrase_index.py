"""Expressions written as word lists, and an index of them by their beginnings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from scraper.lexicon.phrases import Expression, compile_guard, translate_phrase
from scraper.lexicon.plain_words import PlainWords, compile_plain
from scraper.lexicon.wordbook import Entry

Key = TypeVar("Key")
_PAIR: Final = 2
# A look around or an anchor; a group's head; a set of plain characters; a plain character.
_PART: Final = re.compile(
    r"(?P<look>\(\?<?[!=](?:[^()\[\]\\]|\[[^\]\\]*\])*\)|[\^$])|(?P<group>\(\?:)|\[(?P<set>[^\]^\\-][^\]\\-]*)\]|(?P<char>[^\\\[\](){}.|?*+])"
)
_ANYTHING: Final = frozenset({""})


def compile_words(*lists: str) -> re.Pattern[str]:
    r"""One expression that finds any of the words; they are parted by blanks, and each may itself be a small expression.

    >>> compile_words("减免 免[收征]", "缓缴").findall("免征房产税,缓缴社保费")
    ['免征', '缓缴']
    """
    return re.compile("|".join(" ".join(lists).split()))


@dataclass(frozen=True, slots=True)
class WordIndex(Generic[Key]):
    """Expressions by their beginnings: only those are looked for that can begin in a text."""

    begun: Mapping[str, tuple[tuple[int, Expression, Key], ...]]
    beginnings: PlainWords

    def list_candidates(self, text: str) -> Iterator[tuple[int, Expression, Key]]:
        """The expressions of which a beginning stands in `text`, each once and in no order: place in the table, expression, key."""
        begins = ("", *self.beginnings.find_places(text))
        return iter({entry[0]: entry for begin in begins for entry in self.begun.get(begin, ())}.values())


def build_index(words: Iterable[tuple[str | Expression, Key]]) -> WordIndex[Key]:
    """Index expressions, each with the key of what it speaks for.

    >>> index = build_index([("免[收征]", "relief"), ("缓缴", "deferral")])
    >>> [key for _, _, key in index.list_candidates("暂免征税")]
    ['relief']
    """
    begun: dict[str, list[tuple[int, Expression, Key]]] = {}
    for place, (word, key) in enumerate(words):
        expression = word if isinstance(word, Expression) else Expression(re.compile(word))
        for begin in find_beginnings(expression.pattern.pattern):
            begun.setdefault(begin, []).append((place, expression, key))
    return WordIndex({begin: tuple(entries) for begin, entries in begun.items()}, compile_plain(filter(None, begun)))


def list_expressions(entry: Entry) -> tuple[Expression, ...]:
    """Each word and phrase of an entry as an expression of its own; what its entry forbids is forbidden to each.

    >>> words = list_expressions(Entry("relief", ("免(征|收)",), words=("减免",), unless=("免征集",)))
    >>> [found.group() for word in words if (found := word.search("免征集意见,暂免收税"))]
    ['免收']
    """
    guards = tuple(map(compile_guard, entry.unless))
    sources = (*map(re.escape, entry.words), *map(translate_phrase, entry.phrases))
    return tuple(Expression(re.compile(source), guards) for source in sources)


def find_beginnings(expression: str, size: int = _PAIR) -> frozenset[str]:
    r"""The beginnings of an expression, up to `size` characters as far as they are known: one of them opens each match.

    >>> sorted(find_beginnings("免[收征]")), sorted(find_beginnings("(?:缓|延期)缴")), sorted(find_beginnings("(?<!不)无?还"))
    (['免征', '免收'], ['延期', '缓'], ['无', '还'])
    >>> find_beginnings(r"\d{1,3}日"), find_beginnings("[^,]费")
    (frozenset({''}), frozenset({''}))
    """
    part = _PART.match(expression) if size else None
    if part is None:
        return _ANYTHING
    rest = expression[part.end() :]
    if part["look"]:
        return find_beginnings(rest, size)
    branches, rest = _split_group(rest) if part["group"] else ([], rest)
    heads = [begin for branch in branches for begin in find_beginnings(branch, size)] or list(part["set"] or part["char"])
    if rest.startswith(("*", "{0")) or (branches and rest.startswith("?")):
        return _ANYTHING
    if rest.startswith("?"):
        return frozenset(heads) | find_beginnings(rest[1:], size)
    if branches or rest.startswith(("+", "{")):
        return frozenset(heads)
    return frozenset(head + more for head in heads for more in find_beginnings(rest, size - 1))


def _split_group(expression: str) -> tuple[list[str], str]:
    """The branches of a group whose head was read, and what follows the group."""
    branches, start, depth, in_set = [], 0, 0, False
    for place, sign in enumerate(expression):
        if place and expression[place - 1] == "\\":
            continue
        if in_set or sign == "[":
            in_set = sign != "]"
        elif sign in "|)" and not depth:
            branches.append(expression[start:place])
            start = place + 1
            if sign == ")":
                return branches, expression[start:]
        elif sign in "()":
            depth += 1 if sign == "(" else -1
    return branches, ""
