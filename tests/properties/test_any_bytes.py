from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.check import Words, check_evidence, check_words
from scraper.frontmatter import dump_notice, load_notice, parse_notice, render_notice
from scraper.model import Snapshot
from scraper.people.privacy import mask_people
from scraper.pipeline import build_reader, read_inputs
from scraper.quotes.quotes import digest_notice
from scraper.vocabulary import load_vocabulary

PIECES = [
    *(
        "<p>",
        "</p>",
        "<div class=content>",
        "</div>",
        "<table><tr><td>",
        "</td></tr></table>",
        "<br>",
        "<h2>",
        "</h2>",
        "<ul><li>",
        "<!--",
        "-->",
    ),
    *(
        '<meta name="PubDate" content="2020-03-02">',
        '<meta name="ArticleTitle" content="关于支持企业的通知">',
        "<script>",
        "</script>",
        "&nbsp;",
    ),
    *(
        "关于支持企业的若干措施",
        "滨政发〔2020〕3号",
        "一、",
        "（一）",
        "1.",
        "第一条 ",
        "减免房租",
        "给予5万元补助",
        "最高不超过",
        "三个月",
        "。",
        "；",
        "，",
    ),
    *(
        "滨州市人民政府",
        "2020年2月6日",
        "二〇二〇年二月六日",
        "有效期至2020年12月31日",
        "13812345678",
        "联系人",
        "附件：",
        "復(fù)工",
        "|",
        "\n",
        "\n\n",
    ),
    *(
        " ",
        "\u3000",
        "\ufffd",
        "\x00",
        "〔",
        "〕",
        "《",
        "》",
        "：",
        "来源：",
        "发布时间：",
        "各有关单位：",
        "%",
        "100",
        "亿元",
        "万",
        "2020年",
        "13月45日",
    ),
]
text = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=60).map("".join)
data = st.one_of(
    text.map(lambda t: t.encode("utf-8", "replace")), text.map(lambda t: t.encode("gb18030", "replace")), st.binary(max_size=200)
)


@pytest.fixture(scope="module")
def vocabulary():
    return load_vocabulary(Path(__file__).parents[2] / "site_config" / "data")


@pytest.fixture(scope="module")
def reader(vocabulary):
    return build_reader(vocabulary)


def read(data, name, reader):
    snapshot = Snapshot(name, data, sha256(data).hexdigest())
    (reading,) = read_inputs([name], lambda _: snapshot, reader)
    return reading


@given(data=data, suffix=st.sampled_from(["html", "txt", "md", "json"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_bytes_give_a_sound_notice_or_a_named_error(data, suffix, reader, vocabulary):
    reading = read(data, f"a.{suffix}", reader)
    if reading.failure:
        assert reading.failure.kind != "internal", reading.failure.message
        return
    words = Words(
        frozenset(region.code for region in vocabulary.regions),
        frozenset(topic.id for topic in vocabulary.topics),
        frozenset(instrument.id for instrument in vocabulary.instruments),
    )
    for notice in (reading.notice, digest_notice(reading.notice)):
        assert parse_notice(render_notice(notice)) == notice == load_notice(dump_notice(notice))
        assert not list(check_evidence(notice))
        assert not list(check_words(notice, words))
        assert mask_people(notice.body) == notice.body
    assert read(data, f"a.{suffix}", reader) == reading
