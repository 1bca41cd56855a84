"""A notice of the example web as the page of its site: page tags, header table, chrome, body, damage."""

from __future__ import annotations

import html
import re
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from string import Template
from typing import Any

import yaml

from tests.web.spoiling import RUNNING, WORDS, hijack_issuer, vary_brackets

HERE = Path(__file__).parent
NOTE = "（本条为改写示例，仅供演示和测试，以原文为准。原文：{url}）"
COPY_NOTE = "（本条为改写示例，仅供演示和测试。所见转载页：{url}）"
"""A copy names the page where it was seen; the original keeps that address as its own, so the two are never taken for one page."""
FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
TABLE_ROW = re.compile(r"^\|(.*)\|$")
SHAPES = {
    "minute": "%Y-%m-%d %H:%M",
    "second": "%Y-%m-%d %H:%M:%S",
    "day": "%Y-%m-%d",
    "nbsp": "%Y-%m-%d\u00a0%H:%M",
    "spaces": "%Y-%m-%d  %H:%M",
    "ratio": "%Y-%m-%d %H\u2236%M",
    "han": "%Y年%m月%d日",
}
"""The seven shapes of PubDate."""


@dataclass(frozen=True, slots=True)
class Site:
    """One of the made-up sites."""

    id: str
    family: str
    host: str
    name: str
    code: str
    column: str
    size: int
    path: str = ""
    category: int = 0
    sid: int = 0
    col: int = 0
    unit: int = 0
    web: int = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """One notice in own words, with the facts that a reader must find again (`truth`)."""

    slug: str
    site: str
    title: str
    url: str
    region: str
    body: str
    truth: dict[str, Any]
    number: str | None = None
    shown_number: str | None = None
    issuers: tuple[str, ...] = ()
    to: str | None = None
    written: date | None = None
    published: date | None = None
    clock: str = "09:30:00"
    shape: str = "day"
    source: str = ""
    author: str = ""
    header: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    damage: tuple[str, ...] = ()
    encoding: str = "utf-8"
    declared: str | None = None
    brackets: str = "〔〕"
    signed: bool = True
    lead: str = ""
    tail: str = ""

    @property
    def serial(self) -> int:
        """A number for addresses, the same in every run."""
        return zlib.crc32(self.slug.encode()) % 9_000_000 + 1_000_000


def load_sites() -> dict[str, Site]:
    """The sites of sites.yml by id."""
    raw = yaml.safe_load((HERE / "sites.yml").read_text(encoding="utf-8"))
    return {key: Site(id=key, **values) for key, values in raw.items()}


def load_samples() -> tuple[Sample, ...]:
    """All notices, newest first."""
    samples = [load_sample(path) for path in sorted((HERE / "notices").glob("*.md"))]
    return tuple(sorted(samples, key=lambda s: (s.published or s.written or date(2020, 1, 1), s.slug), reverse=True))


def load_sample(path: Path) -> Sample:
    """The notice of one file of notices/: YAML front matter, then paragraphs a line."""
    found = FRONT.match(path.read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{path.name}: no front matter")
    front = yaml.safe_load(found[1])
    listed = {key: tuple(front.pop(key)) for key in ("issuers", "attachments", "damage") if key in front}
    return Sample(slug=path.stem, body=found[2].strip(), **listed, **front)


def paragraphs_of(sample: Sample) -> tuple[str, ...]:
    """The text as the site prints it, from number line to note, damaged where the notice says so."""
    number = sample.shown_number or sample.number
    head = [vary_brackets(number, sample.brackets)] if number and sample.signed else []
    head += [f"{sample.to}："] if sample.to else []
    day = sample.written
    signature = [*sample.issuers, f"{day.year}年{day.month}月{day.day}日"] if sample.signed and day else []
    text: tuple[str, ...] = (*head, *(line for line in sample.body.splitlines() if line.strip()), *signature)
    for name in sample.damage:
        text = RUNNING[name](text) if name in RUNNING else text
    lead, tail = tuple(sample.lead.splitlines()), tuple(sample.tail.splitlines())
    for name in sample.damage:
        if name in WORDS:
            lead, text, tail = (WORDS[name](blocks) for blocks in (lead, text, tail))
    note = COPY_NOTE if "repost_of" in sample.truth else NOTE
    page = (*lead, *text, note.format(url=sample.url), *tail)
    return hijack_issuer(page, sample.issuers) if "hijacked-issuer" in sample.damage else page


def render_body(paragraphs: tuple[str, ...]) -> str:
    """Paragraphs, headings (`## `) and tables (`| a | b |`) as the HTML of an editor."""
    out: list[str] = []
    rows: list[str] = []
    for line in (*paragraphs, ""):
        row = TABLE_ROW.match(line)
        if row:
            rows.append("<tr>" + "".join(f"<td><p>{html.escape(cell.strip())}</p></td>" for cell in row[1].split("|")) + "</tr>")
            continue
        if rows:
            out.append('<table border="1" cellspacing="0">' + "".join(rows) + "</table>")
            rows = []
        if line.startswith("## "):
            out.append(f'<p style="text-align:center"><strong>{html.escape(line[3:])}</strong></p>')
        elif line:
            out.append(f'<p style="text-indent:2em">\u3000\u3000{html.escape(line)}</p>')
    return "\n".join(out)


def render_tags(sample: Sample, site: Site) -> str:
    """The page tags of the guide for government sites; names and shapes vary from site to site."""
    source_tag = {"trs": "contentSource", "generic": "ContentSource"}.get(site.family, "ContentSource")
    pairs = [
        ("SiteName" if site.family != "generic" else "Sitename", site.name),
        ("SiteDomain", site.host),
        ("SiteIDCode", site.code),
        ("ColumnName", site.column),
        ("ArticleTitle", sample.title),
        ("PubDate", show_moment(sample, sample.shape)),
        (source_tag, ("来源：" if sample.shape == "ratio" else "") + sample.source),
        ("Author", sample.author),
        ("Url", sample.url),
    ]
    if site.family == "feed":
        pairs = [pair for pair in pairs if pair[0] not in ("SiteIDCode", "SiteDomain")]
    return "\n".join(f'<meta name="{name}" content="{html.escape(value)}">' for name, value in pairs if value)


def show_moment(sample: Sample, shape: str) -> str:
    """Publication in one of the seven shapes, "" when it is not known."""
    if not sample.published:
        return ""
    return datetime.fromisoformat(f"{sample.published}T{sample.clock}").strftime(SHAPES[shape])


def render_header(form: str, facts: dict[str, str]) -> str:
    """The header table in one of its five forms; "" without a form."""
    pairs = [(html.escape(k), html.escape(str(v))) for k, v in facts.items()]
    match form:
        case "td":
            return "<table class='bd1'>" + "".join(f"<tr><td>{k}：</td><td>{v}</td></tr>" for k, v in pairs) + "</table>"
        case "cell":
            return "<table class='xxgk_top'><tr>" + "".join(f"<td>{k}：{v}</td>" for k, v in pairs) + "</tr></table>"
        case "strong":
            return "<div class='gk'>" + "".join(f"<p><strong>{k}：</strong>{v}</p>" for k, v in pairs) + "</div>"
        case "span":
            return "<ul class='gkb'>" + "".join(f"<li><b>{k}：</b><span title='{v}'>{v}</span></li>" for k, v in pairs) + "</ul>"
        case "spaced":
            return (
                "<table class='bd1'>" + "".join(f"<tr><td><b>{space_label(k)}：</b></td><td>{v}</td></tr>" for k, v in pairs) + "</table>"
            )
        case _:
            return ""


def space_label(label: str) -> str:
    """Labels of fewer than four characters are spread: 索 引 号, 标　　题.

    >>> space_label("索引号"), space_label("标题"), space_label("发文机关")
    ('索 引 号', '标\\u3000\\u3000题', '发文机关')
    """
    return {2: "\u3000\u3000", 3: " "}.get(len(label), "").join(label)


def render_attachments(sample: Sample, site: Site) -> str:
    """Links to annexes; the platform of Guangdong marks them with a class of its own."""
    css = "nfw-cms-attachment" if site.family == "gkmlpt" else "attach"
    links = [
        f'<p><a class="{css}" href="/attachment/{sample.serial}/{n}.{name.rpartition(".")[2]}">{html.escape(name)}</a></p>'
        for n, name in enumerate(sample.attachments, 1)
    ]
    return f'<div class="annex">附件：{"".join(links)}</div>' if links else ""


def render_page(sample: Sample, site: Site, related: str) -> str:
    """The whole page of a notice."""
    template = Template((HERE / "templates" / f"{site.family}.html").read_text(encoding="utf-8"))
    charset = sample.declared or sample.encoding
    return template.substitute(
        title=html.escape(sample.title),
        site_name=site.name,
        code=site.code,
        column=site.column,
        path=site.path,
        sid=site.sid,
        col=site.col,
        web=site.web,
        serial=sample.serial,
        charset=charset,
        tags=render_tags(sample, site),
        shown=show_moment(sample, "day" if site.family != "ucap" else "minute"),
        source=html.escape(sample.source),
        author=html.escape(sample.author),
        header=render_header(sample.header, sample.facts),
        body=render_body(paragraphs_of(sample)),
        attachments=render_attachments(sample, site),
        related=related,
    )


def render_text(sample: Sample) -> str:
    """A notice as somebody saved it from a portal: plain text between navigation (`lead`) and hot list (`tail`)."""
    return "\n\n".join(paragraphs_of(sample)) + "\n"
