"""What the readers of each form hand over: a page before it is repaired and its fields are chosen."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.model import Attachment
from scraper.page.metadata import Surroundings
from scraper.page.page_titles import Candidate
from scraper.page.stand_ins import UNSEEN, Look


@dataclass(frozen=True, slots=True)
class Draft:
    """Blocks of the body, its title and what stands round it."""

    blocks: tuple[str, ...]
    title: Candidate | None
    around: Surroundings
    attachments: tuple[Attachment, ...] = ()
    next_pages: tuple[str, ...] = ()
    look: Look = UNSEEN
