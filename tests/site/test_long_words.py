"""A word without an end, as scraped pages have them (addresses, codes, Latin text without spaces), never widens a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scraper.model import Attachment, Contact, Licence, Notice, Place, Provenance, Relation, RelationType, Repost, Target, Validity
from tests.site.views import VIEWS

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.no_cover]

WORD = "Donaudampfschifffahrt" * 96
"""Two thousand letters."""
ADDRESS = f"https://www.yunxi.example/{WORD}.html?{WORD}=1"
WIDTHS = (390, 320)
PAGES = VIEWS | {
    "search for a long word": f"search/?q={WORD[:200]}",
    "search for what the long word holds": "search/?q=Donaudampf",
    "search for an unknown long value": f"search/?region={WORD}&topic={WORD}&status={WORD}",
    "English search for a long word": f"en/search/?q={WORD[:200]}",
    "search for the long notice": "search/?kind=notice&q=Donaudampf",
    "page written by people": "about/",
}
WIDE = """() => {
  const boxed = ".table, .md-typeset__scrollwrap, pre, .hidden-label, .site-name, svg, [hidden]";
  const over = (element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.parentElement.closest(boxed);
  const boxes = [...document.querySelectorAll(".table, .md-typeset__scrollwrap")].filter((box) => box.scrollWidth > 3 * innerWidth);
  const width = document.documentElement.scrollWidth;
  if (width <= innerWidth && !boxes.length) return [];
  const wide = [...document.querySelectorAll("body *")].filter(over);
  const names = [...wide, ...boxes].map((some) => `${some.tagName}.${some.className} in ${some.parentElement.className}`);
  return [width, ...new Set(names)].slice(0, 8);
}"""
"""What stands over the right edge; of a table that scrolls in its own box, what is far wider than the window."""
UNFOLD = "for (const fold of document.querySelectorAll('details')) fold.open = true"


def make_long(factory: Any, code: str, serial: int) -> Notice:
    """A notice that is one long word wherever a page says something, but for closed words."""
    fields = {
        "target": Target(text=WORD),
        "lead_body": WORD,
        "channel": ADDRESS,
        "contacts": (Contact(WORD, "0543-0000001"), Contact(WORD, ADDRESS)),
        "materials": WORD,
        "apply_from": date(2024, 5, 1),
        "apply_to": date(2024, 6, 20),
        "labels": (("topic:finance", WORD),),
    }
    made = factory.make_notice(
        f"关于{WORD}的通知",
        [(f"对{WORD}给予补助", f"最高{'9' * 300}万元，{WORD}。", fields), (WORD, f"按20%补助{WORD}。", {"topics": ("jobs",)})],
        code=code,
        day=date(2024, 5, serial),
        serial=serial,
        issuers=(WORD, f"云溪{WORD}局"),
        addressees=(WORD,),
        index_no=WORD,
        subject_class=WORD,
        genre=WORD,
        validity=Validity(date(2024, 5, serial), date(2024, 12, 31), WORD),
        relations=(Relation(RelationType.CITES, WORD, WORD), Relation(RelationType.IMPLEMENTS, "云溪示〔2024〕7号")),
        attachments=(Attachment(WORD, ADDRESS, "pdf"),),
        reposts=(Repost(ADDRESS, WORD, date(2024, 5, 20), WORD),),
        contacts=(Contact(WORD, ADDRESS),),
        region=Place(code, "山东省", tuple(dict.fromkeys((f"{code[:2]}0000", code))), WORD),
        source=Provenance("long", ADDRESS, WORD, WORD, WORD, WORD, WORD, Licence.EXAMPLE if serial % 2 else Licence.OFFICIAL),
    )
    table = f"| 序号 | {WORD} | 金额 |\n| --- | --- | --- |\n| 1 | {WORD} | 30万元 |\n| 2 | 甲 | {WORD} |"
    code_block = f"    {WORD}\n"
    return factory.replace(made, body=f"{made.body}\n\n## {WORD}\n\n- {WORD}\n\n{table}\n\n> {WORD}\n\n{code_block}\n\n`{WORD}` {ADDRESS}")


@pytest.fixture(scope="session")
def long_notice(factory: Any) -> Notice:
    """The notice of a prefecture."""
    return make_long(factory, "371600", 11)


@pytest.fixture(scope="session")
def long_site(factory: Any, build: Callable[..., Any], long_notice: Notice, build_once: Callable[..., Path]) -> Path:
    """The small digest with two more notices, and a page that a person wrote."""

    def fill(folder: Path) -> None:
        other = make_long(factory, "370000", 12)
        config = "plugins: [policy-digest]\nsite_url: https://digest.example/digest/\nsite_dir: public/digest"
        config += f"\ncopyright: {WORD}\nextra:\n  contact: mailto:{WORD}@example.org"
        factory.save_digest(folder, (*factory.make_digest(), long_notice, other), config)
        table = f"| 甲 | 乙 |\n| --- | --- |\n| {WORD} | {WORD} |"
        parts = (f"# {WORD}", WORD, f"## {WORD}", table, f"`{WORD}`", f"```\n{WORD}\n```", f"1. {WORD}", ADDRESS)
        (folder / "content" / "about.md").write_text("\n\n".join(parts), "utf-8")
        done = build(folder, factory.AS_OF.isoformat())
        assert done.returncode == 0, done.stderr

    return build_once("long", fill) / "public" / "digest"


@pytest.fixture(scope="module")
def long_address(long_site: Path, serve: Callable[..., Any]) -> Iterator[str]:
    with serve(long_site) as address:
        yield address


def test_long_words_never_widen_a_page(contexts: Any, long_address: str, long_notice: Notice) -> None:
    from site_config.catalog.addresses import notice_path

    page = contexts(WIDTHS[0]).new_page()
    wide = {}
    for name, path in PAGES.items():
        page.goto(long_address + path.replace("NOTICE", notice_path(long_notice)), wait_until="networkidle")
        if "search/" in path:
            page.locator("#search-results[aria-busy=false]").wait_for(state="attached")
        for state in ("folded", "unfolded"):
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                if found := page.evaluate(WIDE):
                    wide[f"{name}, {state}, {width}"] = found
            page.evaluate(UNFOLD)
    page.close()
    assert wide == {}
