"""A line of a text file or a block of a page to the mark that says why it is no body (pager, rights, footer), or None.

What such lines say stands in the word book `boilerplate.yml`. Here stands what of it must open a line or may stand anywhere in it,
what surrounds it, and how long the line may be. All is asked of width-folded text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scraper.lexicon.wordbook import load_book
from scraper.page.page_labels import is_label_line, read_labels
from scraper.text.fold import fold_width
from scraper.text.remembering import remember


class Mark(StrEnum):
    """What a line is when it is not body."""

    NAVIGATION = "navigation"
    PAGER = "pager"
    LEAD = "lead"
    RELATED = "related"
    RIGHTS = "rights"
    TAGS = "tags"
    FOOTER = "footer"
    PROMOTION = "promotion"
    EDITOR = "editor"
    TOOLS = "tools"
    LABELS = "labels"
    WIDGET = "widget"
    PICTURE = "picture"


_BOOK = load_book("boilerplate")
_NEVER = re.compile(r"(?!)")
_DECORATION = r"\W{0,4}"
"""What may stand before the words that open a line: bullets, brackets, blanks."""

_NUMBERED = rf"{_DECORATION}(?:\d\s?[.、]\s?)?"
"""Notices on rights also number their sentences."""

_ALONE = r"\W{0,3}$"
_HEADING = rf"\s?(?:[:>《(\[].{{0,12}})?{_ALONE}"
_LABEL = r"\s{0,2}[:】\]]"
_LABEL_OR_END = r"\s{0,2}(?:[:】]|$)"
_NAMES = r"\s{0,2}[:/][^。;!?]{0,60}$"
_BARE_NAMES = r"[\s|\u4e28]{1,3}[\w·]{1,8}(?:[\s、|\u4e28:/]{1,3}[\w·]{1,8}){0,9}[\s)】\]]{0,3}$"
_NAMED = r"\s{0,2}:.{4,80}$"
_SHORT_REST = r"[^。;]{0,24}$"
"""What must follow the words that open a line, where they alone don't tell."""


def _source(key: str) -> str:
    """An entry as a piece of a larger expression."""
    return f"(?:{_BOOK[key].source})"


def _open(openings: Mapping[str, str], before: str = _DECORATION, or_else: str = _NEVER.pattern) -> re.Pattern[str]:
    """One expression for lines that begin with an entry (the keys) and what must follow it (the values)."""
    return re.compile(f"{before}(?:{'|'.join(_source(key) + behind for key, behind in openings.items())})|{or_else}")


def _hold(key: str) -> re.Pattern[str]:
    """The expression of an entry that may stand anywhere in a line."""
    return re.compile(_BOOK[key].source)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A mark, the longest line that can carry it, what the line begins with and what it may hold anywhere."""

    mark: Mark
    longest: int
    opening: re.Pattern[str]
    inside: re.Pattern[str] = _NEVER

    def fits(self, shadow: str) -> bool:
        """True for a line, not too long, that carries the mark."""
        return bool(self.opening.match(shadow) or (self.inside is not _NEVER and self.inside.search(shadow)))


_FORWARD = rf".{{0,16}}{_source('promotion.forward')}.{{0,12}}[!。]?$"
_BYLINE = rf"[^。;!?,:]{{0,24}}{_source('byline.role')}[^。;!?,:]{{0,20}}\s{_source('byline.following')}\s?[:/][^。;!?]{{1,40}}$"
_CREW_ROLE = rf"(?:{_source('editor.role')}|{_source('editor.crew')})\s{{0,2}}[:|\u4e28/]"
_CREW = rf"{_DECORATION}{_CREW_ROLE}[^。;!?,:]{{1,24}}\s{_CREW_ROLE}[^。;!?]{{1,40}}$"
_RULES = (
    _Rule(
        Mark.PAGER,
        240,
        _open(
            {
                "pager.neighbour": rf"\W{{0,3}}(?:[:>]|$|{_BOOK['pager.none'].source})",
                "pager.first": "",
                "pager.count": _ALONE,
            }
        ),
    ),
    _Rule(
        Mark.LEAD,
        600,
        _open(
            {
                "summary.label": _LABEL,
                "summary.bare": "",
                "summary.click": "",
                "explanation.link": rf"\W{{0,2}}(?:{_source('explanation.object')}|{_source('explanation.address')})",
                "explanation.heading": _ALONE,
            }
        ),
    ),
    _Rule(
        Mark.RELATED,
        100,
        _open(
            {
                "related.heading": _HEADING,
                "related.recommended": _HEADING,
                "related.latest": _HEADING,
                "related.comments": _HEADING,
                "related.ranking": _HEADING,
                "related.section": _HEADING,
                "related.loading": rf".{{0,6}}{_HEADING}",
                "related.named": _NAMED,
                "related.count": "",
            }
        ),
        _hold("related.inside"),
    ),
    _Rule(
        Mark.RIGHTS,
        900,
        _open(
            {
                "rights.heading": _LABEL_OR_END,
                "rights.clause": "",
                "rights.site": "",
                "rights.article": "",
                "rights.reuse": "",
                "rights.address": "",
            },
            _NUMBERED,
        ),
        _hold("rights.inside"),
    ),
    _Rule(Mark.RIGHTS, 120, _NEVER, _hold("rights.short")),
    _Rule(Mark.TAGS, 160, _open({"tags.label": _LABEL, "tags.editor": _ALONE})),
    _Rule(Mark.FOOTER, 400, _open({"footer.owner": "", "footer.support": "", "footer.protocol": ""}), _hold("footer.inside")),
    _Rule(
        Mark.PROMOTION,
        200,
        _open(
            {
                "promotion.scan": _SHORT_REST,
                "promotion.press": "",
                "promotion.button": _ALONE,
                "promotion.follow": "",
                "promotion.label": _LABEL,
            },
            or_else=_FORWARD,
        ),
        _hold("promotion.inside"),
    ),
    _Rule(Mark.EDITOR, 90, _open({"editor.role": _NAMES, "editor.named": _BARE_NAMES}, or_else=f"{_BYLINE}|{_CREW}")),
    _Rule(Mark.WIDGET, 120, _open({"widget.label": _ALONE}), _hold("widget.inside")),
    _Rule(
        Mark.NAVIGATION,
        60,
        _open({"menu.word": _ALONE, "menu.greeting": "", "path.home": r"(?:\s{0,3}[|\u4e28]|(?:\s+[^\s,。;:!?、]{1,8}){3,40}$)"}),
    ),
    _Rule(Mark.PICTURE, 40, _NEVER, _hold("picture.credit")),
)
"""In the order in which they are asked. The lengths keep paragraphs of a body out, however they begin."""

_PATH = _open({"path.place": ""})
_TEMPLATE = re.compile(r".{0,3}\{\{.{0,60}\}\}|function\s?\(|document\.|var\s\w")
_TRAIL = re.compile(
    rf"{_source('path.home')}\s{{0,2}}(?:[>»/→›·]|-\s?>)|[>»›]\s{{0,2}}{_source('path.end')}"
    r"|[^\s>»›]\s{0,2}[>»›]{1,2}\s{0,2}[^\s>»›]{1,20}\s{0,2}[>»›]|[>»›]$|^[>»›]"
)
_ARROW = re.compile("[>»›首]")
"""What any `_TRAIL` holds, found ten times faster."""

_FOOTER_LINK, _BUTTON, _TABLE_NUMBER = map(_hold, ("footer.link", "tools.button", "table.number"))

_LONGEST_PATH = 160
_LONGEST_LINKS = 200
_LONGEST = max(rule.longest for rule in _RULES)
_MENU = re.compile(r"\s{0,4}[^\s|丨,。;:]{1,12}(?:\s{0,3}[|丨·]\s{0,3}[^\s|丨,。;:]{0,12}){1,30}\s{0,4}$")
_WORD_ROW = re.compile(r"[^\s,。;:!?、]{1,8}(?:\s+[^\s,。;:!?、]{1,8}){4,40}$")
_OFFICE = re.compile(rf"(?:{load_book('organs')['sign'].source})(?:\s|$)")


@remember(size=4096, longest=_LONGEST)
def find_mark(line: str) -> Mark | None:
    """A line to what it is when it is not body, by its own form alone; None for everything that may be body.

    >>> [str(find_mark(line)) for line in ("当前位置：首页 > 要闻", "上一篇：某某通知", "责任编辑：某某", "相关阅读", "版权声明：凡本网")]
    ['navigation', 'pager', 'editor', 'related', 'rights']
    >>> [str(find_mark(line)) for line in ("主办单位：某府 承办单位：某中心 某ICP备123号", "扫一扫在手机打开当前页", "标签：企业 贷款")]
    ['footer', 'promotion', 'tags']
    >>> [str(find_mark(line)) for line in ("导读：某市整理了相关措施", "发布时间：2020-02-06 来源：某网")]
    ['lead', 'labels']
    >>> [str(find_mark(line)) for line in ("某支部供稿 摄影/某某 编辑/某某", "某报记者 某某 来源：某报", "记者 某某 通讯员 某某")]
    ['editor', 'editor', 'None']
    >>> [find_mark(line) for line in ("一、加大金融支持", "主办单位：某市工业和信息化局", "2020年2月6日", "（此件公开发布）")]
    [None, None, None, None]
    """
    if len(line) > _LONGEST:
        return None
    shadow = fold_width(line).strip()
    if _leads(shadow):
        return Mark.NAVIGATION
    length = len(shadow)
    for rule in _RULES:
        if length <= rule.longest and rule.fits(shadow):
            return rule.mark
    if length < _LONGEST_LINKS and len(_FOOTER_LINK.findall(shadow)) >= 2:
        return Mark.FOOTER
    if not is_label_line(line) or _is_signing(shadow):
        return None
    return Mark.TOOLS if _BUTTON.search(shadow) and not any(label.value for label in read_labels(line)) else Mark.LABELS


def is_navigation(line: str) -> bool:
    """True where `find_mark` would say so, at a tenth of its time.

    >>> is_navigation("当前位置：首页 > 要闻"), is_navigation("上一篇：某某通知")
    (True, False)
    """
    return len(line) <= _LONGEST and _leads(fold_width(line).strip())


def _leads(shadow: str) -> bool:
    """True for the path to a page, and for what a template or a script left behind."""
    if len(shadow) > _LONGEST_PATH:
        return False
    return bool(_PATH.match(shadow) or _TEMPLATE.match(shadow) or (_ARROW.search(shadow) and _TRAIL.search(shadow)))


def is_menu(line: str) -> bool:
    """True for a row of short words, as menus print them; only its place before a title makes it one.

    >>> is_menu("首页 新闻 公开 服务 互动 专题"), is_menu("智能问答 | 无障碍浏览 |")
    (True, True)
    >>> is_menu("序号 项目 政策条款 责任科室 联系人 联系电话")
    False
    >>> is_menu("某市财政局 某市民政局 某市人社局 某市工信局 某市税务局")
    False
    """
    if len(line) > _LONGEST:
        return False
    shadow = fold_width(line).strip()
    if _TABLE_NUMBER.search(shadow):
        return False
    return bool(_MENU.match(shadow) or (_WORD_ROW.match(shadow) and len(_OFFICE.findall(shadow)) < 3))


def _is_signing(shadow: str) -> bool:
    """True for a date in words without any label: it stands under a signature."""
    return "年" in shadow and not any(char in shadow for char in ":|") and not read_labels(shadow)
