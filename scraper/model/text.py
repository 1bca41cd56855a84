"""What happened to the characters of a document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    """Script of the text as it was found, before repair."""

    HANS = "hans"
    HANT = "hant"


class Damage(StrEnum):
    """What could not be restored."""

    LOST_BYTES = "lost-bytes"
    DIGITS_STRIPPED = "digits-stripped"
    SPUN = "spun"
    HIJACKED_ISSUER = "hijacked-issuer"
    SPAM_LINES = "spam-lines"
    TWO_NUMBERS = "two-numbers"
    TRUNCATED = "truncated"
    NAMED_PERSONS = "named-persons"


HOLDING_DAMAGE = frozenset({Damage.DIGITS_STRIPPED, Damage.SPUN, Damage.HIJACKED_ISSUER, Damage.NAMED_PERSONS})
"""Damage that makes amounts or issuers untrustworthy, and that done to private persons who are listed by name: such a notice is held for
review, never published by machine."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair rule and how many places it changed."""

    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Repaired:
    """Text after repair, with every change confessed. `repair_text(repaired.text).text == repaired.text`."""

    text: str
    repairs: tuple[Repair, ...] = ()
    damage: tuple[Damage, ...] = ()
    script: Script = Script.HANS


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes as text. `encoding` is a Python codec name, `rule` how it was found (bom, bytes, declared)."""

    text: str
    encoding: str
    rule: str
    replaced: int = 0
