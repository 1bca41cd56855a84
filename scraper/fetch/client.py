"""A polite client: robots, pace, retries, limits; every answer of the network passes here."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from urllib.parse import urlsplit

import httpx2
import stamina

from scraper.dom.hyperlinks import BadAddress, require_address
from scraper.fetch.browser import RENDER
from scraper.fetch.failure import Unfetched
from scraper.fetch.inflate import read_body
from scraper.fetch.pace import Pace
from scraper.model.source_state import State
from scraper.text.moments import find_moment

AGENT = "PolicyDigest/0.1 (+https://policy-digest.example/about; contact: maintainers@policy-digest.example)"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FAILING = {401: State.FORBIDDEN, 403: State.FORBIDDEN, 451: State.FORBIDDEN, 404: State.GONE, 410: State.GONE}
MOST_COOKIES, LONGEST_COOKIE = 50, 4096
"""Of one origin; no site needs more, and all of them travel with each request."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one visit: seconds for all of it, bytes of its body, hops, and tries."""

    seconds: float = 60.0
    size: int = 20 * 1024 * 1024
    hops: int = 5
    tries: int = 3
    longest_wait: float = 120.0
    first_pause: float = 2.0


@dataclass(frozen=True, slots=True)
class Validators:
    """ETag and Last-Modified of an answer, for the next conditional request."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: `url` as asked, `final` after redirects; `body` without transport compression; `headers` in order, names as sent."""

    url: str
    final: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    hops: tuple[str, ...] = ()
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.body).hexdigest())

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def validators(self) -> Validators:
        """The validators of this answer."""
        return Validators(self.header("etag"), self.header("last-modified"))


Permit = Callable[[str], Awaitable[float]]
"""Asked before each hop: returns the host's Crawl-delay, or raises `Unfetched` (robots, budget)."""


class EmptyCookieJar(CookieJar):
    """A cookie jar that keeps nothing: the client keeps cookies by origin, since a jar of the standard library lets them cross hosts."""

    def extract_cookies(self, response: object, request: object) -> None:
        """Does nothing."""


class Client:
    """Fetches single addresses. `transport` is the network or a mirror; `permit` is robots and budget."""

    def __init__(self, transport: httpx2.AsyncBaseTransport, pace: Pace, *, limits: Limits | None = None, agent: str = AGENT) -> None:
        self._client = httpx2.AsyncClient(transport=transport, trust_env=False, timeout=20.0, follow_redirects=False)
        self._client.cookies = EmptyCookieJar()
        self._cookies: dict[str, dict[str, str]] = defaultdict(dict)
        self._client.headers = httpx2.Headers({"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "gzip", "Accept-Language": "zh-CN"})
        self._pace = pace
        self.limits = limits or Limits()

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def fetch_page(self, url: str, permit: Permit, validators: Validators | None = None, *, render: bool = False) -> Fetched:
        """The answer for `url` after redirects: 200 or, with validators, 304. With `render` HTML is what a browser makes of it.

        Raises:
            Unfetched: why not, after the tries that can help.
        """
        attempts = stamina.retry_context(
            on=lambda error: plan_retry(error, self.limits),
            attempts=self.limits.tries,
            timeout=None,
            wait_initial=self.limits.first_pause,
            wait_jitter=self.limits.first_pause,
            wait_max=30.0,
        )
        async for attempt in attempts:
            with attempt:
                fetched = await self._follow(url, permit, validators or Validators(), render=render)
        return fetched

    async def _follow(self, url: str, permit: Permit, validators: Validators, *, render: bool) -> Fetched:
        place = check_address(url)
        hops: list[str] = []
        for _ in range(self.limits.hops + 1):
            answer = await self._visit(place, await permit(place), validators, render=render)
            target = answer.header("location")
            if answer.status not in REDIRECTS or not target:
                return accept_answer(Fetched(url, place, answer.status, answer.headers, answer.body, tuple(hops)))
            hops.append(place)
            place = check_address(target, place)
        raise Unfetched(State.MOVED, f"more than {self.limits.hops} redirects")

    async def _visit(self, url: str, crawl_delay: float, validators: Validators, *, render: bool) -> Fetched:
        """One request, in the host's turn."""
        host = urlsplit(url).netloc.lower()
        asked = {"If-None-Match": validators.etag, "If-Modified-Since": validators.modified}
        headers = {name: value for name, value in asked.items() if value and is_plain(value)}
        async with self._pace.take_turn(host, crawl_delay):
            try:
                async with asyncio.timeout(self.limits.seconds):
                    answer = await self._request(url, headers, render=render)
            except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, OSError, ValueError) as error:
                raise name_failure(error, url) from error
        if answer.status in (429, 503) and (wait := read_wait(answer.header("retry-after"))):
            self._pace.rest(host, wait)
        return answer

    async def _request(self, url: str, headers: dict[str, str], *, render: bool) -> Fetched:
        """One answer. What an origin (scheme, host and port) sets as a cookie goes back to it alone, whatever domain the cookie names."""
        jar = self._cookies["://".join(urlsplit(url)[:2]).lower()]
        brought = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())} if jar else {}
        async with self._client.stream("GET", url, headers=headers | brought, extensions={RENDER: True} if render else None) as response:
            keep_cookies(jar, response)
            body = await read_body(response.aiter_raw(), response.headers.get("content-encoding", ""), self.limits.size)
            kept = tuple(
                (name, value) for name, value in response.headers.multi_items() if name.lower() not in ("set-cookie", "set-cookie2")
            )
            return Fetched(url, url, response.status_code, kept, body)


def check_address(link: str, base: str = "") -> str:
    """The address that a link stands for, if it is http(s), has a host and carries no password.

    Raises:
        Unfetched: REFUSED_ADDRESS.
    """
    try:
        return require_address(link, base)
    except BadAddress as error:
        raise Unfetched(State.REFUSED_ADDRESS, error.message) from error


def is_plain(value: str) -> bool:
    """True for what a header of ours may repeat; a validator or cookie in other characters would only break the request.

    >>> is_plain('"5f3c-1"'), is_plain('"通知"')
    (True, False)
    """
    return value.isascii() and value.isprintable()


def keep_cookies(jar: dict[str, str], answer: httpx2.Response) -> None:
    """Takes the cookies of an answer into the jar of its origin: names and values; a run is too short for what else they say."""
    for words in answer.headers.get_list("set-cookie"):
        name, given, value = words.partition(";")[0].partition("=")
        if given and is_plain(words) and len(words) <= LONGEST_COOKIE:
            jar[name.strip()] = value.strip()
    if len(jar) > MOST_COOKIES:
        jar.clear()


def accept_answer(answer: Fetched) -> Fetched:
    """The answer if it holds a page or says "not modified".

    Raises:
        Unfetched: for every other status.
    """
    status = answer.status
    if status in (200, 203, 304):
        return answer
    host = urlsplit(answer.final).hostname
    wait = read_wait(answer.header("retry-after"))
    if status == 429:
        raise Unfetched(State.BUSY, f"{host} answers 429", retry=True, wait=wait)
    if status >= 500:
        raise Unfetched(State.UNREACHABLE, f"{host} answers {status}", retry=True, wait=wait)
    raise Unfetched(FAILING.get(status, State.UNREACHABLE), f"{host} answers {status}")


def name_failure(error: Exception, url: str) -> Unfetched:
    """The failure that an exception of the network stands for."""
    host = urlsplit(url).hostname or url[:80]
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    if any(isinstance(found, ssl.SSLError) for found in causes):
        return Unfetched(State.TLS, f"TLS fails at {host}")
    if isinstance(error, TimeoutError | httpx2.TimeoutException):
        return Unfetched(State.TIMEOUT, f"{host} gave no answer in time", retry=True)
    if isinstance(error, httpx2.InvalidURL | ValueError):
        return Unfetched(State.UNREACHABLE, f"{host} can't be asked or gives no answer of HTTP ({type(error).__name__})")
    return Unfetched(State.UNREACHABLE, f"the connection to {host} fails ({type(error).__name__})", retry=True)


def plan_retry(error: Exception, limits: Limits) -> bool | float:
    """Whether to try again, and after how many seconds if the server said so."""
    if not isinstance(error, Unfetched) or not error.retry:
        return False
    if error.wait is None:
        return True
    return error.wait if error.wait <= limits.longest_wait else False


def read_wait(value: str | None) -> float | None:
    """Seconds of a Retry-After header, which holds seconds or a date.

    >>> read_wait("120"), read_wait("soon"), read_wait("-5"), read_wait("Fri, 31 Dec 99999 23:59:59 GMT"), read_wait(None)
    (120.0, None, None, None, None)
    """
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    until = find_moment(value)
    return max(0.0, (until - datetime.now(UTC)).total_seconds()) if until and until.tzinfo else None
