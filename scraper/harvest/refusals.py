"""Why a page that was fetched is not taken: what it shows is not the notice that its list named, or less than it showed before.

Titles are compared as the page itself tells them, before the list lends any.
"""

from __future__ import annotations

from enum import StrEnum

from scraper.adapters.links import read_visible
from scraper.attachments.file_kinds import is_file
from scraper.errors import BinaryInput, InputError
from scraper.facts.identity import UNTITLED
from scraper.harvest.covers import write_cover
from scraper.harvest.judgement import match_title, stays_home
from scraper.intake import read_charset
from scraper.model import Nature, Notice, PageKind
from scraper.page.farewells import is_farewell
from scraper.repair.decode import decode_bytes
from scraper.sources.source import Family, Source
from scraper.store.archive import Capture

OPENING = 600
HEAD = 6000
"""Characters at the start of a page in which its head ends."""
SHORTEST_BODY = 20


class Refusal(StrEnum):
    """What is wrong with a page; the words stay in the memory of pages, beside the states of those that were not had."""

    UNREAD = "unread"
    EMPTY = "no-text"
    ANOTHER = "another-page"
    ELSEWHERE = "moved"
    FAREWELL = "farewell"
    LOSS = "loss"
    ERROR = "error-page"
    LOGIN = "login-page"
    CHECK = "visitor-check"
    HOME = "home-page"
    LIST = "list-page"
    SCRIPT = "script-only"

    @property
    def reason(self) -> str:
        """The refusal in words, for the summary of a run."""
        return REASONS[self][0]

    @property
    def question(self) -> str:
        """The refusal in words, for the review queue, about a page whose notice stands."""
        return f"来源网页再次读取时{REASONS[self][1]}，未采用，仍保留原来的内容，请核对该文件是否仍然有效。"


REASONS = {
    Refusal.UNREAD: ("can't be read", "读不出文字"),
    Refusal.EMPTY: ("has no text", "没有正文"),
    Refusal.ANOTHER: ("is not what its list named", "与列表所列的文件不符"),
    Refusal.ELSEWHERE: ("answers from elsewhere", "转到了别处"),
    Refusal.FAREWELL: ("says that it is gone or closed", "称页面不存在、已删除或不开放"),
    Refusal.ERROR: ("is an error page", "是出错页面"),
    Refusal.LOGIN: ("asks for a login", "要求登录"),
    Refusal.CHECK: ("checks its visitor", "只有访问验证"),
    Refusal.HOME: ("is a home page", "是网站首页"),
    Refusal.LIST: ("is a list of other pages", "是列表页"),
    Refusal.SCRIPT: ("has no text before its scripts run", "正文由脚本生成"),
    Refusal.LOSS: ("lost all measures, its title or its date", "少了全部措施、标题或日期"),
}

STAND_INS = {kind: Refusal.EMPTY if kind is PageKind.EMPTY else Refusal(kind) for kind in PageKind if not kind.tells}
"""Pages that stand in place of an article, as what they are refused for."""


def find_refusal(told: Notice, capture: Capture, source: Source) -> Refusal | None:
    """Why a page can't be the notice that its list named; `told` is what the page says without help of its list."""
    if source.family is not Family.FOLDER and not stays_home(source, capture.asked, capture.final):
        return Refusal.ELSEWHERE
    if says_farewell(told, capture):
        return Refusal.FAREWELL
    if void := find_void(told):
        return void
    if source.family is Family.FOLDER or (is_binary(capture) and not told.body):  # what a list calls a file is the only name that it has
        return None
    if source.family is Family.SITEMAP:  # it names addresses, no titles
        return Refusal.ANOTHER if told.title == UNTITLED else None
    named = match_title(capture.title, told.title, read_opening(told.body)) or match_title(capture.title, "", read_head(capture))
    return None if named else Refusal.ANOTHER


def is_binary(capture: Capture) -> bool:
    """True for a record of an office file or the like, which is no text."""
    try:
        decode_bytes(capture.body, read_charset(capture.media))
    except BinaryInput:
        return True
    except InputError:
        return False
    return False


def find_void(told: Notice) -> Refusal | None:
    """Why a page has no text that could be a notice's; files and pictures may hold it."""
    if told.page_kind:
        return STAND_INS.get(told.page_kind)
    return Refusal.EMPTY if len(told.body) < SHORTEST_BODY and not told.attachments else None


def says_farewell(told: Notice, capture: Capture) -> bool:
    """True when a page says little more than that something is gone. What gives, is dated, numbered or addressed is a document."""
    gives = any(measure.nature is Nature.BENEFIT for measure in told.measures)
    if gives or told.written or told.doc_number or told.addressees:
        return False
    return is_farewell(f"{told.title}\n{told.body}") or is_farewell(read_visible(read_text(capture)))


def find_loss(before: Notice, told: Notice) -> Refusal | None:
    """What a page stated before and states no more (measures, title or day), as a refusal; None when nothing."""
    had, has = ((bool(notice.measures), notice.title != UNTITLED, bool(notice.written or notice.published)) for notice in (before, told))
    return Refusal.LOSS if any(old and not new for old, new in zip(had, has, strict=True)) else None


def read_opening(body: str) -> str:
    r"""The first words of a body without items of lists, since a home page lists titles of many notices.

    >>> read_opening("关于稳岗返还的通知\n\n- 关于贷款贴息的通知\n- 更多")
    '关于稳岗返还的通知'
    """
    return "\n".join(line for line in body.splitlines() if line and not line.startswith("- "))[:OPENING]


def read_head(capture: Capture) -> str:
    """The text of a page before its body, in whatever encoding."""
    return read_text(capture)[:HEAD].partition("<body")[0]


def read_text(capture: Capture) -> str:
    """The text of a record; of a file its cover, if it has one.

    Raises:
        InputError: its bytes are no text.
    """
    if is_file(capture.body):
        return write_cover(capture) or ""
    try:
        return decode_bytes(capture.body, read_charset(capture.media)).text
    except BinaryInput:
        if cover := write_cover(capture):
            return cover
        raise
