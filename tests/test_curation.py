from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from scraper.curation import separate_ids, shelve_notices
from scraper.model import Kind, Licence, Provenance
from scraper.store import files
from scraper.store.shelf import Outcome, Shelf, Shelved
from tests.making import BODY, make_notice

NOTICE = make_notice()
COPY = make_notice(
    id="371600-20200206-11111111",
    source=Provenance(url="http://paper.example/2", site_name="某晚报"),
    snapshot="b" * 64,
    published=date(2020, 2, 8),
)
APART = make_notice(
    id="371700-20200301-0a1b2c3d",
    title="关于支持外贸企业的通知",
    doc_number=None,
    region=None,
    body="支持企业参加线上展会，参展费用给予全额补助，由商务局受理申请，资料齐全的当日办结。",
    measures=(),
    source=Provenance(url="http://www.other.example/1"),
    snapshot="c" * 64,
)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


def load(shelf):
    return [item.notice for item in shelf.load_notices() if isinstance(item, Shelved)]


def outcomes(notices, shelf):
    return dict(shelve_notices(notices, shelf).outcomes)


def test_copies_become_one_file(shelf):
    assert outcomes([COPY, NOTICE], shelf) == {NOTICE.id: Outcome.ADDED}
    (notice,) = load(shelf)
    assert [repost.url for repost in notice.reposts] == [COPY.source.url]


def test_the_id_of_a_first_find_stays(shelf):
    shelve_notices([COPY], shelf)
    assert outcomes([NOTICE], shelf) == {COPY.id: Outcome.CHANGED}
    assert outcomes([NOTICE], shelf) == {COPY.id: Outcome.UNCHANGED}
    (notice,) = load(shelf)
    assert notice.source == NOTICE.source


def test_a_better_reading_of_the_same_page_keeps_its_id(shelf):
    shelve_notices([NOTICE], shelf)
    better = replace(NOTICE, id="371602-20200207-99999999", title="关于支持中小企业稳定经营若干措施的通知")
    assert outcomes([better], shelf) == {NOTICE.id: Outcome.CHANGED}


def test_other_notices_are_left_alone(shelf):
    shelve_notices([NOTICE, APART], shelf)
    before = {path: path.stat().st_mtime_ns for path in shelf.list_paths()}
    shelve_notices([replace(APART, genre="通知")], shelf)
    changed = [path.stem for path in shelf.list_paths() if path.stat().st_mtime_ns != before[path]]
    assert changed == [APART.id]


def test_different_acts_never_share_a_file(shelf):
    twin = replace(APART, id=NOTICE.id)
    shelve_notices([NOTICE], shelf)
    shelve_notices([twin], shelf)
    assert sorted(notice.id for notice in load(shelf)) == [NOTICE.id, "371600-20200206-0a1b2c3e"]
    before = {path: path.read_bytes() for path in shelf.list_paths()}
    shelve_notices([twin, NOTICE], shelf)
    assert {path: path.read_bytes() for path in shelf.list_paths()} == before


def test_a_free_id_is_looked_for_on_the_whole_shelf():
    named = separate_ids([NOTICE, NOTICE], lambda name: name.endswith("3e"))
    assert [notice.id for notice in named] == [NOTICE.id, "371600-20200206-0a1b2c3f"]


@pytest.mark.parametrize(("licence", "kind", "whole"), [(Licence.PRESS, Kind.NEWS, False), (Licence.OFFICIAL, Kind.NEWS, True)])
def test_press_is_quoted_and_official_text_kept(shelf, licence, kind, whole):
    shelve_notices([replace(NOTICE, kind=kind, source=replace(NOTICE.source, licence=licence))], shelf)
    (notice,) = load(shelf)
    assert (notice.body == BODY) is whole


def test_press_read_again_changes_nothing(shelf):
    press = replace(NOTICE, kind=Kind.NEWS, source=replace(NOTICE.source, licence=Licence.PRESS))
    shelve_notices([press], shelf)
    assert outcomes([press], shelf) == {NOTICE.id: Outcome.UNCHANGED}


def test_a_broken_file_is_reported_and_the_others_written(shelf):
    shelve_notices([NOTICE], shelf)
    shelf.path(NOTICE.id).write_text("---\n", "utf-8")
    shelving = shelve_notices([replace(NOTICE, genre="通知"), APART], shelf)
    assert (APART.id, Outcome.ADDED) in shelving.outcomes
    assert {error.kind for error in shelving.errors} == {"front-matter"}
    assert shelf.path(NOTICE.id).read_text("utf-8") == "---\n"


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("writes", range(7))
def test_a_run_killed_at_any_write_is_made_good_by_the_next(tmp_path, monkeypatch, writes):
    second = replace(APART, id="371700-20200302-0a1b2c3d", snapshot="d" * 64, title="又一公告", body="第二份公告的正文。")
    notices = [NOTICE, COPY, APART, replace(second, source=Provenance(url="http://x.example/2"))]
    clean, killed = Shelf(tmp_path / "clean"), Shelf(tmp_path / "killed")
    shelve_notices(notices, clean)
    left = iter(range(writes))
    replace_file = files.replace_file

    def write(path, data):
        if next(left, None) is None:
            (path.parent / f".{path.name}.x{files.PART}").write_bytes(data[:9])
            raise Killed
        replace_file(path, data)

    with monkeypatch.context() as patch, suppress(Killed):
        patch.setattr(files, "replace_file", write)
        shelve_notices(notices, killed)
    shelve_notices(notices, killed)
    assert tree(killed) == tree(clean)


def tree(shelf):
    folder = shelf.root / "content"
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_takedown_survives_every_later_run(shelf):
    shelve_notices([NOTICE], shelf)
    path = shelf.path(NOTICE.id)
    path.write_text(path.read_text("utf-8").replace("issuers:", "held: true\nissuers:", 1), "utf-8")
    for later in ([NOTICE], [COPY], [replace(NOTICE, snapshot="9" * 64, genre="通知")], [replace(COPY, snapshot="8" * 64)]):
        shelve_notices(later, shelf)
        (notice,) = load(shelf)
        assert notice.held


def test_a_takedown_survives_when_what_was_generated_is_forgotten(shelf):
    shelve_notices([NOTICE], shelf)
    path = shelf.path(NOTICE.id)
    path.write_text(path.read_text("utf-8").replace("issuers:", "held: true\nissuers:", 1), "utf-8")
    shelf.base_path(NOTICE.id).unlink()
    shelve_notices([replace(NOTICE, snapshot="9" * 64, genre="通知")], shelf)
    (notice,) = load(shelf)
    assert notice.held
