"""Whether two notices are one act in two places, or one page read twice."""

from __future__ import annotations

from scraper.copies.similarity import Print, compare_letters, contradict_numbers, take_print
from scraper.facts.identity import UNTITLED
from scraper.model import Damage, Kind, Notice
from scraper.text.fold import bare_text

ALIKE = 0.7
CONTAINED = 0.9
SHORT = 120
"""Letters; shorter texts say too little to be told apart by likeness."""


def print_notice(notice: Notice) -> Print:
    """The print of a notice, made of title and body, by which it is compared."""
    return take_print(f"{notice.title}\n{notice.body}")


def are_copies(a: Notice, b: Notice, print_a: Print, print_b: Print) -> bool:
    """True when two notices are one act in two places: alike, and nothing in them differs that makes an act."""
    if contradict_facts(a, b) or contradict_numbers(print_a.numbers, print_b.numbers):
        return False
    alike, contained = compare_letters(print_a.letters, print_b.letters)
    if min(len(print_a.letters), len(print_b.letters)) < SHORT:
        return alike >= CONTAINED and bare_text(a.title) == bare_text(b.title)
    return alike >= ALIKE or (contained >= CONTAINED and share_mark(a, b))


def contradict_facts(a: Notice, b: Notice) -> bool:
    """True when both state a fact that one act has only once, and state it differently. What one side does not say contradicts nothing."""
    if a.doc_number and b.doc_number:
        if a.doc_number.text != b.doc_number.text:
            return True
    elif contradict_issuers(a, b):
        return True
    if a.region and b.region and (a.region.code != b.region.code or (a.region.zone and b.region.zone and a.region.zone != b.region.zone)):
        return True
    return bool(a.written and b.written and a.written != b.written)


def contradict_issuers(a: Notice, b: Notice) -> bool:
    """True when two official texts without a common number name issuers none of whom is the same."""
    if not (a.kind is b.kind is Kind.OFFICIAL and a.issuers and b.issuers) or Damage.HIJACKED_ISSUER in (*a.damage, *b.damage):
        return False
    return not any(one in other or other in one for one in a.issuers for other in b.issuers)


def share_mark(a: Notice, b: Notice) -> bool:
    """True when a part and a whole bear a common mark: number, day of signing or title."""
    if (a.doc_number and a.doc_number == b.doc_number) or (a.written and a.written == b.written):
        return True
    one, other = sorted((bare_text(a.title), bare_text(b.title)), key=len)
    return len(one) >= 8 and one in other


def is_same_page(a: Notice, b: Notice) -> bool:
    """True for two readings of one page, given that they share an address or bytes."""
    if a.snapshot == b.snapshot is not None or a.id == b.id:
        return True
    if a.doc_number and b.doc_number:
        if a.doc_number.text == b.doc_number.text:
            return True
    elif bare_text(a.title) == bare_text(b.title) and UNTITLED not in (a.title, b.title):
        return True
    alike, contained = compare_letters(print_notice(a).letters, print_notice(b).letters)
    return max(alike, contained) >= ALIKE
