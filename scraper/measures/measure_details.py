"""How, when, through whom a measure is had: what its own text says, and nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from scraper.lexicon.enclosures import fit_pairs
from scraper.lexicon.wordbook import load_book
from scraper.measures.lead_bodies import OFFICE
from scraper.model import Actionability, Contact, Delivery, Figure, Nature, Target

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
        rf"(?<!{_BOOK['channel.received'].source})(?:到|在|前往|向)([^。;,]{{2,36}}?{_VISITED})(?:提出|申[请报领]|办理|咨询|递交|提交|书面)",
        rf"({_GOES}{OFFICE}(?:{_BOOK['channel.asked'].source})[^。;,\n]{{0,12}})",
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


def rate_actionability(nature: Nature, figures: Sequence[Figure], target: Target, *, routed: bool) -> Actionability:
    """A: who, what and how to get it; B: concrete but no route; C: wishes and reports."""
    if nature in (Nature.INTENTION, Nature.REPORT):
        return Actionability.C
    concrete = bool(figures) or bool(target.actors) or target.text is not None
    return Actionability.A if routed and concrete and nature is not Nature.OBLIGATION else Actionability.B
