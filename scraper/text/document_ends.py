"""How far the head and the foot of a document reach."""

from __future__ import annotations

from typing import Final

HEAD_LINES: Final = 24
"""Lines in which a document names itself: title, number, addressees, the note of who passed it; menus and labels stand among them."""
LAST_LINES: Final = 12
"""Lines in which it closes: term, signature, notes, the line of printing."""
