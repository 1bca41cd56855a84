"""`digest.yml`: whom sites can write to, how slowly a digest asks, and which of the shipped sources are its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from scraper.errors import ConfigError
from scraper.model.naming import CODE, Grammar
from scraper.model.plain_yaml import compose_yaml, map_lines
from scraper.sources.source import Source
from scraper.sources.source_files import explain_mistake, read_keys, read_source_bytes

SETTINGS = "digest.yml"
FOLDER = "sources"
"""Beside it: source files of the digest."""
LEAST_DELAY = 2.0
"""Seconds between two requests to a host; nobody may ask faster."""
CONTACT = Grammar(
    "contact",
    "a mail address, or a page at http(s)://",
    re.compile(r"(?:mailto:)?[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}|https?://[A-Za-z0-9][!#-'*-;=?-~]{0,500}"),
)
"""Goes into a header of every request: nothing that could end it or open another."""


class Settings(BaseModel):
    """What a digest says of itself; each key may be missing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    region: str | None = None
    contact: str | None = None
    delay: float = Field(default=LEAST_DELAY, ge=LEAST_DELAY, le=86_400)
    budget: int = Field(default=2000, ge=1, le=1_000_000)
    sources: tuple[str, ...] = ()

    @field_validator("sources", mode="before")
    @classmethod
    def accept_none(cls, value: object) -> object:
        """A key without a value names no source."""
        return () if value is None else value

    @field_validator("region", "contact")
    @classmethod
    def check_words(cls, value: str | None, info: object) -> str | None:
        """A region's code, and an address that is safe in a header."""
        grammar = CODE if getattr(info, "field_name", "") == "region" else CONTACT
        if value is not None and not grammar.holds(value):
            raise ValueError(grammar.refuse(value))
        return value


def load_settings(root: Path) -> Settings | None:
    """The settings of a digest, or None where it has no `digest.yml`.

    Raises:
        ConfigError: it can't be read, or a key is wrong; with file, line and the nearest valid key.
    """
    path = root / SETTINGS
    return parse_settings(read_source_bytes(path).decode("utf-8", "replace"), str(path)) if path.exists() else None


def parse_settings(text: str, file: str = SETTINGS) -> Settings:
    r"""The text of a `digest.yml` as its settings.

    >>> parse_settings("contact: a@b.example\ndelay: 5\nsources: [gz-gkmlpt]").sources
    ('gz-gkmlpt',)
    >>> parse_settings("dealy: 5")
    Traceback (most recent call last):
    scraper.errors.ConfigError: digest.yml:1: dealy: unknown key (did you mean delay?)

    Raises:
        ConfigError: with file, line and the nearest valid key.
    """
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return Settings()
    try:
        return Settings.model_validate(read_keys(text, file))
    except ValidationError as error:
        raise explain_mistake(error, map_lines(text), file, Settings) from error


def choose_own(known: Iterable[Source], root: Path, settings: Settings) -> tuple[Source, ...]:
    """Of all sources those of the digest at `root`: its own files, and the shipped ones that its settings name."""
    return tuple(source for source in known if is_own_file(source, root) or source.id in settings.sources)


def is_own_file(source: Source, root: Path) -> bool:
    """True for a source whose file stands in the digest."""
    return source.file is not None and Path(source.file).parent == root / FOLDER


def list_unknown(known: Sequence[Source], root: Path, settings: Settings) -> tuple[ConfigError, ...]:
    """What the settings name and nobody knows, each as a mistake with the name that may have been meant."""
    names = [source.id for source in known]
    return tuple(
        ConfigError(f"sources: no source {name!r}", file=str(root / SETTINGS), remedy=suggest_name(name, names))
        for name in settings.sources
        if name not in names
    )


def suggest_name(name: str, names: Sequence[str]) -> str:
    """What to do about a name that no source has."""
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]}?" if near else "see: policy-digest source list --shipped"


def add_names(text: str, names: Sequence[str]) -> str:
    r"""The text of a `digest.yml` with more names under `sources`; every other line stays, remarks too.

    >>> add_names("sources: []  # mine\n", ["a", "b"]), add_names("sources:\n- a  # first\ndelay: 2\n", ["b"])
    ('sources: [a, b]  # mine\n', 'sources:\n- a  # first\n- b\ndelay: 2\n')
    >>> add_names("delay: 2", ["a"]), add_names("sources:\n", ["a"])
    ('delay: 2\nsources: [a]\n', 'sources: [a]\n')
    """
    node = compose_yaml(text)
    value = next((value for key, value in node.value if key.value == FOLDER), None) if isinstance(node, yaml.MappingNode) else None
    if value is None:
        return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{FOLDER}: [{', '.join(names)}]\n"
    if isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value:
        last = value.value[-1]
        lines = text.splitlines(keepends=True)
        at, dash = last.end_mark.line, " " * value.start_mark.column
        lines[at] = lines[at] if lines[at].endswith("\n") else f"{lines[at]}\n"
        return "".join([*lines[: at + 1], *(f"{dash}- {name}\n" for name in names), *lines[at + 1 :]])
    had = [item.value for item in value.value] if isinstance(value, yaml.SequenceNode) else []
    start, end = value.start_mark.index, value.end_mark.index
    gap = "" if text[start - 1 : start] in (" ", "\n") else " "
    return f"{text[:start]}{gap}[{', '.join([*had, *names])}]{text[end:]}"
