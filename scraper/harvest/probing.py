"""Probing a source without archiving anything: for `source check` and `source new`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit

from scraper.adapters.entries import describe_mistake
from scraper.adapters.registry import detect_family, read_list
from scraper.adapters.shells import find_shell_target
from scraper.clues.json_shapes import guess_select
from scraper.clues.json_texts import CHINA
from scraper.errors import InputError
from scraper.fetch.client import Client, Fetched
from scraper.fetch.failure import Unfetched
from scraper.fetch.robots import Robots
from scraper.harvest.folders import list_folders
from scraper.harvest.judgement import find_newest, judge_address, judge_listing
from scraper.harvest.visit_tally import describe_broken
from scraper.intake import read_charset
from scraper.model import STATE_CODE, Licence
from scraper.model.naming import SOURCE_ID
from scraper.model.source_state import State
from scraper.repair.decode import decode_bytes
from scraper.sources.source import Family, Listing, Source

TAG = r"""<meta\s{1,9}name=["']%s["']\s{1,9}content=["']%s"""
SITE_CODE = re.compile(TAG % ("SiteIDCode", r"(\w{6})"), re.IGNORECASE)
SITE_NAME = re.compile(TAG % ("SiteName", r"([^\"'<>]{1,60})"), re.IGNORECASE)
COLUMN_NAME = re.compile(TAG % ("ColumnName", r"([^\"'<>]{1,60})"), re.IGNORECASE)

FEWEST_UNDATED = 3
"""Links of one shape that could be a list without days."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look at a list showed, on which day."""

    state: State
    detail: str
    listing: Listing = Listing()  # noqa: RUF009 - frozen
    answers: tuple[Fetched, ...] = ()
    day: date | None = None


class Prober:
    """Asks a site a few questions: robots.txt, the list, what it leads to, and for a new source two details."""

    def __init__(self, client: Client) -> None:
        self._client = client
        memory: dict[str, str] = {}
        self._robots = Robots(client, memory.get, memory.__setitem__)
        self.day = datetime.now(CHINA).date()

    async def fetch(self, url: str, *, render: bool = False) -> Fetched:
        """One answer.

        Raises:
            Unfetched: why there is none.
        """
        return await self._client.fetch_page(url, self._robots.permit, render=render)

    async def check_source(self, source: Source) -> Finding:
        """The state of a source's first list, now: at most three requests."""
        if source.family is Family.FOLDER:
            folders = list_folders(source)
            return (
                Finding(State.OK, ", ".join(map(str, folders)))
                if all(f.is_dir() for f in folders)
                else Finding(State.GONE, "no such folder")
            )
        try:
            return await self._read_list(source, await self.fetch(source.url[0], render=source.browser))
        except Unfetched as error:
            return Finding(error.state, error.message)
        except InputError as error:
            return Finding(State.ENCODING, error.message)
        except Exception as error:  # noqa: BLE001 - one bad source never stops the check of another
            return Finding(State.PARTIAL, describe_mistake(error))

    async def describe_site(self, url: str) -> tuple[Source, Finding]:
        """A first source for an address, of the family that its list shows, and what that reads.

        Raises:
            Unfetched: the list was not had.
            InputError: its bytes are no text.
        """
        return await self.describe_answer(await self.fetch(url))

    async def describe_answer(self, answer: Fetched) -> tuple[Source, Finding]:
        """The same for an answer that is at hand.

        Raises:
            Unfetched: what the list leads to was not had.
            InputError: its bytes are no text.
        """
        text = decode_text(answer)
        if target := find_shell_target(text, answer.final):
            answer = await self.fetch(target)
            text = decode_text(answer)
        family = detect_family(text, answer.final) or Family.GENERIC
        source = Source(
            id=suggest_id(answer.final),
            name=read_name(text) or urlsplit(answer.final).hostname or "?",
            region=read_region(text),
            url=(answer.final,),
            family=family,
            licence=Licence.OFFICIAL,
        )
        finding = await self._read_list(source, answer)
        better = propose_reading(source, finding)
        return (source, finding) if better is source else (better, self._judge_list(better, finding.answers))

    async def fetch_home(self, url: str) -> Fetched | None:
        """The home page of the site of an address, or None when it is not had."""
        try:
            return await self.fetch(urljoin(url, "/"))
        except Unfetched:
            return None

    async def fetch_details(self, finding: Finding, count: int) -> list[Fetched]:
        """The first pages that a list names; one that is not had is left out."""
        pages = []
        for item in finding.listing.items[:count]:
            try:
                pages.append(await self.fetch(item.url))
            except Unfetched:
                continue
        return pages

    async def _read_list(self, source: Source, answer: Fetched) -> Finding:
        answers = [answer]
        listing = read_list(decode_text(answer), answer.final, source)
        if listing.leads_to:
            answers.append(await self.fetch(listing.leads_to[0], render=source.browser))
        return self._judge_list(source, tuple(answers))

    def _judge_list(self, source: Source, answers: tuple[Fetched, ...]) -> Finding:
        """What the last answer holds as the list of a source, and what that says of its state."""
        text = decode_text(answers[-1])
        listing = read_list(text, answers[-1].final, source, self.day)
        state, detail = judge_address(answers[0].url, answers[0].final)
        if state is State.OK:
            state, detail = judge_listing(listing, text, source, ())
        if listing.broken:
            state = State.PARTIAL if state is State.OK else state
            detail = "; ".join(filter(None, (detail, describe_broken(listing.broken))))
        found = f"{len(listing.items)} entries, {listing.dated} dated, newest {find_newest(listing.items)}"
        return Finding(state, detail or found, listing, answers, self.day)


def propose_reading(source: Source, finding: Finding) -> Source:
    """The source with what its list needs to be read, where it shows no days as it is: the keys of its JSON, or that it prints none."""
    if finding.listing.dated:
        return source
    last = finding.answers[-1]
    text = decode_text(last)
    if select := guess_select(text):
        return replace(source, select=select, undated=select.date is None)
    undated = replace(source, undated=True)
    return undated if len(read_list(text, last.final, undated).items) >= FEWEST_UNDATED else source


def refine_source(source: Source, finding: Finding, details: Sequence[Fetched]) -> Source:
    """A source with what its list did not tell and its details do: name and region of the site, and the system that writes them.

    The family is taken from a detail only where its adapter reads the same entries.
    """
    for answer in details:
        try:
            text = decode_text(answer)
        except InputError:
            continue
        name = read_name(text) if source.name == urlsplit(source.url[0]).hostname else None
        region = read_region(text) if source.region == STATE_CODE else STATE_CODE
        source = replace(source, name=name or source.name, region=region if region != STATE_CODE else source.region)
        named = replace(source, family=detect_family(text, answer.final) or Family.GENERIC)
        last = finding.answers[-1]
        if source.family is Family.GENERIC and read_list(decode_text(last), last.final, named, finding.day).items == finding.listing.items:
            source = named
    return source


def read_name(page: str) -> str:
    """Name of the site and of the page's column as page tags state them, or "".

    >>> read_name('<meta name="SiteName" content="某市人民政府"><meta name="ColumnName" content="通知公告">')
    '某市人民政府 通知公告'
    """
    return " ".join(filter(None, (find_tag(page, SITE_NAME), find_tag(page, COLUMN_NAME))))


def read_region(page: str) -> str:
    """The region in a site's code; ministries have none."""
    code = find_tag(page, SITE_CODE)
    return code if code and code.isdecimal() else STATE_CODE


def find_tag(text: str, pattern: re.Pattern[str]) -> str | None:
    """The content of the meta tag that `pattern` finds, or None.

    >>> find_tag('<meta name="SiteIDCode" content="3713000001">', SITE_CODE)
    '371300'
    """
    found = pattern.search(text)
    return found[1].strip() or None if found else None


def decode_text(answer: Fetched) -> str:
    """The text of an answer."""
    return decode_bytes(answer.body, read_charset(answer.header("content-type"))).text


def suggest_id(url: str) -> str:
    """An id from the host's distinguishing labels.

    >>> suggest_id("http://gxt.shandong.gov.cn/col/col1/index.html"), suggest_id("https://www.a.example/"), suggest_id("http://[::1]:8000/")
    ('shandong-gxt', 'a', '1')
    >>> suggest_id("https://www.gov.cn/zhengce/")
    'cn-gov'
    """
    labels = [
        label for label in (urlsplit(url).hostname or "site").split(".") if label not in ("www", "gov", "cn", "com", "org", "net", "edu")
    ]
    labels = labels or (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    kept = labels[:-1] if len(labels) > 1 and labels[-1] == "example" else labels
    name = "-".join(re.findall(r"[a-z0-9]+", " ".join(reversed(kept))))
    return name if SOURCE_ID.holds(name) else "site"
