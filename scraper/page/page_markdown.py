"""A Markdown file to its draft: its marks become the dialect of `Page`, then it is read like plain text."""

from __future__ import annotations

import re

from scraper.dom.tree import squeeze
from scraper.page.draft import Draft
from scraper.page.page_titles import Candidate, clean_title
from scraper.page.plaintext import read_laid_out
from scraper.text.enumerators import MARKER
from scraper.text.sentence_ends import LISTING

_FRONT_MATTER = re.compile(r"\A---\s*\n(?P<head>(?:[^\n]*\n){0,60}?)(?:---|\.\.\.)\s*\n")
_TITLE_KEY = re.compile(r"^title\s{0,3}:\s{0,3}[\"']?(?P<title>[^\n\"']{2,200})", re.MULTILINE | re.IGNORECASE)
_HEADING = re.compile(r"^(#{1,6})[ \t\u3000\xa0]+(\S.*)$")
_RULE = re.compile(r"^\s{0,3}(?:[-*_]\s{0,3}){3,60}$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1|(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,400})(?<=\S)\3(?![\w*])")
_LINK = re.compile(r"(?<!!)\[([^\[\]]{1,300})\]\([^()\s]{1,600}(?:\s\"[^\"]{0,200}\")?\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?){1,9}")
_ITEM = re.compile(r"^\s{0,9}[-*+]\s+")
_NUMBERED = rf"[ \t]*(?:{MARKER}|[（(])"
_PARAGRAPH_END = re.compile(rf"(?<=[{LISTING}])[ \t]*\n|(?<=\S)[ ]{{2,200}}\n|\n(?=\u3000)|\n(?={_NUMBERED})")
_WRAP = re.compile(r"(?<=[\u3400-\u9fff，、；”）])[ \t]*\n[ \t]*(?=[\u3400-\u9fff“（《])")
_TABLE_ROW = re.compile(r"^\s{0,3}\|.*\|\s*$")


def read_markdown(text: str, url: str | None = None) -> Draft:
    """A Markdown file (repaired before) to its draft."""
    front = _FRONT_MATTER.match(text)
    named = _TITLE_KEY.search(front["head"]) if front else None
    blocks = _read_blocks(text[front.end() :] if front else text)
    title = Candidate(clean_title(name), "front-matter:title") if named and (name := squeeze(named["title"])) else None
    first = next((block for block in blocks if block.startswith("# ")), None)
    if title is None and first is not None and first[2:].strip("# "):
        title = Candidate(clean_title(first[2:]), "heading:1")
    lines = [block.removeprefix("# ") for block in blocks]
    return read_laid_out(lines, url, title)


def _read_blocks(text: str) -> list[str]:
    r"""Paragraphs, headings, items and tables; wrapped lines of a paragraph are joined.

    >>> _read_blocks("# 某办法\n\n**第一条** 为了\n支持企业。\n\n* 甲\n* 乙\n")
    ['# 某办法', '第一条 为了支持企业。', '- 甲\n- 乙']
    """
    blocks: list[str] = []
    run: list[str] = []
    for line in [*text.splitlines(), ""]:
        kind = _find_kind(line)
        if (run and kind != _find_kind(run[-1])) or kind in ("blank", "heading"):
            blocks += _close(run)
            run = []
        if kind != "blank":
            run.append(line)
        if kind == "heading":
            blocks += _close(run)
            run = []
    return blocks


def _find_kind(line: str) -> str:
    if not line.strip("\u200b\ufeff \t\u3000\xa0") or _RULE.match(line):
        return "blank"
    if _HEADING.match(line.strip()):
        return "heading"
    if _TABLE_ROW.match(line):
        return "row"
    return "item" if _ITEM.match(line) else "text"


def _close(run: list[str]) -> list[str]:
    if not run:
        return []
    kind = _find_kind(run[0])
    if kind == "heading" and (match := _HEADING.match(run[0].strip())):
        marks = match[1] if len(match[1]) < 5 else "####"
        return [f"{marks} {_read_inline(match[2].rstrip('# '))}"]
    if kind == "row":
        return ["\n".join(_read_inline(line) for line in run)]
    if kind == "item":
        return ["\n".join(f"- {_read_inline(_ITEM.sub('', line))}" for line in run)]
    paragraphs = _PARAGRAPH_END.split("\n".join(_QUOTE.sub("", line) for line in run))
    return [text for text in (_read_inline(_WRAP.sub("", paragraph)) for paragraph in paragraphs) if text]


def _read_inline(text: str) -> str:
    r"""Text without marks of emphasis, links and escapes.

    >>> _read_inline(r"**一、** 见[通知](http://a.gov.cn/b.html)，5\*2")
    '一、 见通知，5*2'
    """
    plain = _LINK.sub(r"\1", text)
    for _ in range(2):
        plain = _EMPHASIS.sub(lambda match: match[2] or match[4] or "", plain)
    return squeeze(_ESCAPE.sub(r"\1", plain))
