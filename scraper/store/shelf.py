"""content/notices: one Markdown file a notice, where a person's edit is never lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scraper.errors import DigestError, FrontMatterError, StoreError
from scraper.facts.identity import find_shelf
from scraper.frontmatter import add_doubt, fingerprint, is_generated, parse_notice, read_fingerprint, render_notice, sign_text
from scraper.model import Doubt, Notice
from scraper.model.naming import NOTICE_ID
from scraper.store.files import load_text, save_text
from scraper.store.merge import merge_texts

NOTICES = Path("content") / "notices"
BASE = Path(".policy-digest") / "base"
CONFLICT = Doubt("edit-conflict", "人工修改与机器新读出的内容不一致，已保留人工修改，请核对原文后删除本条。")


class Outcome(StrEnum):
    """What saving did to the file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MERGED = "merged"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A notice on the shelf: as the file says now, and as the scraper last wrote it (the same unless a person has edited it)."""

    path: Path
    notice: Notice
    generated: Notice


@dataclass(frozen=True, slots=True)
class Shelf:
    """The notices of the digest at `root`."""

    root: Path

    def path(self, notice_id: str) -> Path:
        """`content/notices/<province code>/<year>/<id>.md`.

        Raises:
            StoreError: no id, so no file name may be made of it.
        """
        place = find_shelf(notice_id)
        if place is None:
            raise StoreError(NOTICE_ID.refuse(notice_id), remedy="an id is made by the scraper and never changed")
        return self.root / NOTICES / place[0] / place[1] / f"{notice_id}.md"

    def base_path(self, notice_id: str) -> Path:
        """Where the copy of what the scraper last wrote is kept."""
        return self.root / BASE / self.path(notice_id).relative_to(self.root / NOTICES)

    def list_paths(self) -> Iterator[Path]:
        """All content files of notices, in a stable order."""
        folder = self.root / NOTICES
        return iter(sorted(path for path in folder.rglob("*.md") if not path.name.startswith(".")) if folder.is_dir() else ())

    def load_notices(self) -> Iterator[Shelved | DigestError]:
        """Every notice on the shelf; a broken file gives its error and the others go on."""
        for path in self.list_paths():
            try:
                yield self.load_shelved(path)
            except DigestError as error:
                yield error

    def load_shelved(self, path: Path) -> Shelved:
        """One content file.

        Raises:
            FrontMatterError: it is broken.
            StoreError: it can't be read.
        """
        text = plain_text(load_text(path) or "")
        notice = parse_notice(text, file=self.name(path))
        if is_generated(text):
            return Shelved(path, notice, notice)
        base = self.load_base(notice.id, text)
        return Shelved(path, notice, parse_notice(base, file=self.name(path)) if base else notice)

    def load_generated(self, path: Path) -> Notice:
        """What the scraper last wrote into a content file, also where that can't be read now.

        Raises:
            FrontMatterError: it is broken, and no copy is kept.
            StoreError: it can't be read, and no copy is kept.
        """
        try:
            return self.load_shelved(path).generated
        except DigestError:
            if notice := self.find_generated(path):
                return notice
            raise

    def find_generated(self, path: Path) -> Notice | None:
        """What the scraper last wrote into a file that can't be read now; None when no copy is kept or it is broken, too."""
        try:
            base = load_text(self.base_path(path.stem))
            return parse_notice(base, file=self.name(path)) if base else None
        except DigestError:
            return None

    def load_base(self, notice_id: str, text: str) -> str | None:
        """What the scraper wrote before a person made `text` of it, if a copy is kept here."""
        try:
            base = load_text(self.base_path(notice_id))
        except StoreError:  # a copy that is no text any more is no copy: the person's words stand
            return None
        known = read_fingerprint(text)
        return base if base and (known is None or known == fingerprint(base)) else None

    def name(self, path: Path) -> str:
        """A file's name as people see it, from the digest's folder."""
        return path.relative_to(self.root).as_posix()

    def save_notice(self, notice: Notice) -> Outcome:
        """Write a notice; what a person has changed in its file stays changed.

        Raises:
            FrontMatterError: the file was broken by hand; it stays as it is.
            StoreError: the disk refused, or a link leads out of the shelf; the file stays as it was.
        """
        path, generated = self.path(notice.id), render_notice(notice)
        if not path.parent.resolve().is_relative_to((self.root / NOTICES).resolve()):
            raise StoreError("a folder that leads out of content/notices", file=self.name(path), remedy="put a real folder in its place")
        found = load_text(path)
        text = plain_text(found or "")
        if found is None:
            outcome, result = Outcome.ADDED, generated
        elif is_generated(text):
            outcome, result = Outcome.CHANGED, generated
        else:
            parse_notice(text, file=self.name(path))
            outcome, result = merge_edit(self.load_base(notice.id, text), text, generated)
        if result == text:
            outcome = Outcome.UNCHANGED
        else:
            save_text(path, result)
        save_text(self.base_path(notice.id), generated)
        return outcome


def plain_text(text: str) -> str:
    """A file's text without carriage returns and byte order mark, which editors and checkouts add."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def merge_edit(base: str | None, edited: str, generated: str) -> tuple[Outcome, str]:
    """Bring what was generated now into an edited file.

    Without the text that the edit began with, or where both changed the same lines, the edit wins and a doubt says so.
    """
    mark = read_fingerprint(edited)
    if mark == fingerprint(generated):
        return Outcome.UNCHANGED, edited
    if base is None:
        return Outcome.CONFLICT, add_doubt(sign_text(edited, fingerprint(generated)), CONFLICT)
    same = "0" * 16
    merged = merge_texts(sign_text(base, same), sign_text(edited, same), sign_text(generated, same))
    text, conflicts = merged.text, merged.conflicts
    try:
        parse_notice(text)
    except FrontMatterError:
        text, conflicts = edited, 1
    text = sign_text(text, fingerprint(generated))
    return (Outcome.CONFLICT, add_doubt(text, CONFLICT)) if conflicts else (Outcome.MERGED, text)
