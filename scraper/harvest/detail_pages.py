"""Fetching what the lists named: new pages first, then now and then an old one once more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from scraper.adapters.articles import MOST, find_further
from scraper.adapters.entries import describe_mistake
from scraper.adapters.links import read_visible
from scraper.adapters.shells import find_shell_target
from scraper.attachments.annexes import MOST_FILES, list_readable, names_readable
from scraper.attachments.file_kinds import is_file
from scraper.errors import InputError, StoreError
from scraper.fetch.client import Fetched, Validators
from scraper.fetch.failure import Unfetched
from scraper.harvest.asking import Asker
from scraper.harvest.judgement import is_challenge, stays_home
from scraper.harvest.visit_tally import RunOptions, Tally
from scraper.intake import read_charset
from scraper.model.source_state import State
from scraper.page.farewells import is_error_place, is_farewell
from scraper.page.reading import read_page, sniff_form
from scraper.repair.decode import decode_bytes
from scraper.sources.source import Source
from scraper.store.archive import Place
from scraper.store.run_state import KnownPage, Memory

QUIET_REQUESTS = 2
"""A run that finds nothing new makes no more requests than this for a source."""
STOPPING = frozenset({State.BLOCKED_CHALLENGE, State.BUSY, State.FORBIDDEN, State.DNS, State.TLS, State.NO_BROWSER})
"""After one of these the host is left alone for this run."""
PASSING = frozenset({State.BUSY, State.TIMEOUT, State.UNREACHABLE, State.DNS, State.TLS, State.BLOCKED_CHALLENGE, State.NO_BROWSER})
"""States of the site, not of a page: they pass, and the page is asked for again as often as it takes."""
LARGEST_CHALLENGE = 20_000
"""Bytes; no challenge page is larger."""
LARGEST_FILES = 40 * 1024 * 1024
"""Bytes of the annexes of one article."""


class DetailFetcher:
    """Fetches detail pages into the archive."""

    def __init__(self, asker: Asker, memory: Memory, options: RunOptions) -> None:
        self._asker = asker
        self._memory = memory
        self._options = options

    async def fetch_pending(self, source: Source, tally: Tally) -> None:
        """Fetches what is listed and not yet archived, newest first; what has failed before comes last, so that it holds up nothing."""
        pending = sorted(self._memory.list_pending(source.id, self._options.tries), key=rank_failure)
        resting: set[str] = set()
        for page in pending[: self._options.max_new]:
            host = name_host(page.url)
            if host in resting:
                continue
            try:
                await self._fetch_page(source, page, tally)
            except Unfetched as error:
                resting |= {host} if error.state in STOPPING else set()
                own = error.state in STOPPING and host in map(name_host, source.url)
                self._keep_failure(page, error.state, error.message, tally, error.state if own else State.PARTIAL)
            except StoreError:
                raise
            except Exception as error:  # noqa: BLE001 - one bad page never starves a source, whatever is wrong with it
                self._keep_failure(page, State.PARTIAL, describe_mistake(error), tally)

    async def _fetch_page(self, source: Source, page: KnownPage, tally: Tally) -> None:
        """Fetches and archives one page.

        Raises:
            Unfetched: it was not had whole.
        """
        answer = await self._fetch_article(source, page, tally)
        further = await self._fetch_further(source, page, answer, tally)
        self._keep_answer(source, page, answer, further, await self._fetch_files(source, page, (answer, *further), tally))
        tally.new += 1

    async def _fetch_article(self, source: Source, page: KnownPage, tally: Tally, validators: Validators | None = None) -> Fetched:
        """What answers at the address of a page, or where a page without words sends to in its own place.

        Raises:
            Unfetched: it was not had, or something stands in its place.
        """
        answer = refuse_stand_in(source, page, await self._asker.fetch(source, page.url, tally, validators))
        target = find_onward(answer)
        if target is None:
            return answer
        behind = refuse_stand_in(source, page, await self._asker.fetch(source, target, tally))
        return replace(behind, url=page.url, headers=drop_validators(behind.headers))

    def _keep_failure(self, page: KnownPage, failure: State, reason: str, tally: Tally, state: State = State.PARTIAL) -> None:
        """Remembers why a page was not had, and says so; `state` is what that makes of the source."""
        tally.failed += 1
        self._memory.save_pages((replace(note_failure(page, failure), checked=self._asker.day),))
        tally.note(state, f"{page.url[:200]}: {reason}")

    async def recheck_page(self, source: Source, tally: Tally) -> None:
        """Asks again for the page that was checked longest ago, if nothing is new and the run has a request to spare."""
        before = (self._asker.now().date() - timedelta(days=self._options.recheck_days)).isoformat()
        page = self._memory.find_oldest(source.id, before)
        if page is None or tally.new or tally.requests >= QUIET_REQUESTS or not (tally.state.good or tally.state is State.PARTIAL):
            return
        try:
            answer = await self._fetch_article(source, page, tally, Validators(page.etag, page.modified))
            changed = answer.status != 304 and answer.sha256 != page.sha256
            further = await self._fetch_further(source, page, answer, tally) if changed else ()
            files = await self._fetch_files(source, page, (answer, *further), tally) if changed else ()
        except Unfetched as error:
            if error.state is State.GONE:
                self._keep_gone(source, page)
                return
            self._memory.save_pages((replace(page, checked=self._asker.day, failure=page.failure or error.state),))
            if error.state in (State.MOVED, State.BLOCKED_CHALLENGE):
                tally.note(error.state, f"{page.url[:200]}: {error.message}")
            return
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - as for new pages; the next run asks for another one
            self._memory.save_pages((replace(page, checked=self._asker.day, failure=State.PARTIAL),))
            tally.note(State.PARTIAL, f"{page.url[:200]}: {describe_mistake(error)}")
            return
        if changed:
            self._keep_answer(source, page, answer, further, files)
        else:
            passed = page.failure in set(State)
            self._memory.save_pages((replace(page, checked=self._asker.day, failure=None if passed else page.failure),))

    async def _fetch_further(self, source: Source, page: KnownPage, first: Fetched, tally: Tally) -> tuple[Fetched, ...]:
        """The pages that continue an article, all of them: half an article is none.

        Raises:
            Unfetched: one of them was not had.
        """
        found: dict[str, Fetched] = {}
        waiting = list_further(first, first.final)
        while waiting and len(found) < MOST:
            answer = refuse_stand_in(source, page, await self._asker.fetch(source, waiting[0], tally))
            if is_farewell(read_visible(decode_answer(answer))):
                raise Unfetched(State.MOVED, f"{waiting[0][:200]} says that it is gone")
            found[waiting[0]] = answer
            named = dict.fromkeys((*waiting[1:], *list_further(answer, first.final)))
            waiting = [url for url in named if url not in found and url != first.final]
        return tuple(found.values())

    async def _fetch_files(self, source: Source, page: KnownPage, answers: tuple[Fetched, ...], tally: Tally) -> tuple[Place, ...]:
        """Archives the annexes of an article that can be read, as many as fit; one that is not had stops nothing."""
        places: list[Place] = []
        room = LARGEST_FILES
        for address in list_files(answers) if self._options.files else ():
            try:
                answer = await self._asker.fetch(source, address, tally)
            except Unfetched as error:
                if error.state in PASSING:
                    tally.note(State.PARTIAL, f"{address[:200]}: {error.message}")
                if error.state in STOPPING:
                    break
                continue
            room -= len(answer.body)
            if room < 0:
                break
            if stays_home(source, page.url, answer.final) and is_file(answer.body):
                places.append(self._asker.archive(source, "file", answer))
        return tuple(places)

    def _keep_answer(
        self, source: Source, page: KnownPage, answer: Fetched, further: tuple[Fetched, ...], files: tuple[Place, ...] = ()
    ) -> None:
        """Archives an article, the pages that continue it first: where they and its annexes are stands in its own record."""
        parts = tuple(self._asker.archive(source, "part", part) for part in further)
        place = self._asker.archive(source, "detail", answer, page, parts=parts, files=files)
        found = replace(page, sha256=answer.sha256, file=place.file, offset=place.offset, shelved=0, failure=None, checked=self._asker.day)
        self._memory.save_pages((replace(found, etag=answer.validators.etag, modified=answer.validators.modified),))

    def _keep_gone(self, source: Source, page: KnownPage) -> None:
        """A page that was withdrawn is kept and marked; the archive says so too, so that `rebuild` marks it again."""
        self._asker.archive(source, "gone", Fetched(page.url, page.url, 410, (), b""), page)
        self._memory.save_pages((replace(page, gone=1, shelved=0, checked=self._asker.day),))


def rank_failure(page: KnownPage) -> tuple[bool, str]:
    """The sort key of pending pages: those that never failed, then those whose last failure lies furthest back."""
    return page.failure is not None, page.checked or ""


def name_host(url: str) -> str:
    """The host and port of an address that a list has named, whatever an earlier run took for one."""
    return url.partition("://")[2].partition("/")[0].lower()


def list_further(answer: Fetched, first: str) -> list[str]:
    """The addresses that an answer names as going on with the article at `first`."""
    return list(find_further(decode_answer(answer), answer.final, first))


def find_onward(answer: Fetched) -> str | None:
    """The address that a page without words sends to in its own place; one that says farewell sends its reader away."""
    text = decode_answer(answer)
    return None if is_farewell(read_visible(text)) else find_shell_target(text, answer.final)


def drop_validators(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Headers without those that would be sent to another address than they came from."""
    return tuple((name, value) for name, value in headers if name.lower() not in ("etag", "last-modified"))


def list_files(answers: Iterable[Fetched]) -> list[str]:
    """The addresses of the annexes of an article that can be read, `MOST_FILES` at most."""
    named: dict[str, None] = {}
    for answer in answers:
        text = decode_answer(answer)
        if names_readable(text):
            try:
                page = read_page(text, form=sniff_form(answer.final, text), url=answer.final)
            except InputError:
                continue
            named.update((file.url, None) for file in list_readable(page))
    return list(named)[:MOST_FILES]


def decode_answer(answer: Fetched) -> str:
    """The text of an answer; empty when its bytes are no text."""
    try:
        return decode_bytes(answer.body, read_charset(answer.header("content-type"))).text
    except InputError:
        return ""


def note_failure(page: KnownPage, state: State) -> KnownPage:
    """The page with one more failure; a page that is gone is never asked for again, and a passing failure is not counted."""
    return replace(page, tries=page.tries + (state not in PASSING), failure=state, gone=int(state is State.GONE))


def refuse_stand_in(source: Source, page: KnownPage, answer: Fetched) -> Fetched:
    """Raises when an answer is another site's, a home page, an error page or a challenge in place of the article; else returns it.

    Raises:
        Unfetched: MOVED or BLOCKED_CHALLENGE.
    """
    if not stays_home(source, page.url, answer.final):
        raise Unfetched(State.MOVED, f"{urlsplit(answer.final).hostname} answers in place of the site")
    if is_error_place(page.url, answer.final):
        raise Unfetched(State.MOVED, "an error page answers in place of the article")
    path = urlsplit(answer.final).path
    if path in ("", "/", "/index.html") and urlsplit(page.url).path != path:
        raise Unfetched(State.MOVED, "the home page answers in place of the article")
    if len(answer.body) < LARGEST_CHALLENGE and is_challenge(answer.body.decode("utf-8", "replace")):
        raise Unfetched(State.BLOCKED_CHALLENGE, "a challenge page in place of the article")
    return answer
