"""The way in for readers of English: topics, means, places and what the labels mean. The notices stay Chinese."""

from __future__ import annotations

from collections import Counter

from pypinyin import Style, lazy_pinyin

from site_config.pages.addresses import region_path, search_path, topic_path
from site_config.pages.atlas import STATE
from site_config.pages.digest import Digest
from site_config.pages.places import count_places, list_provinces
from site_config.pages.tally import OTHER, CountedLink, Tile, count_all
from site_config.pages.templates import PageFile, fill_template

FOLDER = "en/"
PROVINCES = {
    "110000": "Beijing", "120000": "Tianjin", "130000": "Hebei", "140000": "Shanxi", "150000": "Inner Mongolia", "210000": "Liaoning",
    "220000": "Jilin", "230000": "Heilongjiang", "310000": "Shanghai", "320000": "Jiangsu", "330000": "Zhejiang", "340000": "Anhui",
    "350000": "Fujian", "360000": "Jiangxi", "370000": "Shandong", "410000": "Henan", "420000": "Hubei", "430000": "Hunan",
    "440000": "Guangdong", "450000": "Guangxi", "460000": "Hainan", "500000": "Chongqing", "510000": "Sichuan", "520000": "Guizhou",
    "530000": "Yunnan", "540000": "Tibet", "610000": "Shaanxi", "620000": "Gansu", "630000": "Qinghai", "640000": "Ningxia",
    "650000": "Xinjiang", "710000": "Taiwan", "810000": "Hong Kong", "820000": "Macao", STATE: "National",
}  # fmt: skip
MEANINGS = (
    ("有效", "in force: the document states its term, and today lies in it"),
    ("效力未注明", "no term stated; nothing is assumed, ask the issuing body"),
    ("已到期 · 已废止 · 已被替代", "expired · repealed · superseded"),
    ("未生效", "not yet in force"),
    ("A 可办", "says who gets what and how to get it"),
    ("B 具体", "concrete, but does not say how to get it"),
    ("C 意向", "an intention only; folded away by default"),
    ("上级", "given by a higher level to everyone below it"),
    ("免申即享", "paid without application"),
    ("给谁 · 怎么得 · 到何时 · 找谁", "for whom · how · until when · whom to ask"),
    ("示例", "an example restated from facts, no official text"),
)


def build_english(digest: Digest) -> PageFile:
    """The page in English."""
    topics = digest.count_topics()
    means = Counter(i for card in digest.cards if card.shown for i in set(card.measure.instruments))
    html = fill_template(
        "english.html",
        FOLDER,
        counts=count_all(digest),
        day=digest.day.isoformat(),
        tiles=tuple(
            Tile(t.id, t.en, topic_path(t.id), topics[t.id], t.zh) for t in digest.topics.values() if t.id != OTHER or topics[t.id]
        ),
        instruments=tuple(CountedLink(i.en, search_path(instrument=i.id), means[i.id]) for i in digest.instruments.values() if means[i.id]),
        provinces=_list_places(digest),
        meanings=MEANINGS,
    )
    return PageFile(FOLDER, "English", html, "Measures for enterprises in China: a guide to this site in English")


def spell_name(name: str) -> str:
    """A place's name in Hanyu Pinyin, for those without an English one.

    >>> spell_name("滨州市"), spell_name("西安市")
    ('Binzhou', "Xi'an")
    """
    stem = name[:-1] if len(name) > 2 and name[-1] in "市县区州盟旗" else name
    syllables = lazy_pinyin(stem, style=Style.NORMAL)
    return "".join(f"'{s}" if place and s[0] in "aeo" else s for place, s in enumerate(syllables)).capitalize()


def _list_places(digest: Digest) -> tuple[tuple[str, str, int, tuple[tuple[str, str, str, int], ...]], ...]:
    """English name, page, number of measures, and the places inside that have any (code, name, page, number); the state first."""
    counts = count_places(digest)
    state = (PROVINCES[STATE], region_path((STATE,)), counts[STATE], ())
    lines = []
    for line in list_provinces(digest):
        inside = tuple((p.code, spell_name(digest.atlas.short(p.code)), p.path or line.path, p.count) for p in line.places if p.count)
        lines.append((PROVINCES.get(line.code, spell_name(line.name)), line.path, line.count, inside))
    return (state, *sorted(lines, key=lambda line: (-bool(line[2]), line[0])))
