"""Fictional notices for the pages: authorities that do not exist, in places that do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from scraper.frontmatter import render_notice
from scraper.model import (
    Actionability,
    Comparator,
    Contact,
    Damage,
    Delivery,
    DocNumber,
    Figure,
    FigureKind,
    FigureRole,
    Kind,
    Licence,
    Measure,
    Nature,
    Notice,
    Place,
    Provenance,
    Relation,
    RelationType,
    Scope,
    Span,
    Target,
    Validity,
)
from site_config.catalog.addresses import notice_path

AMOUNT = re.compile(r"(\d+)(万元|%|个工作日)")
UNITS = {"万元": (FigureKind.MONEY, 10000, "CNY"), "%": (FigureKind.PERCENT, 1, "%"), "个工作日": (FigureKind.DURATION, 1, "工作日")}
NAMES = {
    "000000": "全国",
    "370000": "山东省",
    "371600": "山东省滨州市",
    "371602": "山东省滨州市滨城区",
    "500000": "重庆市",
    "330000": "浙江省",
    "330100": "浙江省杭州市",
}
__all__ = ["AS_OF", "make_digest", "make_measure", "make_notice", "replace", "save_digest"]
AS_OF = date(2024, 6, 1)


def make_measure(body: str, lead: str, block: str, **values: object) -> Measure:
    """A measure whose lead and block stand in `body`."""
    start, lead_start = body.index(block), body.index(lead)
    figures = tuple(
        Figure(m[0], UNITS[m[2]][0], float(m[1]) * UNITS[m[2]][1], UNITS[m[2]][2], Span(start + m.start(), start + m.end()),
               FigureRole.PER_FIRM_CAP if m[2] == "万元" else FigureRole.OTHER, comparator=Comparator.MAX)
        for m in AMOUNT.finditer(block)
    )  # fmt: skip
    given: dict[str, object] = {
        "id": f"m-{sha256(lead.encode()).hexdigest()[:6]}",
        "lead": lead,
        "lead_span": Span(lead_start, lead_start + len(lead)),
        "span": Span(start, start + len(block)),
        "nature": Nature.BENEFIT,
        "actionability": Actionability.A,
        "topics": ("finance",),
        "instruments": ("interest-subsidy",),
        "figures": figures,
    }
    return Measure(**(given | values))  # type: ignore[arg-type]


def make_notice(
    title: str,
    blocks: Iterable[tuple[str, str, dict[str, object]]] = (),
    *,
    code: str = "371600",
    day: date = date(2024, 3, 5),
    serial: int = 1,
    **values: object,
) -> Notice:
    """A notice; each block is (lead, text after the lead, fields of its measure)."""
    blocks = tuple(blocks)
    body = "\n\n".join(["各有关单位：", *(f"{number}. {lead}。{rest}" for number, (lead, rest, _) in enumerate(blocks, 1)), "云溪示例局"])
    measures = tuple(make_measure(body, lead, f"{n}. {lead}。{rest}", **fields) for n, (lead, rest, fields) in enumerate(blocks, 1))
    path = (f"{code[:2]}0000", f"{code[:4]}00", code)
    number = DocNumber("云溪示", day.year, serial, f"云溪示〔{day.year}〕{serial}号")
    given: dict[str, object] = {
        "id": f"{code}-{day:%Y%m%d}-{sha256(title.encode()).hexdigest()[:8]}",
        "title": title,
        "kind": Kind.OFFICIAL,
        "body": body,
        "genre": "通知",
        "doc_number": number,
        "issuers": ("云溪示例局",),
        "written": day,
        "published": day,
        "region": Place(code, NAMES[code], tuple(dict.fromkeys(path))),
        "measures": measures,
        "source": Provenance("yunxi", f"https://www.yunxi.example/{serial}.html", "云溪示例网", licence=Licence.OFFICIAL),
    }
    return Notice(**(given | values))  # type: ignore[arg-type]


def make_digest() -> tuple[Notice, ...]:
    """A small digest: state, province, prefecture, county, a zone, another province; old and new; reports; one held."""
    return tuple(_list_notices())


def _list_notices() -> Iterator[Notice]:
    yield make_notice(
        "关于支持示例企业渡过难关的若干措施",
        [
            ("对暂时困难的小微企业给予贷款贴息", "按实际付息额的50%贴补，单户不超过30万元，由云溪示例局受理，电话0543-0000001。",
             {"target": Target(text="暂时困难的小微企业"), "delivery": Delivery.APPLICATION, "lead_body": "云溪示例局",
              "contacts": (Contact("云溪示例局", "0543-0000001"),), "apply_from": date(2024, 3, 10), "apply_to": date(2024, 7, 15)}),
            ("国有房屋承租户减收三个月房租", "承租国有经营用房的个体工商户，免收一个月、减半两个月租金。",
             {"topics": ("input-costs",), "instruments": ("relief",), "target": Target(sizes=("self-employed",)),
              "delivery": Delivery.AUTOMATIC_ENTITLEMENT}),
            ("审批材料三个工作日办结", "凡符合条件的变更登记，3个工作日内办结。",
             {"topics": ("approvals",), "instruments": ("time-limit",), "nature": Nature.SERVICE}),
            ("鼓励各类机构让利", "引导金融机构合理让利。",
             {"nature": Nature.INTENTION, "actionability": Actionability.C, "instruments": ()}),
        ],
        validity=Validity(date(2024, 3, 5), date(2024, 12, 31), "有效期至2024年12月31日"),
        relations=(
            Relation(RelationType.IMPLEMENTS, "云溪示〔2024〕7号"),
            Relation(RelationType.CITES, "示工字〔2019〕3号", "关于示例工作的意见"),
        ),
    )  # fmt: skip
    yield make_notice(
        "关于稳定就业岗位的实施意见",
        [
            (
                "失业保险稳岗返还",
                "不裁员的参保企业按上年缴费的60%返还。",
                {"topics": ("jobs",), "instruments": ("refund",), "delivery": Delivery.AUTOMATIC},
            )
        ],
        code="370000",
        day=date(2024, 2, 1),
        serial=7,
    )
    yield make_notice(
        "关于延续税费优惠的公告",
        [("小规模纳税人减征增值税", "月销售额10万元以下的免征增值税。", {"topics": ("tax-fees",), "instruments": ("relief",)})],
        code="000000",
        day=date(2023, 8, 1),
        serial=2,
        scope=Scope.NATIONAL,
    )
    yield make_notice(
        "滨城区示例园企业招工补助办法",
        [("新招员工给予一次性补助", "每招一人补助1万元。", {"topics": ("jobs",), "instruments": ("grant",)})],
        code="371602",
        day=date(2024, 1, 9),
        serial=3,
    )
    yield make_notice(
        "示例高新区数字化补助",
        [("设备上云给予补助", "按投入的20%补助，最高100万元。", {"topics": ("innovation",), "instruments": ("grant",)})],
        day=date(2023, 5, 6),
        serial=4,
        scope=Scope.ZONE,
        region=Place("371600", "山东省滨州市", ("370000", "371600"), "高新区"),
        source=Provenance("yunxi", "https://www.yunxi.example/4.html", "云溪示例网", licence=Licence.EXAMPLE),
    )
    yield make_notice(
        "渝地示例企业复工情况",
        [
            (
                "已有二百户企业复工",
                "银行放款500万元。",
                {"nature": Nature.REPORT, "actionability": Actionability.C, "topics": ("health-restart",), "instruments": ()},
            )
        ],
        code="500000",
        day=date(2020, 3, 1),
        serial=5,
        kind=Kind.NEWS,
        genre=None,
        doc_number=None,
        source=Provenance("yunxi", "https://www.yunxi.example/5.html", "示例日报", licence=Licence.PRESS),
        validity=Validity(date(2020, 3, 1), date(2020, 6, 30), "执行至2020年6月30日"),
    )
    yield make_notice(
        "数字缺失的示例通知",
        [("发放机密补助", "每户补助万元。", {"instruments": ("grant",)})],
        day=date(2024, 4, 1),
        serial=6,
        damage=(Damage.DIGITS_STRIPPED,),
    )


def save_digest(folder: Path, notices: Iterable[Notice], config: str = "plugins: [policy-digest]") -> Path:
    """A digest on disk: mkdocs.yml and content/notices."""
    for notice in notices:
        path = folder / "content" / f"{notice_path(notice).rstrip('/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render_notice(notice), encoding="utf-8")
    (folder / "content").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(f"site_name: 示例汇编\ndocs_dir: content\ntheme:\n  name: material\n{config}\n", encoding="utf-8")
    return folder
