"""A notice as a reference in other people's writing."""

from __future__ import annotations

from scraper.model import Notice
from site_config.catalog.addresses import find_link
from site_config.catalog.digest import find_date

SPECIAL = str.maketrans({char: f"\\{char}" for char in "&%$#_"} | {"{": "", "}": "", "\\": "", "~": "\\~{}", "^": "\\^{}"})
MARKS = str.maketrans("", "", '{}\\ \n\t,"')


def cite_notice(notice: Notice) -> str:
    """By GB/T 7714: author, title and number, date, address."""
    number = f"：{notice.doc_number.text}" if notice.doc_number else ""
    day = find_date(notice)
    author = "，".join(notice.issuers) or notice.source.source_name or notice.source.site_name
    when = f"（{day.isoformat()}）" if day else ""
    parts = [author, f"{notice.title}{number}[EB/OL]", f"{when}{'．' if when and notice.source.url else ''}{notice.source.url or ''}"]
    return "．".join(part for part in parts if part) + "．"


def write_bibtex(notice: Notice) -> str:
    r"""By BibTeX, as an entry `@misc`.

    >>> from scraper.model import Kind
    >>> print(write_bibtex(Notice("371600-20200210-0a1b2c3d", "支持A&B的通知", Kind.OFFICIAL, "", issuers=("甲局", "乙局"))))
    @misc{371600-20200210-0a1b2c3d,
      author = {{甲局} and {乙局}},
      title = {{支持A\&B的通知}}
    }
    """
    day = find_date(notice)
    fields = {
        "author": " and ".join(f"{{{_clean(issuer)}}}" for issuer in notice.issuers),
        "title": f"{{{_clean(notice.title)}}}",
        "year": str(day.year) if day else "",
        "date": day.isoformat() if day else "",
        "number": _clean(notice.doc_number.text) if notice.doc_number else "",
        "url": (find_link(notice.source.url) or "").translate(MARKS),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{notice.id},\n{lines}\n}}"


def _clean(text: str) -> str:
    return text.translate(SPECIAL)
