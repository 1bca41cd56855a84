"""YAML between two `---` lines: written so that people can read and merge it, read so that nobody can abuse it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

import yaml

from scraper.errors import FrontMatterError
from scraper.model import plain_yaml
from scraper.model.bounds import Overgrown

MAX_HEADER = 4_000_000
"""Characters; a notice with a thousand measures has about a million."""

UNPLAIN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
BLOCK_KEYS = frozenset({"measures", "relations", "attachments", "contacts", "reposts", "evidence", "doubts", "figures"})
"""Lists of records: one record a line, or a block for each measure."""


class FlowDict(dict[str, Any]):
    """A mapping on one line."""


class FlowList(list[Any]):
    """A list on one line."""


class HeaderDumper(yaml.CSafeDumper):
    """Stable order, no aliases, one line a string."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Write equal values twice instead of referring to the first."""
        return True


def represent_text(dumper: HeaderDumper, text: str) -> yaml.ScalarNode:
    """Quote line breaks and controls so that a string never leaves its line."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"' if UNPLAIN.search(text) else None)


HeaderDumper.add_representer(str, represent_text)
HeaderDumper.add_multi_representer(StrEnum, represent_text)
HeaderDumper.add_representer(FlowDict, lambda d, v: d.represent_mapping("tag:yaml.org,2002:map", v.items(), flow_style=True))
HeaderDumper.add_representer(FlowList, lambda d, v: d.represent_sequence("tag:yaml.org,2002:seq", v, flow_style=True))


def render_header(data: dict[str, Any]) -> str:
    """Mapping -> YAML block without the `---` lines; short lists and small records stand on one line.

    >>> print(render_header({"title": "关于 #1: 的通知", "issuers": ["市工信局"], "reposts": [{"url": None, "site": "某网"}]}), end="")
    title: '关于 #1: 的通知'
    issuers: [市工信局]
    reposts:
    - {url: null, site: 某网}
    """
    laid = {key: lay_out(key, value) for key, value in data.items()}
    return str(yaml.dump(laid, Dumper=HeaderDumper, allow_unicode=True, sort_keys=False, width=1 << 30, default_flow_style=False))


def lay_out(key: str, value: Any) -> Any:
    """Choose block or flow style: measures are blocks, other records and lists are lines."""
    if key == "measures":
        return [{name: lay_out(name, item) for name, item in measure.items()} for measure in value]
    if key in BLOCK_KEYS and isinstance(value, list | tuple):
        return [flow_value(item) for item in value] if value else FlowList()
    return flow_value(value)


def flow_value(value: Any) -> Any:
    """The same value, to be written on one line."""
    if isinstance(value, dict):
        return FlowDict({key: flow_value(item) for key, item in value.items()})
    return FlowList(flow_value(item) for item in value) if isinstance(value, list | tuple) else value


def split_file(text: str, *, file: str | None = None) -> tuple[str, str]:
    """A content file's YAML and its body, without the `---` lines and the blank line between.

    Raises:
        FrontMatterError: no front matter, no end of it, or more of it than any notice has.
    """
    if not text.startswith("---\n"):
        raise FrontMatterError("no front matter", file=file, line=1, remedy="the first line must be ---")
    end = text.find("\n---\n", 3)
    if end < 0 and text.endswith("\n---"):
        end = len(text) - 4
    if end < 0:
        raise FrontMatterError(
            "front matter never ends",
            file=file,
            line=text.count("\n") + 1,
            remedy="close it with a line --- or restore the file from version control",
        )
    if end > MAX_HEADER:
        raise FrontMatterError("front matter is too large", file=file, line=1, remedy=f"at most {MAX_HEADER:,} characters")
    body = text[end + 5 :]
    return text[4 : end + 1], body.removeprefix("\n")


def parse_header(text: str, *, file: str | None = None) -> dict[str, Any]:
    """YAML -> mapping. Only plain data; anchors, aliases, tags and keys given twice are refused.

    Raises:
        FrontMatterError: with the line in the file.
    """
    try:
        data = plain_yaml.load_yaml(text, MAX_HEADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FrontMatterError(
            f"not YAML: {error.problem or error.context}",
            file=file,
            line=mark.line + 2 if mark else None,
            remedy="quote the value or fix the indentation",
        ) from error
    except Overgrown as error:
        line = error.line + 1 if error.line else None
        raise FrontMatterError(str(error), file=file, line=line, remedy="write the value out") from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        odd = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line = text.count("\n", 0, odd.start()) + 2 if odd else 1
        message = f"not YAML: {str(error).splitlines()[0]}"
        raise FrontMatterError(message, file=file, line=line, remedy="delete what can't be seen") from error
    if not isinstance(data, dict):
        raise FrontMatterError("front matter is no mapping", file=file, line=2, remedy="write key: value lines")
    return data


def find_line(text: str, path: tuple[str | int, ...]) -> int | None:
    r"""The line in the file where the value at `path` stands, for error messages.

    >>> find_line("id: a\nvalidity:\n  from: x\n", ("validity", "from"))
    4
    """
    line = plain_yaml.find_line(text, path)
    return line + 1 if line is not None else None
