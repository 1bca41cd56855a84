"""How, when, through whom a measure is had: what its own text says, and nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from scraper.lexicon.enclosures import compile_outside, find_outside, fit_pairs
from scraper.lexicon.phrase_index import compile_words
from scraper.model import Actionability, Contact, Delivery, Figure, Nature, Target
from scraper.text.dates import find_dates, find_ranges
from scraper.text.sentence_ends import STATEMENT

_DELIVERIES: Final = (
    (
        Delivery.AUTOMATIC_ENTITLEMENT,
        compile_words(r"免申即享 无申请兑现 免申[请报] 无需(?:企业|单位|个人)?(?:申请|申报) 无感(?:享受|兑现|审批)"),
    ),
    (Delivery.FAST_TRACK, compile_words("[快即简]申[快即]享 承诺即享")),
    (Delivery.AUTOMATIC, compile_words(r"自动(?:享受|减免|抵扣|核定|发放|续期) 直接(?:发放|拨付|抵扣|减免|核减|划拨)")),
    (
        Delivery.APPLICATION,
        compile_words(
            r"(?:提出|提交|书面|线上|网上)[^。;,]{0,6}申[请报] 可[^。;,]{0,8}(?:申请|申领|申报) 申[请报领](?:方式|材料|表|人|渠道)",
            r"向[^。;,]{2,30}申[请报] 报名 实行申报",
        ),
    ),
    (
        Delivery.COORDINATED,
        compile_words(r"统筹解决 协调(?:解决|配置|安排|保障) 集中配送 优先(?:保障|配置|安排) 汇总后报"),
    ),
)
_WITHIN: Final = "(?:之内|以内|内)"
_SPAN_OF_TIME: Final = (
    r"(?<![\d月年])(?:\d{1,3}|[一二三四五六七八九十]{1,3})\x20?"
    rf"(?:个?(?:小时|工作日|自然日|天){_WITHIN}?|日{_WITHIN})"
)
_DONE: Final = r"(?:放款|办结|办理|审批|答复|拨付|发放|兑现|完成|响应|反馈|到账|审核)"
WINDOW: Final = compile_words(rf"{_SPAN_OF_TIME}[^,。;、\d]{{0,6}}?{_DONE}{{1,2}} (?:当日|即时|限时)办结 即[申报]即[审办享] 随到随审")
_PROMISES: Final = compile_words("小时 工作日 自然日 天 日[内之以] 办结 即[申报]即 随审")
_LISTED: Final = r":\x20?((?:\([^()。;\n]{0,40}\)|[^。;)\n]){2,120})"
LEAD_BODY: Final = compile_words(rf"(?:牵头(?:单位|部门|[处科]室)?|(?:责任|主管|实施|负责|承办|兑现|受理)(?:单位|部门|[处科]室)){_LISTED}")
CO_BODIES: Final = compile_words(rf"(?:配合|参与|协办)(?:单位|部门|[处科]室){_LISTED}")
_BETWEEN: Final = compile_outside("、, ")
FUNDING: Final = re.compile(
    r"(?:所需|补助|补贴|奖励|奖补)?(?:资金|经费|费用)[^。;,]{0,12}?"
    r"(?:从[^。;,]{2,40}?(?:列支|安排|支出)|(?<!不得)(?<!不)由[^。;,]{2,40}?(?:承担|负担|安排|保障))"
)
_URL: Final = re.compile(r"https?://[A-Za-z0-9./?&=#%_~:+-]{4,200}")
# An address is a place to apply only where the words before it say so, not at the end of a repost: 原文: http..., 本文链接: http...
_OPENS: Final = compile_words("网址 网站 官网 平台 登录 登陆 系统 入口 网上 办理 申[请报领] 报名 填报 下载 查询 访问 链接")
_CREDITS: Final = compile_words("原文 来源 本文 本页 转自 出处 责任编辑 版权")
_IMAGES: Final = (".png", ".jpg", ".jpeg", ".gif")
_SAID: Final = 40
_SITE: Final = r"(?:平台|网站|政务服务网|公众号|APP|小程序|窗口|系统)"
_OFFICE: Final = r"(?:大厅|窗口|服务中心|人力资源社会保障部门|人社部门|税务机关|经办机构|办公室|[局委厅])"
_ASKS: Final = "(?:申[请报领办]|办理|办事|查[询看]|提[交出]|填报|报名|咨询|下载|领取|预约|反映|投诉|登记|申办|享受|缴[费纳]|报送|递交|发布)"
_BUILT: Final = "(?!搭建|建[设立]|优化|完善|打造|实施|加强|各[种类])"
# Whoever builds a platform offers none yet; through one that stands, something is asked for.
CHANNEL: Final = compile_words(
    rf"(?:登[录陆]|关注){_BUILT}([^。;,]{{1,40}}?{_SITE})",
    rf"通过{_BUILT}((?:(?!、在)[^。;,]){{1,40}}?{_SITE})(?=[^。;]{{0,30}}?{_ASKS})",
    rf"(?:到|在|前往|向)([^。;,]{{2,36}}?{_OFFICE})(?:提出|申[请报领]|办理|咨询|递交|提交|书面)",
)
_PHONE: Final = r"[\d*][\d*\-—]{3,17}[\d*]"
CONTACT: Final = re.compile(
    r"(?:([\u4e00-\u9fff]{2,20}(?:局|委|厅|中心|办公室|科|处|热线|部门))[^。;\d]{0,8})?"
    r"(?:(?:咨询|联系|服务|监督|举报|投诉|办公|受理)(?:热线)?电话|热线(?:电话)?|电话)[^\d。;\n]{0,8}"
    rf"({_PHONE}(?:[、,/ ]{{1,2}}{_PHONE}){{0,4}})"
)
_PAPER: Final = "(?:证明|申请表|执照|材料|资料|病历|合同|发票)"
_REFUSED: Final = "(?:不得|不再|不需|无需|无须|免[于予]?|不[必用]|之外|向|为)"
MATERIALS: Final = re.compile(
    r"(?:申[报请领]|所需|办理|提交|提供)(?:的)?(?:材料|资料):(?P<list>[^\n]{4,400})"
    rf"|(?P<refused>{_REFUSED}[^。;,]{{0,12}})?(?:提供|提交|携带)(?!的|材料|虚假)"
    rf"(?P<named>[^。;,\n]{{2,80}}?{_PAPER}(?:(?:、|和|及|以及|等)[^。;,、\n]{{0,20}}?{_PAPER}){{0,8}})"
)
_VAGUE: Final = re.compile(r"(?:[一全][套份])?(?:的|相关|有关|所需|以下|下列|上述|其他|相应|必要|申[请报]|书面|证明)*(?:材料|资料|证明)")
BASIS: Final = re.compile(r"(?:根据|按照|依据|依照|符合)(《[^》\n]{4,60}》)")
_DATED: Final = re.compile(r"月|年[底末]|\d[-./]\d")
_HOLDS: Final = re.compile(
    rf"(?:(?:执行|实施|施行|有效|优惠|政策|补贴|减免|减征|免征|缓缴)(?:期限?|期间|时间)|(?:^|[{STATEMENT},(])期限|政策执行|执行期)(?:统一|暂定|均)*(?:为|是|:)?[自从]?$"
)
_RUNS: Final = re.compile(r"起|开始|执行|实施")
_OPENING: Final = re.compile(rf"(?:^|[{STATEMENT}\n])[自从在]?$|,[自从]$")
_ACTS: Final = re.compile(
    r"(?:止|期间|间|内)?,?(?:(?<=,)[^,。;]{0,20},)?(?:对|免|减|缓|给予|延|暂|降|停|按|阶段性|继续|全额|实行|执行|发放|补贴)"
)
_BEFORE_END: Final = re.compile(r"(?:执行|实施|有效|期限|暂定|延长|起)[^。;,]{0,12}?(?:至|到|截至|截止(?:到|至)?)$")
_AFTER_APPLY: Final = re.compile(r"(?:\d{1,2}[:时点]\d{0,2})?(?:之?前|以前|截止)[^。;]{0,24}?(?:申[报请领]|报送|提交|报名|上报|提出)")
_BEFORE_APPLY: Final = re.compile(r"(?:申[报请领]|报名|受理)(?:时间|期限|日期|截止)[^。;]{0,24}?(?P<edge>至|到|截止|为|自|从|:)$")
_SHORTEST_NAME: Final = 2
_LONGEST_NAME: Final = 30


def read_delivery(text: str, nature: Nature) -> Delivery:
    """How a benefit reaches the firm; `UNSTATED` for what is no benefit or service.

    >>> read_delivery("实行免申即享,直接拨付", Nature.BENEFIT).value, read_delivery("严格执行标准", Nature.OBLIGATION).value
    ('免申即享', 'unstated')
    """
    return find_delivery(text)[0] if nature in (Nature.BENEFIT, Nature.SERVICE) else Delivery.UNSTATED


def find_delivery(text: str) -> tuple[Delivery, str]:
    """How something arrives, and the words that say so.

    >>> find_delivery("企业无需申请")[1], find_delivery("给予补贴")[1]
    ('无需申请', '')
    """
    found = ((delivery, pattern.search(text)) for delivery, pattern in _DELIVERIES)
    return next(((delivery, match.group()) for delivery, match in found if match), (Delivery.UNSTATED, ""))


def find_window(text: str) -> str | None:
    """The promised time of delivery as printed.

    >>> find_window("实现24小时内放款给企业")
    '24小时内放款'
    """
    found = WINDOW.search(text) if _PROMISES.search(text) else None
    return found.group() if found else None


def read_bodies(text: str) -> tuple[str | None, tuple[str, ...]]:
    """The leading body and those that take part.

    >>> read_bodies("(牵头单位:市财政局;配合单位:市工信局、各县(市、区)人民政府)")
    ('市财政局', ('市工信局', '各县(市、区)人民政府'))
    """
    lead, others = LEAD_BODY.search(text), CO_BODIES.search(text)
    names = [name for found in (lead, others) if found for name in _split_names(found.group(1))]
    return (names[0] if lead and names else None), tuple(names[1:] if lead else names)


def _split_names(listed: str) -> Iterator[str]:
    """The names of a list; what stands in brackets belongs to the name before it."""
    marks = [*find_outside(_BETWEEN, listed, 0, len(listed)), len(listed)]
    for before, after in pairwise((-1, *marks)):
        start, end = fit_pairs(listed, before + 1, after)
        name = listed[start:end].strip(" ]")
        if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME:
            yield name


def find_channel(text: str) -> str | None:
    """Where to apply: the named platform or office, with its address if one is printed.

    >>> find_channel("可通过省政务服务网提出申请"), find_channel("登录“惠企通”平台填报")
    ('省政务服务网', '“惠企通”平台')
    """
    named = CHANNEL.search(text)
    start, end = fit_pairs(text, *named.span(named.lastindex)) if named and named.lastindex else (0, 0)
    office = text[start:end].strip('" ')
    url = next((found.group().rstrip(".") for found in _URL.finditer(text) if _opens(text, found)), "") if "http" in text else ""
    return f"{office} {url}".strip() or None


def _opens(text: str, url: re.Match[str]) -> bool:
    """True when the words before an address on its line call it a place to go to."""
    before = text[max(0, url.start() - _SAID) : url.start()].rpartition("\n")[2]
    return bool(_OPENS.search(before)) and not _CREDITS.search(before) and not url.group().lower().endswith(_IMAGES)


def read_contacts(text: str) -> tuple[Contact, ...]:
    """Offices and telephone numbers; personal mobiles arrive masked (152****5128) and are marked so.

    >>> read_contacts("市商务局咨询电话:0531-12345678")
    (Contact(office='市商务局', phone='0531-12345678', masked=False),)
    """
    if "电话" not in text and "热线" not in text:
        return ()
    contacts = []
    for office, phones in CONTACT.findall(text):
        contacts += [Contact(office.lstrip("由向请与或") or None, phone, "*" in phone) for phone in re.split(r"[、,/ ]+", phones)]
    return tuple(contacts)


def find_funding(text: str) -> str | None:
    """Who pays, as printed."""
    found = FUNDING.search(text) if "资金" in text or "费" in text else None
    return found.group() if found else None


def find_materials(text: str) -> str | None:
    """The papers to hand in, as printed; what need not be handed in, and what nobody can name, is none.

    >>> find_materials("需提交租赁合同、完税证明。"), find_materials("不得要求申请人提供营业执照"), find_materials("提交相关材料")
    ('租赁合同、完税证明', None, None)
    """
    for found in MATERIALS.finditer(text):
        named = (found.group("list") or found.group("named")).strip()
        if not found.group("refused") and not _VAGUE.fullmatch(named):
            return named
    return None


def read_basis(text: str) -> tuple[str, ...]:
    """Titles of the laws and papers that the text rests on, in order, each once.

    >>> read_basis("根据《就业促进条例》和有关规定")
    ('《就业促进条例》',)
    """
    return tuple(dict.fromkeys(BASIS.findall(text)))


def read_term(text: str, year: int | None) -> dict[str, date]:
    """Dates of a measure by the names of the record's fields: start, end, apply_from, apply_to.

    >>> {name: str(day) for name, day in read_term("自2020年2月1日起执行至2020年6月30日", None).items()}
    {'start': '2020-02-01', 'end': '2020-06-30'}
    >>> {name: str(day) for name, day in read_term("2020年2月至6月,免征单位缴费部分", None).items()}
    {'start': '2020-02-01', 'end': '2020-06-30'}
    >>> {name: str(day) for name, day in read_term("请于3月10日前提交申请", 2021).items()}
    {'apply_to': '2021-03-10'}
    """
    found: dict[str, date] = {}
    if not _DATED.search(text):
        return found
    rest = text
    for first, last, span in find_ranges(text, year=year):
        if names := _name_range(text[max(0, span.start - 30) : span.start], span.read(text), text[span.end : span.end + 40]):
            found |= {name: day for name, day in zip(names, (first, last), strict=True) if name not in found}
        rest = f"{rest[: span.start]}{'。' * (span.end - span.start)}{rest[span.end :]}"
    for day, span in find_dates(rest, year=year):
        if name := _name_date(rest[max(0, span.start - 30) : span.start], rest[span.end : span.end + 40]):
            found.setdefault(name, day)
    return found


def _name_range(before: str, said: str, after: str) -> tuple[str, str] | None:
    """Which fields a range fills: a time to apply, or the time of the measure, where that is said or an act follows.

    >>> _name_range("政策执行期限为", "2月至6月", "。"), _name_range("申报时间:", "3月1日至31日", "")
    (('start', 'end'), ('apply_from', 'apply_to'))
    >>> _name_range("对自", "2月1日至3月9日", "期间复工的企业"), _name_range("公示期限:", "8月12日至18日", "")
    (None, None)
    """
    if _BEFORE_APPLY.search(before):
        return "apply_from", "apply_to"
    begins = before.endswith(("自", "从")) and bool(_RUNS.search(said))
    return ("start", "end") if begins or _HOLDS.search(before) or (_OPENING.search(before) and _ACTS.match(after)) else None


def _name_date(before: str, after: str) -> str | None:
    if edge := _BEFORE_APPLY.search(before):
        return "apply_to" if edge.group("edge") in ("至", "到", "截止") else "apply_from"
    if _AFTER_APPLY.match(after):
        return "apply_to"
    if before.endswith(("自", "从")) and after.startswith(("起", "至", "到")):
        return "start"
    return "end" if _BEFORE_END.search(before) else None


def rate_actionability(nature: Nature, figures: Sequence[Figure], target: Target, *, routed: bool) -> Actionability:
    """A: who, what and how to get it; B: concrete but no route; C: options and reports."""
    if nature in (Nature.INTENTION, Nature.REPORT):
        return Actionability.C
    concrete = bool(figures) or bool(target.actors) or target.text is not None
    return Actionability.A if routed and concrete and nature is not Nature.OBLIGATION else Actionability.B
