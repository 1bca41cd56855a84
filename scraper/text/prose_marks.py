"""Texts to how prose is told in them: Chinese has marks of its own width, other scripts share theirs with addresses and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.text.sentence_ends import PROSE_MARKS, SENTENCE

_OTHER_MARKS = "\u060c\u061b\u061f\u06d4\u0964\u0965"
"""Comma, semicolon, question mark and full stop of Arabic and Urdu, single and double danda."""

_BEHIND = r"(?=[\s\"'\u2019\u201d\u00bb)\]]|$)"
"""A narrow mark belongs to prose where a word, a quotation or a bracket ends, not inside addresses and numbers."""

_EAST = r"\u3040-\u30ff\u3400-\u9fff"
_EAST_RUN = re.compile(f"[{_EAST}]+")
_WORD = re.compile(rf"[^\W\d_{_EAST}]{{2,}}")

_WORD_ROOM = 2
"""Characters that a word takes at least."""


@dataclass(frozen=True, slots=True)
class Prose:
    """What is counted as a mark of prose and what ends a sentence."""

    mark: re.Pattern[str]
    sentence: re.Pattern[str]


EASTERN = Prose(re.compile(f"[{PROSE_MARKS}]"), re.compile(f"[{SENTENCE}]"))
"""Of Chinese and Japanese."""

ANY = Prose(
    re.compile(f"[{PROSE_MARKS}{_OTHER_MARKS}]|[.,;:!?]{_BEHIND}"),
    re.compile(f"[{SENTENCE}\u061f\u06d4\u0964\u0965]|\\.{_BEHIND}"),
)
"""Of texts that are mostly in another script (Latin, Cyrillic, Arabic, Hangul, Devanagari); what they hold of Chinese counts, too."""


def find_prose(text: str) -> Prose:
    """How prose is told in a text, by the script that most of its words are in; a character of Chinese counts as a word.

    >>> find_prose("关于支持 SMEs 的通知") is EASTERN, find_prose("Notice of support for small firms (小微企业), 2020.") is ANY
    (True, True)
    >>> [len(ANY.mark.findall(text)) for text in ("It fell by 2.5%, he said. See http://a.example/b.html", "Ставка снижена, сообщил банк.")]
    [2, 2]
    """
    letters = sum(map(len, _EAST_RUN.findall(text)))
    if letters > (len(text) - letters) / _WORD_ROOM:  # for so many words there is no room
        return EASTERN
    return EASTERN if letters >= len(_WORD.findall(_EAST_RUN.sub(" ", text))) else ANY
