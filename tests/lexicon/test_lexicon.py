from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from scraper.errors import ConfigError
from scraper.lexicon.lexicon import build_lexicon, parse_taxonomy
from scraper.model import Topic, Vocabulary
from tests.measuring import TAXONOMY, count_firing, load_lexicon

GOOD = """topics:
  finance: {zh: 金融, en: Finance, sub: {loans: [贷款, Loans]}, triggers: [贷款]}
instruments:
  loan: {zh: 贷款, en: Loan, triggers: [贷款, '/转贷(?!款)/']}
"""


def test_a_taxonomy_is_read_with_its_shelves() -> None:
    topics, instruments = parse_taxonomy(GOOD, "taxonomy.yml")
    assert (topics[0].id, topics[0].benefit, topics[0].sub[0].zh) == ("finance", True, "贷款")
    assert instruments[0].triggers == ("贷款", "/转贷(?!款)/")


BROKEN = [
    ("topics: [", "not YAML", 1),
    ("- 1", "needs the mappings", 1),
    ("topics: {}\n", "needs the mappings", 1),
    (GOOD.replace("en: Loan, ", ""), "loan: lacks en", 4),
    (GOOD.replace("zh: 金融", "zh: 金融, colour: red"), "finance: unknown key colour", 2),
    (GOOD.replace("triggers: [贷款]", "triggers: 贷款"), "finance: triggers must be a list", 2),
    (GOOD.replace("triggers: [贷款]", "triggers: [款]"), "two characters", 2),
    (GOOD.replace("(?!款)", "(?!款"), "no expression", 4),
    (GOOD.replace("[贷款, Loans]", "贷款"), "sub maps ids", 2),
    (GOOD.replace("{zh: 金融, en: Finance, sub: {loans: [贷款, Loans]}, triggers: [贷款]}", "贷款"), "finance: not a mapping", 2),
]


@pytest.mark.parametrize(("text", "message", "line"), BROKEN)
def test_a_broken_taxonomy_names_file_and_line(text: str, message: str, line: int) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        parse_taxonomy(text, "data/taxonomy.yml")
    assert caught.value.file == "data/taxonomy.yml"
    assert caught.value.line is not None
    assert abs(caught.value.line - line) <= 1


TOPICS = """
finance tax-fees jobs input-costs logistics health-restart approvals matching projects innovation trade-market support-oversight other
"""
INSTRUMENTS = """
grant interest-subsidy loan guarantee relief deferral refund in-kind priority time-limit service guidance obligation inspection
"""


def test_the_shipped_taxonomy_has_the_labels_of_the_project() -> None:
    topics, instruments = parse_taxonomy(TAXONOMY.read_text(encoding="utf-8"), str(TAXONOMY))
    assert [topic.id for topic in topics] == TOPICS.split()
    assert [instrument.id for instrument in instruments] == INSTRUMENTS.split()
    assert all(entry.zh and entry.en and entry.triggers for entry in (*topics, *instruments))


def load_entries() -> list[tuple[str, dict[str, Any]]]:
    data = yaml.safe_load(TAXONOMY.read_text(encoding="utf-8"))
    sections = (("topic", data["topics"]), ("instrument", data["instruments"]))
    return [(f"{kind}:{key}", entry) for kind, entries in sections for key, entry in entries.items()]


@pytest.mark.parametrize(("key", "entry"), load_entries())
def test_every_entry_fires_on_its_examples(key: str, entry: dict[str, Any]) -> None:
    assert entry["examples"]
    for example in entry["examples"]:
        assert load_lexicon().find_words(example).get(key), example


@pytest.mark.parametrize(("key", "entry"), load_entries())
def test_every_expression_fires_on_an_example_and_no_word_is_listed_twice(key: str, entry: dict[str, Any]) -> None:
    words = [*entry["triggers"], *entry.get("hints", [])]
    assert len(words) == len(set(words)), key
    rules = [word.strip("/") for word in words if word.startswith("/")]
    assert [rule for rule in rules if not any(re.search(rule, example) for example in entry["examples"])] == []


@pytest.mark.parametrize(("key", "entry"), load_entries())
def test_no_trigger_of_an_entry_fires_on_its_silent_lines(key: str, entry: dict[str, Any]) -> None:
    for line in entry.get("silent", []):
        assert key not in load_lexicon().find_words(line), line


def test_words_that_fire_everywhere_are_counted() -> None:
    texts = ["给予补贴", "给予补贴和贷款", "减免租金"]
    assert count_firing(texts)[:2] == [("instrument:grant", "补贴", 2), ("instrument:loan", "贷款", 1)]


def test_no_theme_word_is_a_trigger() -> None:
    assert not {"复工复产", "复工", "复产", "疫情", "企业", "中小企业", "高质量发展"} & load_lexicon().keys.keys()


def test_overlapping_words_are_all_found() -> None:
    topics = (Topic("a", "", "", ("流动资金",)), Topic("b", "", "", ("资金周转", "资金")))
    hits = build_lexicon(Vocabulary((), topics, ())).find_words("流动资金周转")
    assert hits == {"topic:a": ["流动资金"], "topic:b": ["资金周转", "资金"]}
