"""Sites that nobody has described: `source new` on the address of a list, then `scrape` with the file as it was written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from scraper.cli import main
from scraper.clues.json_texts import CHINA
from scraper.frontmatter import parse_notice
from scraper.model import Notice, PageKind
from scraper.sources.source import Family
from scraper.sources.source_files import load_source, load_sources
from tests.scraped import Site

WEB = Path(__file__).parents[1] / "web"
HOST = "gxj.xiyuan.example"
LIST = f"http://{HOST}/tz/"
COUNT = 4


@dataclass
class Village:
    """A site on disk whose notices lie in the days before today, since some lists name no year."""

    site: Site
    today: date = field(default_factory=lambda: datetime.now(CHINA).date())

    def day(self, n: int) -> date:
        return self.today - timedelta(days=3 * n + 1)

    def entries(self) -> list[tuple[str, str, date]]:
        return [(self.site.title(n), self.site.path(n), self.day(n)) for n in range(COUNT)]

    def write_articles(self, tags: bool = True) -> None:
        for n in range(COUNT):
            text = self.site.article(n).replace(f"{date(2026, 1, 1) + timedelta(days=n)}", f"{self.day(n)}")
            self.site.write(self.site.path(n), text if tags else text.replace("PubDate", "X"))

    def write_list(self, row: Callable[[str, str, date], str], extra: str = "") -> None:
        rows = "".join(row(*entry) for entry in self.entries())
        self.site.write("/tz/", f"<html><body><ul class='news'>{rows}</ul>{extra}</body></html>")


def build_records(village: Village) -> None:
    """JPAAS: a template, and the records beside it as JSON inside JSON."""
    village.write_articles()
    rows = [{"title": t, "url": h, "pubDate": f"{d} 10:20"} for t, h, d in village.entries()]
    template = "<script id='tpl' type='text/x-handlebars-template'>{{#each rows}}<a href='{{url}}'>{{title}}</a>{{/each}}</script>"
    value = json.dumps({"success": True, "data": json.dumps({"rows": rows}, ensure_ascii=False)}, ensure_ascii=False)
    village.site.write(
        "/tz/", f"<html><body><div id='box'></div>{template}<script>var answer = {value}; draw(answer);</script></body></html>"
    )


def build_service(village: Village) -> None:
    """JPAAS: a column page that only names its service, which answers with markup in JSON."""
    village.write_articles()
    query = {"parseType": "buildstatic", "webId": "w1", "tplSetId": "t1", "pageType": "column", "tagId": "list", "pageId": "p1"}
    village.site.write("/tz/", f"<script src='/x.js' queryData=\"{str(query).replace(' ', '')}\"></script>jpaas-publish-server")
    rows = "".join(f"<li><a href='{h}'><b>·</b>{t}</a><span>{d}</span></li>" for t, h, d in village.entries())
    address = "/api-gateway/jpaas-publish-server/front/page/build/unit?" + "&".join(f"{k}={quote(v)}" for k, v in query.items())
    village.site.write(address, json.dumps({"success": True, "data": {"html": f"<ul>{rows}</ul><i totalPage='1'></i>"}}))


def build_own_keys(village: Village) -> None:
    """A service of a system of its own, with keys in pinyin."""
    village.write_articles()
    rows = [{"bh": n, "wjbt": t, "lj": {"pc": h}, "fbrq": f"{d}T08:00:00"} for n, (t, h, d) in enumerate(village.entries())]
    village.site.write(
        "/tz/", json.dumps({"code": "0", "jg": {"sj": rows, "zs": COUNT}}, ensure_ascii=False), "Content-Type: application/json\n"
    )


def build_files(village: Village) -> None:
    """A list of files only."""
    kinds = (("pdf", b"%PDF-1.7\n"), ("doc", b"\xd0\xcf\x11\xe0"), ("xlsx", b"PK\x03\x04"), ("ofd", b"PK\x03\x04"))
    for n, (kind, magic) in enumerate(kinds):
        village.site.write(f"/tz/{n}.{kind}", magic + bytes(range(n, 256)), "Content-Type: application/octet-stream\n")
    names = iter(kind for kind, _ in kinds)
    village.write_list(
        lambda t, h, d: f"<li><a href='{h.removesuffix('html')}{next(names)}'><img src='/i.png'>{t}</a><span>{d}</span></li>"
    )


def build_clicks(village: Village) -> None:
    """Links that only scripts follow."""
    village.write_articles()
    script = "<script>function look(id) { window.open('/tz/' + id + '.html', '_blank'); }</script>"
    village.write_list(lambda t, h, d: f'<li><a href="javascript:;" onclick="look({h[4:-5]})">{t}</a><span>{d}</span></li>', script)


def build_kept(village: Village) -> None:
    """Rows that keep their address for a script, and notices that send on to where they lie."""
    village.write_articles()
    for n in range(COUNT):
        village.site.write(
            f"/go/{n}.html", f"<html><head><meta http-equiv='refresh' content='0; url={village.site.path(n)}'></head></html>"
        )
    village.write_list(lambda t, h, d: f"<li data-href='/go/{h[4:]}'><h4>{t}</h4><em>{d}</em></li>")


def build_shell(village: Village) -> None:
    """A home page that sends on to the list by a script."""
    build_month_days(village)
    shutil.move(village.site.folder / village.site.host / "tz" / "index.html", village.site.folder / village.site.host / "tz" / "list.html")
    village.site.write("/tz/", "<html><script>window.location.href='list.html';</script></html>")


def build_month_days(village: Village) -> None:
    """Days without a year; the notices print none either."""
    village.write_articles(tags=False)
    village.write_list(lambda t, h, d: f"<li><i>{d:%m-%d}</i><a href='{h}'><font color='red'>[置顶]</font>{t}</a></li>")


def build_told_days(village: Village) -> None:
    """Days told from today."""
    village.write_articles(tags=False)
    today = village.today
    village.write_list(
        lambda t, h, d: f"<li><a href='{h}'>{t}</a><span>{'昨天' if (today - d).days == 1 else f'{(today - d).days}天前'}</span></li>"
    )


def build_split_days(village: Village) -> None:
    """The day large, year and month small beneath it."""
    village.write_articles(tags=False)
    village.write_list(lambda t, h, d: f"<li><a href='{h}'><div><b>{d:%d}</b><span>{d:%Y-%m}</span></div><p>{t}</p></a></li>")


def build_undated(village: Village) -> None:
    """No day on the list; the notices print theirs."""
    village.write_articles()
    village.write_list(lambda t, h, _: f"<li><a href='{h}'>{t}</a></li>")


def build_attribute(village: Village) -> None:
    """Records in an attribute, under keys of their own."""
    village.write_articles()
    rows = [{"mc": t, "dz": h, "sj": f"{d}"} for t, h, d in village.entries()]
    village.site.write("/tz/", f'<html><body><div data-rows="{escape(json.dumps(rows, ensure_ascii=False))}"></div></body></html>')


def build_undated_keys(village: Village) -> None:
    """A service with keys of its own and no days."""
    village.write_articles()
    rows = [{"xh": n, "wjmc": t, "wjdz": h} for n, (t, h, _) in enumerate(village.entries())]
    village.site.write("/tz/", json.dumps({"data": {"rows": rows}}, ensure_ascii=False))


def build_flat(village: Village) -> None:
    """An old page: links and days in a row, parted by line breaks."""
    village.write_articles(tags=False)
    village.write_list(lambda t, h, d: f"·<a href='{h}'>{t}</a>（{d:%m-%d}）<br>")


BUILDERS = (build_records, build_service, build_own_keys, build_files, build_clicks, build_kept, build_shell, build_month_days)
BUILDERS += (build_told_days, build_split_days, build_undated, build_attribute, build_undated_keys, build_flat)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "sources").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    return root


def run(root: Path, mirror: Path, *words: str) -> int:
    return main([*words, "--root", str(root), "--mirror", str(mirror)])


def load_notices(root: Path) -> list[Notice]:
    return [parse_notice(path.read_text("utf-8"), file=path.name) for path in (root / "content" / "notices").rglob("*.md")]


@pytest.mark.parametrize("build", BUILDERS, ids=[build.__name__.removeprefix("build_") for build in BUILDERS])
def test_a_site_works_with_the_file_that_source_new_wrote(
    build: Callable[[Village], None], root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    village = Village(Site(tmp_path / "mirror", HOST))
    build(village)
    assert run(root, tmp_path / "mirror", "source", "new", LIST, "--id", "new") == 0, capsys.readouterr().out
    assert run(root, tmp_path / "mirror", "scrape", "--sources", str(root / "sources")) == 0, capsys.readouterr().out
    notices = sorted(load_notices(root), key=lambda notice: notice.published or date.min, reverse=True)
    assert [(notice.title, notice.published) for notice in notices] == [(title, day) for title, _, day in village.entries()]
    files = build is build_files
    assert {notice.page_kind for notice in notices} == {PageKind.ATTACHMENT if files else None}
    assert all(bool(notice.attachments) is files for notice in notices)
    assert all(notice.measures for notice in notices) is not files
    expected = json.loads((root / "sources" / "new" / "expected.json").read_text("utf-8"))
    assert len(expected["list"]["entries"]) == COUNT
    (root / "sources" / "new" / "expected.json").write_text(json.dumps(expected | {"reviewed": True}), "utf-8")
    assert run(root, tmp_path / "mirror", "source", "check", "new", "--offline") == 0
    capsys.readouterr()
    assert run(root, tmp_path / "mirror", "scrape", "--sources", str(root / "sources"), "--json") == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["new"], row["added"]) == (0, 0)
    before = {path: path.read_bytes() for path in (root / "content" / "notices").rglob("*.md")}
    assert main(["rebuild", "--root", str(root), "--sources", str(root / "sources")]) == 0
    assert {path: path.read_bytes() for path in (root / "content" / "notices").rglob("*.md")} == before


def test_a_list_of_short_days_over_years_is_taken_and_none_is_guessed(root: Path, tmp_path: Path) -> None:
    """Of an entry that could be of two years its notice tells the day."""
    village = Village(Site(tmp_path / "mirror", HOST))
    village.write_articles()
    days = [village.today - timedelta(days=back) for back in (10, 300, 500, 900)]  # the third falls between the first two of a year
    rows = zip(village.entries(), days, strict=True)
    items = "".join(f"<li><a href='{h}'>{t}</a><span>{d:%m-%d}</span></li>" for (t, h, _), d in rows)
    village.site.write("/tz/", f"<ul>{items}</ul>")
    assert run(root, tmp_path / "mirror", "source", "new", LIST, "--id", "years") == 0
    expected = json.loads((root / "sources" / "years" / "expected.json").read_text("utf-8"))
    told = [entry["published"] for entry in expected["list"]["entries"]]
    assert all(day in (None, f"{true}") for day, true in zip(told, days, strict=True))
    assert run(root, tmp_path / "mirror", "scrape", "--sources", str(root / "sources")) == 0
    assert {notice.published for notice in load_notices(root)} == {village.day(n) for n in range(COUNT)}


def test_what_a_new_source_needs_is_in_its_file(root: Path, tmp_path: Path) -> None:
    village = Village(Site(tmp_path / "mirror", HOST))
    build_own_keys(village)
    assert run(root, tmp_path / "mirror", "source", "new", LIST, "--id", "keys") == 0
    source = load_source(root / "sources" / "keys.yml")
    assert (source.select.items, source.select.title, source.select.url, source.select.date) == ("jg.sj", "wjbt", "lj.pc", "fbrq")
    build_undated(village)
    assert run(root, tmp_path / "mirror", "source", "new", LIST, "--id", "undated") == 0
    assert load_source(root / "sources" / "undated.yml").undated


def test_a_new_source_says_what_can_not_be_read(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    village = Village(Site(tmp_path / "mirror", HOST))
    village.write_articles()
    village.write_list(lambda t, _, d: f"<li><a href='#'>{t}</a><span>{d}</span></li>")
    assert run(root, tmp_path / "mirror", "source", "new", LIST, "--id", "none") == 1
    assert "no entries; 4 dated entries without an address" in capsys.readouterr().out
    village.write_list(lambda t, h, d: f"<li><a href='{h if '0' in h else '#'}'>{t}</a><span>{d}</span></li>")
    assert run(root, tmp_path / "mirror", "source", "new", LIST, "--id", "some") == 1
    assert "3 dated entries without an address" in capsys.readouterr().out
    assert run(root, tmp_path / "mirror", "scrape", "--sources", str(root / "sources"), "some") == 1
    assert "3 dated entries without an address" in capsys.readouterr().out
    assert len(load_notices(root)) == 1


EXAMPLES = [source for source in load_sources((WEB / "sources",))[0] if source.family is not Family.FOLDER]


@pytest.mark.parametrize("source", EXAMPLES, ids=[source.id for source in EXAMPLES])
def test_the_example_sites_work_without_an_edit(source: object, root: Path) -> None:
    assert isinstance(source, type(EXAMPLES[0]))
    assert run(root, WEB / "mirror", "source", "new", source.url[0], "--id", "new") == 0
    expected = json.loads((root / "sources" / "new" / "expected.json").read_text("utf-8"))
    assert len(expected["list"]["entries"]) >= 1
    assert run(root, WEB / "mirror", "scrape", "--sources", str(root / "sources"), "new", "--max-new", "3") == 0
    assert load_notices(root)
