"""Copies of one notice: found, compared, merged under their original."""
