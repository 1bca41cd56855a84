"""Made-up sites on disk, and scrape runs over them, for the tests of scraping."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import httpx2

from scraper.fetch.client import Client, Limits
from scraper.fetch.mirror import MirrorTransport, name_file
from scraper.fetch.pace import Pace
from scraper.harvest.visit_tally import RunOptions
from scraper.model import Licence, Provenance, Snapshot
from scraper.pipeline import Reader, Reading, build_reader, read_inputs
from scraper.scraping import Result, RunContext, rebuild_content, scrape_sources
from scraper.sources.source import Family, Source
from scraper.store.run_state import Visit
from scraper.vocabulary import load_vocabulary

DATA = Path(__file__).parents[1] / "site_config" / "data"
HOST = "www.site.example"
LIST = f"http://{HOST}/tz/"
MATTERS = (
    "稳岗返还",
    "贷款贴息",
    "房租减免",
    "技术改造",
    "用工补贴",
    "社保缓缴",
    "电价优惠",
    "绿色通道",
    "人才引进",
    "首台套保险",
    "出口信用",
    "数字转型",
)


@cache
def load_reader() -> Reader:
    return build_reader(load_vocabulary(DATA))


def normalize(snapshot: Snapshot, origin: Provenance) -> Reading:
    return next(read_inputs((snapshot.name,), lambda _: snapshot, load_reader(), origin))


def make_source(name: str = "site", family: Family = Family.GENERIC, url: str = LIST, **fields: object) -> Source:
    return Source(name, "示例市政府", "371600", (url,), family, Licence.OFFICIAL, **fields)  # type: ignore[arg-type]


@dataclass
class Site:
    """A site whose list and details can be changed between runs. Article n is of day 2026-01-01 plus n."""

    folder: Path
    host: str = HOST
    page_size: int = 20
    articles: list[int] = field(default_factory=list)

    def write(self, path: str, text: str | bytes, headers: str = "") -> None:
        name = name_file(f"http://{self.host}{path}")
        assert name is not None
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        file.with_name(f"{file.name}.headers").write_text(headers, "utf-8")

    def title(self, n: int) -> str:
        return f"滨州市工业和信息化局关于做好{MATTERS[n % len(MATTERS)]}工作的通知（第{n}号）"

    def path(self, n: int) -> str:
        return f"/tz/{n}.html"

    def article(self, n: int, body: str = "") -> str:
        day = date(2026, 1, 1) + timedelta(days=n)
        body = body or f"<p>一、对企业给予{MATTERS[n % len(MATTERS)]}补助{n + 1}万元。</p><p>二、简化办理流程，{n + 2}个工作日内办结。</p>"
        tags = {"ArticleTitle": self.title(n), "PubDate": str(day), "SiteName": "示例市政府"}
        head = "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())
        main = f"<div class='content'><h1>{self.title(n)}</h1>{body}</div>"
        return f"<html><head><title>{self.title(n)}</title>{head}</head><body>{main}</body></html>"

    def add(self, *numbers: int) -> None:
        for n in numbers:
            self.articles.append(n)
            self.write(self.path(n), self.article(n))
        self.publish()

    def entry(self, n: int) -> str:
        day = date(2026, 1, 1) + timedelta(days=n)
        return f"<li><a href='{self.path(n)}'>{self.title(n)}</a><span>{day}</span></li>"

    def publish(self, entries: Iterable[str] | None = None) -> None:
        rows = list(entries) if entries is not None else [self.entry(n) for n in sorted(self.articles, reverse=True)]
        pages = [rows[at : at + self.page_size] for at in range(0, len(rows), self.page_size)] or [[]]
        for number, page in enumerate(pages):
            script = f'<script>createPageHTML({len(pages)}, {number}, "index", "html");</script>'
            self.write("/tz/" if not number else f"/tz/index_{number}.html", f"<html><body><ul>{''.join(page)}</ul>{script}</body></html>")


@dataclass
class Bench:
    """A digest's folder and a clock that the test moves."""

    root: Path
    mirror: Path
    day: datetime = datetime(2026, 3, 1, 8, tzinfo=UTC)
    requests: list[str] = field(default_factory=list)

    def now(self) -> datetime:
        return self.day

    def context(self, sources: Sequence[Source]) -> RunContext:
        return RunContext(self.root, sources, normalize, self.now)

    def client(self) -> Client:
        return Client(Counting(self.mirror, self.requests), Pace(0), limits=Limits(tries=1, first_pause=0.01))

    def scrape(self, *sources: Source, **options: object) -> dict[str, Result]:
        self.requests.clear()
        self.day += timedelta(minutes=1)
        known = sources or (make_source(),)
        results = scrape_sources(self.context(known), known, self.client(), RunOptions(**options), Silence())  # type: ignore[arg-type]
        return {result.visit.source: result for result in results}

    def rebuild(self, *sources: Source) -> None:
        rebuild_content(self.context(sources or (make_source(),)))

    def content(self) -> dict[str, str]:
        """Name and fingerprint of each content file; nothing half written is among them."""
        folder = self.root / "content"
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def texts(self) -> list[str]:
        return [path.read_text("utf-8") for path in sorted((self.root / "content").rglob("*.md"))]


class Silence:
    """Nobody watches."""

    def ask(self, url: str) -> None: ...

    def finish(self, visit: Visit) -> None: ...


class Counting(MirrorTransport):
    """A mirror that writes down what it was asked for, robots.txt included."""

    def __init__(self, folder: Path, requests: list[str]) -> None:
        super().__init__(folder)
        self._requests = requests

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self._requests.append(str(request.url))
        await asyncio.sleep(0)
        return await super().handle_async_request(request)
