"""What readers can look at, in one place for all tests that walk over the site."""

from __future__ import annotations

PAGE_TYPES = {
    "first page": "",
    "regions": "regions/",
    "region": "regions/370000/371600/",
    "topics": "topics/",
    "topic": "topics/finance/",
    "notices": "notices/",
    "notice": "NOTICE",
    "tags": "tags/",
    "tag": "tags/region/371600/",
    "sources": "sources/",
    "comparison": "compare/?a=371600&b=370000",
    "search": "search/?region=371600",
    "search for a word": "search/?q=%E8%B4%B4%E6%81%AF",
    "lost": "404.html",
    "English first page": "en/",
    "English regions": "en/regions/",
    "English region": "en/regions/370000/371600/",
    "English topics": "en/topics/",
    "English topic": "en/topics/finance/",
    "English notices": "en/notices/",
    "English tags": "en/tags/",
    "English tag": "en/tags/region/371600/",
    "English sources": "en/sources/",
    "English comparison": "en/compare/?a=371600&b=370000",
    "English search": "en/search/?region=371600",
}
"""Every type of page once, filled; NOTICE stands for the address of the first notice. A new type of page is written here."""
STATES = {
    "state": "regions/000000/",
    "province": "regions/370000/",
    "region with reports only": "regions/500000/",
    "topic with a table": "topics/jobs/",
    "tag of a status": "tags/status/in-force/",
    "comparison of nothing": "compare/",
    "search for nothing": "search/",
    "search in vain": "search/?q=%E6%97%A0%E6%AD%A4%E8%AF%8D%E8%AF%AD",
    "English search in vain": "en/search/?q=%E6%97%A0%E6%AD%A4%E8%AF%8D%E8%AF%AD",
}
"""The same types, filled otherwise."""
VIEWS = PAGE_TYPES | STATES
COLOURFUL = ("first page", "notice")
"""Where axe looks at both colour schemes at either width."""
