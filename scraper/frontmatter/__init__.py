"""Notice <-> Markdown with YAML front matter: the one contract between the scraper, content/ and the site.

`parse_notice(render_notice(n)) == n`. A file that a person has edited parses too: spans are moved to where the words stand now.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from scraper.errors import FrontMatterError, PrivacyError
from scraper.frontmatter import content_markdown as markdown
from scraper.frontmatter.anchoring import move_spans
from scraper.frontmatter.codec import CodecError, decode_notice, encode_notice
from scraper.frontmatter.notice_schema import describe_dump
from scraper.frontmatter.yaml_header import find_line, parse_header, render_header, split_file
from scraper.model import Doubt, Notice
from scraper.people.privacy import PERSONAL, find_personal, mask_people

GENERATED = "generated: "


def render_notice(notice: Notice) -> str:
    """A content file: front matter, then the body in Markdown with the measures' anchors.

    The last key of the front matter, `generated`, is the file's own fingerprint.
    """
    data = encode_notice(notice, compact=True)
    body = markdown.render_body(data.pop("body"), notice.measures)
    return sign_text(f"---\n{render_header(data)}{GENERATED}\n---\n\n{body}\n")


def parse_notice(text: str, *, file: str | None = None) -> Notice:
    """The notice in a content file.

    Raises:
        FrontMatterError: with file and line.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    header, body = split_file(text, file=file)
    data = parse_header(header, file=file)
    data["body"] = markdown.parse_body(body.removesuffix("\n"))
    try:
        notice = decode_notice(data)
    except CodecError as error:
        line = find_line(header, error.path)
        raise FrontMatterError(str(error), file=file, line=line, remedy="`policy-digest normalize` prints every key") from error
    return notice if is_generated(text) else move_spans(notice)


def parse_public(text: str, *, file: str | None = None) -> Notice:
    """The notice in a content file that is about to be published; one that is held may hold what it likes.

    Raises:
        FrontMatterError: with file and line.
        PrivacyError: it shows personal data, with file and line.
    """
    notice = parse_notice(text, file=file)
    path = None if notice.held else next(find_personal(notice), None)
    if path:
        raise PrivacyError(PERSONAL, file=file, line=find_line_of(text, path), remedy="mask it, or take the notice down with held: true")
    return notice


def dump_notice(notice: Notice) -> dict[str, Any]:
    """The notice as JSON types under the public key names, every key present.

    `validity` and measures have `from` and `to`, spans are `[start, end]`, `region` is the code beside `region_name` and `region_path`.
    """
    return encode_notice(notice, compact=False)


def load_notice(data: dict[str, Any], *, file: str | None = None) -> Notice:
    """Undo `dump_notice`.

    Raises:
        FrontMatterError: naming the key that does not fit.
    """
    try:
        return decode_notice(data)
    except CodecError as error:
        raise FrontMatterError(str(error), file=file) from error


def is_generated(text: str) -> bool:
    """True when a content file is exactly as the scraper wrote it: its fingerprint fits, nobody has edited it."""
    found = read_fingerprint(text)
    return found is not None and found == fingerprint(text)


def read_fingerprint(text: str) -> str | None:
    """The fingerprint of the text that the scraper wrote, as the file states it."""
    line = _find_generated(text)
    return line.removeprefix(GENERATED).strip() if line else None


def sign_text(text: str, mark: str | None = None) -> str:
    """The file with its `generated` line filled in: by its own fingerprint, or by that of the text it stems from."""
    line = _find_generated(text)
    return text.replace(f"\n{line}\n", f"\n{GENERATED}{mark or fingerprint(text)}\n", 1) if line is not None else text


def fingerprint(text: str) -> str:
    """16 hex digits of a content file without its `generated` line."""
    line = _find_generated(text)
    bare = text.replace(f"\n{line}\n", "\n", 1) if line is not None else text
    return sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def list_anchors(text: str) -> tuple[str, ...]:
    """The ids of the measures' anchors in a content file's body, in order."""
    return markdown.list_anchors(split_file(text)[1])


def find_place(text: str, path: tuple[str | int, ...], offset: int | None = None) -> int | None:
    """The line of a content file where an offset of the body stands, else where the value at `path` of the front matter does."""
    header, body = split_file(text)
    if offset is None:
        return find_line(header, path)
    first = text[: len(text) - len(body)].count("\n") + 1
    return first + markdown.find_row(body, offset)


def find_line_of(text: str, path: tuple[str | int, ...]) -> int | None:
    """The line of a value in a content file as it lies on the disk; ("body", offset) is a place in the body."""
    last = path[-1] if path else None
    offset = last if path[:1] == ("body",) and isinstance(last, int) else None
    return find_place(text.removeprefix("\ufeff").replace("\r\n", "\n"), path, offset)


def add_doubt(text: str, doubt: Doubt) -> str:
    """A content file with one more entry in its review queue, all else untouched; unchanged when it already has it.

    Raises:
        FrontMatterError: when the text has no front matter.
    """
    header, _ = split_file(text)
    entry = render_header({"doubts": [{"rule": doubt.rule, "message": doubt.message}]})
    head, item = entry.split("\n", 1)
    if item in header:
        return text
    known = f"{head}\n" in header
    at = _find_generated(text)
    place = text.index(f"\n{at}\n") + 1 if at is not None else text.index("\n---\n", 3) + 1
    if not known:
        return text[:place] + entry + text[place:]
    place = text.index(f"\n{head}\n", 3) + len(head) + 2
    return text[:place] + item + text[place:]


def _find_generated(text: str) -> str | None:
    end = text.find("\n---\n", 3)
    start = text.rfind(f"\n{GENERATED.rstrip()}", 0, max(end, 0))
    return text[start + 1 : text.index("\n", start + 1)] if start >= 0 else None


__all__ = [
    "add_doubt",
    "describe_dump",
    "dump_notice",
    "find_line_of",
    "find_place",
    "fingerprint",
    "is_generated",
    "list_anchors",
    "load_notice",
    "mask_people",
    "parse_notice",
    "parse_public",
    "read_fingerprint",
    "render_notice",
    "sign_text",
]
