from __future__ import annotations

from dataclasses import replace

import pytest

from scraper.errors import FrontMatterError, StoreError
from scraper.frontmatter import dump_notice, is_generated, load_notice, parse_notice, render_notice
from scraper.model import Damage, Notice
from scraper.store.shelf import CONFLICT, Outcome, Shelf
from tests.making import make_notice

NOTICE = make_notice()


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    assert shelf.save_notice(NOTICE) is Outcome.ADDED
    return shelf


def edit(shelf, old, new, notice=NOTICE):
    path = shelf.path(notice.id)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def load(shelf) -> Notice:
    return parse_notice(shelf.path(NOTICE.id).read_text("utf-8"))


def test_a_notice_lies_under_its_province_and_year(shelf, tmp_path):
    assert shelf.path(NOTICE.id) == tmp_path / "content/notices/370000/2020/371600-20200206-0a1b2c3d.md"
    assert [item.notice for item in shelf.load_notices()] == [NOTICE]


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "371600-20200206-0a1b2c3d/../x", "371600-20200206-0A1B2C3D", "a" * 300])
def test_no_file_name_is_made_of_what_is_no_id(shelf, name):
    with pytest.raises(StoreError):
        shelf.save_notice(replace(NOTICE, id=name))


def test_saving_again_changes_nothing(shelf):
    path = shelf.path(NOTICE.id)
    before = path.stat().st_mtime_ns
    assert shelf.save_notice(NOTICE) is Outcome.UNCHANGED
    assert path.stat().st_mtime_ns == before


def test_a_file_nobody_edited_follows_the_scraper(shelf):
    assert shelf.save_notice(replace(NOTICE, title="新的标题")) is Outcome.CHANGED
    assert load(shelf).title == "新的标题"


def test_an_edit_survives_the_same_notice(shelf):
    path = edit(shelf, "title: 关于", "title: 滨州市关于")
    before = path.read_bytes()
    assert shelf.save_notice(NOTICE) is Outcome.UNCHANGED
    assert path.read_bytes() == before


def test_an_edit_and_a_new_reading_are_merged(shelf):
    edit(shelf, "title: 关于", "title: 滨州市关于")
    edit(shelf, "由市财政局负责。", "由市财政局牵头负责。")
    edit(shelf, "\nkind:", "\nx-note: 已核对\nkind:")
    assert shelf.save_notice(replace(NOTICE, genre="措施", addressees=("各县区人民政府",))) is Outcome.MERGED
    notice = load(shelf)
    assert notice.title == "滨州市关于支持中小企业稳定经营的若干措施"
    assert "由市财政局牵头负责。" in notice.body
    assert (notice.genre, notice.addressees) == ("措施", ("各县区人民政府",))
    assert "x-note: 已核对" in shelf.path(NOTICE.id).read_text("utf-8")
    assert not notice.doubts


def test_a_merged_file_settles(shelf):
    edit(shelf, "title: 关于", "title: 滨州市关于")
    new = replace(NOTICE, genre="措施")
    shelf.save_notice(new)
    before = shelf.path(NOTICE.id).read_bytes()
    assert shelf.save_notice(new) is Outcome.UNCHANGED
    assert shelf.path(NOTICE.id).read_bytes() == before


def test_a_second_merge_starts_from_the_latest_reading(shelf):
    edit(shelf, "title: 关于", "title: 滨州市关于")
    shelf.save_notice(replace(NOTICE, genre="措施"))
    assert shelf.save_notice(replace(NOTICE, genre="通知")) is Outcome.MERGED
    assert (load(shelf).genre, load(shelf).title[:3]) == ("通知", "滨州市")


def test_in_a_conflict_the_persons_words_win_and_a_reviewer_is_told(shelf):
    edit(shelf, "title: 关于", "title: 滨州市关于")
    assert shelf.save_notice(replace(NOTICE, title="另一标题")) is Outcome.CONFLICT
    assert load(shelf).title == "滨州市关于支持中小企业稳定经营的若干措施"
    assert load(shelf).doubts == (CONFLICT,)
    before = shelf.path(NOTICE.id).read_bytes()
    assert shelf.save_notice(replace(NOTICE, title="另一标题")) is Outcome.UNCHANGED
    assert shelf.path(NOTICE.id).read_bytes() == before


def forget(shelf):
    shelf.base_path(NOTICE.id).unlink()


def test_a_fresh_clone_still_tells_an_edited_file(shelf):
    path = edit(shelf, "title: 关于", "title: 滨州市关于")
    forget(shelf)
    before = path.read_bytes()
    assert shelf.save_notice(NOTICE) is Outcome.UNCHANGED
    assert path.read_bytes() == before


def test_a_fresh_clone_keeps_an_edit_against_a_new_reading(shelf):
    edit(shelf, "title: 关于", "title: 滨州市关于")
    forget(shelf)
    assert shelf.save_notice(replace(NOTICE, genre="措施")) is Outcome.CONFLICT
    assert load(shelf).title.startswith("滨州市")
    assert load(shelf).doubts == (CONFLICT,)


def test_an_edit_survives_even_without_the_fingerprint(shelf):
    path = shelf.path(NOTICE.id)
    lines = [line for line in path.read_text("utf-8").split("\n") if not line.startswith("generated:")]
    path.write_text("\n".join(lines).replace("title: 关于", "title: 滨州市关于"), "utf-8")
    shelf.save_notice(replace(NOTICE, genre="措施"))
    assert load(shelf).title.startswith("滨州市")
    assert load(shelf).genre == "措施"


def test_a_persons_work_in_progress_is_left_alone(shelf):
    path = edit(shelf, "kind: official", "kind: offical")
    before = path.read_bytes()
    with pytest.raises(FrontMatterError) as caught:
        shelf.save_notice(replace(NOTICE, genre="措施"))
    assert (caught.value.file, caught.value.line) == ("content/notices/370000/2020/371600-20200206-0a1b2c3d.md", 4)
    assert path.read_bytes() == before


def test_a_crash_between_file_and_copy_loses_nothing(shelf):
    edit(shelf, "title: 关于", "title: 滨州市关于")
    old = shelf.base_path(NOTICE.id).read_bytes()
    new = replace(NOTICE, genre="措施")
    shelf.save_notice(new)
    shelf.base_path(NOTICE.id).write_bytes(old)
    assert shelf.save_notice(new) is Outcome.UNCHANGED
    assert load(shelf).title.startswith("滨州市")


def test_what_the_scraper_wrote_can_be_told_from_what_a_person_made_of_it(shelf):
    edit(shelf, "title: 关于", "title: 滨州市关于")
    (item,) = shelf.load_notices()
    assert item.notice.title.startswith("滨州市")
    assert item.generated == NOTICE


def test_a_broken_file_does_not_hide_the_others(shelf):
    other = replace(NOTICE, id="371600-20200207-0a1b2c3d")
    shelf.save_notice(other)
    shelf.path(NOTICE.id).write_text("---\nid: x\n", "utf-8")
    broken, sound = shelf.load_notices()
    assert isinstance(broken, FrontMatterError)
    assert sound.notice == other


def test_spans_follow_an_edited_body_through_a_merge(shelf):
    edit(shelf, "（一）设立", "（一）自印发之日起，设立")
    shelf.save_notice(replace(NOTICE, genre="措施"))
    notice = load(shelf)
    assert [m.lead_span.read(notice.body) for m in notice.measures] == [m.lead for m in NOTICE.measures]
    assert not is_generated(shelf.path(NOTICE.id).read_text("utf-8"))


def test_a_checkout_with_windows_line_ends_is_no_edit(shelf):
    path = shelf.path(NOTICE.id)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert shelf.save_notice(NOTICE) is Outcome.UNCHANGED
    assert path.read_bytes() == before
    edit(shelf, "title: 关于", "title: 滨州市关于")
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert shelf.save_notice(replace(NOTICE, genre="措施")) is Outcome.MERGED
    assert (load(shelf).title[:3], load(shelf).genre) == ("滨州市", "措施")


SPUN = replace(NOTICE, damage=(Damage.SPUN,))


def test_a_notice_held_by_hand_stays_held(shelf):
    edit(shelf, "issuers:", "held: true\nissuers:")
    assert load(shelf).held
    assert shelf.save_notice(replace(NOTICE, genre="通知")) is Outcome.MERGED
    assert load(shelf).held
    assert load(shelf).genre == "通知"


def test_a_damaged_notice_released_by_hand_stays_released(shelf):
    shelf.save_notice(SPUN)
    edit(shelf, "held: true", "held: false", SPUN)
    assert not load(shelf).held
    assert shelf.save_notice(replace(SPUN, genre="通知")) is Outcome.MERGED
    assert not load(shelf).held


def test_settled_rules_survive(shelf):
    edit(shelf, "issuers:", "settled: [no-topic]\nissuers:")
    assert shelf.save_notice(replace(NOTICE, genre="通知")) is Outcome.MERGED
    assert load(shelf).settled == ("no-topic",)


@pytest.mark.parametrize("damage", [(), (Damage.SPUN,)])
@pytest.mark.parametrize("withheld", [None, True, False])
def test_a_decision_on_publishing_round_trips(damage, withheld):
    notice = replace(NOTICE, damage=damage, withheld=withheld)
    assert parse_notice(render_notice(notice)) == notice
    assert load_notice(dump_notice(notice)) == notice
