"""Notices for tests, in our own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from scraper.model import Actionability, DocNumber, Figure, FigureKind, Kind, Measure, Nature, Notice, Place, Provenance, Span

BODY = """## 一、加大信贷支持

（一）设立市级转贷资金，总额1000万元，为按时还贷有困难的中小企业提供过桥服务。由市财政局负责。

（二）对信用良好的小微企业发放的贷款给予贴息，贴息比例为贷款利息的一半，单户最高不超过20万元。

## 二、降低经营成本

（三）承租国有经营用房的，免收三个月租金；减半收取后三个月租金。由市国资委和各县区政府负责落实。

（四）企业缴纳社会保险费确有困难的，可以申请缓缴，期限最长六个月，缓缴期间免收滞纳金。"""


def find_span(words: str, body: str = BODY) -> Span:
    """Where words stand in a body."""
    start = body.index(words)
    return Span(start, start + len(words))


def make_figure(raw: str, value: float, body: str = BODY) -> Figure:
    """A sum of money."""
    return Figure(raw, FigureKind.MONEY, value, "CNY", find_span(raw, body))


def make_measure(lead: str, number: int, body: str = BODY, **more: Any) -> Measure:
    """A benefit with its lead in the body; it runs to the end of its line."""
    lead_span = find_span(lead, body)
    end = body.find("\n", lead_span.end)
    measure = Measure(
        id=f"m-{number:06x}",
        lead=lead,
        lead_span=lead_span,
        span=Span(lead_span.start, end if end >= 0 else len(body)),
        nature=Nature.BENEFIT,
        actionability=Actionability.B,
        topics=("finance",),
    )
    return replace(measure, **more)


def make_notice(**changes: Any) -> Notice:
    """An official notice of a city with two measures."""
    body = changes.get("body", BODY)
    whole = body == BODY
    notice = Notice(
        id="371600-20200206-0a1b2c3d",
        title="关于支持中小企业稳定经营的若干措施",
        kind=Kind.OFFICIAL,
        body=body,
        doc_number=DocNumber("滨政发", 2020, 3, "滨政发〔2020〕3号"),
        issuers=("滨州市人民政府",),
        written=date(2020, 2, 6),
        region=Place("371600", "山东省滨州市", ("370000", "371600")),
        measures=(
            make_measure("设立市级转贷资金", 1, figures=(make_figure("1000万元", 1e7),)),
            make_measure("免收三个月租金", 2, topics=("input-costs",)),
        )
        if whole
        else (),
        source=Provenance(url="http://www.city.example/art/1.html", site_name="滨州市人民政府"),
        snapshot="a" * 64,
    )
    return replace(notice, **changes)
