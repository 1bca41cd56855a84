"""Damaged text to usable text, every change confessed (PAGES, Damage)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scraper.model.text import Repair, Repaired, Script
from scraper.text.bracket_pinyin import drop_bracket_pinyin, find_listed
from scraper.text.han import find_script, simplify_text


def repair_text(text: str) -> Repaired:
    """Repair one document.

    >>> repair_text("清楚的文字不变。").text
    '清楚的文字不变。'
    """
    return repair_parts((text,))[1]


def repair_parts(parts: Sequence[str]) -> tuple[tuple[str, ...], Repaired]:
    """Repair several strings of one document under one diagnosis; `Repaired.text` is the parts joined by line ends."""
    whole = "\n".join(parts)
    counts: Counter[str] = Counter()
    listed = find_listed(whole)
    script = find_script(whole)
    done = []
    for part in parts:
        text = part
        if listed:
            text, n = drop_bracket_pinyin(text, listed)
            counts["bracket-pinyin"] += n
        if script is Script.HANT:
            simple = simplify_text(text)
            counts["simplified"] += sum(a != b for a, b in zip(text, simple, strict=False))
            text = simple
        done.append(text)
    repairs = tuple(Repair(rule, n) for rule, n in counts.items() if n)
    return tuple(done), Repaired("\n".join(done), repairs, (), script)
