"""Soft 404: telling a page that is gone although the answer has status 200, by its text and its address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.text.sentence_ends import CLAUSE

PAGE = (
    r"(?:页面|頁面|网页|網頁|该页|文章|稿件|帖子|主题|视频|图片|专题|"
    r"链接|连接|地址|网址|栏目|资源|内容|內容|信息|資訊|新闻|文档|文件|公告|公示|通知|记录|数据)"
)
REST = rf"[^{CLAUSE}，,\n]"
FAULT = r"(?:任何|虚假|不实|错误|误导|遗漏|隐瞒|伪造|造假|侵权|抄袭|违法|违规|失信|争议|纠纷|问题|重大|重复|质量|安全|利益|关联|的)"
ABSENT = rf"(?:不存在(?!{FAULT})|找不到|未找到|没有找到|没找到|走丢|飞走|迷路|失踪)"
"""Documents deny faults: 所填信息不存在虚假记载."""
TAKEN = rf"(?:已经?|被){REST}{{0,8}}?(?:删除|刪除|下架|下线|下線|撤下|撤回|移除|屏蔽|隐藏|失效|过期|关闭|關閉)"
UNSEEN = r"(?:无法|不能)(?:访问|显示|查看|打开)"
LOST = re.compile(rf"{PAGE}{REST}{{0,8}}?(?:{ABSENT}|{TAKEN}|{UNSEEN})")
"""您访问的页面不存在或已被删除, 抱歉，该信息已下架."""
SOUGHT = re.compile(rf"(?:找不到|未找到|没有找到|无法找到|没找到|查无){REST}{{0,14}}?(?:{PAGE}|此页)")
"""对不起，没有找到您要查看的文章."""
CLOSED = re.compile(
    r"(?:已经?|被)(?:撤销|取消|停止|终止)(?:发布|展示|公开)|登[录陆]后(?:才能|才可|方可|即可|可以?)?(?:查看|浏览|阅读|访问)(?:全文|全部|本|该|此|更多|内容|页)|"
    r"(?:没有|无)(?:访问|查看|浏览|阅读)?权限|无权(?:访问|查看|浏览)|(?:正在|等待|尚未通过|未通过)审核|审核(?:中|未通过)"
)
"""该政策已撤销发布, 请登录后查看全文, 您没有访问权限."""
ENGLISH = re.compile(
    r"(?:page|file|article|document|content|resource|url)[^.\n]{0,40}?(?:not\s?(?:be\s?)?found|no\s?longer|(?:does\s?not|doesn.t)\s?exist|"
    r"been\s?(?:removed|deleted))|404\s?[-:：—]{0,2}\s?(?:not\s?found|error|错误|页面)|(?:error|http|错误)\s?[:：]?\s?404|\A\W{0,9}404\W{0,9}\Z",
    re.IGNORECASE,
)
"""404 Not Found, the page you requested could not be found, HTTP 404, and a bare 404."""
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
    return len(text) <= LONGEST and any(words.search(text) for words in (LOST, SOUGHT, CLOSED, ENGLISH))


def is_error_place(asked: str, final: str) -> bool:
    """True when a redirect led to a page that is named after an error.

    >>> is_error_place("http://a.example/tz/1.html", "http://a.example/404.html"), is_error_place("http://a.example/1", "http://a.example/1/")
    (True, False)
    >>> is_error_place("http://a.example/tz/1.html", "http://a.example/common/error/"), is_error_place("http://a.example/1", "http://a.example/tz/404112.html")
    (True, False)
    """
    return ERROR_PLACE.search(urlsplit(final).path) is not None and ERROR_PLACE.search(urlsplit(asked).path) is None
