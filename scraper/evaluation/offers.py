"""What the card of a matched measure tells beside its label: the quantities offered, for whom, where, until when, through whom."""

from __future__ import annotations

from collections.abc import Iterator

from scraper.evaluation.comparison import bare_text, rate_overlap
from scraper.evaluation.points import Facts, Mark, Tally, mark_one

OFFERED = frozenset({"amount", "per_firm_cap", "discount", "interest", "fund_total", "service_time", "term", "quota", "rate"})
"""Roles of figures that a reader takes for what can be had."""
SAME = 0.5
"""Share of common pairs of letters from which two phrases name the same people, office or place."""
DAYS = {"apply_to": "apply_to", "until": "to"}
"""Labelled days and the keys of records that hold them."""


def mark_offer(wanted: Facts, found: Facts) -> Iterator[Mark]:
    """Every mark of one card; what was not labelled has none."""
    lead = str(wanted["lead"])[:24]
    if "gains" in wanted:
        yield from mark_gains(wanted, found)
    if "for_whom" in wanted:
        yield mark_phrase("for_whom", lead, bare_text(wanted["for_whom"]), read_people(found))
    for key in ("channel", "lead_body"):
        if key in wanted:
            yield mark_phrase(key, lead, bare_text(wanted[key]), bare_text(found.get(key)))
    for key, field in DAYS.items():
        if key in wanted:
            want, got = wanted[key] or None, found.get(field) or None
            yield mark_one(f"card_{key}", want == got, f"{key} of {lead!r}: want {want} got {got}")


def mark_gains(wanted: Facts, found: Facts) -> Iterator[Mark]:
    """The quantities that are offered, each counted once as printed, and the roles of those that are right."""
    lead = str(wanted["lead"])[:24]
    labelled = {bare_text(gain["raw"]): gain.get("role") for gain in wanted["gains"] or []}
    offered = {bare_text(figure.get("raw")): figure.get("role") for figure in found.get("figures") or [] if figure.get("role") in OFFERED}
    both = sorted(labelled.keys() & offered.keys())
    misses = [f"card of {lead!r} lacks {raw!r}" for raw in sorted(labelled.keys() - offered.keys())]
    misses += [f"card of {lead!r} offers {wrong}"] if (wrong := sorted(offered.keys() - labelled.keys())) else []
    yield Mark("card_gains_f1", Tally(len(both), len(labelled), len(offered)), tuple(misses))
    for raw in both:
        yield mark_one("card_roles", labelled[raw] == offered[raw], f"role of {raw!r}: want {labelled[raw]!r} got {offered[raw]!r}")


def mark_phrase(key: str, lead: str, wanted: str, found: str) -> Mark:
    """1 when two bare phrases share enough letters, or when neither is there."""
    right = rate_overlap(wanted, found) >= SAME if wanted and found else wanted == found
    return mark_one(f"card_{key}", right, f"{key} of {lead!r}: want {wanted!r} got {found!r}")


def read_people(found: Facts) -> str:
    """Whom a record's measure is for, as bare text: its phrase and the names of its actors.

    >>> read_people({"target": {"text": "小微企业 ", "actors": ["个体工商户"]}}), read_people({"target": None})
    ('小微企业个体工商户', '')
    """
    target = found.get("target")
    return bare_text(target.get("text")) + bare_text("".join(target.get("actors") or ())) if isinstance(target, dict) else ""
