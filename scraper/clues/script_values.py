"""What the scripts of a page hold for its templates: values of JSON, literals of JavaScript, JSON in strings and in attributes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any

from scraper.clues.json_texts import DECODER, parse_json
from scraper.text.surrogates import mark_surrogates

EMBEDDED = re.compile(r"[=(:]\s{0,9}(?=[\[{]\s{0,9}[{\"'\w\[])")
STRING = re.compile(r"""(?:[=(:]|parse\()\s{0,9}(['"`])(?=\s{0,9}(?:\[\s{0,9}\\?\{|\{\s{0,9}\\?["']))""")
ATTRIBUTE = re.compile(r"""=\s{0,4}"(\s{0,9}[\[{]\s{0,9}[\[{]?\s{0,9}&(?:quot|#34);[^"<>]{2,500000})\"""")
ISLAND = re.compile(r"<(?:script|textarea|template|pre|xmp)\b[^<>]{0,300}>\s{0,99}(?=[\[{])", re.IGNORECASE)
TOKEN = re.compile(
    r"""(?P<blank>\s{1,200}|//[^\n]{0,500}|/\*[^*]{0,500}\*/)|(?P<sign>[{}\[\],:])|"(?P<double>(?:[^"\\\n]|\\.){0,20000})"|"""
    r"""'(?P<single>(?:[^'\\\n]|\\.){0,20000})'|(?P<number>-?\d{1,30}(?:\.\d{1,20})?)|(?P<name>[A-Za-z_$][\w$]{0,60})"""
)
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
SHORT_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
CONSTANTS = {"true": "true", "false": "false", "null": "null", "undefined": "null"}
MOST_VALUES, LARGEST_VALUE = 120, 1_000_000
"""How many pieces of JSON in a page are tried, and how many characters of each."""
MOST_LITERALS, LARGEST_LITERAL, MOST_TOKENS = 30, 400_000, 60_000
"""The same for what only JavaScript takes, and the tokens of all of them together."""


def list_values(text: str) -> Iterator[Any]:
    """The values in a page's scripts and attributes that could be lists, in order of kind: JSON and literals, then quoted JSON.

    >>> inner = '[{"t": "乙"}]'
    >>> list(list_values(f"<script>var a = [{{'t': '甲', u: '/1', }},]; var b = '{inner}';</script>"))
    [[{'t': '甲', 'u': '/1'}], [{'t': '乙'}]]
    """
    marked = mark_surrogates(text)
    yield from list_embedded(marked)
    for quoted in list_quoted(marked):
        if (value := parse_json(quoted)) is not None:
            yield value


def list_embedded(text: str) -> Iterator[Any]:
    """The JSON and the literals that scripts assign, hand over or consist of."""
    place, tokens, literals = 0, MOST_TOKENS, MOST_LITERALS
    starts = sorted({found.end() for pattern in (EMBEDDED, ISLAND) for found in islice(pattern.finditer(text), MOST_VALUES)})
    for start in starts:
        if start < place:
            continue
        try:
            value, length = DECODER.raw_decode(text[start : start + LARGEST_VALUE])
        except (ValueError, RecursionError):
            if not literals or tokens <= 0:
                continue
            literals -= 1
            plain, used, length = read_literal(text[start : start + LARGEST_LITERAL], tokens)
            tokens -= used
            value = parse_json(plain) if plain else None
        if value is not None:
            place = start + length
            yield value


def read_literal(text: str, most: int) -> tuple[str | None, int, int]:
    """A literal of JavaScript as JSON with the tokens and the characters that it took; None where it holds more than plain data.

    >>> read_literal("{a: 'x/y', 'b': [1, true,],} + 1", 99)
    ('{"a":"x/y","b":[1,true]}', 19, 28)
    """
    parts: list[str] = []
    depth = used = at = 0
    while used < most and (token := TOKEN.match(text, at)):
        at, used = token.end(), used + 1
        if token["blank"]:
            continue
        if token["sign"] in ("]", "}") and parts and parts[-1] == ",":
            parts.pop()
        parts.append(spell_token(token, key=text[at : at + 20].lstrip()[:1] == ":"))
        if not parts[-1]:
            break
        depth += (token["sign"] in ("[", "{")) - (token["sign"] in ("]", "}")) if token["sign"] else 0
        if depth == 0:
            return "".join(parts), used, at
    return None, used, at


def spell_token(token: re.Match[str], *, key: bool) -> str:
    """A token as JSON writes it; "" for the name of a variable."""
    if token["name"]:
        return json.dumps(token["name"]) if key else CONSTANTS.get(token["name"], "")
    if token["double"] is not None or token["single"] is not None:
        return json.dumps(unescape_script(token["double"] if token["double"] is not None else token["single"]), ensure_ascii=False)
    return token["sign"] or token["number"]


def unescape_script(words: str) -> str:
    r"""The text that a string of JavaScript stands for.

    >>> unescape_script(r"a\"b\/c\u4e2d\n")
    'a"b/c中\n'
    """

    def spell(found: re.Match[str]) -> str:
        sign = found[1]
        return chr(int(sign[1:], 16)) if len(sign) > 1 else SHORT_ESCAPES.get(sign, sign)

    return ESCAPE.sub(spell, words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def list_quoted(text: str) -> Iterator[str]:
    """The JSON texts that scripts hold in strings, and elements in attributes."""
    for found in islice(STRING.finditer(text), MOST_LITERALS):
        end = find_end(text, found.end(), found[1])
        if end:
            yield unescape_script(text[found.end() : end])
    for found in islice(ATTRIBUTE.finditer(text), MOST_LITERALS):
        yield unescape(found[1])


def find_end(text: str, start: int, quote: str) -> int | None:
    """Where the string that begins at `start` ends, or None within the bounds."""
    at = start
    while (at := text.find(quote, at, start + LARGEST_LITERAL)) != -1:
        before = at
        while before > start and text[before - 1] == "\\":
            before -= 1
        if (at - before) % 2 == 0:
            return at
        at += 1
    return None
