"""Everyday names of counties that are also words, or parts of other names: alone they say nothing of a place."""

from __future__ import annotations

from scraper.lexicon.wordbook import load_book

ORDINARY = frozenset(load_book("ordinary")["ordinary"].words)
"""资源, 合作, 公安, 鼓楼 ...: they need the kind of unit behind them (资源县) or their parent before them (桂林资源)."""
