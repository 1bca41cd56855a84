"""A page waits until the shelf takes its notice: a file that people broke stays as it is, and the update arrives when it is mended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.harvest.visit_tally import RunOptions
from scraper.model.source_state import State
from scraper.scraping import rebuild_content, scrape_sources
from scraper.store.archive import Archive
from scraper.store.run_state import open_memory
from scraper.store.shelf import NOTICES
from tests.scraped import Bench, Silence, Site, make_source

NEW = "<p>一、对企业给予稳岗返还补助88万元。</p><p>二、简化办理流程，六个工作日内办结。</p>"
LONG = NEW + "".join(
    f"<p>{number}、{matter}由县级部门受理，企业提交营业执照和上年度缴费凭证，材料齐全的当场办结，不收取任何费用。</p>"
    for number, matter in zip("三四五六", ("用工登记", "设备更新", "展会参展", "绿色改造"), strict=True)
)
OTHER = make_source("other", url="http://www.other.example/tz/")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "mirror")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "root", tmp_path / "mirror")


def find_file(bench: Bench) -> Path:
    (path,) = (bench.root / NOTICES).rglob("*.md")
    return path


def break_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BREAKS: dict[str, Callable[[Path], object]] = {
    "merge marker": lambda path: path.write_text("<<<<<<< HEAD\n" + path.read_text("utf-8"), "utf-8"),
    "marker inside": lambda path: path.write_text(path.read_text("utf-8").replace("issuers:", "=======\nissuers:", 1), "utf-8"),
    "unknown key": lambda path: path.write_text(path.read_text("utf-8").replace("issuers:", "isuers:", 1), "utf-8"),
    "no UTF-8": lambda path: path.write_bytes(path.read_text("utf-8").encode("gb18030")),
    "emptied": lambda path: path.write_text("", "utf-8"),
    "a folder": break_by_folder,
}


def change_page(site: Site, bench: Bench) -> None:
    """The site prints another sum, and the next run looks at the page again."""
    site.write(site.path(0), site.article(0, NEW))
    bench.day += timedelta(days=40)


def mend(path: Path, text: str) -> None:
    if path.is_dir():
        path.rmdir()
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("case", BREAKS)
def test_an_update_waits_for_a_broken_file_and_arrives_when_it_is_mended(site: Site, bench: Bench, case: str) -> None:
    site.add(0)
    bench.scrape()
    path = find_file(bench)
    sound = path.read_text("utf-8")
    BREAKS[case](path)
    broken = None if path.is_dir() else path.read_bytes()
    change_page(site, bench)
    for _ in range(2):
        context = bench.context((make_source(),))
        results = scrape_sources(context, context.known, bench.client(), RunOptions(), Silence())
        bench.day += timedelta(minutes=1)
        assert [result.state for result in results] == [State.PARTIAL]
        (error,) = context.complaints.values()
        assert (error.file or "").endswith(path.name)
        assert (None if path.is_dir() else path.read_bytes()) == broken
    mend(path, sound)
    (result,) = bench.scrape().values()
    assert (result.state, result.changed) == (State.OK, 1)
    assert "88万元" in find_file(bench).read_text("utf-8")


@pytest.mark.parametrize("case", BREAKS)
def test_a_broken_file_is_named_by_runs_that_have_nothing_for_it(site: Site, bench: Bench, case: str) -> None:
    site.add(0)
    bench.scrape()
    BREAKS[case](find_file(bench))
    context = bench.context((make_source(),))
    scrape_sources(context, context.known, bench.client(), RunOptions(), Silence())
    (told,) = context.complaints.items()
    assert (told[1].file or "").endswith(find_file(bench).name)
    context.complaints.clear()
    assert not rebuild_content(context)
    assert list(context.complaints) == [told[0]]
    with open_memory(bench.root / ".policy-digest" / "state.sqlite") as memory:
        assert memory.count_unshelved() == 1


def test_a_copy_found_while_the_original_is_broken_is_no_second_notice(site: Site, bench: Bench, tmp_path: Path) -> None:
    """The copy has another title, and so another id."""
    site.add(0)
    site.write(site.path(0), site.article(0, LONG))
    bench.scrape()
    path = find_file(bench)
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("issuers:", "isuers:", 1), "utf-8")
    other = Site(tmp_path / "mirror", "www.other.example")
    other.add(0)
    other.write(other.path(0), other.article(0, LONG).replace("做好", "切实做好"))
    assert bench.scrape(make_source(), OTHER)["other"].state is State.PARTIAL
    assert find_file(bench) == path
    mend(path, sound)
    assert bench.scrape(make_source(), OTHER)["other"].state is State.OK
    assert "www.other.example" in find_file(bench).read_text("utf-8")


def test_other_pages_of_the_run_do_not_wait(site: Site, bench: Bench) -> None:
    site.add(0)
    bench.scrape()
    find_file(bench).write_text("", "utf-8")
    change_page(site, bench)
    bench.scrape()
    site.add(1, 2)
    result = bench.scrape()["site"]
    assert (result.state, result.added, result.visit.failed) == (State.PARTIAL, 2, 1)
    with open_memory(bench.root / ".policy-digest" / "state.sqlite") as memory:
        assert memory.count_unshelved() == 1


# A rebuild that did not come to its end


def test_after_a_broken_off_rebuild_no_older_reading_stays_on_the_shelf(site: Site, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    site.add(0)
    bench.scrape()
    change_page(site, bench)
    bench.scrape()
    expected = bench.content()
    list_captures = Archive.list_captures

    def stop(archive: Archive, run: str) -> object:
        if run == archive.list_runs()[-1]:
            raise KeyboardInterrupt
        return list_captures(archive, run)

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "list_captures", stop)
        with pytest.raises(KeyboardInterrupt, match="archived pages"):
            bench.rebuild()
    assert bench.content() != expected
    scrape_sources(bench.context((make_source(), OTHER)), (OTHER,), bench.client(), RunOptions(), Silence())
    assert bench.content() == expected


def test_a_rebuild_forgets_no_page_that_was_listed_and_never_had(site: Site, bench: Bench) -> None:
    site.page_size = 2
    site.add(0, 1, 2, 3)
    source = make_source(pages=9)
    assert bench.scrape(source, max_new=2)["site"].added == 2
    bench.rebuild(source)
    assert bench.scrape(source)["site"].added == 2
