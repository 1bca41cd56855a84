"""Pages that only scripts can write, rendered in headless Chromium.

The browser is a transport, like the network and the mirror: robots, pace, redirects, retries and limits stay the client's. Chromium
itself has no way out. Whatever a page asks for comes back through the transport behind this one, which connects to checked addresses
only; a page can neither post nor lead elsewhere.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx2

from scraper.errors import FetchError
from scraper.fetch.failure import Unfetched
from scraper.fetch.inflate import read_body
from scraper.model.source_state import State

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Playwright, Route

RENDER = "policy_digest_render"
"""Extension of a request whose answer is to be rendered."""
NOTE = "Policy-Digest-Rendered"
"""Header of a rendered answer; it names the browser."""
CHROMIUM = "POLICY_DIGEST_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"]
FLAGS += ["--force-webrtc-ip-handling-policy=disable_non_proxied_udp"]
WANTED = frozenset({"document", "script", "xhr", "fetch"})
"""What a text is made of; pictures, styles, fonts and sockets are not asked for."""
MOST_REQUESTS = 60
SECONDS = 20.0
SETTLED = 3.0
"""Seconds that a loaded page gets to become quiet."""


class BrowserTransport(httpx2.AsyncBaseTransport):
    """Renders the HTML answers of requests that ask for it; hands on everything else."""

    def __init__(self, way_out: httpx2.AsyncBaseTransport, *, size: int) -> None:
        """`way_out` is asked for every address; `size` bounds the bytes of each answer and of what is made of them."""
        self._way_out = way_out
        self._size = size
        self._starting = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer, or what a browser makes of it.

        Raises:
            Unfetched: NO_BROWSER, OVERSIZED, TIMEOUT, or why the browser failed.
        """
        answer = await self._way_out.handle_async_request(request)
        if not request.extensions.get(RENDER) or answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            return answer
        body = await take_body(answer, self._size)
        browser = await self._start()
        text = await self._render(browser, str(request.url), answer.headers["Content-Type"], body)
        data = text.encode("utf-8", "replace")
        if len(data) > self._size:
            raise Unfetched(State.OVERSIZED, f"more than {self._size} bytes when rendered")
        # Validators of the empty page say nothing about what scripts put there: it is rendered anew each time.
        headers = {"Content-Type": "text/html; charset=utf-8", NOTE: f"Chromium {browser.version}"}
        return httpx2.Response(200, headers=headers, stream=httpx2.ByteStream(data))

    async def aclose(self) -> None:
        """Closes the browser and the way out."""
        if self._browser is not None:
            await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()
        await self._way_out.aclose()

    async def _start(self) -> Browser:
        """The browser, started when it is first needed."""
        async with self._starting:
            if self._browser is None:
                try:
                    from playwright.async_api import Error, async_playwright  # noqa: PLC0415 - an extra
                except ImportError as error:
                    raise Unfetched(State.NO_BROWSER, "Playwright is not installed") from error
                self._playwright = self._playwright or await async_playwright().start()
                flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
                try:
                    self._browser = await self._playwright.chromium.launch(executable_path=find_chromium(), args=flags)
                except Error as error:
                    raise Unfetched(State.NO_BROWSER, f"no Chromium starts: {error.message.splitlines()[0][:200]}") from error
            return self._browser

    async def _render(self, browser: Browser, url: str, media: str, body: bytes) -> str:
        """The document that the page's scripts have made."""
        from playwright import async_api  # noqa: PLC0415 - an extra

        context = await browser.new_context(service_workers="block", accept_downloads=False, locale="zh-CN", timezone_id="Asia/Shanghai")
        try:
            page = await context.new_page()
            page.set_default_timeout(SECONDS * 1000)
            await page.route("**/*", Visit(self._way_out, url, media, body, self._size).answer)
            await page.goto(url, wait_until="commit")
            with suppress(async_api.TimeoutError):  # a page that never rests, or that tries to lead elsewhere, is read as it is
                await page.wait_for_load_state("load", timeout=SECONDS * 500)
                await page.wait_for_load_state("networkidle", timeout=SETTLED * 1000)
            return await read_document(page)
        except async_api.TimeoutError as error:
            raise Unfetched(State.TIMEOUT, "the page does not finish in the browser", retry=True) from error
        except async_api.Error as error:
            raise Unfetched(State.UNREACHABLE, f"the browser fails: {error.message.splitlines()[0][:200]}", retry=True) from error
        finally:
            await context.close()


class Visit:
    """What one page may ask for: its own document first, which is here already, then a bounded number of public answers."""

    def __init__(self, way_out: httpx2.AsyncBaseTransport, url: str, media: str, body: bytes, size: int) -> None:
        self._way_out = way_out
        self._page: tuple[str, str, bytes] | None = (url, media, body)
        self._left = MOST_REQUESTS
        self._size = size

    async def answer(self, route: Route) -> None:
        """Answers or refuses one request of the page, unless the page is closed already."""
        from playwright.async_api import Error  # noqa: PLC0415 - an extra

        with suppress(Error):
            await self._answer(route)

    async def _answer(self, route: Route) -> None:
        request = route.request
        if self._page and request.is_navigation_request():
            _, media, body = self._page
            self._page = None
            await route.fulfill(status=200, headers={"Content-Type": media}, body=body)
            return
        if request.is_navigation_request():
            await route.fulfill(status=204)  # an answer without content leaves the page where it is
            return
        plain = request.method == "GET" and urlsplit(request.url).scheme in ("http", "https") and request.resource_type in WANTED
        if not plain or self._left <= 0:
            await route.abort("blockedbyclient")
            return
        self._left -= 1
        try:
            status, headers, body = await self._fetch(request.url, request.headers)
        except (FetchError, httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError):
            await route.abort("addressunreachable")
        else:
            await route.fulfill(status=status, headers=headers, body=body)

    async def _fetch(self, url: str, asked: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """An answer for the page. Redirects are not followed: the page would ask for the next address itself."""
        kept = {name: value for name, value in asked.items() if name.lower() in ("accept", "referer", "user-agent", "x-requested-with")}
        timeout = {"timeout": httpx2.Timeout(SECONDS / 2).as_dict()}
        request = httpx2.Request("GET", url, headers={**kept, "Accept-Encoding": "gzip"}, extensions=timeout)
        answer = await self._way_out.handle_async_request(request)
        body = await take_body(answer, self._size)
        self._size -= len(body)
        given = {name: value for name, value in answer.headers.items() if name.lower() in ("content-type", "access-control-allow-origin")}
        return answer.status_code, given, body


async def take_body(answer: httpx2.Response, size: int) -> bytes:
    """The body of an answer within a limit; lets go of the connection.

    Raises:
        Unfetched: OVERSIZED, or its compression is broken.
    """
    try:
        return await read_body(answer.aiter_raw(), answer.headers.get("content-encoding", ""), size)
    finally:
        await answer.aclose()


async def read_document(page: Page) -> str:
    """The document without its scripts: they have done their work, and would only be taken for text."""
    await page.evaluate("document.querySelectorAll('script:not([type*=json]), noscript').forEach(node => node.remove())")
    return await page.content()


def find_chromium() -> str | None:
    """A Chromium of this machine; None leaves it to Playwright's own."""
    return os.environ.get(CHROMIUM) or next(filter(None, map(shutil.which, NAMES)), None)
