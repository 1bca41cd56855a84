"""What pages are made of: published notices, their measures as cards, places, permanent addresses."""
