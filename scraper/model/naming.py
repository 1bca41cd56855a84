r"""What may become part of a path or an address: one rule for each kind of name.

Ids, codes and words of notices become folders, files and anchors; names of runs and sources become files of the archive. Whoever takes
one from outside asks here, so `../../x` is no id anywhere. Records carry the rule in the type of their field, for whoever reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, TypeAlias

UNSAFE = re.compile(r'[\x00-\x1f\x7f\\:<>"|?*]')
"""Separators, drives and streams of some system, and what no system shows."""
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows takes for devices, whatever follows the first point."""
LONGEST = 255


@dataclass(frozen=True, slots=True)
class Grammar:
    """A kind of name: `noun` and `shape` tell people what it is and how it looks."""

    noun: str
    shape: str
    pattern: re.Pattern[str]

    def holds(self, text: str) -> bool:
        r"""True when a text is such a name, and one that every system takes for a file's.

        >>> [SOURCE_ID.holds(text) for text in ("sd-gxt", "", "../x", "a/b", "a\n", "nul")]
        [True, False, False, False, False, False]
        """
        return self.pattern.fullmatch(text) is not None and text not in DEVICES

    def refuse(self, text: str) -> str:
        """What is wrong with a text that is no such name."""
        return f"{text[:80]!r} is no {self.noun}: {self.shape}"


NOTICE_ID = Grammar(
    "notice id", "<region code>-<yyyymmdd>-<8 hex digits>", re.compile(r"([0-9]{2})([0-9]{4})-([0-9]{4})([0-9]{4})-[0-9a-f]{8}")
)
MEASURE_ID = Grammar("id of a measure", "m- and hex digits", re.compile(r"m-[0-9a-f]{6,64}(?:-[0-9]{1,6})?"))
"""Becomes an attribute in Markdown and HTML, so nothing else may pass."""
CODE = Grammar("region code", "six digits of GB/T 2260, such as 371600; 000000 for the state", re.compile(r"[0-9]{6}"))
WORD = Grammar("word of the vocabulary", "lower-case letters, digits, - and _", re.compile(r"[a-z0-9][a-z0-9_-]{0,60}"))
SOURCE_ID = Grammar("source id", "lower-case letters, digits and hyphens only", re.compile(r"[a-z0-9][a-z0-9-]{0,60}"))
ORIGIN = Grammar("source id", "lower-case letters, digits and hyphens only, or nothing", re.compile(rf"(?:{SOURCE_ID.pattern.pattern})?"))
"""Of a notice: files given by hand come from no source."""
RUN = Grammar("name of a run", "its time in UTC", re.compile(r"[0-9]{8}T[0-9]{6}\.[0-9]{6}Z"))

NoticeId: TypeAlias = Annotated[str, NOTICE_ID]
MeasureId: TypeAlias = Annotated[str, MEASURE_ID]
Code: TypeAlias = Annotated[str, CODE]
Word: TypeAlias = Annotated[str, WORD]
Origin: TypeAlias = Annotated[str, ORIGIN]


def is_path(path: str) -> bool:
    r"""True for a relative path of plain names, which leads nowhere but down on every system.

    >>> [is_path(path) for path in ("notices/370000/甲.md", "a.warc.gz", "index.html@page=2&sid=1")]
    [True, True, True]
    >>> [is_path(path) for path in ("../x", "a/../b", "/etc", "a//b", "a/", "a\\..\\b", "c:x", "a\x00", "nul.html", "a. ", "")]
    [False, False, False, False, False, False, False, False, False, False, False]
    """
    return all(map(is_name, path.split("/")))


def is_name(name: str) -> bool:
    """True for what can name a file on every system."""
    return (
        bool(name)
        and name[-1] not in ". "
        and not UNSAFE.search(name)
        and name.partition(".")[0].rstrip().lower() not in DEVICES
        and len(name.encode("utf-8", "surrogatepass")) <= LONGEST
    )
