"""Where the notices come from: sites, how many, since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from scraper.model import Notice
from site_config.catalog.addresses import find_link
from site_config.catalog.digest import Digest, find_date
from site_config.language import labels
from site_config.language.languages import CHINESE, Language
from site_config.templates import PageFile, fill_template, pair_pages

GOOD_STATES = frozenset({"ok", "empty"})


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A site with what was taken from it."""

    name: str
    href: str | None
    notices: int
    measures: int
    first: str | None
    last: str | None
    licence: str


@dataclass(frozen=True, slots=True)
class RunLine:
    """The last run of a source: its state, the day, the newest document of its list, and what went wrong."""

    source: str
    state: str
    day: str
    newest: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as readers see it."""

    name: str
    good: bool
    state: str
    run: RunLine


def build_sources(digest: Digest, runs: Iterable[RunLine] = (), language: Language = CHINESE) -> PageFile:
    """The table of sources, those with the most notices first, and how the last runs went, those in trouble first."""
    groups: dict[str, list[Notice]] = {}
    for notice in digest.notices:
        groups.setdefault(name_source(notice), []).append(notice)
    path, say = language.lead("sources/"), language.say
    rows = sorted((_count_source(name, notices, language) for name, notices in groups.items()), key=lambda row: (-row.notices, row.name))
    names = {notice.source.id: name_source(notice) for notice in reversed(digest.notices) if notice.source.id}
    views = sorted((_view_run(run, names, language) for run in runs), key=lambda view: (view.good, view.name))
    sentence = say("{sources} 个来源，{notices} 件公告。", sources=len(rows), notices=len(digest.notices)) + name_held(digest, language)
    html = fill_template("sources.html", path, language, rows=rows, sentence=sentence, runs=views)
    return PageFile(path, say("来源"), html, say("公告收录自哪些网站"), language=language.code, twin=pair_pages(path, language))


def name_held(digest: Digest, language: Language = CHINESE) -> str:
    """What is not published, and why."""
    reasons = (
        (digest.damaged, "{n} 件因原文受损待人工核对"),
        (digest.named, "{n} 件因列有个人姓名待人工核对"),
        (digest.textless, "{n} 件因正文只在附件或图片中待人工核对"),
        (digest.withheld, "{n} 件由维护者撤下"),
    )
    said = language.say("，").join(language.say(reason, n=count) for count, reason in reasons if count)
    return language.say("另有 {held}，没有发布。", held=said) if said else ""


def name_source(notice: Notice) -> str:
    """The name of the site, else its host, else where the notice says it comes from.

    >>> from scraper.model import Kind, Provenance
    >>> name_source(Notice("1", "", Kind.OFFICIAL, "", source=Provenance(url="https://www.example.gov.cn/a/1.html")))
    'www.example.gov.cn'
    """
    source = notice.source
    host = urlsplit(source.url).hostname if find_link(source.url) and source.url else None
    return source.site_name or host or source.source_name or "本地文件"


def _view_run(run: RunLine, names: Mapping[str, str], language: Language) -> RunView:
    return RunView(names.get(run.source, run.source), run.state in GOOD_STATES, language.say(labels.STATES.get(run.state, run.state)), run)


def _count_source(name: str, notices: list[Notice], language: Language) -> SourceLine:
    days = sorted(day.isoformat() for notice in notices if (day := find_date(notice)))
    url = next((link for notice in notices if (link := find_link(notice.source.url))), None)
    home = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/" if url and url.startswith("http") else None
    return SourceLine(
        name,
        home,
        len(notices),
        sum(len(notice.measures) for notice in notices),
        days[0] if days else None,
        days[-1] if days else None,
        language.join(sorted({language.say(labels.LICENCES[notice.source.licence]) for notice in notices})),
    )
