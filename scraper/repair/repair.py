"""Damaged text to usable text, every change confessed.

One defect, one module. A diagnosis of the whole document decides which rules run, so that a clean text is never touched;
they run until nothing changes, so that a repaired text stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from scraper.model.text import Damage, Repair, Repaired, Script
from scraper.repair.bracket_english import drop_bracket_english, has_bracket_english
from scraper.repair.bracket_pinyin import drop_bracket_pinyin, find_listed
from scraper.repair.broken_lines import Ruler, find_line_width, join_broken_lines
from scraper.repair.damage import find_damage
from scraper.repair.lost_bytes import Patience, restore_lost_bytes
from scraper.repair.page_numbers import drop_page_numbers, has_page_numbers
from scraper.repair.punctuation import drop_doubled_marks, has_doubled_marks
from scraper.repair.radicals import has_radicals, restore_radicals
from scraper.repair.spaced_numbers import close_spaced_numbers, has_spaced_numbers
from scraper.repair.spaced_words import close_spaced_words, has_spaced_words
from scraper.text.han import find_script, simplify_text

_MAX_PASSES = 8
"""Rounds until nothing changes; real texts need one, and no text may keep the program busy."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a document: a field for each defect."""

    listed: frozenset[str] = frozenset()
    doubled: bool = False
    script: Script = Script.HANS
    paged: bool = False
    width: Ruler | None = None
    spaced: bool = False
    radicals: bool = False
    glossed: bool = False
    parted: bool = False


def repair_text(text: str) -> Repaired:
    """Repair one document; `script` is the one it was found in.

    >>> repair_text("企業(yè)復(fù)工復(fù)產(chǎn)").text
    '企业复工复产'
    >>> repair_text("亳(bó)州市企业复工复产").repairs
    ()
    """
    return repair_parts((text,))[1]


def repair_parts(parts: Sequence[str]) -> tuple[tuple[str, ...], Repaired]:
    """Repair several strings of one document under one diagnosis; `Repaired.text` is the repaired parts joined by line ends.

    >>> repair_parts(("企業(yè)", "亳(bó)州，復(fù)工復(fù)產(chǎn)"))[0]
    ('企业', '亳(bó)州，复工复产')
    """
    texts = tuple(parts)
    script = None
    counts: Counter[str] = Counter()
    patience = Patience()
    for _ in range(_MAX_PASSES):
        diagnosis = diagnose_text("\n".join(texts))
        script = script or diagnosis.script
        before = texts
        if diagnosis != Diagnosis():
            texts = tuple(_repair_part(text, diagnosis, counts, patience) for text in texts)
        if texts == before:
            break
    whole = "\n".join(texts)
    damage = {*find_damage(whole), *((Damage.LOST_BYTES,) if counts["lost-bytes"] else ())}
    repairs = tuple(Repair(rule, count) for rule, count in counts.items() if count)
    return texts, Repaired(whole, repairs, tuple(d for d in Damage if d in damage), script or Script.HANS)


def diagnose_text(text: str) -> Diagnosis:
    """Look at a whole document; cheap, since most documents are clean.

    >>> diagnose_text("第一条 为支持中小企业，制定本办法。") == Diagnosis()
    True
    """
    return Diagnosis(
        listed=find_listed(text),
        doubled=has_doubled_marks(text),
        script=find_script(text),
        paged=has_page_numbers(text),
        width=find_line_width(text),
        spaced=has_spaced_numbers(text),
        radicals=has_radicals(text),
        glossed=has_bracket_english(text),
        parted=has_spaced_words(text),
    )


def _repair_part(text: str, diagnosis: Diagnosis, counts: Counter[str], patience: Patience) -> str:
    """All rules in their order: each relies on what those before it restored."""
    for rule, repair in _choose_rules(diagnosis, patience):
        text, count = repair(text)
        counts[rule] += count
    return text


def _choose_rules(diagnosis: Diagnosis, patience: Patience) -> Iterator[tuple[str, Callable[[str], tuple[str, int]]]]:
    if diagnosis.radicals:
        yield "radicals", restore_radicals
    if diagnosis.paged:
        yield "page-numbers", drop_page_numbers
    if diagnosis.width:
        yield "broken-lines", partial(join_broken_lines, ruler=diagnosis.width)
    if diagnosis.glossed:
        yield "bracket-english", drop_bracket_english
    if diagnosis.listed:
        yield "bracket-pinyin", partial(drop_bracket_pinyin, listed=diagnosis.listed)
        yield "lost-bytes", partial(restore_lost_bytes, patience=patience)
    if diagnosis.doubled:
        yield "doubled-marks", drop_doubled_marks
    if diagnosis.script is Script.HANT:
        yield "traditional-script", simplify_text
    if diagnosis.spaced:
        yield "spaced-numbers", close_spaced_numbers
    if diagnosis.parted:
        yield "spaced-words", close_spaced_words
