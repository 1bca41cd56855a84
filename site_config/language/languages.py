"""The language of a page: Chinese as written in builders and templates, or English by a table of the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from scraper.model import Instrument, Topic
from site_config.catalog.atlas import Atlas
from site_config.language.glossary import LETTERS, PLACES, WORDS

BREAKS_BEFORE = "aeo"
"""A syllable that begins so is parted from the one before: Xi'an."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language: `folder` is where its pages stand, `words` translates what is written in Chinese; what it lacks stays Chinese."""

    code: str
    folder: str = ""
    comma: str = "、"
    words: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: str, /, **values: object) -> str:
        """`text` in this language, with its gaps filled.

        >>> CHINESE.say("{n} 条", n=3), ENGLISH.say("本级 {n} 条", n=3)
        ('3 条', '3 of its own')
        """
        said = self.words.get(text, text)
        return said.format(**values) if values else said

    def say_as(self, role: str, text: str) -> str:
        """A word in a role in which it may mean something else: 公告 is a kind of document, while the pages call every document so.

        >>> CHINESE.say_as("kind", "公告"), ENGLISH.say_as("kind", "公告"), ENGLISH.say("公告"), ENGLISH.say_as("per", "天")
        ('公告', 'announcement', 'Notices', 'day')
        """
        return self.words.get(f"{role}:{text}") or self.say(text)

    def say_all(self, texts: Iterable[str]) -> str:
        """An enumeration, all in this language or all in Chinese.

        >>> ENGLISH.say_all(("企业", "小型企业")), ENGLISH.say_all(("金融机构", "小型企业"))
        ('enterprises, small enterprises', '金融机构、小型企业')
        """
        given = tuple(texts)
        return self.join(map(self.say, given)) if all(text in self.words for text in given) else CHINESE.join(given)

    def lead(self, path: str) -> str:
        """The address of a page in this language.

        >>> ENGLISH.lead("topics/jobs/")
        'en/topics/jobs/'
        """
        return self.folder + path

    def pick(self, item: Topic | Instrument) -> str:
        """The name of a topic or instrument, without what stands in brackets behind it."""
        return item.zh.partition("（")[0] if self is CHINESE else item.en

    def name_place(self, atlas: Atlas, code: str) -> str:
        """The official name; in English the usual one, else Hanyu Pinyin."""
        region = atlas.regions.get(code)
        if self is CHINESE or not region:
            return atlas.name(code)
        return self.places.get(code) or (spell_name(region.pinyin) if region.pinyin else region.name)

    def name_whole(self, atlas: Atlas, code: str) -> str:
        """The name with the names of the units above it: 山东省滨州市, Binzhou, Shandong."""
        if self is CHINESE:
            return atlas.full_name(code)
        return ", ".join(self.name_place(atlas, step) for step in reversed(atlas.trace_path(code)))

    def name_square(self, atlas: Atlas, code: str) -> str:
        """What fits into a square of the map: the everyday name; in English the letters of GB/T 2260."""
        return atlas.short(code) if self is CHINESE else LETTERS.get(code, code)

    def join(self, parts: Iterable[str]) -> str:
        """Parts of an enumeration."""
        return self.comma.join(parts)

    def write_day(self, day: date) -> str:
        """A date as its readers write it.

        >>> CHINESE.write_day(date(2020, 2, 8)), ENGLISH.write_day(date(2020, 2, 8))
        ('2020年2月8日', '2020-02-08')
        """
        return f"{day.year}年{day.month}月{day.day}日" if self is CHINESE else day.isoformat()


def spell_name(pinyin: str) -> str:
    """A name in Hanyu Pinyin, written as one word.

    >>> spell_name("bin zhou"), spell_name("xi an")
    ('Binzhou', "Xi'an")
    """
    syllables = pinyin.split()
    return "".join(f"'{s}" if place and s[0] in BREAKS_BEFORE else s for place, s in enumerate(syllables)).capitalize()


CHINESE = Language("zh")
ENGLISH = Language("en", "en/", ", ", WORDS, PLACES)
