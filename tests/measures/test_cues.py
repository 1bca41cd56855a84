from __future__ import annotations

import pytest

from scraper.measures.nature_lexicon import CUES, PLACES
from scraper.model import Nature

SILENT = [
    ("及时调查处理投诉", Nature.OBLIGATION),
    ("统一市场准入", Nature.SERVICE),
    ("国务院金融监管部门", Nature.OBLIGATION),
    ("小额贷款公司提供贷款业务报告", Nature.BENEFIT),
    ("贷款延期间的利息", Nature.BENEFIT),
    ("拟取消、变更的,应当履行法定程序", Nature.BENEFIT),
    ("确保工作取得实效", Nature.REPORT),
    ("作出突出贡献的个人", Nature.INTENTION),
    ("按照国家标准(GB 1234)建设", Nature.BENEFIT),
    ("按要求办理", Nature.OBLIGATION),
]
"""What looks like a word of a nature, and which nature no entry of the word book may see in it."""


def find_words(line: str, nature: Nature) -> list[str]:
    return [found.group() for cue in CUES if cue.nature is nature for words in cue.words if (found := words.search(line))]


@pytest.mark.parametrize(("line", "nature"), SILENT)
def test_what_only_looks_like_a_cue_is_silent(line: str, nature: Nature) -> None:
    assert find_words(line, nature) == []


@pytest.mark.parametrize("line", ["要求各商户测温", "要求企业整改", "从严要求必须到位"])
def test_a_demand_on_somebody_is_told_without_him(line: str) -> None:
    assert "要求" in find_words(line, Nature.OBLIGATION)


def test_each_nature_has_words() -> None:
    assert {cue.nature for cue in CUES} == set(Nature)


def test_no_word_speaks_twice_for_a_nature() -> None:
    spoken = [(cue.nature, words.pattern.pattern) for cue in CUES for words in cue.words]
    assert len(spoken) == len(set(spoken))


def test_a_cue_weighs_something_in_the_lead() -> None:
    assert all(cue.weights[0] > 0 and min(cue.weights) >= 0 and len(cue.weights) == len(PLACES) and cue.words for cue in CUES)


def test_only_gifts_and_services_can_be_wished() -> None:
    assert not any(cue.wished for cue in CUES if cue.nature in {Nature.OBLIGATION, Nature.REPORT, Nature.INTENTION})
