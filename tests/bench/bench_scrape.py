"""Scrape 200 sources of 20 new notices each from a server on loopback that misbehaves, then once more: time, memory, requests, bytes.

    make bench-scrape
    python tests/bench/bench_scrape.py [--sources N] [--notices N] [--json FILE]

The server is a process of its own and answers as 127.0.1.1, 127.0.1.2 ..., a host a source. Faults it plays, in turn: an answer that
begins late, a gzip body, 503 once, a connection cut in mid-body once, no validators. Every pause of politeness is 0 for this run. The
bars are 180 s, 300 MB, 2 requests a source and 0 changed bytes in a second run; the exit code is 1 when one is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import hashlib
import json
import multiprocessing
import os
import resource
import socket
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import stamina  # noqa: E402  the checkout is put on the path first

from scraper.cli.commands.scrape import build_context  # noqa: E402
from scraper.fetch.client import Client, Limits  # noqa: E402
from scraper.fetch.pace import Pace  # noqa: E402
from scraper.fetch.transport import PublicTransport  # noqa: E402
from scraper.harvest.visit_tally import RunOptions  # noqa: E402
from scraper.model import Licence  # noqa: E402
from scraper.scraping import Result, RunContext, scrape_sources  # noqa: E402
from scraper.sources.source import Family, Source  # noqa: E402
from scraper.store.run_state import Visit  # noqa: E402
from scraper.vocabulary import load_vocabulary  # noqa: E402

SECONDS, MEGABYTES, QUIET = 180.0, 300.0, 2
FAULTS = ("none", "late", "gzip", "busy", "cut", "bare")
MATTERS = ("稳岗返还", "贷款贴息", "房租减免", "技术改造", "用工补贴", "社保缓缴", "电价优惠", "设备更新", "人才引进", "首台套保险")
MATTERS += ("出口信用", "数字转型", "创业担保", "绿色制造", "专精特新", "物流补助", "展会参展", "质量提升", "品牌培育", "节水改造")
MENU = "".join(f"<li><a href='/lm/{n}/'>栏目{n}</a></li>" for n in range(60))
PARTS = (
    "一、支持范围。在{place}登记、依法纳税并正常经营的企业，可以申请{matter}资金，{other}另行规定。",
    "二、支持标准。对符合条件的企业，按实际支出的{rate}%给予{matter}补助，单户最高不超过{most}万元；首次申请的再奖励{extra}万元。",
    "三、对新增用工{staff}人以上的企业，每新增1人给予一次性补贴{each}元，连续补贴{months}个月。",
    "四、降低用能成本。{place}规模以上企业的用电用水价格在{months}个月内下调{down}%，不得断供。",
    "五、金融机构对{matter}项目发放的贷款，由财政按{half}个百分点贴息，贴息期限不超过{months}个月。",
    "六、办理程序。企业登录{place}惠企平台提交材料，受理后{days}个工作日内办结，逾期视为同意。",
    "七、联系电话：0000-{phone}。本通知自印发之日起施行，有效期至{until}。",
)


class Place:
    """A made-up authority: its number, its everyday name, and its pages."""

    def __init__(self, number: int, name: str, notices: int) -> None:
        self.number, self.name = number, name
        self.pages = {f"/tz/{n}.html": self.write_notice(n).encode() for n in range(notices)}
        self.pages["/tz/"] = self.write_list(notices).encode()
        self.pages["/robots.txt"] = b"User-agent: *\nDisallow: /private/\n"

    def title(self, n: int) -> str:
        return f"{self.name}工业和信息化局关于做好{MATTERS[n % len(MATTERS)]}工作的通知（第{n + 1}批）"

    def day(self, n: int) -> date:
        return date(2026, 1, 1) + timedelta(days=n + self.number % 7)

    def write_list(self, notices: int) -> str:
        entries = (f"<li><a href='/tz/{n}.html'>{self.title(n)}</a><span>{self.day(n)}</span></li>" for n in reversed(range(notices)))
        return f"<html><head><title>通知公告</title></head><body><ul class='menu'>{MENU}</ul><ul>{''.join(entries)}</ul></body></html>"

    def write_notice(self, n: int) -> str:
        seed = self.number * 31 + n * 7
        facts = {"rate": 10 + seed % 41, "most": 50 + seed % 450, "extra": 1 + seed % 19, "staff": 5 + seed % 60, "each": 500 + seed % 1500}
        facts |= {
            "months": 3 + seed % 10,
            "down": 3 + seed % 12,
            "days": 2 + seed % 14,
            "phone": 1_000_000 + seed * 13,
            "half": 1 + seed % 3,
        }
        matter, other = MATTERS[n % len(MATTERS)], MATTERS[(n + self.number) % len(MATTERS)]
        until = f"{2027 + seed % 3}年12月31日"
        text = "".join(f"<p>　　{part.format(place=self.name, matter=matter, other=other, until=until, **facts)}</p>" for part in PARTS)
        day, number = self.day(n), f"{self.name[:2]}工信〔2026〕{n + 1}号"
        head = f"<title>{self.title(n)}</title><meta name='ArticleTitle' content='{self.title(n)}'><meta name='PubDate' content='{day}'>"
        signed = (
            f"<p style='text-align:right'>{self.name}工业和信息化局</p><p style='text-align:right'>{day.year}年{day.month}月{day.day}日</p>"
        )
        main = f"<h1>{self.title(n)}</h1><p>{number}</p><p>各县区工业和信息化局，有关企业：</p>{text}{signed}"
        return f"<html><head>{head}</head><body><ul>{MENU}</ul><div class='TRS_Editor'>{main}</div><ul>{MENU}</ul></body></html>"


class Server:
    """Answers for all places; counts what it was asked for and which faults it played."""

    def __init__(self, places: list[Place]) -> None:
        self.places = {f"127.0.{1 + place.number // 250}.{1 + place.number % 250}": place for place in places}
        self.asked: Counter[str] = Counter()
        self.played: Counter[str] = Counter()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            while (line := await reader.readline()).strip():
                headers = [line.decode("latin-1")]
                while (line := await reader.readline()).strip():
                    headers.append(line.decode("latin-1"))
                whole = await self.respond(host, headers[0].split()[1], "".join(headers[1:]), writer)
                if not whole:
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def respond(self, host: str, path: str, headers: str, writer: asyncio.StreamWriter) -> bool:
        place = self.places[host]
        body = place.pages.get(path)
        key, first = f"{host}{path}", not self.asked[f"{host}{path}"]
        self.asked[key] += 1
        fault = FAULTS[place.number % len(FAULTS)] if path.endswith("5.html") or path == "/tz/" else "none"
        fault = fault if first or fault in ("gzip", "bare") else "none"
        tag = f'"{hashlib.sha256(body or b"").hexdigest()[:16]}"'
        status, extra = ("200 OK", f"ETag: {tag}\r\n") if body is not None else ("404 Not Found", "")
        if body is not None and tag in headers:
            status, body = "304 Not Modified", b""
        self.played[fault] += 1
        if fault == "late":
            await asyncio.sleep(0.5)
        elif fault == "gzip" and body:
            body, extra = gzip.compress(body), f"{extra}Content-Encoding: gzip\r\n"
        elif fault == "busy":
            status, body, extra = "503 Service Unavailable", b"later", "Retry-After: 1\r\n"
        elif fault == "bare":
            extra = ""
        body = body or b""
        sent = body[: len(body) // 2] if fault == "cut" else body
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n{extra}\r\n"
        writer.write(head.encode() + sent)
        await writer.drain()
        return fault != "cut"


def serve(places: list[Place], pipe: Connection) -> None:
    """The server's process: tells its port, answers until it is told to stop, then what it counted."""

    async def run() -> None:
        server = Server(places)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        async with await asyncio.start_server(server.answer, list(server.places), port):
            pipe.send(port)
            while not pipe.poll():
                await asyncio.sleep(0.1)
        pipe.send((dict(server.asked), dict(server.played)))

    asyncio.run(run())


class Silence:
    """Nobody watches."""

    def ask(self, url: str) -> None: ...

    def finish(self, visit: Visit) -> None: ...


def scrape(context: RunContext, now: datetime) -> tuple[tuple[Result, ...], float]:
    """One run as the command makes it, but for the loopback and the pauses; and its seconds on the clock."""
    begun = time.perf_counter()
    client = Client(PublicTransport(loopback=True), Pace(0), limits=Limits(first_pause=0.1))
    results = scrape_sources(replace(context, now=lambda: now), context.known, client, RunOptions(), Silence())
    return results, time.perf_counter() - begun


def read_tree(root: Path) -> dict[str, bytes]:
    """A fingerprint of each file of content/."""
    return {str(path): hashlib.sha256(path.read_bytes()).digest() for path in (root / "content").rglob("*") if path.is_file()}


def measure(count: int, notices: int, root: Path) -> dict[str, float]:
    """The figures of two runs."""
    regions = [region for region in load_vocabulary(ROOT / "site_config" / "data").regions if region.level == 2 and not region.successor]
    places = [Place(n, regions[n].name, notices) for n in range(count)]
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(places, there), daemon=True)
    process.start()
    port = here.recv()
    sources = [
        Source(f"s{p.number}", p.name, regions[p.number].code, (f"http://{host}:{port}/tz/",), Family.GENERIC, Licence.OFFICIAL)
        for host, p in Server(places).places.items()
    ]
    del places
    day = datetime(2026, 2, 1, 8, tzinfo=UTC)
    spent = time.process_time()
    context = build_context(root, sources)
    first, seconds = scrape(context, day)
    spent = time.process_time() - spent
    before = read_tree(root)
    second, again = scrape(context, day + timedelta(hours=6))
    after = read_tree(root)
    here.send("stop")
    _, played = here.recv()
    process.join(10)
    return {
        "sources": count,
        "listed": sum(result.visit.listed for result in first),
        "notices": len(before),
        "not ok": sum(not result.state.good for result in (*first, *second)),
        "faults": sum(number for fault, number in played.items() if fault != "none"),
        "seconds": round(seconds, 1),
        "processor seconds": round(spent, 1),
        "load of the machine": round(os.getloadavg()[1], 1),
        "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "second run seconds": round(again, 1),
        "second run requests": max(result.visit.requests for result in second),
        "second run changed": sum(before.get(name) != digest for name, digest in after.items()) + len(before.keys() - after.keys()),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--notices", type=int, default=20)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    stamina.instrumentation.set_on_retry_hooks(())
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "mkdocs.yml").write_text("site_name: bench\n", "utf-8")
        found = measure(args.sources, args.notices, Path(folder))
    bars = {"seconds": SECONDS, "megabytes": MEGABYTES, "second run requests": QUIET, "second run changed": 0, "not ok": 0}
    whole = found["notices"] == args.sources * args.notices
    for name, value in found.items():
        bar = f"at most {bars[name]:g}" if name in bars else f"all of {args.sources * args.notices}" if name == "notices" else ""
        print(f"{name:<22} {value:>10g}   {bar}")
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return int(not whole or any(found[name] > bar for name, bar in bars.items()))


if __name__ == "__main__":
    sys.exit(main())
