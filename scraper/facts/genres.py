"""The genres (文种) that titles end in: those of official acts, and those that explain, list or report."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.text.fold import fold_width

_BOOK: Final = load_book("genres")
ACTS: Final = frozenset(_BOOK["acts"].words)
"""Genres of acts: GB/T 9704-2012 and the regulations, plans and measures that notices carry."""
GENRES: Final = ACTS | frozenset(_BOOK["others"].words)
ARTICLES: Final = "措施"
"""What a title that only counts its articles is: 稳企三十条."""
PAPERS: Final = _BOOK["papers"].source
"""Papers that lay something down, as a piece of an expression: lists of papers begin with it and add what their place needs."""
OWN: Final = f"本(?:{PAPERS})"
"""How a paper calls itself, as a piece of an expression: 本办法."""

ENDING: Final = "|".join(sorted(GENRES, key=lambda genre: (-len(genre), genre)))
SUFFIX: Final = r"(?:\s{0,3}[(\[〔【][^()\[\]〔〕【】]{1,24}[)\]〕】]){0,3}"
TITLE: Final = re.compile(rf"(?P<body>[^。!?;]{{2,120}}?)(?P<genre>{ENDING}|[一二三四五六七八九十百\d]{{1,3}}条)(?P<suffix>{SUFFIX})")
"""A folded title that ends in a genre, perhaps with （试行） behind it; 三十条 are measures."""

LONGEST: Final = 120 + 4 + 3 * 29
"""Characters of the longest match of TITLE: a body, a genre and three suffixes, each a bracket with white space before it."""
LAST: Final = frozenset(")]〕】条") | {genre[-1] for genre in GENRES}


def match_title(text: str) -> re.Match[str] | None:
    """The match of TITLE with a folded line; most lines are seen not to be titles by their length and last character.

    >>> match_title("关于稳岗返还的通知")["genre"], match_title("现通知如下:")
    ('通知', None)
    >>> match_title("通知公告")
    """
    match = TITLE.fullmatch(text) if len(text) <= LONGEST and text[-1:] in LAST else None
    # nothing but genres is the name of a column
    return None if match and match["body"] in GENRES else match


def read_genre(title: str | None) -> str | None:
    """The genre that a title ends in.

    >>> [read_genre(t) for t in ("关于稳岗返还的紧急通知", "支持中小企业若干措施（试行）", "稳企三十条", "市长深入园区调研")]
    ['通知', '措施', '措施', None]
    """
    match = match_title(fold_width(title).strip()) if title else None
    return name_genre(match) if match else None


def name_genre(match: re.Match[str]) -> str:
    """The genre of a match of TITLE."""
    return match["genre"] if match["genre"] in GENRES else ARTICLES
