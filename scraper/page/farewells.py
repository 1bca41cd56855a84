"""What a site says, with status 200, in place of a page: that it is gone or closed, or that the visitor is checked first."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.lexicon.wordbook import load_book
from scraper.text.fold import fold_width

_BOOK = load_book("farewells")
_GONE = tuple(_BOOK[key].compile() for key in ("gone.lost", "gone.sought", "gone.closed", "gone.error"))
_LOCKED = _BOOK["locked.after"].compile()
_ENGLISH = re.compile(
    r"(?:page|file|article|document|content|resource|url)[^.\n]{0,40}?(?:not\s?(?:be\s?)?found|no\s?longer|(?:does\s?not|doesn.t)\s?exist|"
    r"been\s?(?:removed|deleted))|404\s?[-:—]{0,2}\s?(?:not\s?found|error)|(?:error|http)\s?:?\s?404|\A\W{0,9}404\W{0,9}\Z",
    re.IGNORECASE,
)
"""404 Not Found, the page you requested could not be found, HTTP 404, and a bare 404."""
_CHECK = re.compile(
    r"__jsl_clearance|acw_sc__v2|yunsuo_session|wzws[-_]|cf-chl|_dx_captcha|\$_ts\b|GOEDGE_WAF|"
    rf"checking your browser|just a moment|enable javascript|{_BOOK['visitor.check'].source}",
    re.IGNORECASE,
)
LONGEST_CHECK = 400
"""Characters that a check of the visitor shows; a page that says more is a page."""
LONGEST = 240
"""Characters that a farewell fills with its title, its excuses and the way home."""
ERROR_PLACE = re.compile(r"/(?:40\d|410|50\d|errors?|err|not[-_]?found|no[-_]?page|deleted)(?=[-_./]|$)", re.IGNORECASE)
"""/404.html, /common/error/index.html, but not /tz/404112.html."""


def is_farewell(text: str) -> bool:
    """True for a text that says little more than that a page was removed or may not be seen.

    >>> [is_farewell(text) for text in ("您访问的页面不存在或已被删除", "抱歉，该信息已下架", "对不起，没有找到您要查看的文章")]
    [True, True, True]
    >>> [is_farewell(text) for text in ("该政策已撤销发布", "请登录后查看全文", "您没有访问权限", "请企业登录系统查看结果")]
    [True, True, True, False]
    >>> [is_farewell(text) for text in ("404 Not Found", "The page you requested could not be found", "HTTP 404", "404")]
    [True, True, True, True]
    >>> is_farewell("所填信息不存在虚假记载"), is_farewell("网页已失效的，以公报为准。" + "企业可以申请补助。" * 40)
    (False, False)
    """
    if len(text) > LONGEST:
        return False
    shadow = fold_width(text)
    return _LOCKED.search(shadow) is not None or _ENGLISH.search(shadow) is not None or any(words.search(shadow) for words in _GONE)


def asks_login(text: str) -> bool:
    """True for a farewell to those who have not logged in.

    >>> asks_login("请登录后查看全文"), asks_login("您访问的页面不存在")
    (True, False)
    """
    return len(text) <= LONGEST and _LOCKED.search(fold_width(text)) is not None


def is_check(markup: str, visible: str) -> bool:
    """True for a page that holds nothing but a check of the visitor (captcha, script challenge); `visible` is what it shows.

    >>> is_check("<script>__jsl_clearance='1'</script>", ""), is_check("<p>请完成验证</p>", "请完成验证" + "补贴" * 200)
    (True, False)
    """
    return len(visible) < LONGEST_CHECK and _CHECK.search(markup) is not None


def is_error_place(asked: str, final: str) -> bool:
    """True when a redirect led to a page that is named after an error.

    >>> is_error_place("http://a.example/tz/1.html", "http://a.example/404.html"), is_error_place("http://a.example/1", "http://a.example/1/")
    (True, False)
    >>> is_error_place("http://a.example/tz/1.html", "http://a.example/common/error/"), is_error_place("http://a.example/1", "http://a.example/tz/404112.html")
    (True, False)
    """
    return ERROR_PLACE.search(urlsplit(final).path) is not None and ERROR_PLACE.search(urlsplit(asked).path) is None
