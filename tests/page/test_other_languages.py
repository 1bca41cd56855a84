"""Pages in other scripts than Chinese: their bodies are found by marks of their own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.page.reading import read_page
from scraper.text.prose_marks import ANY, EASTERN, find_prose
from scraper.text.sentence_ends import PROSE_MARKS

TEXTS = {
    "english": (
        "The county of Mistvale will pay half of the rent for small firms, from March to June.",
        "Home|News|Services|Contact us|About",
    ),
    "german": ("Das Amt Nebelheim erstattet die Miete zur Hälfte; Anträge nimmt es bis Juni entgegen.", "Start|Aktuelles|Dienste|Kontakt"),
    "russian": ("Администрация Туманска возместит половину аренды, сообщили в отделе поддержки.", "Главная|Новости|Услуги|Контакты"),
    "urdu": ("ضلع دھند چھوٹے اداروں کا آدھا کرایہ ادا کرے گا، درخواست جون تک دی جا سکتی ہے۔", "سرورق|خبریں|خدمات|رابطہ"),
    "korean": ("안개시는 작은 기업에 임대료의 절반을 지원하며, 신청은 유월까지 받는다.", "처음|소식|서비스|연락처"),
    "hindi": ("कुहासा ज़िला छोटी फर्मों का आधा किराया देगा, आवेदन जून तक लिए जाएँगे।", "मुखपृष्ठ|समाचार|सेवाएँ|संपर्क"),
    "japanese": ("山の町は小さな店の家ちんを半分まで出し、申し出を六月まで受けます。", "ホーム|お知らせ|サービス|お問い合わせ"),
    "thai": ("อำเภอหมอกจะจ่ายค่าเช่าครึ่งหนึ่งให้กิจการขนาดเล็ก ยื่นคำขอได้ถึงเดือนมิถุนายน", "หน้าแรก|ข่าว|บริการ|ติดต่อ"),
}
UNMARKED = {"thai": "Thai has neither commas nor full stops: without a named container nothing tells prose from a menu"}
CASES = [
    pytest.param(*pair, id=name, marks=pytest.mark.xfail(strict=True, reason=UNMARKED[name]) if name in UNMARKED else ())
    for name, pair in TEXTS.items()
]


def _build_page(lines: list[str], menu: str) -> str:
    links = "".join(f"<li><a href='/{at}'>{word}</a></li>" for at, word in enumerate(menu.split("|") * 6))
    prose = "".join(f"<p>{line}</p>" for line in lines)
    return f"<body><ul>{links}</ul><div class='x1'><h1>{menu.split('|')[1]}</h1><div>{prose}</div></div><ul>{links}</ul></body>"


@pytest.mark.parametrize(("line", "menu"), CASES)
def test_a_body_without_a_name_is_found_in_every_script(line: str, menu: str) -> None:
    lines = [f"{number} {line}" for number in range(8)]
    assert read_page(_build_page(lines, menu), form="html").body.split("\n\n") == lines


def test_an_english_body_under_chinese_menus_is_read() -> None:
    line = TEXTS["english"][0]
    page = _build_page(
        [f"{number} {line} Who may apply? Firms with fewer than fifty employees." for number in range(9)],
        "首页|要闻动态|政务公开|网上办事|互动交流",
    )
    body = read_page(page, form="html").body
    assert body.startswith("0 The county")
    assert body.count(line) == 9


def test_menus_with_points_in_addresses_and_numbers_are_no_prose() -> None:
    rows = "".join(f"<div><p>Form {n}.{n} www.mist{n}.example/a,b.pdf 1,{n}00.5 KB</p></div>" for n in range(40))
    assert read_page(f"<body><h1>Downloads</h1><div>{rows}</div></body>", form="html").body == ""


def test_readers_comments_stay_out_of_a_foreign_body() -> None:
    lines = [f"{number} {TEXTS['english'][0]}" for number in range(8)]
    said = "".join(f"<p>I agree, said reader {number}. Well done, all of you!</p>" for number in range(30))
    page = _build_page(lines, "Home|News|Contact").replace("</body>", f"<div class='comments'>{said}</div></body>")
    assert read_page(page, form="html").body.split("\n\n") == lines


@given(st.text(alphabet=st.sampled_from(f"{PROSE_MARKS}为企业减免租金 abc.,\n"), max_size=60))
def test_a_text_mostly_in_chinese_is_counted_as_before(text: str) -> None:
    whole = "减租通知" * 20 + text
    assert find_prose(whole) is EASTERN


@given(st.text(alphabet="减租税アカab企é 1_.,", max_size=40))
def test_the_script_is_that_of_most_words(text: str) -> None:
    letters = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", text))
    words = [word for word in re.findall(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]+", text) if len(word) > 1]
    assert find_prose(text) is (EASTERN if letters >= len(words) else ANY)


@given(st.text(max_size=80))
def test_what_is_a_mark_of_chinese_prose_is_one_anywhere(text: str) -> None:
    eastern, wide = ({found.start() for found in prose.mark.finditer(text)} for prose in (EASTERN, ANY))
    assert eastern <= wide
