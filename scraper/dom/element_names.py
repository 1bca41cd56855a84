"""What ids and classes say of an element: that it holds the body, or what stands beside it."""

from __future__ import annotations

import re

from scraper.text.remembering import remember

_STRONG_NAMES = """
ucap-content zoom zoomcon trs_editor trs_ueditor trs_uealltext trs_preappend info_cont info_content wenzhang-content wenzhang_content
article-content article_content articlecontent content_article article-body article_body artbody art_content artcontent article-con
article_con articlecon arc-content arc_content news_content newscontent news-content newstext news_text news-text newsbody con_font
p-detail vsb_content v_news_content easysite-news-text easysitetext cmsarticlecontent rich_media_content js_content xl_content bt_content
bt-content text_content detail-content detail_content detailcontent content_detail content-detail article-text article_text maintext
main_txt con_con txt_con dochtmlcon czfxcontent page_text xxgk_content xxgk-content gk_content govcontent contenttext content_text
content-text custom_unionstyle m-txt-article view-content nr_con
"""
_WEAK_NAMES = "content contents article text txt view main con detail details info body nr zw post entry article_main printcontent"
_ASIDE_NAMES = """
comment comments pinglun reply replies footer foot footerbox copyright disclaimer risk recommend recommends recommended recommendation
recommendations related relate tuijian sidebar leftbar rightbar
"""

STRONG = frozenset(_STRONG_NAMES.split())
"""ids and classes that mean the body wherever they are used."""

WEAK = frozenset(_WEAK_NAMES.split())
"""ids and classes that mean the body on some sites and the whole page on others: believed only when they hold most of the prose."""

ASIDE = frozenset(_ASIDE_NAMES.split())
"""Words in ids and classes of what is no body: readers' comments, recommendations, footers, boxes on rights and risks."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@remember(size=4096, longest=200)
def rank_names(names: str) -> int:
    """2 where one of an element's names means the body everywhere, 1 where on some sites, else 0.

    >>> rank_names("box TRS_Editor"), rank_names("content"), rank_names("nav")
    (2, 1, 0)
    """
    words = names.lower().split()
    if not STRONG.isdisjoint(words):
        return 2
    return 0 if WEAK.isdisjoint(words) else 1


@remember(size=4096, longest=200)
def names_aside(names: str) -> bool:
    """True where a word in the names means what stands beside a body.

    >>> names_aside("post-comments"), names_aside("newsFooter"), names_aside("footnote"), names_aside("commentary")
    (True, True, False, False)
    """
    return any(word.lower() in ASIDE for word in _WORD.findall(names))
