"""Source files: YAML on disk -> `Source`, each mistake with its file, line, key and the nearest valid key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ValidationError

from scraper.errors import ConfigError
from scraper.model import Licence
from scraper.model.bounds import Overgrown
from scraper.model.plain_yaml import Path as Path_
from scraper.model.plain_yaml import load_yaml, map_lines
from scraper.sources.schema import SelectFile, SourceFile
from scraper.sources.source import Family, Select, Source

SHIPPED = Path(__file__).parent
LARGEST = 64 * 1024


def load_sources(folders: Iterable[Path]) -> tuple[tuple[Source, ...], tuple[ConfigError, ...]]:
    """Every source of the folders in order of id, and the mistakes; a later folder's file replaces an earlier one of the same id."""
    found: dict[str, Source] = {}
    mistakes: list[ConfigError] = []
    for folder in folders:
        for path in sorted(folder.glob("*.yml")):
            try:
                source = load_source(path)
            except ConfigError as mistake:
                mistakes.append(mistake)
            else:
                found[source.id] = source
    return tuple(found[key] for key in sorted(found)), tuple(mistakes)


def load_source(path: Path) -> Source:
    """One source file.

    Raises:
        ConfigError: with file, line and remedy.
    """
    source = parse_source(read_source_bytes(path).decode("utf-8", "replace"), str(path))
    if source.id != path.stem:
        raise ConfigError(
            f"id is {source.id!r} but the file is {path.name!r}", file=str(path), line=1, remedy=f"rename one: {source.id}.yml"
        )
    return source


def read_source_bytes(path: Path) -> bytes:
    """What a small file of keys and values holds.

    Raises:
        ConfigError: it can't be read, or is too large for one.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"can't be read: {error.strerror}", file=str(path)) from error
    if len(data) > LARGEST:
        raise ConfigError(f"larger than {LARGEST} bytes", file=str(path))
    return data


def parse_source(text: str, file: str) -> Source:
    r"""The text of a source file as a `Source`.

    >>> parse_source("id: a-b\nname: 某厅\nregion: 370000\nurl: https://a.example/tz/\nfamliy: trs\nlicence: official", "a-b.yml")
    Traceback (most recent call last):
    scraper.errors.ConfigError: a-b.yml:5: famliy: unknown key (did you mean family?)
    """
    try:
        checked = SourceFile.model_validate(read_keys(text, file))
    except ValidationError as error:
        raise explain_mistake(error, map_lines(text), file) from error
    family = checked.family
    if family is not Family.FOLDER and not all(map(is_plain, checked.url)):
        raise ConfigError("url: not an http(s) address of a host, without password", file=file, line=map_lines(text)["url",])
    return replace(
        Source(checked.id, checked.name, checked.region, tuple(checked.url), family, checked.licence),
        select=Select(**checked.select.model_dump()),
        params=tuple(checked.params.items()),
        pages=checked.pages,
        undated=checked.undated,
        browser=checked.browser,
        tls_excuse=checked.tls_excuse,
        verified=checked.verified,
        file=file,
    )


def is_plain(url: str) -> bool:
    """True for an http(s) address that names a host and carries no credentials.

    >>> [is_plain(url) for url in ("http://a.example/", "ftp://a.example/", "http://user:secret@a.example/", "http:///x")]
    [True, False, False, False]
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None


def read_keys(text: str, file: str) -> dict[str, Any]:
    """The keys of a source file with every value as written, once its size and depth are known to be those of one."""
    try:
        data = load_yaml(text, LARGEST, as_written=True)
    except Overgrown as error:
        raise ConfigError(str(error), file=file, line=error.line, remedy="a source file is a dozen lines of `key: value`") from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not YAML"
        raise ConfigError(str(problem), file=file, line=mark.line + 1 if mark else 1) from error
    if not isinstance(data, dict):
        raise ConfigError("expected `key: value` lines", file=file, line=1)
    return {str(key): value for key, value in data.items()}


def explain_mistake(error: ValidationError, lines: dict[Path_, int], file: str, model: type[BaseModel] = SourceFile) -> ConfigError:
    """The first mistake in the file as an error with its line; a misspelt key goes before the missing one it was meant for."""
    mistakes = sorted(error.errors(), key=lambda mistake: (mistake["type"] == "missing", find_line(mistake["loc"], lines)))
    first = mistakes[0]
    place, key = first["loc"], ".".join(map(str, first["loc"]))
    line = find_line(place, lines)
    if first["type"] == "extra_forbidden":
        near = get_close_matches(str(place[-1]), list(name_keys(place, model)), n=1, cutoff=0.5)
        known = ", ".join(name_keys(place, model))
        return ConfigError(f"{key}: unknown key", file=file, line=line, remedy=f"did you mean {near[0]}?" if near else f"known: {known}")
    if first["type"] == "missing":
        return ConfigError(f"{key}: missing", file=file, line=line, remedy=f"add {key}: ...")
    if first["type"] == "enum":
        words = [str(member) for member in (Family if place[-1] == "family" else Licence)]
        near = get_close_matches(str(first["input"]), words, n=1, cutoff=0.4)
        return ConfigError(
            f"{key}: {first['input']!r} is not one of {', '.join(words)}",
            file=file,
            line=line,
            remedy=(near and f"did you mean {near[0]}?") or None,
        )
    return ConfigError(f"{key}: {first['msg'].removeprefix('Value error, ')}", file=file, line=line)


def name_keys(place: Path_, model: type[BaseModel]) -> Iterator[str]:
    """The valid keys at the level of `place` in a file of `model`."""
    yield from (SelectFile if len(place) > 1 and place[0] == "select" else model).model_fields


def find_line(place: Path_, lines: dict[Path_, int]) -> int:
    """The line of a key, or of the nearest enclosing one."""
    return next((lines[place[:n]] for n in range(len(place), -1, -1) if place[:n] in lines), 1)
