"""What may be shown of a notice."""

from __future__ import annotations

from scraper.model import Kind, Licence, Notice


def may_show_whole(notice: Notice) -> bool:
    """Whether the full text may be shown: official documents (Chinese copyright law, article 5) and our own examples.

    Of others a digest is shown.
    """
    licence = notice.source.licence
    return licence in (Licence.OFFICIAL, Licence.EXAMPLE) or (licence is Licence.UNKNOWN and notice.kind is Kind.OFFICIAL)
