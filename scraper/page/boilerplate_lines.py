"""Lines that are not body, told by their form: the same for lines of a text file and blocks of a page.

Each mark has words it begins with and words that it may hold anywhere. Patterns read width-folded text.
"""

from __future__ import annotations

import re
from enum import StrEnum

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


_PLACE = re.compile(
    r"\W{0,3}您?(?:现在|当前|目前|现)?(?:所?在)?(?:的)?(?:所在)?(?:的)?(?:位置|栏目)\s{0,2}(?:[:>是]|$)|\W{0,3}您(?:现)?(?:所)?在(?:的)?位置"
    r"|.{0,3}\{\{.{0,60}\}\}|function\s?\(|document\.|var\s\w"
)
_TRAIL = re.compile(
    r"首\s?页\s{0,2}(?:[>»/→›·]|-\s?>)|[>»›]\s{0,2}(?:正文|内容|详情|文章)|[^\s>»›]\s{0,2}[>»›]{1,2}\s{0,2}[^\s>»›]{1,20}\s{0,2}[>»›]|[>»›]$|^[>»›]"
)
_PAGER_PAGE = r"\W{0,3}(?:第\s?\d{1,3}\s?页|共\s?\d{1,3}\s?页)\W{0,3}$"
_PAGER = re.compile(
    rf"\W{{0,4}}[上下前后]一?[篇条页则](?:文章|新闻|信息)?\W{{0,3}}(?:[:>]|$|没有|暂无|无)|首页\s?\|?\s?上一页|上一页\s?\d|{_PAGER_PAGE}"
)
_LEAD = re.compile(
    r"\W{0,2}(?:导读|摘要|提要|内容提要|内容摘要|文章摘要|内容简介|文档简介|核心提示|原标题|引题|副标题|内容概述)\s{0,2}[:】\]]|文档简介$|\W{0,2}点击(?:查看|进入|阅读|可?返回|下载|此处|这里|图片)"
    r"|\W{0,2}(?:文字|图文|图片|图解|音频|视频|专家|动漫|部门|媒体|新闻发布会|政策|相关|文件)?(?:解读|一图读懂)\W{0,2}(?:关于)?《"
    r"|\W{0,3}(?:一图读懂|政策解读|解读材料|图解|视频解读|音频解读|文字解读)\W{0,3}$"
)
_RELATED = re.compile(
    r"\W{0,4}(?:相\s?关(?:的)?(?:新闻|阅读|链接|稿件|文章|文档|资讯|推荐|信息|报道|解读|附件|专题|话题|热词|搜索|下载)"
    r"|(?:精彩|热门|热点|编辑|猜你|为[您你]|本站|今日|智能|更多|推荐|重点|延伸|站内|大家都?在|您可能)(?:推荐|阅读|喜欢|文章|新闻|资讯|排行|话题|关注|看|搜|感兴趣的?|更多|内容)"
    r"|最[新热](?:文档|文章|新闻|资讯|评论|信息|消息|动态|更新|推荐|发布)|(?:全部|网友|热门|新闻|用户|文章|发表|提交|查看|最热|我要|精彩)(?:评论|点评|留言)"
    r"|评论(?:列表|区)?|即时播报|滚动新闻|(?:阅读|点击|新闻|一周|本周|24小时|文章|热文|热度|本月)(?:排行|热点|热门|点击)(?:榜|排行)?|排行榜?|图片新闻|热帖|热词|友情链接|关注我们"
    r"|来说两句.{0,4}|加载更多|加载中.{0,6}|我来说两句|上一组图|今日头条|文件下载|附件下载|下载地址|分类浏览)\s?(?:[:>《(\[].{0,12})?\W{0,3}$"
    r"|\W{0,3}(?:已有)?\s?\d{1,6}\s?(?:人参与|条评论|人评论|位网友)|\d{1,4}/\d{2,4}$|查看心情排行|网友评论仅供"
)
_RELATED_IN = re.compile(r"你看到此篇文章的感受|\[详[细情]\]$")
_RIGHTS = re.compile(
    r"\W{0,3}(?:版权声明|免责声明|郑重声明|特别声明|声明|版权说明|版权归属|著作权声明|法律声明|转载声明|版权与免责声明|免责条款|本网声明|重要声明)\s{0,2}(?:[:】]|$)"
    r"|\W{0,3}(?:\d\s?[.、]\s?)?(?:凡(?:本[网站报]|注明|注有|来源|本文|是?转载)|下载(?:的)?文件中如有侵权|未经(?:权益所有人|授权|许可|本[网站]))"
    r"|\W{0,3}(?:\d\s?[.、]\s?)?本[网站](?:站|上|所有|仅|不保证|文章|内容|发布|转载|部分|声明|的?(?:所有)?(?:文档|资源|作品|信息))"
    r"|\W{0,3}(?:本文|本稿|此文|文章|以上内容|以上文章|部分内容|该文)(?:系|为|由|均|仅)?[^。]{0,16}(?:转载|原创文章|不代表|来(?:自|源于)(?:互联)?网)"
    r"|\W{0,3}(?:转载|引用)(?:请|须|时|本文)|\W{0,3}(?:本文|原文)(?:链接|地址|网址|出处|来源地址)\s?:"
)
_RIGHTS_IN = re.compile(r"如有侵权|侵权(?:必究|请联系|删除)")
_TAGS = re.compile(r"\W{0,2}(?:文章|本文|相关)?(?:标签|关键词|关键字|[Tt][Aa][Gg][Ss]?)\s{0,2}[:】\]]|\W{0,2}责任编辑\W{0,2}$")
_FOOTER = re.compile(
    r"\W{0,3}技术支持\s?:|\W{0,3}(?:建议)?使用\s?(?:IE|\d{3,4}\s?[*×x])|网站支持\s?(?:IPv6|ipv6|IPV6)|\W{0,3}(?:主办|承办|开办|运维|维护)(?:单位|方)?\s?:[^。]{2,60}(?:承办|主办|维护|版权|网站)"
)
_FOOTER_IN = re.compile(
    # each alternative opens with a plain character: so the search is quick
    r"©|Copy[Rr]ight|copy[Rr]ight|All [Rr]ights [Rr]eserved|all [Rr]ights [Rr]eserved|ICP\s?(?:备|证|许可)|公网?安备"
    r"|网站标识码|标识码\s?:?\s?\d{10}|版权所有"
    r"|违法和不良信息举报|许可证(?:编号)?\s?:?\s?\w{0,6}\d{6,20}|运行维护\s?(?:单位)?\s?:"
)
_FOOTER_WORD = re.compile(
    r"关于(?:我们|本站)|联系(?:我们|方式)|网站地图|站点地图|网站声明|法律声明|版权声明|设为首页|加入收藏|隐私(?:声明|安全|政策)|友情链接|广告服务|网站合作|使用帮助|网站简介|人才招聘"
    r"|主编信箱|内容纠错|网站建议|管理维护|返回首页|手机版|电脑版|无障碍"
)
_PROMOTION = re.compile(
    r"\W{0,3}(?:用微信)?扫(?:一扫|码|描(?:上方|下方|左侧|右侧)?二维码).{0,24}$|\W{0,3}长按(?:识别|上方|下方|二维码)|.{0,16}转发(?:给|扩散).{0,12}[!。]?$"
    r"|\W{0,3}(?:下载本文档|立即下载|下载文档|展开全文|阅读全文|点击展开)\W{0,3}$"
)
_PROMOTION_IN = re.compile(
    r"爆料.{0,20}(?:热线|登录|平台|电话|微信)|新闻热线.{0,6}\d{4}|报料热线.{0,6}\d{4}|爆料热线.{0,6}\d{4}|广告热线.{0,6}\d{4}"
    r"|点个?.?(?:在看|赞).{0,8}$|诚邀合作伙伴|欢迎合作伙伴"
)
_EDITOR = re.compile(
    r"\W{0,3}(?:责\s?任\s?编\s?辑|责编|编\s?辑|编审|审核|审\s?校|校\s?对|初审|复审|终审|[一二三]审|签发|监制|总监制|值班编委"
    r"|信息发布人?|发布人|作者|供稿|撰稿|通讯员|摄影)\s{0,2}[:/][^。;!?]{0,60}$"
    r"|[^。;!?,:]{0,24}(?:供稿|报道|记者|通讯员|摄影|撰文|撰稿)[^。;!?,:]{0,20}\s(?:来源|编\s?辑|责编|责任编辑|审核|摄影|校对)\s?[:/][^。;!?]{1,40}$"
)
_TOOL = re.compile(r"打\s?印|关\s?闭|返\s?回(?:顶部|首页|列表)")
_ARROW = re.compile("[>»›首]")
"""What any `_TRAIL` holds, found ten times faster."""

_NEVER = re.compile(r"(?!)")
_RULES = (
    (Mark.PAGER, 120, _PAGER, _NEVER),
    (Mark.LEAD, 600, _LEAD, _NEVER),
    (Mark.RELATED, 60, _RELATED, _RELATED_IN),
    (Mark.RIGHTS, 900, _RIGHTS, _RIGHTS_IN),
    (Mark.TAGS, 160, _TAGS, _NEVER),
    (Mark.FOOTER, 400, _FOOTER, _FOOTER_IN),
    (Mark.PROMOTION, 200, _PROMOTION, _PROMOTION_IN),
    (Mark.EDITOR, 90, _EDITOR, _NEVER),
)
"""Mark, longest line that can carry it, what the line begins with, what it may hold anywhere."""

_LONGEST_PATH = 160
_LONGEST = max(longest for _, longest, _, _ in _RULES)
_MENU = re.compile(r"\s{0,4}[^\s|丨,。;:]{1,12}(?:\s{0,3}[|丨·]\s{0,3}[^\s|丨,。;:]{0,12}){1,30}\s{0,4}$")
_WORD_ROW = re.compile(r"[^\s,。;:!?、]{1,8}(?:\s+[^\s,。;:!?、]{1,8}){4,40}$")
_OFFICE = re.compile(r"(?:局|厅|委|办|部|院|署|会|府|组|科|处|队|行|司)(?:\s|$)")


@remember(size=4096, longest=_LONGEST)
def find_mark(line: str) -> Mark | None:
    """What a line is when it is not body, by its own form alone; None for everything that may be body.

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
    for mark, longest, opening, anywhere in _RULES:
        if len(shadow) <= longest and (opening.match(shadow) or anywhere.search(shadow)):
            return mark
    if len(shadow) < 200 and len(_FOOTER_WORD.findall(shadow)) >= 2:
        return Mark.FOOTER
    if not is_label_line(line) or _is_signing(shadow):
        return None
    return Mark.TOOLS if _TOOL.search(shadow) and not any(label.value for label in read_labels(line)) else Mark.LABELS


def is_navigation(line: str) -> bool:
    """True where `find_mark` would say so, at a tenth of its time.

    >>> is_navigation("当前位置：首页 > 要闻"), is_navigation("上一篇：某某通知")
    (True, False)
    """
    return len(line) <= _LONGEST and _leads(fold_width(line).strip())


def _leads(shadow: str) -> bool:
    """True for the path to a page, and for what a template or a script left behind."""
    return len(shadow) <= _LONGEST_PATH and bool(_PLACE.match(shadow) or (_ARROW.search(shadow) and _TRAIL.search(shadow)))


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
    if "序号" in shadow:
        return False
    return bool(_MENU.match(shadow) or (_WORD_ROW.match(shadow) and len(_OFFICE.findall(shadow)) < 3))


def _is_signing(shadow: str) -> bool:
    """A bare date in Chinese is the date under a signature, not a label."""
    return "年" in shadow and not any(char in shadow for char in ":|") and not read_labels(shadow)
