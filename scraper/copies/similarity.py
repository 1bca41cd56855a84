"""How alike two texts are, and whether they contradict each other: the measure behind reposts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from scraper.text.enumerators import MARKER
from scraper.text.fold import bare_text, fold_case
from scraper.text.sentence_ends import CLAUSE_END

NO_WORD = re.compile(r"[^\w\x00]+")
NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?[十百千万亿]{0,4}|[〇零一二三四五六七八九十两][〇零一二三四五六七八九十百千万亿两]{0,12}")
ENUMERATOR = re.compile(rf"^[ \u3000#-]{{0,6}}{MARKER}", re.MULTILINE)
"""Counts paragraphs, so that it changes where a copy has lost one."""
LEAST_SENTENCE = 8
SKETCH = 12
"""Sentences that stand for a text. A copy that holds a fifth of another text still shares two of them on average."""
SHINGLE = 5
BEFORE, AFTER = 6, 2
"""Letters around a number that say what it counts."""

Numbers = Mapping[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Print:
    """What is compared of a text: its letters alone, and its numbers by the words around them."""

    letters: str
    numbers: Numbers


def take_print(text: str) -> Print:
    """The print of a body."""
    return Print(bare_text(text), find_numbers(fold_case(text)))


def take_sketch(text: str) -> tuple[int, ...]:
    """Hashes of a dozen sentences, the same dozen wherever a text stands: texts that share none are not compared.

    >>> set(take_sketch("设立市级转贷资金。由财政局负责落实。")) & set(take_sketch("本网消息：设立市级转贷资金！")) == set()
    True
    >>> len(set(take_sketch("设立市级转贷资金。由财政局负责落实。")) & set(take_sketch("本网消息。设立市级转贷资金！")))
    1
    """
    sentences = {letters for part in CLAUSE_END.split(text) if len(letters := bare_text(part)) >= LEAST_SENTENCE}
    return tuple(sorted(map(hash_letters, sentences))[:SKETCH])


def hash_letters(letters: str) -> int:
    """A stable 64-bit hash."""
    return int.from_bytes(blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def find_numbers(text: str) -> Numbers:
    r"""Every number under the words around it, so that the same statement can be compared in two texts.

    >>> dict(find_numbers("每户最高补助50万元。"))
    {'每户最高补助#元': Counter({'50万': 1})}
    >>> dict(find_numbers("（三）减免租金\n1.5万元")) == dict(find_numbers("（二）减免租金\n1.5万元"))
    True
    """
    found: dict[str, Counter[str]] = {}
    text = ENUMERATOR.sub("", text)
    numbers = NUMBER.findall(text)
    plain = NO_WORD.sub("", NUMBER.sub("\x00", text))
    at = -1
    for number in numbers:
        at = plain.index("\x00", at + 1)
        words = plain[max(at - BEFORE, 0) : at + AFTER + 1].replace("\x00", "#")
        found.setdefault(words, Counter())[number.replace(",", "").replace("，", "")] += 1
    return found


def contradict_numbers(a: Numbers, b: Numbers) -> bool:
    """True when the same words stand around different numbers. Numbers that one side lacks are no contradiction: copies lose text.

    >>> contradict_numbers(find_numbers("最高补助50万元"), find_numbers("最高补助30万元"))
    True
    >>> contradict_numbers(find_numbers("最高补助50万元"), find_numbers("最高补助万元"))
    False
    """
    few, many = sorted((a, b), key=len)
    return any(not (count <= many[words] or count >= many[words]) for words, count in few.items() if words in many)


def join_numbers(a: Numbers, b: Numbers) -> Numbers:
    """The numbers of both texts."""
    return {words: a.get(words, Counter()) | b.get(words, Counter()) for words in [*a, *(w for w in b if w not in a)]}


def compare_letters(a: str, b: str) -> tuple[float, float]:
    """Jaccard likeness of five-letter runs, and how much of the shorter text the longer one contains.

    >>> compare_letters("支持中小企业融资", "支持中小企业融资")
    (1.0, 1.0)
    """
    if a == b:
        return 1.0, 1.0
    few, many = sorted((cut_shingles(a), cut_shingles(b)), key=len)
    if not few:
        return 0.0, 0.0
    shared = len(few & many)
    return shared / (len(few) + len(many) - shared), shared / len(few)


def cut_shingles(letters: str) -> set[str]:
    """All runs of five letters."""
    return {letters[i : i + SHINGLE] for i in range(len(letters) - SHINGLE + 1)}
