"""Bytes become clean text: decoded, damage undone where it can be, marked where it can't."""
