"""The search page: its form, and the words that the script in the browser needs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from scraper.model import STATE_CODE
from site_config.catalog.addresses import region_path
from site_config.catalog.digest import Digest
from site_config.catalog.place_paths import list_paths
from site_config.exports.feeds import list_feeds
from site_config.language import labels
from site_config.language.languages import CHINESE, Language
from site_config.pages.counts import list_tiles
from site_config.pages.place_lines import list_choices
from site_config.templates import PageFile, fill_template, pair_pages


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a form."""

    id: str
    text: str


def build_search(digest: Digest, language: Language = CHINESE) -> PageFile:
    """The page that `assets/search.js` fills."""
    path, say = language.lead("search/"), language.say
    html = fill_template(
        "search.html",
        path,
        language,
        places=tuple(list_choices(digest, language)),
        tiles=list_tiles(digest, language),
        instruments=tuple(Choice(item.id, language.pick(item)) for item in digest.instruments.values()),
        statuses=tuple(Choice(status.value, say(text)) for status, text in labels.STATUSES.items()),
        natures=tuple(Choice(nature.value, say(text)) for nature, text in labels.NATURES.items()),
        words=dump_json(_list_words(digest, language)),
    )
    return PageFile(path, say("搜索"), html, say("搜索惠企措施和公告"), language=language.code, twin=pair_pages(path, language))


def dump_json(value: Any) -> Markup:
    r"""JSON that may stand in a script element: nothing in it can end the element.

    >>> dump_json({"a": "</script><!--"})
    Markup('{"a":"\\u003c/script\\u003e\\u003c!--"}')
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704  (no character of markup is left)


def _list_words(digest: Digest, language: Language) -> dict[str, Any]:
    spoken = {card.region for card in digest.cards if card.region} | {n.region.code for n in digest.notices if n.region}
    codes = sorted({step for code in spoken for step in digest.atlas.trace_path(code)} | {STATE_CODE})
    fed = list_feeds(digest)
    above = {p.code: digest.atlas.list_above(p.code) for province in list_choices(digest) for p in province.places}
    return {
        "empty": not digest.notices,
        "region": {code: language.name_place(digest.atlas, code) for code in (*codes, *above)},
        "pages": {path[-1]: region_path(path) for path in list_paths(digest) if path[-1] in fed},
        "above": above | {code: digest.atlas.list_above(code) for code in codes},
        "topic": {topic.id: language.pick(topic) for topic in digest.topics.values()},
        "instrument": {item.id: language.pick(item) for item in digest.instruments.values()},
        "status": {status.value: language.say(text) for status, text in labels.STATUSES.items()},
        "nature": {nature.value: language.say(text) for nature, text in labels.NATURES.items()},
    }
