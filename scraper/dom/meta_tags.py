"""A page's own statements for machines to fields: meta tags, elements with `itemprop`, dates in scripts.

Tags are those that the guidelines for government sites ask for, and what news sites use in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scraper.dom.tree import Element, read_content, squeeze
from scraper.model import FieldName
from scraper.text.moments import find_day

_TAGS: dict[str, FieldName] = {
    "articletitle": FieldName.TITLE,
    "og:title": FieldName.TITLE,
    "twitter:title": FieldName.TITLE,
    "pubdate": FieldName.PUBLISHED,
    "publishdate": FieldName.PUBLISHED,
    "publish_time": FieldName.PUBLISHED,
    "article:published_time": FieldName.PUBLISHED,
    "og:release_date": FieldName.PUBLISHED,
    "datepublished": FieldName.PUBLISHED,
    "publishtime": FieldName.PUBLISHED,
    "publish_date": FieldName.PUBLISHED,
    "og:time": FieldName.PUBLISHED,
    "apub:time": FieldName.PUBLISHED,
    "weibo:article:create_at": FieldName.PUBLISHED,
    "article:create_at": FieldName.PUBLISHED,
    "og:published_time": FieldName.PUBLISHED,
    "dcterms.issued": FieldName.PUBLISHED,
    "dc.date.issued": FieldName.PUBLISHED,
    "dcterms.date": FieldName.PUBLISHED,
    "dateupdate": FieldName.UPDATED,
    "datemodified": FieldName.UPDATED,
    "article:modified_time": FieldName.UPDATED,
    "og:updated_time": FieldName.UPDATED,
    "contentsource": FieldName.SOURCE_NAME,
    "source": FieldName.SOURCE_NAME,
    "author": FieldName.AUTHOR,
    "columnname": FieldName.COLUMN,
    "sitename": FieldName.SITE_NAME,
    "og:site_name": FieldName.SITE_NAME,
    "siteidcode": FieldName.SITE_ID,
    "url": FieldName.URL,
    "og:url": FieldName.URL,
}
"""Lower-case names, the official one of each kind first."""

_ITEM = "datePublished"
_ENTRY = re.compile(r"publish|entry-date")
"""Names of the class of a `time` that holds the date of publication."""

_VARIABLE = re.compile(
    r"(?P<name>ub(?:lish(?:ed)?)?_?(?:[Dd]at[ea]|[Tt]ime)|ews_?[Tt]ime|atePublished)"
    r"\\?[\"']?\s{0,4}[:=]\s{0,4}\\?[\"'](?P<value>(?:19|20)\d\d[^\"'\\]{4,30})\\?[\"']"
)
"""A date of publication as scripts and JSON hold it, from the second letter of its name on: so it is found twice as fast.

>>> [_VARIABLE.search(text)["value"] for text in ("var  pubdata='2017年08月10日';", '{"datePublished": "2020-02-06T20:30:00Z"}')]
['2017年08月10日', '2020-02-06T20:30:00Z']
"""
_FIRST = re.compile(r"(?<![A-Za-z])[PpNnd]$")

_MARKUP = re.compile(r"<br\s{0,3}/?>|</?[a-zA-Z][^<>]{0,200}>", re.IGNORECASE)


def read_tags(root: Element, text: str) -> dict[FieldName, list[tuple[str, str]]]:
    """Values of the page tags by field, each with the tag's name, official tags first; empty ones are left out.

    `text` is the page's markup.
    """
    elements: dict[str, list[Element]] = {"meta": [], "time": [], "script": []}
    for element in root.iter(*elements):
        elements[str(element.tag)].append(element)
    tags = _read_meta(elements["meta"])
    items = root.xpath(f"//*[@itemprop='{_ITEM}'][not(self::meta)]") if _ITEM in text else []
    if dated := [*_list_marked([*items, *filter(_is_entry, elements["time"])]), *_list_variables(elements["script"])]:
        tags.setdefault(FieldName.PUBLISHED, []).extend(dated)
    return tags


def _read_meta(elements: Sequence[Element]) -> dict[FieldName, list[tuple[str, str]]]:
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for element in elements:
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip()
        value = squeeze(strip_markup(element.get("content") or ""))
        if name.lower() in _TAGS and value and name.lower() not in found:
            found[name.lower()], names[name.lower()] = value, name
    tags: dict[FieldName, list[tuple[str, str]]] = {}
    for key, field in _TAGS.items():
        if key in found:
            tags.setdefault(field, []).append((names[key], found[key]))
    return tags


def _is_entry(element: Element) -> bool:
    return element.get("pubdate") is not None or _ENTRY.search(element.get("class") or "") is not None


def _list_marked(elements: Sequence[Element]) -> list[tuple[str, str]]:
    """The date of publication that elements are marked to hold, if all that are so marked hold the same."""
    values = (element.get("content") or element.get("datetime") or squeeze(read_content(element)) for element in elements)
    return _keep_agreed([("datetime", value) for value in values])


def _list_variables(scripts: Sequence[Element]) -> Iterator[tuple[str, str]]:
    """The date of publication that scripts hold: that of the page's own description (JSON-LD), else of a variable; never one of several."""
    own: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for script in scripts:
        home = own if script.get("type") == "application/ld+json" else others
        text = script.text or ""
        for match in _VARIABLE.finditer(text):
            if first := _FIRST.search(text, max(match.start() - 2, 0), match.start()):
                home.append((f"script:{first[0]}{match['name']}", match["value"]))
    yield from _keep_agreed(own)
    yield from _keep_agreed(others)


def _keep_agreed(dated: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The first of several dates if all are of one day: of a list of articles each has its own."""
    return dated[:1] if len({find_day(value) for _, value in dated}) == 1 else []


def strip_markup(text: str) -> str:
    """A tag's value without the markup that some sites put into it.

    >>> strip_markup("关于印发<br/>某某措施的通知"), strip_markup("<b>通知</b>")
    ('关于印发 某某措施的通知', '通知')
    """
    return squeeze(_MARKUP.sub(lambda match: " " if match[0][1:3].lower() == "br" else "", text))
