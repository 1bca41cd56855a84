"""Places by GB/T 2260."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.model.naming import Code

STATE_CODE = "000000"
"""The state as a whole; also where a notice is filed whose place nobody knows."""


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative unit of GB/T 2260: `code` has six digits, `name` is official (滨州市), `short` is everyday (滨州).

    `aliases` are other names in use or in the past (黔南州, 莱芜市); `successor` is the code that replaced an abolished one.
    `letters` stand for it in document numbers (鲁, 穗), `dials` are its telephone area codes (0543),
    `pinyin` spells the everyday name without tones, a space between syllables (bin zhou).
    """

    code: str
    name: str
    short: str
    aliases: tuple[str, ...] = ()
    successor: str | None = None
    letters: tuple[str, ...] = ()
    dials: tuple[str, ...] = ()
    pinyin: str | None = None

    @property
    def level(self) -> int:
        """0 the state, 1 province, 2 prefecture, 3 county.

        >>> [Region(c, "", "").level for c in ("000000", "370000", "371600", "371602")]
        [0, 1, 2, 3]
        """
        if self.code == STATE_CODE:
            return 0
        return 1 if self.code.endswith("0000") else 2 if self.code.endswith("00") else 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a notice applies: the lowest unit it speaks for, and the units above it.

    `name` is the full name (山东省滨州市); `path` are the codes from province down to `code` itself;
    `zone` names what has no code (高新区).
    """

    code: Code
    name: str
    path: tuple[Code, ...]
    zone: str | None = None
