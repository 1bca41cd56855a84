"""The search page: its form, and the words that the script in the browser needs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from site_config.pages import labels
from site_config.pages.addresses import region_path
from site_config.pages.atlas import STATE
from site_config.pages.digest import Digest
from site_config.pages.feeds import list_feeds
from site_config.pages.places import list_choices, list_paths
from site_config.pages.tally import list_tiles
from site_config.pages.templates import PageFile, fill_template, pair_pages
from site_config.pages.tongue import CHINESE, Tongue


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a form."""

    id: str
    text: str


def build_search(digest: Digest, tongue: Tongue = CHINESE) -> PageFile:
    """The page that `assets/search.js` fills."""
    path, say = tongue.lead("search/"), tongue.say
    html = fill_template(
        "search.html",
        path,
        tongue,
        places=tuple(list_choices(digest, tongue)),
        tiles=list_tiles(digest, tongue),
        instruments=tuple(Choice(item.id, tongue.pick(item)) for item in digest.instruments.values()),
        statuses=tuple(Choice(status.value, say(text)) for status, text in labels.STATUSES.items()),
        natures=tuple(Choice(nature.value, say(text)) for nature, text in labels.NATURES.items()),
        words=dump_json(_list_words(digest, tongue)),
    )
    return PageFile(path, say("搜索"), html, say("搜索惠企措施和公告"), language=tongue.code, twin=pair_pages(path, tongue))


def dump_json(value: Any) -> Markup:
    r"""JSON that may stand in a script element: nothing in it can end the element.

    >>> dump_json({"a": "</script><!--"})
    Markup('{"a":"\\u003c/script\\u003e\\u003c!--"}')
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704  (no character of markup is left)


def _list_words(digest: Digest, tongue: Tongue) -> dict[str, Any]:
    spoken = {card.region for card in digest.cards if card.region} | {n.region.code for n in digest.notices if n.region}
    codes = sorted({step for code in spoken for step in digest.atlas.trace_path(code)} | {STATE})
    fed = list_feeds(digest)
    above = {p.code: digest.atlas.list_above(p.code) for province in list_choices(digest) for p in province.places}
    return {
        "empty": not digest.notices,
        "region": {code: tongue.name_place(digest.atlas, code) for code in (*codes, *above)},
        "pages": {path[-1]: region_path(path) for path in list_paths(digest) if path[-1] in fed},
        "above": above | {code: digest.atlas.list_above(code) for code in codes},
        "topic": {topic.id: tongue.pick(topic) for topic in digest.topics.values()},
        "instrument": {item.id: tongue.pick(item) for item in digest.instruments.values()},
        "status": {status.value: tongue.say(text) for status, text in labels.STATUSES.items()},
        "nature": {nature.value: tongue.say(text) for nature, text in labels.NATURES.items()},
    }
