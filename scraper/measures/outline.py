"""The numbered parts and the paragraphs of a body (GB/T 9704-2012, 7.3.3): at line start, or glued into a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scraper.facts.genres import PAPERS
from scraper.lexicon.phrase_index import compile_words
from scraper.lexicon.wordbook import load_book
from scraper.model import Section, Span
from scraper.text.enumerators import ENUMERATOR, INLINE, read_number
from scraper.text.fold import Body
from scraper.text.sentence_ends import CLAUSE_END, LISTING, STATEMENT

# The order is the order of nesting: a kind closes all that are open at its own place or deeper.
_LEVELS: Final = {"head": 0, "part": 1, "article": 1, "ask": 1, "h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "said": 5}
_RANK: Final = {kind: rank for rank, kind in enumerate(_LEVELS)}
LINE: Final = re.compile(r"^[ \t]*+(?:(?P<hash>#{1,6}) ++|[-*] ++)?(?P<text>[^\s](?:[^\n]*\S)?)", re.MULTILINE)
_AHEAD: Final = 60
"""Pieces in which the numbers of a list go on."""
# A question alone on its line heads the answer below it, in a paper of questions and answers: one with several such lines.
_QUESTION: Final = re.compile(r"^(?:[-*] |#{1,6} )?[^。!?;|\s][^。!?;|\n]{3,40}\?[ \t]*$(?=\n+[^\n]*[^?\n]$)", re.MULTILINE)
_SEVERAL: Final = 2
_REFERENCE: Final = re.compile(r"(?:第|款|条|项|述|附件|表|图|和|及|或|、|照|合|据|的) ?$")
_GAP: Final = re.compile(r"[\u4e00-\u9fff“”]{4,18}(?= {1,4}[\u4e00-\u9fff][^ \n]{8})")
# A number alone on its line counts the text below it.
_ALONE: Final = re.compile(r"\n\s*(?=[^\s|#!*>-])")
_TAIL: Final = f" \t{LISTING},，、.．—-"
# Lines that end all parts: annex, date, signature, notes of the printing office, validity.
_PAPER: Final = f"本(?:实施)?(?:{PAPERS}|{load_book('genres')['papers.own'].source})"
CLOSING: Final = compile_words(
    r"附\x20?件 (?:20\d\d|[二〇○零O]{4})\x20?年.{1,6}月.{1,4}日(?:印发)?$ 抄送 公开方式 主动公开 \(?此件 \(?联系人 (?:责任)?编辑: 来源:",
    rf"[\u4e00-\u9fff]{{4,30}}(?:{load_book('organs')['closing'].source})(?:办公室)?$",
    rf"{_PAPER}[^。]{{0,30}}(?:施行|执行|解释|有效期)",
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch that begins with an enumerator, or a line without one (kind "")."""

    start: int
    text: int
    kind: str
    marker: str


def read_outline(body: Body) -> tuple[Section, ...]:
    r"""Sections in order of appearance; numbering may restart, and one line may hold many parts.

    >>> from scraper.text.fold import fold_body
    >>> body = "一、加大支持。给予补助。\n\n（一）贷款。\n\n（二）担保。"
    >>> [(s.level, s.marker, s.lead.read(body), s.parent) for s in read_outline(fold_body(body))]
    [(1, '一、', '加大支持', None), (2, '（一）', '贷款', 0), (2, '（二）', '担保', 0)]
    """
    folded = body.folded
    pieces = list(_find_pieces(body.text, folded))
    ends = [*(piece.start for piece in pieces[1:]), len(folded)]
    sections: list[Section] = []
    open_: list[tuple[float, int]] = []  # rank and index of the sections that are still open
    for piece, end, rank in zip(pieces, ends, _rank_pieces(pieces), strict=False):
        stop = piece.start + len(body.text[piece.start : end].rstrip())
        if piece.kind:
            while open_ and open_[-1][0] >= rank:
                open_.pop()
        elif CLOSING.match(folded, piece.text, stop):
            open_.clear()
        elif open_ and _is_told_inside(pieces[open_[-1][1]], folded):
            open_.pop()
        parent = open_[-1][1] if open_ else None
        lead = _read_lead(folded, piece, max(piece.text, stop))
        sections.append(Section(_LEVELS.get(piece.kind, 0), piece.marker, lead, Span(piece.start, max(piece.start, stop)), parent))
        if piece.kind:
            open_.append((rank, len(sections) - 1))
    return _close_sections(sections)


def _rank_pieces(pieces: Sequence[_Piece]) -> Iterator[float]:
    """How deep each piece stands: by its kind, but below a deeper kind where its numbers begin inside an item that others follow.

    In 1. (一) (二) 2. the bracketed ones are parts of the first, whatever the standard says.
    """
    open_: list[tuple[float, _Piece]] = []
    inside: dict[str, tuple[float, float]] = {}  # kinds that stand below a deeper one: their rank, and that of their owner
    for at, piece in enumerate(pieces):
        rank: float = _RANK.get(piece.kind, len(_RANK))
        if piece.kind:
            own, last = inside.get(piece.kind), open_[-1] if open_ else None
            if own:
                rank = own[0]
            elif last and rank < last[0] and all(other.kind != piece.kind for _, other in open_) and _goes_on(pieces, at, last[1]):
                rank = last[0] + 0.5
                inside[piece.kind] = rank, last[0]
            inside = {kind: place for kind, place in inside.items() if rank >= place[1]}
            open_ = [(depth, other) for depth, other in open_ if depth < rank]
            open_.append((rank, piece))
        yield rank


def _goes_on(pieces: Sequence[_Piece], at: int, owner: _Piece) -> bool:
    """True when the piece at a place counts from one and the numbers of the item that holds it go on behind it."""
    if owner.kind == "head" or read_number(pieces[at].marker) != 1:
        return False
    ahead = pieces[at + 1 : at + _AHEAD]
    following = next((piece for piece in ahead if piece.kind == owner.kind), None)
    return following is not None and read_number(following.marker) == read_number(owner.marker) + 1


def _is_told_inside(piece: _Piece, folded: str) -> bool:
    """True for 一是 and 二是 inside a paragraph: they end with it."""
    return piece.kind == "said" and bool(folded[folded.rfind("\n", 0, piece.start) + 1 : piece.start].strip(" \t-#"))


def _find_pieces(body: str, folded: str) -> Iterator[_Piece]:
    seen: dict[str, int] = {}
    questions = _find_questions(folded)
    headed = -1  # where the text of a number begins that stands alone on the line above
    for line in LINE.finditer(folded):
        start, end = line.start("text"), line.end("text")
        if start == headed:
            yield from _find_inline(body, folded, start, end, seen)
            continue
        if folded.startswith(("|", "!["), start):
            yield _Piece(start, start, "", "")
            continue
        piece = _match_piece(body, folded, start)
        if piece:
            seen[piece.kind] = read_number(piece.marker)
        elif line.start() in questions:
            piece = _Piece(start, start, "ask", "?")
        elif line.group("hash"):
            piece = _Piece(start, start, "head", line.group("hash"))
        yield piece or _Piece(start, start, "", "")
        headed = piece.text if piece else -1
        yield from _find_inline(body, folded, piece.text if piece else start, end, seen)


def _find_questions(folded: str) -> frozenset[int]:
    """Where the lines begin that are questions with an answer below, when there are several."""
    if folded.count("?") < _SEVERAL:
        return frozenset()
    places = frozenset(found.start() for found in _QUESTION.finditer(folded))
    return places if len(places) >= _SEVERAL else frozenset()


def _find_inline(body: str, folded: str, start: int, end: int, seen: dict[str, int]) -> Iterator[_Piece]:
    """Enumerators inside a line count only in sequence: a first one, or the successor of the last of its kind."""
    for spot in INLINE.finditer(folded, start + 1, end):
        piece = _match_piece(body, folded, spot.start())
        if piece is None or _REFERENCE.search(folded, max(start, spot.start() - 3), spot.start()):
            continue
        number, last = read_number(piece.marker), seen.get(piece.kind, 0)
        if number in (1, last + 1) or (number == last + 2 and folded[spot.start() - 1] in f"{STATEMENT})"):
            seen[piece.kind] = number
            yield piece


def _match_piece(body: str, folded: str, start: int) -> _Piece | None:
    found = ENUMERATOR.match(folded, start)
    if found is None or found.lastgroup is None:
        return None
    text = found.end()
    while text < len(folded) and folded[text] in " \t、.,:":
        text += 1
    if (alone := _ALONE.match(folded, text)) and not ENUMERATOR.match(folded, alone.end()):
        text = alone.end()
    return _Piece(start, text, found.lastgroup, body[start : found.end()].strip())


def _read_lead(folded: str, piece: _Piece, end: int) -> Span:
    """The heading or first sentence, without final punctuation; blanks may part a heading from its text."""
    stop = CLAUSE_END.search(folded, piece.text, end)
    limit = stop.start() if stop else end
    if piece.kind and (gap := _GAP.match(folded, piece.text, limit)):
        limit = gap.end()
    text = folded[piece.text : limit].rstrip(_TAIL)
    return Span(piece.text, piece.text + len(text))


def _close_sections(sections: list[Section]) -> tuple[Section, ...]:
    """Let each section run to the end of its last descendant."""
    ends = [section.span.end for section in sections]
    for index in range(len(sections) - 1, -1, -1):
        parent = sections[index].parent
        if parent is not None:
            ends[parent] = max(ends[parent], ends[index])
    return tuple(Section(s.level, s.marker, s.lead, Span(s.span.start, end), s.parent) for s, end in zip(sections, ends, strict=True))
