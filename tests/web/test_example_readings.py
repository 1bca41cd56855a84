"""What the pipeline reads from each page of the example web, against the truth in expected.tsv."""

from __future__ import annotations

import csv
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from scraper.copies.reposts import merge_reposts
from scraper.model import HOLDING_DAMAGE, Damage, Licence, Notice, Provenance, Snapshot
from scraper.pipeline import Reader, build_reader, normalize_snapshot
from scraper.standing.law import judge_standing
from scraper.vocabulary import load_vocabulary
from tests.web.list_pages import file_of, locate
from tests.web.make_web import name_address
from tests.web.webpage import HERE, Sample, Site, load_samples, load_sites

TODAY = date(2026, 11, 21)
MARKED = frozenset(damage.value for damage in Damage)
KNOWN = {
    "region": {
        "th-zulin-beian": "only a list of street offices tells the district",
    },
    "number": {"sg-jiangben": "two numbers on one line: marked as damage, neither is asserted"},
}
"""What the rules are known not to read yet, with the reason; a case that starts to be read must leave this list."""


@pytest.fixture(scope="module")
def notices() -> dict[str, Notice]:
    reader = build_reader(load_vocabulary(HERE.parents[1] / "site_config" / "data"))
    sites = load_sites()
    return {sample.slug: read_sample(sample, sites[sample.site], reader) for sample in load_samples()}


@pytest.fixture(scope="module")
def truth() -> dict[str, dict[str, str]]:
    with (HERE / "expected.tsv").open(encoding="utf-8", newline="") as file:
        return {row["slug"]: row for row in csv.DictReader(file, delimiter="\t")}


def read_sample(sample: Sample, site: Site, reader: Reader) -> Notice:
    """A page as the scraper hands it on: bytes, address, type."""
    path, url = (
        (HERE / "folder" / f"{sample.slug}.txt", name_address(sample))
        if site.family == "folder"
        else (HERE / "mirror" / site.host / file_of(locate(sample, site)), f"http://{site.host}{locate(sample, site)}")
    )
    data = path.read_bytes()
    media = None if site.family == "folder" else "text/html"
    snapshot = Snapshot(path.name, data, sha256(data).hexdigest(), url=url, media=media)
    return normalize_snapshot(snapshot, reader, Provenance(id=site.id, url=url, licence=Licence.EXAMPLE))


def find_misses(name: str, truth: dict[str, dict[str, str]], found: dict[str, str]) -> dict[str, str]:
    """Slugs where a known truth and what was found differ."""
    return {slug: f"{found[slug]!r}, not {row[name]!r}" for slug, row in truth.items() if row[name] and found[slug] != row[name]}


@pytest.mark.parametrize("name", ["title", "number", "region", "written", "published", "from", "to", "status"])
def test_facts_are_read_exactly(name: str, truth: dict[str, dict[str, str]], notices: dict[str, Notice]) -> None:
    found = {slug: read_fact(notice, name) for slug, notice in notices.items()}
    misses = find_misses(name, truth, found)
    assert set(misses) == set(KNOWN.get(name, {})), misses


def read_fact(notice: Notice, name: str) -> str:
    """A fact of a notice as the manifest writes it."""
    facts: dict[str, object] = {
        "title": notice.title,
        "number": notice.doc_number.text if notice.doc_number else None,
        "region": notice.region.code if notice.region else None,
        "written": notice.written,
        "published": notice.published,
        "from": notice.validity.start,
        "to": notice.validity.end,
        "status": judge_standing(notice).tell_status(TODAY).value,
    }
    return "" if facts[name] is None else str(facts[name])


def test_damage_is_marked_and_holds_a_notice_back(truth: dict[str, dict[str, str]], notices: dict[str, Notice]) -> None:
    wanted = {slug: set(row["damage"].split()) & MARKED for slug, row in truth.items()}
    found = {slug: {damage.value for damage in notice.damage} for slug, notice in notices.items()}
    assert {slug for slug in truth if wanted[slug] != found[slug]} == set()
    holding = {damage.value for damage in HOLDING_DAMAGE}
    assert {slug for slug, notice in notices.items() if notice.held} == {slug for slug in truth if wanted[slug] & holding}


def test_every_topic_of_the_web_is_found(truth: dict[str, dict[str, str]], notices: dict[str, Notice]) -> None:
    topics = {slug: {topic for measure in notice.measures for topic in measure.topics} for slug, notice in notices.items()}
    wanted = {slug: set(row["topics"].split()) for slug, row in truth.items()}
    assert set().union(*topics.values()) >= set().union(*wanted.values())
    strangers = [slug for slug in truth if wanted[slug] and not wanted[slug] & topics[slug]]
    assert len(strangers) <= len(truth) // 12, strangers


def test_measures_are_about_as_many_as_a_person_counts(truth: dict[str, dict[str, str]], notices: dict[str, Notice]) -> None:
    wanted = {slug: int(row["measures"]) for slug, row in truth.items()}
    apart = sum(abs(len(notice.measures) - wanted[slug]) for slug, notice in notices.items())
    assert apart <= sum(wanted.values()) * 0.2


def test_reposts_are_merged_with_their_original(truth: dict[str, dict[str, str]], notices: dict[str, Notice]) -> None:
    copies = {slug: row["repost_of"] for slug, row in truth.items() if row["repost_of"]}
    merged = merge_reposts(tuple(notices.values()))
    assert len(merged) == len(notices) - len(copies)
    by_title = {notice.title: notice for notice in merged}
    for slug, original in copies.items():
        kept = by_title[notices[original].title]
        assert len(kept.reposts) == 1, slug
        assert kept.source.id == notices[original].source.id


def test_every_notice_names_its_real_source(truth: dict[str, dict[str, str]], notices: dict[str, Notice]) -> None:
    assert [slug for slug, notice in notices.items() if truth[slug]["url"] not in notice.body] == []


def test_the_address_of_the_source_is_no_place_to_apply(truth: dict[str, dict[str, str]], notices: dict[str, Notice]) -> None:
    channels = {(slug, measure.channel) for slug, notice in notices.items() for measure in notice.measures if measure.channel}
    assert [(slug, channel) for slug, channel in channels if truth[slug]["url"] in channel] == []


def test_encodings_are_told_from_the_bytes(notices: dict[str, Notice]) -> None:
    assert "小微企业奖励" in notices["cz-xiaowei"].body
    assert "辽市政发" in notices["ly-qingdan"].body
    assert "招商全程代办" in notices["bd-zhaoshang"].body
    assert all("\ufffd" not in notice.body for notice in notices.values())


def test_paths_of_the_web_stay_inside_it() -> None:
    assert all(".." not in path.parts for path in Path(HERE).rglob("*"))
