"""A page's meta tags to fields: the tags that the guidelines for government sites ask for, and what news sites use in their place."""

from __future__ import annotations

import re

from scraper.dom.tree import Element, squeeze
from scraper.model import FieldName

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

_MARKUP = re.compile(r"<br\s{0,3}/?>|</?[a-zA-Z][^<>]{0,200}>", re.IGNORECASE)


def read_tags(root: Element) -> dict[FieldName, list[tuple[str, str]]]:
    """Values of the page tags by field, each with the tag's name, official tags first; empty ones are left out."""
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip()
        value = squeeze(strip_markup(element.get("content") or ""))
        if name.lower() in _TAGS and value and name.lower() not in found:
            found[name.lower()], names[name.lower()] = value, name
    tags: dict[FieldName, list[tuple[str, str]]] = {}
    for key, field in _TAGS.items():
        if key in found:
            tags.setdefault(field, []).append((names[key], found[key]))
    return tags


def strip_markup(text: str) -> str:
    """A tag's value without the markup that some sites put into it.

    >>> strip_markup("关于印发<br/>某某措施的通知"), strip_markup("<b>通知</b>")
    ('关于印发 某某措施的通知', '通知')
    """
    return squeeze(_MARKUP.sub(lambda match: " " if match[0][1:3].lower() == "br" else "", text))
