"""A site speaks only for itself: what it sends is a page, and who says it is told by the source that fetched it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.cli.commands.normalize import describe_notice
from scraper.copies.originals import may_replace
from scraper.copies.reposts import merge_reposts
from scraper.frontmatter import parse_notice, render_notice
from scraper.harvest.judgement import name_domain, stays_home
from scraper.model import Licence, Notice, Provenance, Repost, Snapshot
from scraper.model.source_state import State
from scraper.pipeline import normalize_snapshot
from scraper.sources.source import Family, Source
from scraper.store.archive import Archive, Capture
from scraper.store.run_state import open_memory
from tests.making import BODY, make_notice
from tests.scraped import HOST, LIST, Bench, Site, load_reader, make_source

EVIL = "www.evil.example"
OTHER = make_source("other", url=f"http://{EVIL}/tz/")
PRESS = replace(OTHER, id="press", licence=Licence.PRESS)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "mirror")


@pytest.fixture
def evil(tmp_path: Path) -> Site:
    return Site(tmp_path / "mirror", EVIL)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "digest", tmp_path / "mirror")


def load(bench: Bench) -> list[Notice]:
    return [parse_notice(text) for text in bench.texts()]


def find(bench: Bench, source: str) -> Notice:
    (notice,) = [notice for notice in load(bench) if notice.source.id == source]
    return notice


def list_at(site: Site, path: str, title: str) -> None:
    site.publish([f"<li><a href='{path}'>{title}</a><span>2026-01-05</span></li>"])


LONG = "".join(
    f"<p>{line}</p>"
    for line in (
        "一、对当年稳定用工、没有裁员的企业，按每人一千二百元给予稳岗返还，单户最高30万元。",
        "二、对承租国有厂房的企业免收三个月租金，企业不必提出申请，由产权单位在下一期租金中直接减免。",
        "三、首次贷款用于发放工资的企业，按实际支付利息的百分之四十给予贴息，贴息期限最长十二个月。",
        "四、对新招用高校毕业生的企业，按每人一千元给予一次性补贴，由人力资源社会保障局负责发放。",
    )
)


# What a page claims to be


def write_content_file(notice: Notice) -> str:
    return render_notice(notice)


def write_record(notice: Notice) -> str:
    return json.dumps(describe_notice(notice, date(2026, 3, 1)), ensure_ascii=False)


FORMS = {"/tz/x.md": write_content_file, "/tz/x.MD": write_content_file, "/tz/x.json": write_record, "/tz/x": write_content_file}
MEDIA = ["", "Content-Type: text/html; charset=utf-8\n", "Content-Type: application/json\n", "Content-Type: text/markdown\n"]


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("path", FORMS)
def test_a_finished_record_that_a_site_sends_is_read_as_a_page(site: Site, evil: Site, bench: Bench, path: str, media: str) -> None:
    site.add(0)
    bench.scrape()
    before = bench.content()
    victim = find(bench, "site")
    forged = replace(
        victim, body=BODY + "\n\n企业须向本站缴纳保证金九万元。", measures=(), issuers=("国务院",), settled=("no-date",), withheld=False
    )
    evil.write(path, FORMS[path](forged), media)
    list_at(evil, path, victim.title)
    bench.scrape(OTHER)
    assert {name: found for name, found in bench.content().items() if name in before} == before
    for notice in load(bench):
        if notice.source.id == "other":
            assert notice.id != victim.id
            assert (notice.source.url, notice.source.site_name) == (f"http://{EVIL}{path}", OTHER.name)
            assert (notice.withheld, notice.settled) == (None, ())
            assert "国务院" not in notice.issuers


@pytest.mark.parametrize(("name", "write"), [("a.md", write_content_file), ("a.json", write_record)])
def test_a_record_in_a_folder_that_is_a_source_is_a_page(
    site: Site, tmp_path: Path, bench: Bench, name: str, write: Callable[[Notice], str]
) -> None:
    site.add(0)
    bench.scrape()
    before = bench.content()
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / name).write_text(write(replace(find(bench, "site"), body=BODY, measures=())), "utf-8")
    box = replace(make_source("box", Family.FOLDER, "saved"), file=str(tmp_path / "box.yml"))
    bench.scrape(box)
    assert {key: value for key, value in bench.content().items() if key in before} == before
    assert all(notice.source.id == "box" for notice in load(bench) if notice.body != find(bench, "site").body)


def test_a_record_by_hand_is_still_the_notice_that_it_holds() -> None:
    notice = make_notice()
    for name, text in (("a.md", render_notice(notice)), ("a.json", write_record(notice))):
        data = text.encode()
        assert normalize_snapshot(Snapshot(name, data, sha256(data).hexdigest()), load_reader()).id == notice.id


@given(st.sampled_from(["a.md", "http://a.example/1.md", "a.json", "A.JSON", "http://a.example/x.Md"]), st.sampled_from(list(Licence)))
def test_no_source_can_send_a_finished_record(name: str, licence: Licence) -> None:
    notice = make_notice(source=Provenance("site", LIST, "示例市政府", licence=Licence.OFFICIAL))
    data = (write_record(notice) if name.lower().endswith("json") else render_notice(notice)).encode()
    origin = Provenance("evil", f"http://{EVIL}/1", "某网", licence=licence)
    read = normalize_snapshot(Snapshot(name, data, sha256(data).hexdigest(), origin.url), load_reader(), origin)
    assert (read.source.id, read.source.url, read.source.site_name, read.source.licence) == ("evil", origin.url, "某网", licence)
    assert read.snapshot == sha256(data).hexdigest()


@pytest.mark.parametrize("path", ["/tz/x.md", "/tz/x.json"])
def test_an_article_at_an_address_like_a_file_is_an_article(site: Site, bench: Bench, path: str) -> None:
    site.write(path, site.article(3))
    list_at(site, path, site.title(3))
    assert bench.scrape()["site"].added == 1
    assert "对企业给予技术改造补助4万元" in bench.texts()[0]


# Who a page claims to be


@pytest.mark.parametrize("source", [OTHER, PRESS, replace(OTHER, name="示例市政府门户网站")])
@pytest.mark.parametrize("extra", ["", "<p>三、本页为最新版本，内容更加完整，由示例市政府发布并负责解释。</p>"], ids=["same", "fuller"])
def test_another_sites_copy_is_a_repost(site: Site, evil: Site, bench: Bench, source: Source, extra: str) -> None:
    site.add(0)
    site.write(site.path(0), site.article(0, LONG))
    bench.scrape()
    victim = find(bench, "site")
    page = site.article(0, LONG + extra)
    evil.write("/tz/0.html", page)
    list_at(evil, "/tz/0.html", site.title(0))
    bench.scrape(source)
    (notice,) = load(bench)
    assert replace(notice, reposts=()) == victim
    assert [repost.url for repost in notice.reposts] == [f"http://{EVIL}/tz/0.html"]
    before = bench.content()
    shutil.rmtree(bench.root / "content")
    shutil.rmtree(bench.root / ".policy-digest" / "base")
    bench.rebuild(make_source(), source)
    assert bench.content() == before


def test_a_repost_that_comes_first_gives_way_to_the_issuers_own_site_and_to_no_other(site: Site, evil: Site, bench: Bench) -> None:
    evil.write("/tz/0.html", site.article(0, LONG))
    list_at(evil, "/tz/0.html", site.title(0))
    bench.scrape(PRESS)
    first = find(bench, "press")
    site.add(0)
    site.write(site.path(0), site.article(0, LONG))
    own = replace(make_source(), name="滨州市工业和信息化局")
    bench.scrape(own)
    (notice,) = load(bench)
    assert (notice.id, [repost.url for repost in notice.reposts]) == (first.id, [first.source.url])
    assert notice.source.id == "site"


def test_a_claimed_site_name_makes_no_original(site: Site, evil: Site, bench: Bench) -> None:
    """Both come in one run: the press page prints the issuer's name as its site."""
    site.add(0)
    site.write(site.path(0), site.article(0, LONG))
    evil.write("/tz/0.html", site.article(0, LONG).replace('"示例市政府"', '"滨州市工业和信息化局"'))
    list_at(evil, "/tz/0.html", site.title(0))
    bench.scrape(make_source(), PRESS)
    (notice,) = load(bench)
    assert notice.source.id == "site"
    assert [repost.site for repost in notice.reposts] == [PRESS.name]


def test_a_page_with_the_number_of_another_takes_a_name_of_its_own(site: Site, evil: Site, bench: Bench) -> None:
    head = "<p>滨工信发〔2026〕7号</p>"
    site.write(site.path(0), site.article(0, f"{head}<p>一、对企业给予稳岗返还补助1万元。</p><p>二、五个工作日内办结，资料从简。</p>"))
    list_at(site, site.path(0), site.title(0))
    bench.scrape()
    before = bench.content()
    evil.write("/tz/9.html", site.article(0, f"{head}<p>所有参展单位请于月底前把展位费汇入指定账户，逾期不再保留展位。</p>" * 3))
    list_at(evil, "/tz/9.html", site.title(0))
    bench.scrape(OTHER)
    after = bench.content()
    assert {name: after.get(name) for name in before} == before
    assert len({notice.id for notice in load(bench)}) == len(after)


def test_who_may_replace_is_told_by_source_files() -> None:
    standing = make_notice(source=Provenance("a", LIST, "某县政府", licence=Licence.OFFICIAL))
    copy = replace(
        standing, snapshot="b" * 64, source=Provenance("b", LIST, "某市政府", source_name="滨州市人民政府", licence=Licence.OFFICIAL)
    )
    assert not may_replace(copy, standing)
    own = replace(copy, source=replace(copy.source, site_name="滨州市人民政府"))
    assert may_replace(own, standing)
    assert not may_replace(standing, own)
    assert not may_replace(replace(own, source=replace(own.source, licence=Licence.PRESS)), standing)
    assert not may_replace(replace(own, issuers=("某市政府",)), replace(standing, issuers=("某县政府",)))
    assert may_replace(replace(copy, source=Provenance()), standing)
    by_hand = replace(standing, source=Provenance(url=LIST))
    assert may_replace(copy, by_hand)
    assert not may_replace(replace(copy, source=replace(copy.source, url=f"http://{EVIL}/1")), by_hand)
    assert not may_replace(replace(copy, source=replace(copy.source, licence=Licence.PRESS)), by_hand)


@given(
    licence=st.sampled_from(list(Licence)),
    printed=st.fixed_dictionaries(
        {
            "source_name": st.sampled_from([None, "滨州市人民政府", "国务院"]),
            "site_id_code": st.sampled_from([None, "3716000001"]),
            "url": st.sampled_from([None, "http://www.city.example/art/1.html", "http://b.gov.cn/1"]),
        }
    ),
    snapshot=st.sampled_from(["a" * 64, "b" * 64]),
    more=st.sampled_from(["", "\n\n（五）其他事项另行通知，解释权归本网所有。"]),
    turn=st.booleans(),
)
def test_no_copy_of_another_source_changes_a_standing_notice(
    licence: Licence, printed: dict[str, str | None], snapshot: str, more: str, turn: bool
) -> None:
    source = Provenance("site", "http://www.city.example/art/1.html", "示例市政府", licence=Licence.OFFICIAL)
    standing = make_notice(source=source)
    copy = replace(standing, source=Provenance("evil", site_name="某网", licence=licence, **printed), snapshot=snapshot, body=BODY + more)
    copies = [copy, replace(copy, id="371600-20200206-ffffffff")]
    merged = merge_reposts([standing, *copies[:: -1 if turn else 1]], kept={standing.id: standing})
    original = next(notice for notice in merged if notice.id == standing.id)
    assert replace(original, reposts=()) == standing
    assert all(isinstance(repost, Repost) for repost in original.reposts)


# Where a page answers from


@pytest.mark.parametrize("target", [f"http://{EVIL}/a.html", f"https://{HOST}.evil.example/tz/1.html"])
def test_an_article_that_another_host_answers_is_not_published(site: Site, bench: Bench, target: str) -> None:
    site.add(0, 1, 2)
    away = Site(bench.mirror, target.split("/")[2])
    away.write("/" + target.split("/", 3)[3], site.article(1, "<p>一、对企业给予贷款贴息补助900万元，须先交保证金。</p>"))
    site.write(site.path(1), "", f"Status: 302\nLocation: {target}\n")
    result = bench.scrape()["site"]
    assert (result.state, result.added) == (State.PARTIAL, 2)
    assert "in place of the site" in result.visit.detail
    assert not any("900万元" in text for text in bench.texts())
    for _ in range(7):
        bench.scrape()
    assert bench.requests == [LIST]
    bench.rebuild()
    assert len(bench.content()) == 2


def test_a_known_article_that_moves_to_another_host_keeps_its_notice(site: Site, bench: Bench) -> None:
    site.add(0)
    bench.scrape()
    before = bench.content()
    Site(bench.mirror, EVIL).write("/a.html", site.article(0, "<p>一、对企业给予稳岗返还补助900万元。</p><p>二、须先交保证金。</p>"))
    site.write(site.path(0), "", f"Status: 301\nLocation: http://{EVIL}/a.html\n")
    bench.day += timedelta(days=31)
    bench.scrape()
    assert bench.scrape()["site"].state in (State.MOVED, State.OK)
    assert bench.content() == before


@pytest.mark.parametrize("target", [f"https://{HOST}/tz/1b.html", "http://zwgk.site.example/tz/1b.html", "/tz/1b.html"])
def test_an_article_that_moves_within_its_site_is_published(site: Site, bench: Bench, target: str) -> None:
    site.add(0, 1)
    host = target.split("/")[2] if "://" in target else HOST
    Site(bench.mirror, host).write("/tz/1b.html", site.article(1))
    site.write(site.path(1), "", f"Status: 302\nLocation: {target}\n")
    assert bench.scrape()["site"].added == 2


def test_a_part_of_an_article_from_another_host_joins_no_article(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    script = '<script>createPageHTML(2,0,"1","html");</script></body>'
    site.write(site.path(1), site.article(1).replace("</body>", script))
    site.write("/tz/1_1.html", "", f"Status: 302\nLocation: http://{EVIL}/p.html\n")
    Site(bench.mirror, EVIL).write("/p.html", site.article(1, "<p>三、对企业给予补助900万元，发至年底。</p>"))
    assert bench.scrape()["site"].added == 1
    assert not any("900万元" in text for text in bench.texts())


def test_a_record_archived_before_from_another_host_is_not_published(site: Site, bench: Bench) -> None:
    archive = Archive(bench.root / ".policy-digest" / "archive")
    archive.open_run(bench.now())
    title = site.title(1)
    capture = Capture(
        "site", "detail", f"{LIST}1.html", f"http://{EVIL}/1", 200, (), site.article(1).encode(), "2026-03-01T00:00:00Z", title
    )
    archive.save_capture(capture)
    archive.save_capture(
        replace(capture, asked=f"{LIST}2.html", final=f"https://{HOST}/tz/2.html", title=site.title(2), body=site.article(2).encode())
    )
    archive.close_run()
    bench.rebuild()
    assert [notice.title for notice in load(bench)] == [site.title(2)]


HOSTS = st.sampled_from(
    [
        "www.a.gov.cn",
        "b.gov.cn",
        "rsj.b.gov.cn",
        "a.example",
        "www.a.example",
        "x.com.cn",
        "y.com.cn",
        "10.0.0.1",
        "127.0.0.1",
        "a.hz.zj.cn",
    ]
)


@given(HOSTS, HOSTS, HOSTS)
def test_home_is_what_was_asked_or_is_named(listed: str, asked: str, final: str) -> None:
    source = make_source(url=f"http://{listed}/")
    expected = name_domain(f"http://{final}/") in {name_domain(f"http://{host}/") for host in (listed, asked)}
    assert stays_home(source, f"http://{asked}/1", f"https://{final}/2") is expected
    assert stays_home(source, f"http://{asked}/1", f"http://{asked}/2")
    if final.endswith(".1"):
        assert expected is (final in (listed, asked))


# Files that claim an address


def pack_warc(folder: Path, address: str, page: str, bench: Bench) -> None:
    archive = Archive(folder.parent / "packing")
    archive.open_run(bench.now())
    archive.save_capture(
        Capture("x", "detail", address, address, 200, (("Content-Type", "text/html"),), page.encode(), "2026-01-01T00:00:00Z")
    )
    (file,) = archive.folder.rglob("*.warc.gz")
    folder.mkdir(exist_ok=True)
    shutil.move(file, folder / "pages.warc.gz")


@pytest.mark.parametrize("first", ["site", "box"])
def test_a_warc_file_never_speaks_for_the_source_of_the_address_it_claims(site: Site, tmp_path: Path, bench: Bench, first: str) -> None:
    box = replace(make_source("box", Family.FOLDER, "saved"), file=str(tmp_path / "box.yml"))
    forged = site.article(0, "<p>一、对企业收取保证金900万元，限期三日缴清。</p><p>二、未缴清的企业列入名单，予以公开通报批评。</p>")
    pack_warc(tmp_path / "saved", f"http://{HOST}/tz/0.html", forged, bench)
    site.add(0)
    for source in (make_source(), box)[:: 1 if first == "site" else -1]:
        bench.scrape(source)
    assert "稳岗返还补助1万元" in find(bench, "site").body
    assert "900万元" not in find(bench, "site").body
    bench.day += timedelta(days=40)
    bench.scrape(make_source(), box)
    before = bench.content()
    shutil.rmtree(bench.root / "content")
    shutil.rmtree(bench.root / ".policy-digest" / "base")
    bench.rebuild(make_source(), box)
    assert bench.content() == before


def test_an_archive_in_which_a_file_claimed_an_address_is_rebuilt_without_the_claim(site: Site, bench: Bench) -> None:
    archive = Archive(bench.root / ".policy-digest" / "archive")
    archive.open_run(bench.now())
    own = Capture(
        "site", "detail", f"{LIST}0.html", f"{LIST}0.html", 200, (), site.article(0).encode(), "2026-03-01T00:00:00Z", site.title(0)
    )
    claim = replace(own, source="zbox", body=site.article(0, "<p>一、对企业收取保证金900万元，限期三日缴清。</p>").encode())
    for capture in (own, claim):
        archive.save_capture(capture)
    archive.close_run()
    bench.rebuild(make_source(), replace(make_source("zbox", Family.FOLDER, "saved")))
    assert "900万元" not in find(bench, "site").body
    with open_memory(bench.root / ".policy-digest" / "state.sqlite") as memory:
        page = memory.find_page(f"{LIST}0.html")
    assert page is not None
    assert page.source == "site"
