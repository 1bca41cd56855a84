"""Blanks inside words, where a converter joined the lines of a page: `提 升`, `补贴标 准`."""

from __future__ import annotations

import re

from scraper.repair.bigrams import score_pair

_GAP = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")
_MIN_GAPS = 3
"""Words with blanks in them that are no slip of the keyboard."""
_MIN_SHARE = 0.7
"""Share of the blanks between characters that stand inside words; those between names and headings part words."""


def has_spaced_words(text: str) -> bool:
    """True when blanks between characters stand inside words throughout.

    >>> has_spaced_words("提 升服务质 量，降低企 业成本，支 持小微企业")
    True
    >>> has_spaced_words("第一章 总则 第二章 扶持 第三章 附则"), has_spaced_words("张三 李四 王五 赵六")
    (False, False)
    """
    gaps = list(_GAP.finditer(text))
    return len(gaps) >= _MIN_GAPS and sum(map(_parts_word, gaps)) >= max(_MIN_GAPS, _MIN_SHARE * len(gaps))


def close_spaced_words(text: str) -> tuple[str, int]:
    """The text without blanks inside words, and how many went; others part words.

    >>> close_spaced_words("提 升服务质 量 张三")
    ('提升服务质量 张三', 2)
    """
    kept, end, count = [], 0, 0
    for gap in _GAP.finditer(text):
        if _parts_word(gap):
            kept.append(text[end : gap.start()])
            end = gap.end()
            count += 1
    return "".join((*kept, text[end:])), count


def _parts_word(gap: re.Match[str]) -> bool:
    return score_pair(gap.string[gap.start() - 1], gap.string[gap.end()]) > 0
