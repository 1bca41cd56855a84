"""Notices whose every field tries to run in the reader's browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
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
    "<body onload=window.ran=1>",
    "<input autofocus onfocus=window.ran=1>",
    "<select autofocus onfocus=window.ran=1>",
    "<textarea autofocus onfocus=window.ran=1>",
    "<video><source onerror=window.ran=1></video>",
    "<audio src=x onerror=window.ran=1>",
    "<object data='data:text/html,<script>parent.ran=1</script>'></object>",
    "<embed src='javascript:window.ran=1'>",
    "<form action='javascript:window.ran=1'><button>点</button></form>",
    "<button formaction='javascript:window.ran=1'>点</button>",
    "<a href='java&#115;cript:window.ran=1'>点</a>",
    "<a href='java&Tab;script:window.ran=1'>点</a>",
    "<svg><script>window.ran=1</script></svg>",
    "<svg><animate onbegin=window.ran=1 attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:window.ran=1'><text y=9>点</text></a></svg>",
    "<svg><foreignObject><img src=x onerror=window.ran=1></foreignObject></svg>",
    "<math href='javascript:window.ran=1'>点</math>",
    '<noscript><p title="</noscript><img src=x onerror=window.ran=1>">',
    "<template><script>window.ran=1</script></template>",
    "<textarea></textarea><img src=x onerror=window.ran=1>",
    "</textarea><script>window.ran=1</script>",
    "</select><script>window.ran=1</script>",
    "</style><script>window.ran=1</script>",
    "--><script>window.ran=1</script>",
    "]]><script>window.ran=1</script>",
    "<![CDATA[<script>window.ran=1</script>]]>",
    "<?php echo 1 ?><script>window.ran=1</script>",
    "<ScRiPt>window.ran=1</sCrIpT>",
    "<script/src=data:,window.ran=1></script>",
    "<script\t>window.ran=1</script>",
    "<img/src='x'/onerror=window.ran=1>",
    "<img src=`x`onerror=window.ran=1>",
    '" autofocus onfocus=window.ran=1 x="',
    "` onmouseover=window.ran=1 `",
    "{{constructor.constructor('window.ran=1')()}}",
    "{%- set x = cycler.__init__.__globals__ -%}",
    "#{window.ran=1}",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=import href='data:text/html,<script>window.ran=1</script>'>",
    "[引用]: javascript:window.ran=1",
    "[点击][引用] ![图](javascript:window.ran=1)",
    '<https://evil.example/"onmouseover=window.ran=1>',
    "```html\n<script>window.ran=1</script>\n```".replace("\n", " "),
    "\u202e<script>window.ran=1</script>",
    "＜script＞window.ran=1＜/script＞",
    "\ufeff<script>window.ran=1</script>",
    "<scr<script>ipt>window.ran=1</scr</script>ipt>",
    "%3Cscript%3Ewindow.ran=1%3C/script%3E",
    "\\u003cscript\\u003ewindow.ran=1\\u003c/script\\u003e",
    "<dialog open onclose=window.ran=1><form method=dialog><button>x</button></form></dialog>",
    "<marquee onstart=window.ran=1>",
    "<p popover id=x onbeforetoggle=window.ran=1>",
)
LINKS = (
    "javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "vbscript:x",
    " javascript:window.ran=1",
    "//evil.example/",
    "JaVaScRiPt:window.ran=1",
    "java\tscript:window.ran=1",
    'https://evil.example/"onmouseover="window.ran=1',
    "https://evil.example/'><script>window.ran=1</script>",
    "blob:null/window.ran=1",
    "file:///etc/passwd",
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
            day=date(2022, 1, 1) + timedelta(number),
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
