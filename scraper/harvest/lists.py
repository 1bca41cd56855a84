"""Reading the lists of a source: to the depth that is new, judged before anything is taken from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from scraper.adapters.entries import describe_mistake
from scraper.adapters.registry import read_list
from scraper.clues.json_texts import CHINA
from scraper.errors import InputError, StoreError
from scraper.fetch.client import Fetched, Validators
from scraper.fetch.failure import Unfetched
from scraper.harvest.asking import Asker
from scraper.harvest.judgement import Record, find_last, find_silence, is_challenge, judge_address, judge_listing, share_site
from scraper.harvest.visit_tally import Tally, describe_broken
from scraper.intake import read_charset
from scraper.model.source_state import State
from scraper.repair.decode import decode_bytes
from scraper.sources.source import Item, Listing, Source
from scraper.store.run_state import KnownPage, Memory


@dataclass(frozen=True, slots=True)
class Reading:
    """A list that was read to the depth needed, and what to remember of it once its entries are all dealt with."""

    address: str
    validators: Validators
    sha256: str


class ListReader:
    """Reads lists and notes their entries in memory; `since` leaves out older ones."""

    def __init__(self, asker: Asker, memory: Memory, since: date | None) -> None:
        self._asker = asker
        self._memory = memory
        self._since = since

    async def read_source(self, source: Source, tally: Tally) -> tuple[Reading, ...]:
        """All lists of a source; one that fails is told by the tally and the others are read."""
        readings = []
        for address in source.url:
            try:
                reading = await self._read_address(source, address, tally)
            except Unfetched as error:
                tally.note(error.state, error.message)
            except InputError as error:
                tally.note(State.ENCODING, error.message)
            except StoreError:
                raise
            except Exception as error:  # noqa: BLE001 - one bad list never stops another, nor the pages that are waiting
                tally.note(State.PARTIAL, f"{address[:200]}: {describe_mistake(error)}")
            else:
                readings += [reading] if reading else []
        return tuple(readings)

    async def _read_address(self, source: Source, address: str, tally: Tally) -> Reading | None:
        """The reading of one list; None when it has not changed, or is refused."""
        etag, modified, known = self._memory.load_list(address)
        first = await self._asker.fetch(source, address, tally, Validators(etag, modified))
        if first.status == 304 or first.sha256 == known:
            return None
        front, text = self._take_page(source, first)
        listing, text, whole_front = await self._read_behind(source, front, text, tally)
        if not self._accept_listing(source, listing, text, first, tally):
            return None
        items = self._keep_items(source, listing)
        whole = self._memory.holds_list(address)
        self._memory.drop_list(address)
        further, complete = await self._read_further(source, listing, items, tally, whole=whole)
        self._note_items(source, items + further)
        if not (complete and whole_front):
            return None
        self._memory.save_list(address, source.id, None, None, "")
        # A page that leads elsewhere stays the same while the list behind it changes.
        return Reading(address, Validators(), "") if front.leads_to else Reading(address, first.validators, first.sha256)

    async def _read_behind(self, source: Source, front: Listing, text: str, tally: Tally) -> tuple[Listing, str, bool]:
        """A list with the entries of those that it leads to, the text read last, and whether all of those were had: one at least is.

        Raises:
            Unfetched, InputError: why none of them was had.
        """
        listing = front
        places = front.leads_to[: source.pages]
        missed: list[tuple[str, Unfetched | InputError]] = []
        for place in places:
            try:
                behind, text = self._take_page(source, await self._asker.fetch(source, place, tally))
                if behind.leads_to and not behind.items:
                    behind, text = self._take_page(source, await self._asker.fetch(source, behind.leads_to[0], tally))
            except (Unfetched, InputError) as error:
                missed.append((place, error))
            else:
                listing = replace(behind, items=listing.items + behind.items, broken=listing.broken + behind.broken)
        if missed and len(missed) == len(places):
            raise missed[0][1]
        for place, reason in missed:
            tally.failed += 1
            tally.note(State.PARTIAL, f"{place[:200]}: {reason.message}")
        return listing, text, not missed

    def _accept_listing(self, source: Source, listing: Listing, text: str, first: Fetched, tally: Tally) -> bool:
        """True when the first page of a list is like those of the past; what it holds is counted either way."""
        state, reason = judge_address(first.url, first.final)
        if state is State.OK:
            state, reason = judge_listing(listing, text, source, self._load_history(source))
        tally.changed = True
        tally.listed += len(listing.items)
        tally.dated += listing.dated
        if state is not State.OK:
            tally.note(state, "; ".join(filter(None, (reason, describe_broken(listing.broken)))))
        tally.note_entries(first.final, listing.broken)
        return state is State.OK

    async def _read_further(
        self, source: Source, listing: Listing, items: tuple[Item, ...], tally: Tally, *, whole: bool
    ) -> tuple[tuple[Item, ...], bool]:
        """Entries of the following pages, and whether all that should be read was.

        Once the list has been read whole, a page without anything unknown ends the reading; until then known entries end nothing.
        """
        found: list[Item] = []
        seen: set[str] = set()
        while len(seen) < source.pages - 1 and (self._holds_unknown(items) or not whole):
            place = next((address for address in listing.next_pages if address not in seen), None)
            if place is None:
                break
            seen.add(place)
            try:
                answer = await self._asker.fetch(source, place, tally)
                following, text = self._take_page(source, answer, find_last(listing.items))
            except (Unfetched, InputError) as error:
                tally.note(State.PARTIAL, f"{place[:200]}: {error.message}")
                return tuple(found), False
            if not following.items:
                reason = "a challenge page" if is_challenge(text) else "no entries"
                tally.note(State.PARTIAL, f"{place[:200]}: {reason}, though {listing.pages or 'more'} pages are announced")
                return tuple(found), False
            tally.note_entries(place, following.broken)
            listing = replace(following, next_pages=following.next_pages or listing.next_pages)
            items = self._keep_items(source, following)
            found += items
        return tuple(found), True

    def _take_page(self, source: Source, page: Fetched, latest: date | None = None) -> tuple[Listing, str]:
        """A list page archived, then read; `latest` is the last day of the page before."""
        self._asker.archive(source, "list", page)
        text = decode_bytes(page.body, read_charset(page.header("content-type"))).text
        return read_list(text, page.final, source, self._asker.now().astimezone(CHINA).date(), latest), text

    def _load_history(self, source: Source) -> tuple[Record, ...]:
        """Good readings in the past; counts of several lists together say nothing about one of them."""
        if len(source.url) > 1:
            return ()
        visits = self._memory.list_visits(source.id)
        return tuple(Record(visit.listed, visit.dated) for visit in visits if State(visit.state).good and visit.changed and visit.listed)

    def _keep_items(self, source: Source, listing: Listing) -> tuple[Item, ...]:
        """The entries of the source's site that are not older than `since`."""
        anywhere = source.param("offsite") == "true"
        near = (item for item in listing.items if anywhere or share_site(item.url, source.url[0]))
        return tuple(item for item in near if not (self._since and item.published and item.published < self._since))

    def _holds_unknown(self, items: tuple[Item, ...]) -> bool:
        pages = (self._memory.find_page(item.url) for item in items)
        return any(page is None or (page.sha256 is None and not page.gone) for page in pages)

    def _note_items(self, source: Source, items: tuple[Item, ...]) -> None:
        """Remembers entries before any of them is fetched: a run that is killed leaves nothing unlisted."""
        fresh = {}
        for rank, item in enumerate(items):
            if self._memory.find_page(item.url) is None:
                listed = item.published.isoformat() if item.published else None
                fresh[item.url] = KnownPage(item.url, source.id, item.title, listed, rank, seen=self._asker.day)
        self._memory.save_pages(tuple(fresh.values()))

    def judge_silence(self, source: Source, tally: Tally) -> None:
        """Tells a source that has gone silent against its own rhythm; also when its list was not modified."""
        days = [date.fromisoformat(day) for day in self._memory.list_days(source.id)]
        tally.newest = max(days, default=None)
        silence = find_silence(days, self._asker.now().date())
        if silence is not None:
            tally.note(State.STALE, f"newest entry {tally.newest}, {silence} days ago")
