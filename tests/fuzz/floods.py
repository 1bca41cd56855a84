"""Floods: documents that repeat one thing until a size is reached, as no author writes and any site may send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TITLE = "某市关于支持企业的通知"
_HEAD = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{_TITLE}</title></head><body><div class='content'><h1>{_TITLE}</h1>"
_TAIL = "</div></body></html>"
_PROSE = "<p>各区人民政府：为支持企业发展，现就有关事项通知如下，请认真贯彻执行。对符合条件的企业给予补助。</p>" * 6

TEXTS = {
    "amounts": "补助50万元，",
    "amounts-bare": "50万元",
    "amounts-blank": "50万元 ",
    "amounts-series": "50万元、",
    "amounts-sentences": "给予补助50万元。",
    "amounts-acts": "对企业给予一次性奖励50万元；",
    "percents": "按30%给予补贴，",
    "durations": "24小时内办结，",
    "ranges": "10-30万元，",
    "digits": "1234567890",
    "digit-commas": "1,234,",
    "brackets": "（",
    "bracket-pairs": "（某）",
    "nested-titles": "《",
    "titles": "《某市关于支持企业的通知》",
    "quotes": "“某",
    "quote-pairs": "“某”",
    "square": "【",
    "numerals": "一二三四五六七八九十",
    "numerals-scale": "十百千万亿",
    "shares": "百分之三十",
    "dates": "2020年2月6日",
    "dates-dash": "2020-02-06 ",
    "dates-han": "二〇二〇年二月六日",
    "terms": "自2020年2月6日起施行，有效期3年。",
    "ordinals": "第一条",
    "ordinals-text": "第一条 支持企业。",
    "enumerators": "一、",
    "enumerators-brackets": "（一）",
    "enumerators-dots": "1.",
    "numbers": "〔2020〕1号",
    "numbers-whole": "某政发〔2020〕1号",
    "numbers-quoted": "根据《某办法》（某政发〔2020〕1号）废止，",
    "spaces": " ",
    "wide-spaces": "\u3000",
    "letters": "a",
    "words": "subsidy ",
    "han": "企",
    "sentences": "支持企业复工复产。",
    "commas": "，",
    "stops": "。",
    "colons": "：",
    "labels": "来源：某网 ",
    "label-dates": "发布时间：2020-02-06 ",
    "issuers": "某市人民政府 ",
    "issuers-run": "某市财政局",
    "places": "山东省济南市",
    "places-blank": "济南市 ",
    "phones": "0543-3160000 ",
    "mobiles": "13900001234",
    "people": "联系人：王小明 ",
    "ids": "37010119900101123X",
    "urls": "https://www.example.gov.cn/a/b.html ",
    "urls-run": "http://",
    "mails": "a@example.com ",
    "mail-run": "a@a.",
    "addressees": "各区县、",
    "copied": "抄送：各区县，",
    "attachments": "附件：1.某表 ",
    "pipes": "|",
    "cells": "| 某 ",
    "hyphens": "-",
    "rules": "---|",
    "hashes": "# ",
    "stars": "*",
    "images": "![某](a.png)",
    "links": "[某](a.html)",
    "open-links": "[某](",
    "backslashes": "\\",
    "pinyin": "復(fù)工",
    "pinyin-open": "復(",
    "lost": "\ufffd",
    "lost-marks": "某?",
    "lost-tags": "?/p>",
    "page-numbers": "— 1 —",
    "traditional": "關於支持企業發展",
    "emoji": "😀",
    "combining": "a\u0301",
    "surrogates-low": "\U000e0001",
    "repeal": "本办法自发布之日起废止。",
    "contacts": "联系电话：0543-3160000，",
    "duties": "责任单位：市财政局，",
    "materials": "申报材料：申请表；",
    "semicolons": "对企业；",
    "support": "支持",
    "verbs": "给予补助",
    "verbs-comma": "给予补助，",
    "reports": "截至5月底，已有30家企业受益，",
    "breadcrumb": "首页 > ",
    "gbk-mojibake": "锟斤拷",
    "latin-mojibake": "ä¸­",
    "dots": "……",
    "question": "?",
}
"""What one line, or many lines, may be made of."""

MARKUP = {
    "open-div": "<div>",
    "div-pairs": "<div></div>",
    "open-span": "<span>",
    "open-b": "<b>",
    "open-p": "<p>",
    "open-a": "<a href='x'>",
    "p": "<p>某</p>",
    "p-empty": "<p></p>",
    "p-sentences": "<p>支持企业复工复产，给予补助50万元。</p>",
    "p-items": "<p>一、支持企业复工复产。给予补助50万元。</p>",
    "p-short": "<p>某市人民政府</p>",
    "p-dates": "<p>2020年2月6日</p>",
    "br": "<br>",
    "br-text": "某<br>",
    "br-figure": "50万元<br>",
    "hr": "<hr>",
    "li": "<li>某</li>",
    "links": "<a href='a.html'>某通知</a>",
    "attachments": "<a href='a.doc'>附件：某表</a>",
    "images": "<img src='a.png' alt='某'>",
    "headings": "<h2>某</h2>",
    "entities": "&nbsp;",
    "entities-text": "&#20225;",
    "entities-bad": "&#x110000;",
    "entities-open": "&a",
    "comments": "<!---->",
    "comment-open": "<!--",
    "pis": "<?a?>",
    "cdata": "<![CDATA[某]]>",
    "lesser": "<",
    "lesser-slash": "</",
    "greater": ">",
    "open-tag": "<a ",
    "open-font": "<font>某",
    "nested-tables": "<table><tr><td>",
    "tables": "<table><tr><td>某</td><td>50万元</td></tr></table>",
    "meta": "<meta name='a' content='b'>",
    "meta-dates": "<meta name='PubDate' content='2020-02-06'>",
    "scripts": "<script>a</script>",
    "hidden": "<p style='display:none'>某</p>",
    "hidden-nested": "<div style='display:none'>某",
    "ruby": "<ruby>某<rt>a</rt></ruby>",
    "inline": "<b>某</b>",
    "inline-figure": "<b>50</b>万元",
    "forms": "<form><p>",
    "end-p": "</p>",
    "end-div": "</div>",
    "nextpage": "<a href='a_2.html'>下一页</a>",
    "titles": "<title>某</title>",
    "bodies": "<body><html>",
    "unknown": "<publishtime>2020-02-06</publishtime>",
    "svg": "<svg><a>",
    "math": "<math><mi>",
}


@dataclass(frozen=True, slots=True)
class Flood:
    """A kind of flood: how its file is called, and its bytes for a size."""

    name: str
    file: str
    build: Callable[[int], bytes]


def repeat(unit: str, size: int) -> str:
    """So many of a unit that they take `size` bytes.

    >>> repeat("企业", 13)
    '企业企业'
    """
    return unit * max(1, size // len(unit.encode()))


def _wrap(inner: str) -> bytes:
    return f"{_HEAD}{_PROSE}{inner}{_TAIL}".encode()


def _attributes(size: int) -> bytes:
    return _wrap("<p " + " ".join(f"a{number}='1'" for number in range(size // 12)) + ">某</p>")


def _attribute_value(size: int) -> bytes:
    return _wrap("<p title='" + repeat("企", size) + "'>某</p>")


def _spans(size: int) -> bytes:
    rows = "".join(f"<tr><td colspan=100000 rowspan=65535>{number}万元</td></tr>" for number in range(size // 60))
    return _wrap(f"<table>{rows}</table>")


def _wide_row(size: int) -> bytes:
    return _wrap("<table><tr>" + repeat("<td>50万元</td>", size) + "</tr></table>")


def _long_table(size: int) -> bytes:
    return _wrap("<table>" + repeat("<tr><td>某</td><td>50万元</td></tr>", size) + "</table>")


def _ragged_table(size: int) -> bytes:
    half = repeat("<td>某</td>", size // 2)
    return _wrap(f"<table><tr>{half}</tr>" + repeat("<tr><td>某</td></tr>", size // 2) + "</table>")


def _rowspan_table(size: int) -> bytes:
    return _wrap("<table>" + repeat("<tr><td rowspan=65535>某</td><td>某</td></tr>", size) + "</table>")


def _title(size: int) -> bytes:
    return f"<html><head><title>{repeat('某通知', size)}</title></head><body>{_PROSE}</body></html>".encode()


def _one_link(size: int) -> bytes:
    return _wrap(f"<a href='{repeat('a', size)}'>附件</a>")


def _depth_in_limits(size: int) -> bytes:
    return _wrap(repeat("<div>" * 200 + "某" + "</div>" * 200, size))


def _markdown_table(size: int) -> bytes:
    return ("# " + _TITLE + "\n\n| 某 | 某 |\n| --- | --- |\n" + repeat("| 某 | 50万元 |\n", size)).encode()


def _markdown_ragged(size: int) -> bytes:
    return ("# " + _TITLE + "\n\n" + repeat("| 某 ", size // 2) + "|\n" + repeat("| 某 |\n", size // 2)).encode()


def _rising(template: str, wide: int) -> Callable[[int], bytes]:
    """A flood of lines that no two share: `template` numbered."""
    head = f"{_TITLE}\n\n各区人民政府：\n"
    return lambda size: (head + "".join(template.format(number) for number in range(1, 2 + size // wide))).encode()


def _rising_page(template: str, wide: int) -> Callable[[int], bytes]:
    """The same as a page."""
    return lambda size: _wrap("".join(template.format(number) for number in range(1, 2 + size // wide)))


def _ragged_wide(size: int) -> bytes:
    half = repeat("<td>某</td>", size // 2)
    return _wrap(f"<table><tr>{half}</tr>" + repeat("<tr><td>某</td><td>乙</td></tr>", size // 2) + "</table>")


def _han_attributes(size: int) -> bytes:
    return _wrap("<p " + " ".join(chr(number) for number in range(0x4E00, 0x4E00 + min(20000, size // 4))) + ">某</p>")


def _json_nested(size: int) -> bytes:
    return b"[" * size


def _json_page(size: int) -> bytes:
    return f'{{"title": "某通知", "content": "{repeat("<p>给予补助50万元。</p>", size)}"}}'.encode()


def _front_matter(size: int) -> bytes:
    return ("---\n" + repeat("a: [", size) + "\n---\n").encode()


def _front_matter_deep(size: int) -> bytes:
    return ("---\na: " + "[" * size + "\n---\n").encode()


def _front_matter_aliases(size: int) -> bytes:
    rows = ["a0: &a0 [某, 某]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, max(2, min(200, size // 60)))]
    return ("---\n" + "\n".join(rows) + "\n---\n").encode()


def _bytes_of(unit: bytes) -> Callable[[int], bytes]:
    return lambda size: unit * (size // len(unit))


OTHERS: tuple[Flood, ...] = (
    Flood("attributes", "a.html", _attributes),
    Flood("attribute-value", "a.html", _attribute_value),
    Flood("spans", "a.html", _spans),
    Flood("wide-row", "a.html", _wide_row),
    Flood("long-table", "a.html", _long_table),
    Flood("ragged-table", "a.html", _ragged_table),
    Flood("rowspan-table", "a.html", _rowspan_table),
    Flood("title", "a.html", _title),
    Flood("one-link", "a.html", _one_link),
    Flood("depth-in-limits", "a.html", _depth_in_limits),
    Flood("markdown-table", "a.md", _markdown_table),
    Flood("markdown-ragged", "a.md", _markdown_ragged),
    Flood("rising-items", "a.txt", _rising("{0}.给予企业补助{0}万元。\n", 36)),
    Flood("rising-articles", "a.txt", _rising("第{0}条 给予企业补助{0}万元。\n", 40)),
    Flood("rising-numbers", "a.txt", _rising("废止《某办法{0}》（某政发〔2020〕{0}号），", 60)),
    Flood("rising-acts", "a.txt", _rising("市财政局对第{0}类企业给予一次性奖励{0}万元，用于技术改造。\n", 80)),
    Flood("rising-acts-line", "a.txt", _rising("市财政局对第{0}类企业给予一次性奖励{0}万元，用于技术改造。", 80)),
    Flood("rising-leads", "a.txt", _rising("一、支持第{0}类企业复工。对符合条件的企业给予奖励。\n", 75)),
    Flood("rising-headings", "a.md", _rising("## 支持第{0}类企业\n\n对符合条件的企业给予奖励{0}万元。\n\n", 75)),
    Flood("rising-row", "a.html", _rising_page("<tr><td>{0}</td><td>支持第{0}类企业</td><td>给予奖励{0}万元</td></tr>", 85)),
    Flood("rising-table", "a.md", _rising("| {0} | 支持第{0}类企业 | 给予奖励{0}万元 |\n", 60)),
    Flood("rising-issuers", "a.txt", _rising("某市第{0}局 ", 18)),
    Flood("rising-issuers-line", "a.txt", _rising("某市第{0}局\n", 18)),
    Flood("rising-addressees", "a.txt", _rising("第{0}局、", 14)),
    Flood("rising-copied", "a.txt", _rising("抄送：第{0}局、", 24)),
    Flood("rising-titles", "a.txt", _rising("《某办法{0}》", 20)),
    Flood("rising-cited", "a.txt", _rising("某政发〔2020〕{0}号、", 30)),
    Flood("rising-phones", "a.txt", _rising("联系电话：0543-{0:07d}，", 30)),
    Flood("rising-people", "a.txt", _rising("联系人：王{0} 电话：0543-{0:07d}\n", 45)),
    Flood("rising-places", "a.txt", _rising("第{0}区某街道、", 24)),
    Flood("rising-mails", "a.txt", _rising("邮箱：a{0}@example.com，", 30)),
    Flood("rising-files", "a.html", _rising_page("<a href='{0}.doc'>附件{0}：某表</a>", 45)),
    Flood("rising-pages", "a.html", _rising_page("<a href='a_{0}.html'>{0}</a>", 30)),
    Flood("rising-next", "a.html", _rising_page("<a href='a_{0}.html'>下一页</a>", 35)),
    Flood("rising-meta", "a.html", _rising_page("<meta name='a{0}' content='{0}'>", 35)),
    Flood("rising-labels", "a.html", _rising_page("<p>发布时间：2020-02-06 来源：第{0}网</p>", 65)),
    Flood("rising-body", "a.html", _rising_page("<body a{0}='1'>", 18)),
    Flood("rising-classes", "a.html", _rising_page("<div class='content{0}'><p>支持企业复工复产。</p></div>", 80)),
    Flood("rising-images", "a.html", _rising_page("<img src='{0}.png'>", 25)),
    Flood("rising-duties", "a.txt", _rising("责任单位：第{0}局；", 30)),
    Flood("rising-repeals", "a.txt", _rising("《某办法{0}》自2020年2月6日起废止。", 55)),
    Flood("ragged-wide", "a.html", _ragged_wide),
    Flood("attributes-han", "a.html", _han_attributes),
    Flood("json-nested", "a.json", _json_nested),
    Flood("json-page", "a.json", _json_page),
    Flood("front-matter", "a.md", _front_matter),
    Flood("front-matter-deep", "a.md", _front_matter_deep),
    Flood("front-matter-aliases", "a.md", _front_matter_aliases),
    Flood("bytes-high", "a.html", _bytes_of(b"\xff")),
    Flood("bytes-gbk", "a.html", _bytes_of(b"\xb0")),
    Flood("bytes-bad", "a.html", _bytes_of("企".encode() + b"\xe4")),
    Flood("bytes-zero", "a.html", _bytes_of(b"a\x00")),
)


def _text_flood(name: str, unit: str, end: str) -> Iterator[Flood]:
    def build(size: int) -> bytes:
        return f"{_TITLE}\n\n各区人民政府：\n{repeat(unit + end, size)}\n某市人民政府\n2020年2月6日\n".encode()

    yield Flood(f"{name}.{'lines' if end else 'line'}.txt", "a.txt", build)
    yield Flood(f"{name}.{'lines' if end else 'line'}.md", "a.md", build)

    def page(size: int) -> bytes:
        return _wrap(f"<p>{repeat(unit + ('</p><p>' if end else ''), size)}</p>")

    yield Flood(f"{name}.{'lines' if end else 'line'}.html", "a.html", page)

    def measure(size: int) -> bytes:
        told = f"一、给予技改补助。对符合条件的企业{repeat(unit + end, size)}"
        return f"{_TITLE}\n\n{told}\n二、给予贴息。对企业给予贷款贴息。\n".encode()

    yield Flood(f"{name}.{'lines' if end else 'line'}.measure.txt", "a.txt", measure)


def list_floods() -> tuple[Flood, ...]:
    """All kinds of floods."""
    texts = [flood for name, unit in TEXTS.items() for end in ("", "\n") for flood in _text_flood(name, unit, end)]
    markups = [Flood(f"markup-{name}", "a.html", lambda size, unit=unit: _wrap(repeat(unit, size))) for name, unit in MARKUP.items()]
    return (*OTHERS, *markups, *texts)
