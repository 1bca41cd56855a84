"""Chinese text as search words: overlapping pairs of characters.

A run of Han is written as its overlapping pairs and its last character alone (贷款贴息 -> 贷款 款贴 贴息 息), so that any two
or more neighbours are a phrase of whole words, and any single character is the beginning of a word. Letters and digits stay
words. `assets/han.js` turns a query the same way.
"""

from __future__ import annotations

import re
import unicodedata

RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇]+|[a-z0-9]+")
SEPARATOR = re.compile(r"(?<=\d)[,，](?=\d{3})")
POINT = re.compile(r"(?<=\d)\.(?=\d)")


def fold_text(text: str) -> str:
    """Half width, lower case, `1,500` as `1500` and `3.85` as `3d85` (a point would split the word).

    >>> fold_text("ＬＰＲ３．８５％，1,500万元")
    'lpr3d85%,1500万元'
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    return POINT.sub("d", SEPARATOR.sub("", folded))


def split_runs(text: str) -> list[str]:
    """Runs of Han, and words of letters and digits.

    >>> split_runs("鲁工信研〔2020〕19号")
    ['鲁工信研', '2020', '19', '号']
    """
    return RUN.findall(fold_text(text))


def write_pairs(text: str) -> str:
    """Words for the index, separated by spaces.

    >>> write_pairs("给予5G企业贷款贴息")
    '给予 予 5g 企业 业贷 贷款 款贴 贴息 息'
    """
    return " ".join(word for run in split_runs(text) for word in _pair_run(run))


def _pair_run(run: str) -> list[str]:
    if run[0].isascii():
        return [run]
    return [run[i : i + 2] for i in range(len(run))]
