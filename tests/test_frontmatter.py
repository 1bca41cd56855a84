from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.errors import FrontMatterError
from scraper.frontmatter import (
    add_doubt,
    describe_dump,
    dump_notice,
    is_generated,
    list_anchors,
    load_notice,
    parse_notice,
    read_fingerprint,
    render_notice,
)
from scraper.frontmatter.content_markdown import parse_body, render_body
from scraper.model import Actionability, Damage, Doubt, Figure, FigureKind, Kind, Measure, Nature, Notice, Place, Span

BODY = """## 一、加大信贷支持

（一）设立转贷资金，总额1000万元。由市财政局负责。

一方面，对困难企业减免房租三个月；另一方面，缓缴社保费。

| 行业 | 补助 |
| --- | --- |
| 餐饮 | 给予5万元补助 |

- 免收检测费"""
EXTENSIONS = ["attr_list", "tables", "def_list", "admonition", "footnotes", "abbr", "md_in_html", "toc", "fenced_code", "pymdownx.tilde"]
EXTENSIONS += ["pymdownx.caret", "pymdownx.mark", "pymdownx.snippets", "pymdownx.superfences", "pymdownx.details", "pymdownx.tasklist"]
EXTENSIONS += ["pymdownx.arithmatex", "pymdownx.keys", "pymdownx.blocks.admonition", "pymdownx.emoji"]


def measure(lead, index, body=BODY, **more):
    start = body.index(lead)
    span = Span(start, start + len(lead))
    return Measure(id=f"m-{index:06x}", lead=lead, lead_span=span, span=span, nature=Nature.BENEFIT, actionability=Actionability.B, **more)


def figure(raw, value, body=BODY):
    start = body.index(raw)
    return Figure(raw, FigureKind.MONEY, value, "CNY", Span(start, start + len(raw)))


NOTICE = Notice(
    id="371600-20200206-0a1b2c3d",
    title="关于支持企业的“十条”措施: 第1号",
    kind=Kind.OFFICIAL,
    body=BODY,
    written=date(2020, 2, 6),
    region=Place("371600", "山东省滨州市", ("370000", "371600")),
    measures=(
        measure("加大信贷支持", 1),
        measure("设立转贷资金", 2, figures=(figure("1000万元", 1e7),)),
        measure("减免房租三个月", 3),
        measure("缓缴社保费", 4),
        measure("给予5万元补助", 5),
        measure("免收检测费", 6),
    ),
)


MARKDOWN = markdown.Markdown(extensions=EXTENSIONS)


def to_html(text):
    return MARKDOWN.reset().convert(text)


def test_a_file_reads_like_a_document():
    text = render_notice(NOTICE)
    assert text.startswith(
        "---\nid: 371600-20200206-0a1b2c3d\ntitle: '关于支持企业的“十条”措施: 第1号'\nkind: official\nwritten: 2020-02-06\n"
    )
    assert "## 一、加大信贷支持 { #m-000001 }\n" in text
    assert "（一）设立转贷资金，总额1000万元。由市财政局负责。\n{ #m-000002 }\n" in text
    assert "对困难企业**减免房租三个月**{ #m-000003 .measure }；" in text
    assert "| 餐饮 | **给予5万元补助**{ #m-000005 .measure } |" in text
    assert "- 免收检测费\n{ #m-000006 }\n" in text
    assert "  - {raw: 1000万元, kind: money, value: 10000000, unit: CNY, span: [25, 31]}\n" in text


def test_anchors_become_ids_of_the_page():
    html = BeautifulSoup(to_html(render_body(BODY, NOTICE.measures)), "html.parser")
    found = {tag["id"]: tag.name for tag in html.find_all(id=True)}
    wanted = {"m-000001": "h2", "m-000002": "p", "m-000003": "strong", "m-000004": "strong", "m-000005": "strong", "m-000006": "li"}
    assert found == wanted
    assert "{ #" not in html.get_text()


def test_leads_that_overlap_or_cross_lines_keep_an_anchor_each():
    body = "对企业减租，对企业减租三月。\n\n第二段"
    measures = (measure("减租", 1, body), replace(measure("减租，对", 2, body)), measure("三月。\n\n第二", 3, body))
    text = render_notice(replace(NOTICE, body=body, measures=measures))
    assert sorted(list_anchors(text)) == ["m-000001", "m-000002", "m-000003"]
    assert parse_notice(text).body == body


HOSTILE = [
    "<script>alert(1)</script>",
    "<!-- 注释 --><b onclick=x>粗</b>",
    "[点此](javascript:alert(1)) ![图](javascript:alert(1))",
    "**粗** _斜_ `码` ~~删~~ ==亮== ^^插^^ H~2~O x^2^",
    "# 标题",
    "##### 五级",
    "1. 第一",
    "1) 第一",
    "+ 加号",
    "-- 破折",
    "---",
    "===",
    "> 引用",
    ": 定义",
    "::: 块",
    "/// note",
    "!!! note",
    "??? note",
    "    缩进四格",
    "\t制表",
    "``` python",
    "~~~",
    "$x^2$ 与 \\(y\\)",
    '--8<-- "mkdocs.yml"',
    "{% include 'x' %} {{ config }}",
    "{: .x onclick=alert(1) }",
    "文字 { #m-aaaaaa }",
    "**x**{ #m-aaaaaa .measure } [](){ #m-aaaaaa }",
    "*[HTML]: 缩写",
    "[^1]: 脚注 [^1]",
    "[x]: http://a.example",
    "[TOC]",
    "a | b\n--- | ---",
    "http://a.example/?a=1&b=2#c &copy; &lt;",
    ":smile: 10:30:15",
    "++ctrl++ C++ A+B",
    "5~10万元，15%，A/B，(c) (tm)",
    "行末反斜杠\\",
    "两格换行  ",
    "- [ ] 任务",
    "- # 项里的标题",
]


@pytest.mark.parametrize("line", HOSTILE)
def test_scraped_text_stays_text(line):
    html = BeautifulSoup(to_html(render_body(f"前段\n\n{line}\n\n后段")), "html.parser")
    assert {tag.name for tag in html.find_all(True)} <= {"p", "ul", "li"}
    assert not [tag for tag in html.find_all(True) if tag.attrs]
    want = "".join(line.removeprefix("- ").split())
    assert "".join(html.get_text().split()) == f"前段{want}后段"


@pytest.mark.parametrize("url", ["https://a.example/b_c.png?x=1&y=2", "/images/a.png", "./a.jpg"])
def test_images_stay_images(url):
    image = BeautifulSoup(to_html(render_body(f"![流程*图]({url})")), "html.parser").img
    assert (image["src"], image["alt"]) == (url, "流程*图")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JAVASCRIPT:x"])
def test_images_of_other_schemes_become_text(url):
    assert BeautifulSoup(to_html(render_body(f"![x]({url})")), "html.parser").img is None


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "贷款", "\n", "\n\n", " ", "|", "*", "_", "`", "[", "](x)", "<", "\\", "{", "}", "#"]), max_size=6
    ).map("".join)
)
@settings(max_examples=150, deadline=None)
def test_no_text_makes_active_html(body):
    html = BeautifulSoup(to_html(render_body(body)), "html.parser")
    assert not html.find_all(["script", "a", "img", "iframe", "em", "strong", "code", "del", "form", "input", "b"])
    assert not [tag for tag in html.find_all(True) if set(tag.attrs) - {"id", "style"}]


def test_an_edited_body_moves_the_spans():
    text = render_notice(NOTICE).replace("（一）设立", "（一）自本通知印发之日起设立")
    assert not is_generated(text)
    notice = parse_notice(text)
    for old, new in zip(NOTICE.measures, notice.measures, strict=True):
        assert new.lead_span.read(notice.body) == old.lead == new.lead
        assert [f.span.read(notice.body) for f in new.figures] == [f.raw for f in old.figures]


def test_a_figure_that_a_person_corrects_in_both_places_is_evidence_again():
    text = render_notice(NOTICE).replace("总额1000万元", "总额为12000万元")
    text = text.replace("raw: 1000万元", "raw: 12000万元").replace("value: 10000000", "value: 120000000")
    notice = parse_notice(text)
    (found,) = notice.measures[1].figures
    assert found.span.read(notice.body) == found.raw == "12000万元"
    assert found.value == 1.2e8


def test_windows_line_ends_and_a_byte_order_mark_are_let_pass():
    assert parse_notice("\ufeff" + render_notice(NOTICE).replace("\n", "\r\n")) == NOTICE


def test_a_fingerprint_tells_an_edit():
    text = render_notice(NOTICE)
    assert is_generated(text)
    assert not is_generated(text.replace("减免", "免除"))
    assert read_fingerprint(text.replace("减免", "免除")) == read_fingerprint(text)


def test_a_doubt_is_added_once_and_nothing_else_changes():
    doubt = Doubt("edit-conflict", "请核对：原文")
    once = add_doubt(render_notice(NOTICE), doubt)
    assert parse_notice(once).doubts == (doubt,)
    assert replace(parse_notice(once), doubts=()) == NOTICE
    assert add_doubt(once, doubt) == once
    both = add_doubt(once, Doubt("other", "再看"))
    assert {d.rule for d in parse_notice(both).doubts} == {"edit-conflict", "other"}


def test_held_notices_say_so():
    text = render_notice(replace(NOTICE, damage=(Damage.SPUN,)))
    assert "\nheld: true\n" in text
    assert parse_notice(text).held


def test_dumped_keys_are_all_there():
    data = dump_notice(NOTICE)
    assert data["region"] == "371600"
    assert data["region_path"] == ["370000", "371600"]
    assert data["written"] == "2020-02-06"
    assert data["doc_number"] is None
    assert dump_notice(replace(NOTICE, region=None))["region_name"] is None
    assert data["validity"] == {"from": None, "to": None, "text": None, "span": None, "stated": None}
    assert data["measures"][1]["figures"][0]["span"] == [25, 31]
    assert load_notice(data) == NOTICE


HEAD = "---\nid: 371600-20200206-0a1b2c3d\ntitle: b\nkind: official\n"
MEASURE = "  lead: x\n  lead_span: [0, 1]\n  span: [0, 1]\n  nature: benefit\n  actionability: A\n---\n"
BROKEN = {
    "no-front-matter": ("正文", 1, "no front matter"),
    "cut": ("---\nid: a\ntitle: b\n", 4, "never ends"),
    "not-yaml": ("---\nid: a\ntitle: [b\n---\n", 4, "not YAML"),
    "list": ("---\n- a\n---\n", 2, "no mapping"),
    "missing": ("---\nid: 371600-20200206-0a1b2c3d\nkind: official\n---\n", None, "title: missing"),
    "unknown-key": (HEAD + "titel: c\n---\n", 5, "did you mean 'title'"),
    "unknown-word": ("---\nid: 371600-20200206-0a1b2c3d\ntitle: b\nkind: offical\n---\n", 4, "none of official"),
    "bad-date": (HEAD + "written: 2020-13-01\n---\n", None, "not YAML"),
    "text-date": (HEAD + "written: 去年\n---\n", 5, "expected a date"),
    "bad-span": (HEAD + "validity:\n  span: [9, 3]\n---\n", 6, "not a span"),
    "nested": (
        HEAD + "measures:\n- id: m-000001\n  lead: x\n  lead_span: [0, 1]\n  span: [0, 1]\n  nature: gift\n---\n",
        10,
        "none of benefit",
    ),
    "measure-id": (HEAD + "measures:\n- id: m-000001 onclick=x\n" + MEASURE, 6, "no id of a measure"),
    "notice-id": (HEAD.replace("371600-20200206-0a1b2c3d", "../../x") + "---\n", 2, "no notice id"),
    "wide-digits": (HEAD.replace("371600", "３７１６００") + "---\n", 2, "no notice id"),
    "region": (HEAD + "region: ../..\nregion_name: x\n---\n", 5, "no region code"),
    "region-path": (HEAD + "region: '371600'\nregion_name: x\nregion_path: ['370000', ../x]\n---\n", 7, "no region code"),
    "source-id": (HEAD + "source:\n  id: ../x\n---\n", 6, "no source id"),
    "topic": (HEAD + "measures:\n- id: m-000001\n  topics: [../x]\n" + MEASURE, 7, "no word of the vocabulary"),
    "text-float": (HEAD + "genre: 1.50\n---\n", 5, "genre: expected text, found 1.5"),
    "text-list": (HEAD + "genre: [通知]\n---\n", 5, "genre: expected text"),
    "number-text": (HEAD + "repairs:\n- {rule: a, count: '3'}\n---\n", 6, "repairs.0.count: expected a whole number, found '3'"),
    "number-bool": (HEAD + "repairs:\n- {rule: a, count: yes}\n---\n", 6, "expected a whole number, found True"),
    "bool-text": (HEAD + "quoted: 'yes'\n---\n", 5, "quoted: expected true or false, found 'yes'"),
    "held-text": (HEAD + "held: 'yes'\n---\n", 5, "held: expected true or false, found 'yes'"),
    "date-number": (HEAD + "written: 0\n---\n", 5, "written: expected a date like 2020-02-06, found 0"),
    "no-list": (HEAD + "issuers: 某局\n---\n", 5, "issuers: expected a list, found '某局'"),
    "no-mapping": (HEAD + "source: 某网\n---\n", 5, "source: expected a mapping"),
    "short-span": (HEAD + "validity:\n  span: [9]\n---\n", 6, "validity.span: expected a list of 2"),
    "long-span": (HEAD + "validity:\n  span: [1, 2, 3]\n---\n", 6, "validity.span: expected a list of 2"),
    "label": (HEAD + "measures:\n- id: m-000001\n  labels: [[topic:finance]]\n" + MEASURE, 7, "expected a list of 2 texts"),
    "inner-key": (HEAD + "validity:\n  form: 2020-02-06\n---\n", 6, "validity.form: unknown key, did you mean 'from'"),
    "deep-key": (
        HEAD + "measures:\n- id: m-000001\n  target: {actor: [企业]}\n" + MEASURE,
        7,
        "target.actor: unknown key, did you mean 'actors'",
    ),
    "key-no-text": (HEAD + "validity:\n  on: 2020-02-06\n---\n", 5, "unknown key"),
    "field-name": (HEAD + "validity:\n  start: 2020-02-06\n---\n", 6, "validity.start: unknown key"),
    "number-parts": (HEAD + "doc_number: 某发〔2020〕1号\n---\n", None, "needs its parts"),
    "number-part": (
        HEAD + "doc_number: 某发〔2020〕1号\ndoc_number_parts: {org: 某发, year: x, serial: 1}\n---\n",
        6,
        "doc_number_parts.year: expected a whole",
    ),
    "alias": (HEAD + "issuers: &a [x]\ncopied_to: *a\n---\n", 5, "anchors and aliases"),
    "object": (HEAD + "genre: !!python/object/apply:os.system ['x']\n---\n", 5, "not YAML"),
}


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_a_broken_file_names_its_line(case):
    text, line, words = BROKEN[case]
    with pytest.raises(FrontMatterError, match=words) as caught:
        parse_notice(text, file="a.md")
    assert caught.value.file == "a.md"
    if line is not None:
        assert caught.value.line == line


def test_keys_for_peoples_own_use_are_let_pass():
    text = render_notice(NOTICE).replace("\nkind:", "\nx-note: 已电话核对\nkind:")
    assert parse_notice(text) == NOTICE


def test_own_keys_may_stand_in_every_record_and_hold_anything():
    text = (
        render_notice(NOTICE)
        .replace("\n  lead: ", "\n  x-seen: {by: [甲, 1.5], on: null}\n  lead: ")
        .replace("value: 10000000", "x-a: [], value: 10000000")
    )
    assert parse_notice(text).measures[1].figures == NOTICE.measures[1].figures
    assert parse_notice(text) == NOTICE
    with pytest.raises(FrontMatterError, match="did you mean 'title'"):
        parse_notice(text.replace("\ntitle: ", "\nx-y: 1\ntitel: "))


def test_dumped_data_are_what_their_schema_says():
    data, schema = dump_notice(NOTICE), describe_dump()
    assert list(schema["properties"]) == schema["required"] == list(data)
    assert schema["properties"]["region"] == {"type": ["string", "null"], "pattern": "^[0-9]{6}$"}
    assert schema["properties"]["written"] == {"type": ["string", "null"], "format": "date"}
    measure = schema["properties"]["measures"]["items"]
    assert list(measure["properties"]) == measure["required"] == list(data["measures"][0])
    assert measure["properties"]["span"]["prefixItems"] == [{"type": "integer"}] * 2
    assert measure["additionalProperties"] is False
    assert "default" not in str(schema)


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_parses_or_is_a_named_error(text):
    with suppress(FrontMatterError):
        parse_notice(f"---\n{text}\n---\n{text}")


def test_a_codes_quotes_may_be_forgotten():
    assert parse_notice(render_notice(NOTICE).replace("region: '371600'", "region: 371600")).region == NOTICE.region


def test_parsing_a_body_keeps_a_persons_own_markup_as_it_is():
    assert parse_body("看 **这里** 和 <i>那里</i>") == "看 **这里** 和 <i>那里</i>"
