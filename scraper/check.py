"""The invariants, asked of content/: what must hold of every notice before readers see it (ARCHITECTURE.md, Invariants)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scraper.errors import DigestError, FrontMatterError
from scraper.frontmatter import find_line_of, list_anchors, parse_notice, render_notice
from scraper.model import Notice, Span, Vocabulary
from scraper.people.privacy import PERSONAL, find_personal
from scraper.store.files import load_text
from scraper.store.shelf import Shelf
from scraper.text.fold import squash

OLDEST = date(1949, 10, 1)
LATEST = timedelta(days=366)
"""How far ahead of the day of checking a date of signing or publication may lie."""
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: where, which rule, and what to look at."""

    file: str
    line: int | None
    rule: str
    message: str

    def __str__(self) -> str:
        """One line.

        >>> str(Finding("content/notices/a.md", 7, "vocabulary", "unknown topic 'x'"))
        "content/notices/a.md:7: vocabulary: unknown topic 'x'"
        """
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.rule}: {self.message}"


@dataclass(frozen=True, slots=True)
class Words:
    """The closed vocabulary as sets."""

    regions: frozenset[str]
    topics: frozenset[str]
    instruments: frozenset[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """A content file under examination."""

    file: str
    text: str
    notice: Notice


Remark = tuple[Path, str]
"""The path of the value in the front matter, and what is wrong with it."""


def check_digest(shelf: Shelf, vocabulary: Vocabulary, day: date) -> Iterator[Finding]:
    """Every finding of every notice on the shelf, in order of file."""
    words = Words(
        frozenset(region.code for region in vocabulary.regions),
        frozenset(topic.id for topic in vocabulary.topics),
        frozenset(instrument.id for instrument in vocabulary.instruments),
    )
    seen: dict[str, str] = {}
    for path in shelf.list_paths():
        file = shelf.name(path)
        try:
            text = load_text(path) or ""
            subject = Subject(file, text, parse_notice(text, file=file))
        except DigestError as error:
            yield Finding(file, error.line, error.kind, error.message + (f" ({error.remedy})" if error.remedy else ""))
            continue
        name = subject.notice.id
        if name in seen:
            yield locate(subject, "unique-id", ("id",), f"{name} is also the id of {seen[name]}")
        seen[name] = file
        if shelf.name(shelf.path(name)) != file:
            yield locate(subject, "path", ("id",), f"id {name!r} does not belong in this place")
        yield from check_subject(subject, words, day)


def check_subject(subject: Subject, words: Words, day: date) -> Iterator[Finding]:
    """Every finding of one notice."""
    rules: dict[str, Callable[[], Iterator[Remark]]] = {
        "round-trip": lambda: check_rendering(subject),
        "vocabulary": lambda: check_words(subject.notice, words),
        "evidence": lambda: check_evidence(subject.notice),
        "dates": lambda: check_dates(subject.notice, day),
        "privacy": lambda: check_people(subject.notice),
        "anchors": lambda: check_anchors(subject),
    }
    for rule, ask in rules.items():
        for path, message in ask():
            yield locate(subject, rule, path, message)


def locate(subject: Subject, rule: str, path: Path, message: str) -> Finding:
    """A finding with the line of the value that it is about; ("body", offset) is a place in the body."""
    return Finding(subject.file, find_line_of(subject.text, path), rule, message)


def check_rendering(subject: Subject) -> Iterator[Remark]:
    """Written and read again, the notice is the same."""
    try:
        if parse_notice(render_notice(subject.notice)) != subject.notice:
            yield (), "changes when it is written and read again"
    except FrontMatterError as error:
        yield (), f"can't be read after writing: {error.message}"


def check_words(notice: Notice, words: Words) -> Iterator[Remark]:
    """Regions, topics and instruments come from the reviewed files only."""
    place = notice.region
    if place and (place.code not in words.regions or not words.regions.issuperset(place.path)):
        yield ("region",), f"unknown region {place.code}"
    for index, measure in enumerate(notice.measures):
        for key, given, known in (("topics", measure.topics, words.topics), ("instruments", measure.instruments, words.instruments)):
            for word in given:
                if word not in known:
                    yield ("measures", index, key), f"unknown {key[:-1]} {word!r}"


def check_evidence(notice: Notice) -> Iterator[Remark]:
    """No fact without evidence: what a record says stands in the body where it says."""
    body = notice.body
    for index, measure in enumerate(notice.measures):
        path: Path = ("measures", index)
        if not quotes(body, measure.lead_span, measure.lead):
            yield (*path, "lead"), f"the lead does not stand at {show(measure.lead_span)}"
        if not measure.span.holds(measure.lead_span) or measure.span.end > len(body):
            yield (*path, "span"), f"the measure at {show(measure.span)} does not hold its lead"
        for number, figure in enumerate(measure.figures):
            if not quotes(body, figure.span, figure.raw):
                yield (*path, "figures", number), f"{figure.raw!r} does not stand at {show(figure.span)}"
    if notice.validity.span and not quotes(body, notice.validity.span, notice.validity.text or ""):
        yield ("validity",), f"{notice.validity.text!r} does not stand at {show(notice.validity.span)}"
    for index, evidence in enumerate(notice.evidence):
        if evidence.span and not quotes(body, evidence.span, evidence.quote):
            yield ("evidence", index), f"{evidence.quote!r} does not stand at {show(evidence.span)}"


def quotes(body: str, span: Span, words: str) -> bool:
    """True when the text of the span contains the words, white space aside."""
    return squash(words) in squash(span.read(body))


def show(span: Span) -> str:
    """A span as the file writes it."""
    return f"[{span.start}, {span.end}]"


def check_dates(notice: Notice, day: date) -> Iterator[Remark]:
    """Dates lie between the founding of the state and a year from now, and terms end after they begin."""
    for key, value in (("written", notice.written), ("published", notice.published)):
        if value and not OLDEST <= value <= day + LATEST:
            yield (key,), f"{value} can't be right"
    if notice.written and notice.published and notice.written > notice.published + timedelta(days=1):
        yield ("written",), f"signed on {notice.written}, after it was published"
    terms: list[tuple[Path, date | None, date | None]] = [(("validity",), notice.validity.start, notice.validity.end)]
    for index, measure in enumerate(notice.measures):
        terms.append((("measures", index, "from"), measure.start, measure.end))
        terms.append((("measures", index, "apply_from"), measure.apply_from, measure.apply_to))
    for path, start, end in terms:
        if start and end and start > end:
            yield path, f"ends on {end} before it begins on {start}"


def check_people(notice: Notice) -> Iterator[Remark]:
    """No personal number or private box anywhere."""
    for path in find_personal(notice):
        yield path, PERSONAL


def check_anchors(subject: Subject) -> Iterator[Remark]:
    """Each measure has its anchor in the body, once, and there is no other."""
    found = list_anchors(subject.text.replace("\r\n", "\n"))
    for index, measure in enumerate(subject.notice.measures):
        if (count := found.count(measure.id)) != 1:
            yield ("measures", index, "id"), f"the body has {count} anchors {measure.id}"
    known = {measure.id for measure in subject.notice.measures}
    for name in found:
        if name not in known:
            yield ("measures",), f"the body has an anchor {name} of no measure"
