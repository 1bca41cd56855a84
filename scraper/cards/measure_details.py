"""How, when, through whom a measure is had: what its own text says, and nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from scraper.cards.lead_bodies import OFFICE
from scraper.cards.targets import find_outright
from scraper.cards.windows import read_term
from scraper.lexicon.enclosures import fit_pairs
from scraper.lexicon.wordbook import load_book
from scraper.model import Actionability, Contact, Delivery, Figure, Nature, Target
from scraper.text.sentence_ends import FULL_STOP, LISTING

_BOOK: Final = load_book("measure_details")
_DELIVERIES: Final = tuple(
    (Delivery(key.partition(":")[2]), entry.compile()) for key, entry in _BOOK.items() if key.startswith("delivery:")
)
_WITHIN: Final = "(?:之内|以内|内)"
_SPAN_OF_TIME: Final = (
    r"(?<![\d月年])(?:\d{1,3}|[一二三四五六七八九十]{1,3})\x20?"
    rf"(?:个?(?:小时|工作日|自然日|天){_WITHIN}?|日{_WITHIN})"
)
WINDOW: Final = re.compile(rf"{_SPAN_OF_TIME}[^,。;、\d]{{0,6}}?(?:{_BOOK['done'].source}){{1,2}}|{_BOOK['at_once'].source}")
_PROMISES: Final = _BOOK["promise"].compile()
FUNDING: Final = _BOOK["funding"].compile()
_URL: Final = re.compile(r"https?://[A-Za-z0-9./?&=#%_~:+-]{4,200}")
# An address is a place to apply only where the words before it say so, not at the end of a repost: 原文: http..., 本文链接: http...
_OPENS: Final = _BOOK["address.opens"].compile()
_CREDITS: Final = _BOOK["address.credits"].compile()
_IMAGES: Final = (".png", ".jpg", ".jpeg", ".gif")
_SAID: Final = 40
"""What an address is stands this near before it."""
_SITE, _ASKS = (f"(?:{_BOOK[f'channel.{name}'].source})" for name in ("site", "asks"))
_VISITED, _CALLED = (f"(?:{load_book('organs')[key].source})" for key in ("visited", "called"))
_BUILT: Final = f"(?!{_BOOK['channel.built'].source})"
_ROW: Final = r"(?:\([^()\n]{1,90}\)|(?!、在)[^。;,()\n]){1,60}"
_STEPS: Final = rf"(?:,(?:{_BOOK['channel.steps'].source})[^。;,\n]{{1,70}})?"
_GOES: Final = f"(?:{_BOOK['channel.goes'].source})"
# Whoever builds a platform offers none yet; through one that stands, something is asked for. What is called up comes before who is visited.
CHANNELS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_BOOK['channel.calls'].source}){_BUILT}([^。;,]{{1,40}}?{_SITE}{_STEPS})",
        rf"通过{_BUILT}({_ROW}{_SITE}[”\"]?(?:\([^()\n]{{1,90}}\))?[”\"]?)(?=[^。;]{{0,30}}?{_ASKS})",
        rf"(?:{_BOOK['channel.on'].source}){_BUILT}({_ROW}{_SITE}(?:\([^()\n]{{1,90}}\))?)(?:{_BOOK['channel.asked'].source}|{_BOOK['channel.looks'].source})",
        rf"(?<!{_BOOK['channel.received'].source})(?:到|在|前往|向)([^。;,]{{2,36}}?{_VISITED})(?:提出|申[请报领]|办理|咨询|递交|提交|书面)",
        rf"({_GOES}(?!{_BOOK['channel.lenders'].source}){OFFICE}(?:{_BOOK['channel.asked'].source})[^。;,\n]{{0,12}})",
    )
)
_PHONE: Final = r"[\d*][\d*\-—]{3,17}[\d*]"
CONTACT: Final = re.compile(
    rf"(?:([\u4e00-\u9fff]{{2,20}}{_CALLED})[^。;\d]{{0,8}})?"
    rf"(?:{_BOOK['contact.phone'].source})[^\d。;\n]{{0,8}}"
    rf"({_PHONE}(?:[、,/ ]{{1,2}}{_PHONE}){{0,4}})"
)
_PAPER, _REFUSED = (f"(?:{_BOOK[name].source})" for name in ("paper", "paper.refused"))
MATERIALS: Final = re.compile(
    r"(?:申[报请领]|所需|办理|提交|提供)(?:的)?(?:材料|资料):(?P<list>[^\n]{4,400})"
    rf"|(?P<refused>{_REFUSED}[^。;,]{{0,12}})?(?:提供|提交|携带)(?!的|材料|虚假)"
    rf"(?P<named>[^。;,\n]{{2,80}}?{_PAPER}(?:(?:、|和|及|以及|等)[^。;,、\n]{{0,20}}?{_PAPER}){{0,8}})"
)
_VAGUE: Final = _BOOK["paper.vague"].compile()
BASIS: Final = re.compile(rf"(?:{_BOOK['basis'].source})(《[^》\n]{{4,60}}》)")
_CALL_BOOK: Final = load_book("calls")
_CALLS: Final = _CALL_BOOK["calls"].compile()
STEPS: Final = re.compile(
    rf"(?:^|[\n{FULL_STOP}]) *[^\n。,;]{{0,16}}(?:{_CALL_BOOK['steps'].source})(?:[\n{LISTING}]|{_CALL_BOOK['is'].source})"
)
"""A heading or label of its own, in a notice or in a line of it."""
_UNDER: Final = 400
"""What is said of applying stands this near behind its heading."""
_MOST_STEPS: Final = 8
_LOOKED_AT: Final = 20_000


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


def find_channel(text: str) -> str | None:
    """Where to apply: the named platform or office, with its address if one is printed.

    >>> find_channel("可通过省政务服务网提出申请"), find_channel("登录“惠企通”平台填报"), find_channel("可以向劳动行政部门投诉")
    ('省政务服务网', '“惠企通”平台', '向劳动行政部门投诉')
    """
    named = next((found for pattern in CHANNELS if (found := pattern.search(text))), None)
    start, end = fit_pairs(text, *named.span(1)) if named else (0, 0)
    office = text[start:end].strip('" ')
    if "," in office:  # the steps lead there, an address would only lead to the door
        return office
    url = next((found.group().rstrip(".") for found in _URL.finditer(text) if _opens(text, found)), "") if "http" in text else ""
    return (office if url in office else f"{office} {url}".strip()) or None


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
        if not found.group("refused") and not _VAGUE.search(named):
            return named
    return None


def read_basis(text: str) -> tuple[str, ...]:
    """Titles of the laws and papers that the text rests on, in order, each once.

    >>> read_basis("根据《就业促进条例》和有关规定")
    ('《就业促进条例》',)
    """
    return tuple(dict.fromkeys(BASIS.findall(text)))


@dataclass(frozen=True, slots=True)
class Call:
    """Terms of applying that hold for every offer of a notice that gives none of its own."""

    channel: str | None = None
    apply_from: date | None = None
    apply_to: date | None = None
    target: str = ""


def read_call(folded: str, title: str, year: int | None) -> Call:
    """The terms under the headings that tell how to apply; in a call for applications, also what the rest says.

    >>> text = "一、奖励标准。每户2万元。二、申报程序。申报单位可向镇农技站提出申请。三、申报时间为2024年5月6日至20日。"
    >>> call = read_call(text, "关于申报茶园奖励的通知", 2024)
    >>> call.channel, str(call.apply_from), str(call.apply_to)
    ('向镇农技站提出申请', '2024-05-06', '2024-05-20')
    """
    is_call = _CALLS.search(title) is not None
    told = [folded[found.start() : found.start() + _UNDER] for _, found in zip(range(_MOST_STEPS), STEPS.finditer(folded), strict=False)]
    told += [folded[:_LOOKED_AT]] if is_call else []
    channel = next((channel for part in told if (channel := find_channel(part))), None)
    days: dict[str, date] = {}
    for part in told:
        days = read_term(part, year) | days
    return Call(channel, days.get("apply_from"), days.get("apply_to"), find_outright(folded[:_LOOKED_AT]) if is_call else "")


def rate_actionability(nature: Nature, figures: Sequence[Figure], target: Target, *, routed: bool) -> Actionability:
    """A: who, what and how to get it; B: concrete but no route; C: wishes and reports."""
    if nature in (Nature.INTENTION, Nature.REPORT):
        return Actionability.C
    concrete = bool(figures) or bool(target.actors) or target.text is not None
    return Actionability.A if routed and concrete and nature is not Nature.OBLIGATION else Actionability.B
