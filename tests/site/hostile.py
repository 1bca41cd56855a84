"""Notices whose every field tries to run in the reader's browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import ModuleType

from scraper.model import Attachment, Contact, Licence, Notice, Provenance, Relation, RelationType, Repost

PAYLOADS = (
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    '"><svg onload=window.ran=1>',
    "</script><script>window.ran=1</script>",
    "</title><script>window.ran=1</script>",
    "<!--><img src=x onerror=window.ran=1>-->",
    "{{ 7*7 }}{% include 'base.html' %}${7*7}",
    "[点击](javascript:window.ran=1)",
    "<javascript:window.ran=1>",
    "' onmouseover='window.ran=1' x='",
    "&lt;img src=x onerror=window.ran=1&gt;",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "{ onclick=window.ran=1 }",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "![x](https://evil.example/x.png)",
    "<details open ontoggle=window.ran=1>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.ran=1>",
)
LINKS = (
    "javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "vbscript:x",
    " javascript:window.ran=1",
    "//evil.example/",
)


def list_hostile(factory: ModuleType) -> Iterator[Notice]:
    """One notice a payload, in title, body, lead, table, labels, contacts and links."""
    for number, payload in enumerate(PAYLOADS, 1):
        link = LINKS[number % len(LINKS)]
        lead = f"恶意要点{number}{payload}".replace("\n", " ")
        rest = f"表格如下{payload}"
        made = factory.make_notice(
            f"恶意标题{number}{payload}",
            [
                (
                    lead,
                    rest,
                    {"contacts": (Contact(payload, link),), "lead_body": payload, "channel": link, "labels": (("topic:finance", payload),)},
                )
            ],
            code="330100",
            day=date(2022, 5, number),
            serial=100 + number,
            issuers=(payload,),
            addressees=(payload,),
            index_no=payload,
            subject_class=payload,
            genre=payload,
            relations=(Relation(RelationType.CITES, payload, payload),),
            attachments=(Attachment(payload, link, "pdf"),),
            reposts=(Repost(link, payload, date(2022, 5, 1), payload),),
            contacts=(Contact(payload, link),),
            source=Provenance("x", link, payload, payload, payload, payload, payload, Licence.EXAMPLE if number % 2 else Licence.OFFICIAL),
        )
        table = f"| 甲 | 乙 |\n| --- | --- |\n| {payload.replace('|', '')} | {lead[:4]} |"
        yield factory.replace(made, body=f"{made.body}\n\n## {payload}\n\n- {payload}\n- {payload}\n\n{table}\n\n{payload}")
