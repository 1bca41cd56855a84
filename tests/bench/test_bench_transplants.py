"""The bench of transplants exchanges bodies and titles and nothing else, and tells what is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from tests.bench import bench_transplants as bench
from tests.bench.bench_transplants import Outcome, Patient

TEXT = {
    "雾镇": ("雾镇为每家新开的茶馆补贴三千元，一次付清。", "申请在本月底以前交到镇政府，逾期不再受理。"),
    "石桥": ("石桥区减免沿街铺面租金两个月，不用申请。", "已经交了租金的，顺延到下半年，由房东登记。"),
}


def make_page(place: str, box: str) -> Patient:
    """A page of a place: its body in a box, its footer behind."""
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT[place])
    chrome = f"{place}服务网 首席运维：某公司"
    title = f"{place}关于扶持小店的通知"
    markup = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f'<div class="{box}"><div>{paragraphs}</div></div>'
        f"<div class='foot'>{chrome}</div></body></html>"
    )
    return Patient(place, markup, title, TEXT[place], (chrome,))


ONE, TWO = make_page("雾镇", "content"), make_page("石桥", "zoom")


def test_body_and_title_change_places_and_the_chrome_stays() -> None:
    markup = bench.transplant(ONE, TWO)
    assert markup is not None
    assert [line in markup for line in (*ONE.wanted, ONE.title, *TWO.unwanted)] == [True] * 4
    assert [line in markup for line in (*TWO.wanted, TWO.title, *ONE.unwanted)] == [False] * 4


def test_a_page_that_prints_its_body_twice_is_no_host() -> None:
    twice = Patient("twice", TWO.markup.replace("<h1>", f"<p>{''.join(TWO.wanted)}</p><h1>"), TWO.title, TWO.wanted, TWO.unwanted)
    assert bench.transplant(ONE, twice) is None


def test_what_is_lost_is_counted() -> None:
    outcome = bench.try_pair(ONE, TWO)
    assert outcome == Outcome("雾镇", "石桥", (1.0, 1.0), (1.0, 1.0))
    assert bench.rate(ONE.markup, (*ONE.wanted, "没有的话"), (ONE.wanted[0], "没有的话"))[0] == pytest.approx(2 / 3)
    assert bench.rate(ONE.markup, ONE.wanted, (ONE.wanted[0], "没有的话"))[1] == pytest.approx(1 / 2)
    assert bench.rate("<html></html>", ONE.wanted, ("没有的话",)) == (0.0, 0.0)


def test_the_same_seed_draws_the_same_pairs() -> None:
    patients = [Patient(str(number), "", "", (), ()) for number in range(20)]
    drawn = [[(one.name, two.name) for one, two in islice(bench.draw_pairs(patients, seed), 50)] for seed in (7, 7, 8)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert all(one != two for one, two in drawn[0])


def test_labels_are_found_with_their_pages_wherever_they_lie(tmp_path: Path) -> None:
    for name, patient in (("a", ONE), ("b", TWO)):
        label = {"input": f"{name}.html", "title": patient.title, "body_contains": patient.wanted, "body_excludes": patient.unwanted}
        (tmp_path / "gold" / "d2").mkdir(parents=True, exist_ok=True)
        (tmp_path / "pool").mkdir(exist_ok=True)
        (tmp_path / "gold" / "d2" / f"{name}.json").write_text(json.dumps(label), "utf-8")
        (tmp_path / "pool" / f"{name}.html").write_text(patient.markup, "utf-8")
    assert [patient.title for patient in bench.load_patients(tmp_path / "gold")] == [ONE.title, TWO.title]


def test_without_labels_the_bench_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, bench.__file__, "--gold", str(tmp_path)], capture_output=True, text=True, check=False, cwd=bench.ROOT
    )
    assert done.returncode == 1
    assert "nothing to transplant" in done.stderr


@pytest.mark.skipif(not (bench.ROOT / ".." / "shared" / "gold").is_dir(), reason="needs ../shared/gold")
def test_labelled_pages_keep_body_and_cleanliness_in_other_chrome() -> None:
    patients = list(bench.load_patients(bench.ROOT / ".." / "shared" / "gold"))
    tried = (outcome for pair in bench.draw_pairs(patients, 12) if (outcome := bench.try_pair(*pair)))
    before, after = bench.average(list(islice(tried, 200)))
    assert [round(was - now, 3) for was, now in zip(before, after, strict=True) if was - now > bench.MOST_LOST] == []
