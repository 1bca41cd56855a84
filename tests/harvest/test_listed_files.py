"""Lists that link to files: the notice says what the list does, and the file is its attachment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scraper.frontmatter import parse_notice
from scraper.model import Notice, PageKind
from scraper.model.source_state import State
from tests.scraped import HOST, Bench, Site

FILES = {
    "pdf": ("/f/1.pdf", b"%PDF-1.5\n" + bytes(range(256)), "Content-Type: application/pdf\n"),
    "doc called html": ("/f/1.doc", b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(300), "Content-Type: text/html\n"),
    "xlsx": ("/f/1.XLSX", b"PK\x03\x04" + bytes(range(200)), "Content-Type: application/octet-stream\n"),
    "ofd": ("/f/1.ofd", b"PK\x03\x04" + bytes(range(100)), ""),
    "archive": ("/f/1.zip", b"PK\x03\x04" + bytes(90), ""),
    "service": ("/down?id=1", b"%PDF-1.5\n" + bytes(range(99)), "Content-Type: application/octet-stream\n"),
    "called by its header": ("/down?id=2", b"PK\x03\x04" + bytes(80), 'Content-Disposition: attachment; filename="tz.docx"\n'),
}
TITLE = "滨州市工业和信息化局关于做好技术改造工作的通知"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "mirror")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "digest", tmp_path / "mirror")


def publish(site: Site, path: str, data: bytes, headers: str, title: str = TITLE) -> None:
    site.write(path, data, headers)
    site.publish([f"<li><a href='{path}'>{title}</a><span>2026-01-09</span></li>"])


def read_one(bench: Bench) -> Notice:
    (text,) = bench.texts()
    return parse_notice(text)


@pytest.mark.parametrize(("path", "data", "headers"), FILES.values(), ids=FILES)
def test_a_listed_file_is_a_notice_with_an_attachment(site: Site, bench: Bench, path: str, data: bytes, headers: str) -> None:
    publish(site, path, data, headers)
    result = bench.scrape()["site"]
    assert (result.state, result.added) == (State.OK, 1)
    notice = read_one(bench)
    assert (notice.title, notice.published, notice.page_kind) == (TITLE, date(2026, 1, 9), PageKind.ATTACHMENT)
    assert [attachment.url for attachment in notice.attachments] == [f"http://{HOST}{path}"]
    assert notice.region is not None
    assert notice.region.code == "371600"
    assert {(proof.field, proof.rule) for proof in notice.evidence} >= {("title", "list:title"), ("published", "list:date")}
    before = bench.content()
    assert bench.scrape()["site"].changed == 0
    bench.rebuild()
    assert bench.content() == before


@pytest.mark.parametrize("magic", [b"\x89PNG\r\n\x1a\n", b"MZ\x90\x00", b"\xff\xd8\xff\xe0", b"GIF89a"])
def test_pictures_and_programs_are_no_notices(site: Site, bench: Bench, magic: bytes) -> None:
    publish(site, "/f/1", magic + bytes(range(256)), "Content-Type: application/octet-stream\n")
    assert bench.scrape()["site"].added == 0
    assert bench.texts() == []


def test_a_hostile_name_stays_words(site: Site, bench: Bench) -> None:
    title = "关于稳岗返还的通知&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    publish(site, "/f/1.pdf?x=%22%3E%3Cscript%3E", *FILES["pdf"][1:], title)
    bench.scrape()
    text = "".join(bench.texts())
    assert "<script" not in parse_notice(text).body
    assert parse_notice(text).attachments[0].url.startswith(f"http://{HOST}/f/1.pdf")


def test_files_among_pages_lose_no_page(site: Site, bench: Bench) -> None:
    site.add(*range(6))
    assert bench.scrape()["site"].added == 6
    rows = []
    for n in range(6, 12):
        site.write(f"/f/{n}.pdf", b"%PDF-1.5\n" + bytes(range(n, 256)), "Content-Type: application/pdf\n")
        rows.append(f"<li><a href='/f/{n}.pdf'>{site.title(n)}</a><span>2026-01-{n + 1:02}</span></li>")
    site.publish([*reversed(rows), *(site.entry(n) for n in range(6))])
    result = bench.scrape()["site"]
    assert (result.state, result.added) == (State.OK, 6)


def test_a_notice_that_sends_on_is_read_where_it_lies(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    site.write("/go/0.html", f"<meta http-equiv='refresh' content='0;url={site.path(0)}'>")
    site.write("/go/1.html", f"<script>location.replace('{site.path(1)}')</script>")
    site.publish([site.entry(n).replace("/tz/", "/go/") for n in (1, 0)])
    result = bench.scrape()["site"]
    assert (result.state, result.added) == (State.OK, 2)
    assert all("万元" in text for text in bench.texts())
    assert bench.scrape(recheck_days=-1)["site"].changed == 0


def test_a_notice_that_sends_home_or_away_is_refused(site: Site, bench: Bench) -> None:
    site.add(0)
    site.write("/", "<html><body>首页</body></html>")
    site.write("/go/0.html", "<meta http-equiv='refresh' content='0;url=/'>")
    site.write("/go/1.html", "<meta http-equiv='refresh' content='0;url=http://other.example/1.html'>")
    site.publish([site.entry(n).replace("/tz/", "/go/") for n in (1, 0)])
    result = bench.scrape()["site"]
    assert result.added == 0
    assert not any("other.example" in url for url in bench.requests)
