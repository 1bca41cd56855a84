"""Titles of documents: cleaned of what a site adds, found in the body where the page has none, and the genre they end in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.facts.genres import match_title, name_genre, read_genre
from scraper.facts.lines import Line
from scraper.facts.numbers import find_numbers
from scraper.facts.organs import split_organs
from scraper.model.span import Span
from scraper.page.page_titles import clean_title
from scraper.repair.damage import is_spam
from scraper.text.fold import Body, fold_width, squash
from scraper.text.sentence_ends import STATEMENT

TAG = re.compile(
    r"^(?:\s*(?:【[^】]{1,12}】|\[[^\]]{1,8}\]|[(（](?:转载|转发|原创|图)[)）]|(?:原标题|标题)\s*[:：])){1,3}\s*|"
    r"\s*(?:[(（](?:转载|转|图|组图|全文|附图|附全文)[)）]|【[^】]{1,8}】)\s*$"
)
SITE = re.compile(r"(?:[\u4e00-\u9fffA-Za-z·]{2,24}(?:门户网站|政府网站?|信息网|官方网站|新闻网|日报网?|网站|政府网|[\u4e00-\u9fff]网))")
SITE_HEAD = re.compile(rf"^{SITE.pattern}\s*(?:——|--|[-_|:])\s*(?=.{{8}})")
SITE_TAIL = re.compile(rf"\s*(?:——|--|[-_|])\s*(?:{SITE.pattern}|[\u4e00-\u9fff]{{2,14}}(?:政府|委员会|厅|局|频道))$")
CUT = re.compile(r"(?:\.{3,6}|…{1,2})$")
NAV = re.compile(r"[>»›]|^(?:首页|全部|下载|请选择|当前位置|您(?:当前)?(?:所在)?的?位置|索引号|文号|发布|来源|地址|联系|标题)|[|]\s*$")
RUN_ON = re.compile(r"[\u4e00-\u9fff“”《》、()]{1,40}$")
ABOUT = re.compile(r"^(?:转发|印发|批转)?[^。;]{0,60}?关于")
SPEAKING = ("现", "根据", "为", "按照", "各", "附", "经", "一、", "二、", "1", "第", "(", "来源", "相关", "点击", "标签", "导读")
MAX_TITLE = 120
HEAD_LINES = 24


@dataclass(frozen=True, slots=True)
class Heading:
    """A title as it stands in the body, possibly over several lines (`text` is joined without breaks)."""

    text: str
    span: Span
    genre: str | None

    def find(self, words: str, body: str) -> Span | None:
        """Where words of the title stand in the body, in either width; None where a line's end parts them.

        >>> Heading("关于稳岗(试行)的通知", Span(2, 14), "通知").find("稳岗(试行)", "附：关于稳岗（试行）的通知")
        Span(start=4, end=10)
        """
        at = fold_width(self.span.read(body)).find(fold_width(words))
        return Span(self.span.start + at, self.span.start + at + len(words)) if at >= 0 else None


def cut_site(title: str) -> str:
    """A clean title without the name of the site and the tags of its columns before or behind it.

    >>> cut_site("【关注】关于稳岗返还的通知（滨人社发〔2021〕7号） - 滨州市人民政府门户网站")
    '关于稳岗返还的通知'
    """
    text = " ".join(title.split())
    for pattern in (SITE_TAIL, SITE_HEAD, TAG):
        text = pattern.sub("", text)
    return clean_title(text).strip(" 　-_|")


def drop_spam(title: str) -> str | None:
    """Without the advert that stands where the authority did; None where it is all there is.

    >>> drop_spam("真人娱乐官网关于稳岗返还的通知"), drop_spam("真人娱乐平台开户"), drop_spam("某市关于打击赌博网站的通知")
    ('关于稳岗返还的通知', None, '某市关于打击赌博网站的通知')
    """
    if not is_spam(title):
        return title
    kept = title[max(0, title.find("关于")) :]
    return None if is_spam(kept) else kept


def plausible(title: str | None) -> bool:
    """False for what pages put in a title's place: navigation, a sentence, a number, nothing."""
    folded = fold_width(title or "").strip()
    if not 4 <= len(folded) <= MAX_TITLE or NAV.search(folded) or folded.endswith((*STATEMENT, ":", ",")):
        return False
    return not any(quoted.span.start == 0 and quoted.span.end == len(folded) for quoted in find_numbers(folded))


def find_heading(lines: tuple[Line, ...], body: str, *, start: int = 0, limit: int = HEAD_LINES) -> Heading | None:
    """The first official title in the body: one line, or `关于……` under the line of its authorities."""
    for index, line in enumerate(lines[start : start + limit], start=start):
        match = match_title(line.text)
        if match is None or len(line.text) < 8 or line.text.endswith(("如下", ":")) or is_sentence(line.text):
            continue
        above = lines[index - 1] if index else None
        joined = above is not None and line.text.startswith(("关于", "印发", "转发")) and is_holder(above.text)
        span = Span(above.span.start, line.span.end) if joined and above else line.span
        text = span.read(body).replace("\n", "")
        if kept := drop_spam(text):
            return Heading(kept, span if kept == text else Span(span.end - len(kept), span.end), name_genre(match))
    return None


def is_sentence(text: str) -> bool:
    """True where a line speaks rather than names: 现将……印发, 根据……规定."""
    return text.startswith(SPEAKING)


def is_holder(text: str) -> bool:
    """True for the line of authorities above `关于……`."""
    return bool(split_organs(text))


def find_glued_heading(lines: tuple[Line, ...], body: str) -> Heading | None:
    """A title that runs into number and addressees: `某市政府关于……的意见某政发〔2014〕14号各区县：`."""
    for line in lines[:3]:
        for quoted in find_numbers(line.text[: 2 * MAX_TITLE]):
            match = match_title(line.text[: quoted.span.start].strip())
            if match:
                span = line.place(0, len(line.text[: quoted.span.start].rstrip()))
                return Heading(span.read(body), span, name_genre(match))
    return None


def find_whole_title(title: str, body: Body) -> Heading | None:
    """The whole title, where a page without line breaks was cut inside the authority's name (办公厅关于 in 某省人民政府办公厅关于)."""
    at = body.folded.find(fold_width(title)) if ABOUT.match(title) else -1
    before = RUN_ON.search(body.folded[max(0, at - 40) : at]) if at > 0 else None
    front = re.split(r"号|[)》]", before.group())[-1] if before else ""
    if not 0 < len(front) < 24:
        return None
    span = Span(at - len(front), at + len(title))
    return Heading(span.read(body.text), span, read_genre(title))


def choose_title(page_title: str | None, lines: tuple[Line, ...], body: Body, *, spun: bool = False) -> tuple[str | None, Heading | None]:
    """The title to cite, and the official title in the body if that decided.

    The page's own title stands unless it is implausible or cut off, or the body's official title is its core (山东省关于…… / 关于……).
    A text spun from synonyms has no title worth citing.
    """
    if spun:
        return None, None
    title = drop_spam(cut_site(page_title)) if page_title else None
    whole = find_whole_title(title, body) if title else None
    if whole and not is_spam(whole.text):
        return whole.text, whole
    heading = find_heading(lines, body.text)
    if not plausible(title):
        heading = heading or find_glued_heading(lines, body.text)
        return (cut_site(heading.text) if heading else None), heading
    assert title is not None  # noqa: S101
    if heading is None:
        return title, None
    own, page = squash(fold_width(cut_site(heading.text))), squash(fold_width(title))
    cut = CUT.search(page)
    if (cut and own.startswith(page[: cut.start()])) or (own != page and own in page and own.startswith("关于") and len(own) >= 10):
        return cut_site(heading.text), heading
    return title, heading if own == page else None
