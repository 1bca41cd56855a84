"""Where an element of a list leads: by its link, by what a script does when it is clicked, or by what it keeps for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import html

KEPT = ("data-href", "data-url", "data-link")
"""Attributes that keep an address for the page's script."""
SCRIPT = re.compile(r"\s{0,9}javascript:", re.IGNORECASE)
QUOTED = re.compile(r"'([^'\\\r\n]{1,500})'|\"([^\"\\\r\n]{1,500})\"")
ADDRESS = re.compile(
    r"(?:https?:)?//[^\s<>]{3,}|\.{0,2}/[^\s<>]{1,}|[\w%.\-]+(?:/[\w%.\-]+){0,9}/?\.(?:s?html?|jspx?|aspx?|php|do|pdf|docx?|xlsx?|ofd|wps|zip|rar)(?:\?\S*)?|"
    r"[\w%.\-/]{0,200}\?[\w%.\-]{1,60}=\S*"
)
CALL = re.compile(r"\b([A-Za-z_$][\w$]{0,60})\(([^()]{0,300})\)")
FUNCTION = re.compile(
    r"(?:\bfunction\s{1,9}(?P<name>[A-Za-z_$][\w$]{0,60})\s{0,9}|\b(?P<held>[A-Za-z_$][\w$]{0,60})\s{0,9}[:=]\s{0,9}(?:function\s{0,9})?)"
    r"\((?P<given>[\w$,\s]{0,200})\)\s{0,9}(?:=>\s{0,9})?\{(?P<body>(?:[^{}$]|\$\{[^{}]{0,99}\}|\$(?!\{)){0,800})[{}]"
)
"""A function with its name, the names of what it is given, and its body up to the first block inside."""
GOING = re.compile(r"(?:\blocation(?:\.href)?\s{0,4}=|\b(?:open|assign|replace)\()\s{0,4}([^;,\r\n]{1,400})")
FILLED = re.compile(r"`([^`]{0,400})`")
PART = re.compile(r"""\s{0,9}(?:'([^'\\]{0,300})'|"([^"\\]{0,300})"|([A-Za-z_$][\w$.]{0,60}))\s{0,9}(\+|$|\))""")
ARGUMENT = re.compile(r"""\s{0,9}(?:'([^'\\]{0,300})'|"([^"\\]{0,300})"|(\d{1,18}))\s{0,9}(?:,|$)""")
BASE = re.compile(r"<base\b[^<>]{0,200}?\bhref\s{0,4}=\s{0,4}[\"']?([^\"'<>\s]{1,1000})", re.IGNORECASE)
HEAD = 20_000
CLIMB = 4
"""How many elements around a link may hold its address."""
MOST_FUNCTIONS = 200

Call = tuple[str | int, ...]
"""An address that a function makes: texts, and its arguments by number."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page whose links are read: its address, what its functions make of their arguments, and where its links start from."""

    url: str
    calls: Mapping[str, Call] = field(default_factory=dict)
    base: str = ""


def read_place(text: str, url: str) -> Place:
    """The page at `url` with what its scripts do when they are called."""
    found = islice(FUNCTION.finditer(text), MOST_FUNCTIONS) if "location" in text or "open(" in text else ()
    named = BASE.search(text[:HEAD])
    calls = ((match["name"] or match["held"], find_going(match["given"], match["body"])) for match in found)
    return Place(url, {name: parts for name, parts in calls if parts}, named[1] if named else "")


def find_going(names: str, body: str) -> Call | None:
    """The address that a function goes to, or None.

    >>> find_going("id, t", "window.open('/show.jsp?id=' + id + '&t=' + t);")
    ('/show.jsp?id=', 0, '&t=', 1)
    >>> find_going("id", "location.href = base + id") is None
    True
    """
    given = [name.strip() for name in names.split(",")]
    going = GOING.search(body)
    return read_sum(FILLED.sub(spell_sum, going[1]), given) if going else None


def spell_sum(filled: re.Match[str]) -> str:
    """A template of JavaScript as the sum that it stands for.

    >>> FILLED.sub(spell_sum, "`/tz/${id}.html`")
    "'/tz/'+id+'.html'"
    """
    return "'" + re.sub(r"\$\{\s{0,9}([\w$.]{1,60})\s{0,9}\}", r"'+\1+'", filled[1].replace("'", "")) + "'"


def read_sum(words: str, given: list[str]) -> Call | None:
    """The texts and arguments that an expression adds up; None where it adds anything else."""
    parts: list[str | int] = []
    at = 0
    while part := PART.match(words, at):
        if part[3] and part[3] not in given:
            return None
        parts.append(given.index(part[3]) if part[3] else part[1] or part[2] or "")
        at = part.end()
        if part[4] != "+":
            return tuple(parts) if any(isinstance(step, int) for step in parts) else None
    return None


def is_holder(element: html.HtmlElement) -> bool:
    """True for an element that may lead somewhere: a link, or what keeps an address or acts when clicked."""
    return isinstance(element.tag, str) and (element.tag in ("a", "area") or find_kept(element) is not None or "onclick" in element.attrib)


def list_holders(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements of a page that may lead somewhere; of those inside each other the innermost links."""
    for element in root.iter("*"):
        if is_holder(element) and (element.tag == "a" or not any(is_holder(child) for child in islice(element.iterdescendants(), 60))):
            yield element


def read_target(element: html.HtmlElement, place: Place) -> str:
    """The address that an element leads to, as the page writes it; "" where nothing tells one.

    >>> place = read_place("<script>function show(id){location.href='/show?id='+id}</script>", "http://a.example/")
    >>> [read_target(html.fromstring(f"<a {words}>x</a>"), place) for words in ("href='/1.html'", "href='#' onclick='show(7)'", "href='#'")]
    ['/1.html', '/show?id=7', '']
    """
    for holder in (element, *islice(element.iterancestors(), CLIMB)):
        href = (holder.get("href") or "").strip() if holder is element or holder.tag == "a" else ""
        if href and not is_idle(href):
            return href
        kept = find_kept(holder)
        script = SCRIPT.sub("", href, count=1) if SCRIPT.match(href) else ""
        if found := kept or find_script_target(script, place) or find_script_target(holder.get("onclick") or "", place):
            return found
    return ""


def is_idle(href: str) -> bool:
    """True for a link that leads nowhere by itself, only by a script.

    >>> is_idle("#"), is_idle("javascript:void(0)"), is_idle("/1.html")
    (True, True, False)
    """
    return href.startswith("#") or SCRIPT.match(href) is not None


def find_kept(element: html.HtmlElement) -> str | None:
    """The address in an attribute for scripts."""
    return next((value for name in KEPT if (value := (element.get(name) or "").strip()[:1000]) and ADDRESS.fullmatch(value)), None)


def find_script_target(script: str, place: Place) -> str | None:
    """The address that a function of the page makes of what it is called with, or that a script names.

    >>> find_script_target("window.open('/tz/1.html','_blank')", Place("")), find_script_target("return false", Place(""))
    ('/tz/1.html', None)
    """
    script = script[:1000].replace("\\/", "/").replace("\\'", "'").replace('\\"', '"')
    for call in CALL.finditer(script):
        parts = place.calls.get(call[1])
        if parts and (address := fill_call(parts, read_arguments(call[2]))):
            return address
    for quoted in QUOTED.finditer(script):
        words = (quoted[1] or quoted[2]).strip()
        if ADDRESS.fullmatch(words):
            return words
    return None


def read_arguments(words: str) -> list[str]:
    """The texts and numbers that a function is called with, up to the first that is neither."""
    found: list[str] = []
    at = 0
    while at < len(words) and (argument := ARGUMENT.match(words, at)):
        found.append(argument[1] or argument[2] or argument[3] or "")
        at = argument.end()
    return found


def fill_call(parts: Call, arguments: list[str]) -> str | None:
    """The address of a call, or None without an argument that it needs."""
    if any(isinstance(part, int) and part >= len(arguments) for part in parts):
        return None
    return "".join(arguments[part] if isinstance(part, int) else part for part in parts)
