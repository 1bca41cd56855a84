"""Labels without words: places in the letters of a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.learn.letter_places import PLACES, SHARED, Letters, load_packed, pack_label, read_letters, unpack_label

TEXT = "一、减收 检测费。对“示范企业”（含分支机构）减收５０％检测费；\n二、提供免费咨询，\n随到随办。"


@given(st.integers(0, 30), st.integers(1, 12))
def test_a_place_gives_the_words_and_the_words_their_place(start: int, length: int) -> None:
    letters = Letters(TEXT)
    words = letters.read((min(start, 20), length))
    found = letters.find(words, min(start, 20))
    assert found == (min(start, 20), len(Letters(words).folded[0]))


@pytest.mark.parametrize("printed", ["减收检测费", "减收 检测费", "减收\u3000检测费。", "**减收**检测费", "减收\n检测费"])
def test_blanks_marks_and_widths_do_not_move_a_place(printed: str) -> None:
    assert Letters(TEXT).find(printed) == (1, 5)


def test_a_label_comes_back_with_the_words_of_its_document() -> None:
    label = {
        "input": "a.txt",
        "relevant": True,
        "measures": [
            {"lead": "减收检测费", "nature": "benefit", "topics": ["input-costs"], "instruments": ["relief"], "for_whom": "示范企业"},
            {
                "lead": "提供免费咨询",
                "lead_alt": ["随到随办"],
                "nature": "service",
                "nature_alt": ["benefit"],
                "topics": ["other"],
                "for_whom": None,
            },
        ],
    }
    packed, lost = pack_label(label, Letters(TEXT))
    assert lost == []
    assert "咨询" not in str(packed)
    back = unpack_label(packed, Letters(TEXT))
    assert [(m["lead"], m["nature"], m.get("for_whom")) for m in back["measures"]] == [
        ("减收 检测费", "benefit", "示范企业"),
        ("提供免费咨询", "service", None),
    ]
    assert back["measures"][1]["lead_alt"] == ["随到随办"]


def test_words_that_stand_nowhere_are_told() -> None:
    packed, lost = pack_label({"input": "a.txt", "measures": [{"lead": "发放补贴", "nature": "benefit"}]}, Letters(TEXT))
    assert (packed["measures"], lost) == ([], ["发放补贴"])


def test_a_page_has_the_letters_of_its_text_alone(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<html><style>p{}</style><body><p>减收<b>检测</b>费</p><script>var a=1</script></body></html>", "utf-8")
    assert read_letters(page).folded[0] == "减收检测费"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the project's shared test material beside the checkout")
def test_every_label_stands_in_its_document() -> None:
    packed = load_packed()
    assert len(packed) == len(list(PLACES.glob("*.json")))
    for label, document in packed:
        letters = read_letters(document).folded[0]
        for measure in label["measures"]:
            start, length = measure["lead"]
            assert 0 <= start < start + length <= len(letters), (document, measure)


def test_labels_hold_no_words_of_real_texts() -> None:
    """Keys and values of the vocabulary, numbers, file names: nothing that was printed."""
    for path in PLACES.glob("*.json"):
        assert not any("\u4e00" <= char <= "\u9fff" for char in path.read_text("utf-8")), path
