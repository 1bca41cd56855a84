from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from scraper.cli import COMMANDS, build_parser, main
from scraper.model import Damage, Doubt, Evidence, Figure, FigureKind, Place, Span, Validity
from scraper.store.shelf import Shelf
from tests.making import BODY, find_span, make_measure, make_notice


@pytest.fixture
def root(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: 试\ndocs_dir: content\ntheme:\n  name: material\nplugins: [policy-digest]\n", "utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.md").write_text("# 首页\n", "utf-8")
    return tmp_path


@pytest.fixture
def shelf(root):
    shelf = Shelf(root)
    shelf.save_notice(make_notice())
    return shelf


@pytest.fixture
def run(capsys, root):
    def call(command, *args):
        code = main([command, *args, "--root", str(root)])
        captured = capsys.readouterr()
        return code, captured.out.splitlines(), captured.err

    return call


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_its_use_an_example_and_its_exit_codes(name, capsys):
    with pytest.raises(SystemExit) as caught:
        main([name, "--help"])
    text = capsys.readouterr().out
    assert caught.value.code == 0
    assert f"example:\n  policy-digest {name}" in text
    assert "exit codes:" in text


def test_the_list_of_commands_says_what_they_say_of_themselves(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = " ".join(capsys.readouterr().out.split())
    for name, (_, line) in COMMANDS.items():
        (action,) = (action for action in build_parser(name)._actions if action.choices)
        assert {choice.dest: choice.help for choice in action._choices_actions}[name] == line
        assert f"{name} {line}" in listed


def test_help_loads_no_command():
    code = "import sys; sys.argv[1:] = ['--help']\nfrom scraper.cli import main\ntry: main()\nexcept SystemExit: print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "scraper.cli" in done.stdout
    for heavy in ("lxml", "yaml", "httpx2", "scraper.measures", "scraper.model"):
        assert f"'{heavy}'" not in done.stdout


def test_wrong_use_is_exit_code_two(capsys):
    for args in ([], ["nonsense"], ["normalize"], ["build", "--as-of", "gestern"]):
        with pytest.raises(SystemExit) as caught:
            main(args)
        assert caught.value.code == 2
    capsys.readouterr()


@pytest.mark.parametrize("command", ["check", "review", "build", "serve"])
def test_a_folder_without_a_digest_is_named(command, tmp_path, capsys):
    assert main([command, "--root", str(tmp_path / "none")]) == 2
    assert "not a digest" in capsys.readouterr().err


def test_check_is_silent_about_sound_notices(run, shelf):
    assert run("check") == (0, ["1 notices, all holds"], "")


SPAN = Span(0, 2)
FIGURE = Figure("9万元", FigureKind.MONEY, 9e4, "CNY", SPAN)
LONG_AGO = date(1900, 1, 1)
UNSOUND = {
    "vocabulary": make_notice(measures=(make_measure("设立市级转贷资金", 1, topics=("finances",)),)),
    "region": make_notice(region=Place("999999", "x", ("999999",))),
    "evidence": make_notice(measures=(make_measure("设立市级转贷资金", 1, figures=(FIGURE,)),)),
    "lead": make_notice(measures=(replace(make_measure("设立市级转贷资金", 1), lead="另一说法"),)),
    "quote": make_notice(evidence=(Evidence("region", "body", "某市", SPAN),)),
    "validity": make_notice(validity=Validity(date(2021, 1, 1), date(2020, 1, 1), "有效期", None)),
    "dates": make_notice(written=LONG_AGO),
    "published": make_notice(published=date(2019, 1, 1)),
    "privacy": make_notice(body="联系人：张三，手机13812345678。", measures=()),
}
RULES = {"region": "vocabulary", "lead": "evidence", "quote": "evidence", "validity": "dates", "published": "dates"}


@pytest.mark.parametrize("case", UNSOUND)
def test_check_names_what_does_not_hold_with_its_line(case, run, root):
    Shelf(root).save_notice(UNSOUND[case])
    code, lines, _ = run("check")
    assert code == 1
    place = re.escape("content/notices/370000/2020/371600-20200206-0a1b2c3d.md")
    assert re.match(rf"{place}:\d+: {RULES.get(case, case)}: ", lines[0]), lines


def test_check_finds_lost_and_foreign_anchors(run, shelf):
    path = shelf.path(make_notice().id)
    path.write_text(path.read_text("utf-8").replace("{ #m-000001 }", "{ #m-00000f }"), "utf-8")
    code, lines, _ = run("check")
    assert code == 1
    assert [line.split(": ")[1] for line in lines[:-1]] == ["anchors", "anchors"]


def test_check_finds_a_file_in_the_wrong_place(run, shelf):
    path = shelf.path(make_notice().id)
    path.rename(path.with_name("371600-20200206-ffffffff.md"))
    assert "does not belong in this place" in run("check")[1][0]


def test_check_speaks_json_too(run, shelf):
    shelf.path(make_notice().id).write_text("---\nid: x\n", "utf-8")
    code, (line,), _ = run("check", "--json")
    assert code == 1
    (finding,) = json.loads(line)
    assert (finding["rule"], finding["line"]) == ("front-matter", 3)


def test_review_lists_the_worst_first_with_its_line(run, shelf, root):
    doubts = (Doubt("no-topic", "请补主题", Span(BODY.index("免收"), BODY.index("免收") + 2)), Doubt("no-date", "请补日期"))
    vague = make_measure("免收三个月租金", 2, topics=("other",))
    shelf.save_notice(make_notice(doubts=doubts, written=None, measures=(vague,)))
    held = make_notice(id="371600-20200207-0a1b2c3d", damage=(Damage.SPUN,), doubts=(Doubt("damaged", "请对照原件"),))
    shelf.save_notice(held)
    code, lines, _ = run("review")
    assert code == 0
    assert [line.split(": ")[1] for line in lines] == ["damaged (held)", "no-date", "no-topic"]
    file, line = lines[2].split(":")[:2]
    assert "topics: [other]" in (root / file).read_text("utf-8").split("\n")[int(line) - 1]
    file, line = lines[1].split(":")[:2]
    assert "no-date" in (root / file).read_text("utf-8").split("\n")[int(line) - 1]


def test_review_can_ask_for_one_rule(run, shelf):
    shelf.save_notice(make_notice(written=None, doubts=(Doubt("no-topic", "a"), Doubt("no-date", "b"))))
    assert len(run("review", "--rule", "no-date", "--json")[1]) == 1
    code, lines, errors = run("review", "--rule", "no-dates")
    assert (code, lines) == (2, [])
    assert "did you mean no-date?" in errors


QUEUE = make_notice(
    written=None,
    region=None,
    issuers=(),
    damage=(Damage.SPUN,),
    doubts=(Doubt("no-region", "a"), Doubt("no-date", "b"), Doubt("damaged", "c"), Doubt("no-topic", "d", find_span("免收三个月租金"))),
    measures=(make_measure("免收三个月租金", 2, topics=("other",)),),
)


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("no-region", "kind:", "region: '371600'\nregion_name: 山东省滨州市\nregion_path: ['370000', '371600']\nkind:"),
        ("no-date", "kind:", "published: 2020-02-07\nkind:"),
        ("damaged", "held: true", "held: false"),
        ("no-topic", "topics: [other]", "topics: [input-costs]"),
        *((doubt.rule, "kind:", f"settled: [{doubt.rule}]\nkind:") for doubt in QUEUE.doubts),
    ],
)
def test_a_persons_decision_leaves_the_queue_and_stays_decided(run, shelf, rule, old, new):
    shelf.save_notice(QUEUE)
    assert len(run("review", "--rule", rule)[1]) == 1
    path = shelf.path(QUEUE.id)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    for later in (QUEUE, replace(QUEUE, genre="通知"), replace(QUEUE, genre="意见", index_no="1")):
        assert run("review", "--rule", rule) == (0, [], "nothing to review of this kind; 3 other entries\n")
        shelf.save_notice(later)
    assert len(run("review")[1]) == 3


def test_review_can_ask_for_one_place(run, shelf):
    shelf.save_notice(make_notice(doubts=(Doubt("unknown-kind", "a"),)))
    shelf.save_notice(make_notice(id="000000-20200207-0a1b2c3d", region=None, doubts=(Doubt("unknown-kind", "b"),)))
    for region, count in (("370000", 1), ("371600", 1), ("滨州", 1), ("370100", 0)):
        assert len(run("review", "--region", region)[1]) == count
    assert len(run("review")[1]) == 2


def test_explain_quotes_what_decided_each_field(run, shelf):
    notice = make_notice(evidence=(Evidence("region", "signature", "滨州市", None),))
    shelf.save_notice(notice)
    code, lines, _ = run("explain", notice.id)
    text = "\n".join(lines)
    assert code == 0
    assert "山东省滨州市  <- signature “滨州市”" in text
    assert re.search(r"m-000001\.figure\s+10000000 CNY other  <- 1000万元 “.*总额1000万元", text)


def test_explain_reads_a_file_that_is_on_no_shelf(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("关于支持企业的通知\n\n一、减免房租。承租国有房屋的，免收三个月租金。\n", "utf-8")
    code, lines, _ = run("explain", str(path), "--json")
    assert code == 0
    assert {"title", "kind"} <= {json.loads(line)["field"] for line in lines}


@pytest.mark.parametrize("what", ["371600-20200206-ffffffff", "none.txt"])
def test_explain_says_when_there_is_nothing(run, what):
    code, lines, errors = run("explain", what)
    assert (code, lines) == (2, [])
    assert what in errors


def test_match_lists_own_measures_before_inherited_ones(run, shelf):
    province = make_notice(id="370000-20200101-0a1b2c3d", region=Place("370000", "山东省", ("370000",)))
    elsewhere = make_notice(id="371700-20200101-0a1b2c3d", region=Place("371700", "山东省菏泽市", ("370000", "371700")))
    shelf.save_notice(province)
    shelf.save_notice(elsewhere)
    code, lines, _ = run("match", "--region", "滨州市", "--topic", "finance")
    assert code == 0
    assert [line.split()[0] for line in lines] == ["own", "inherited"]
    assert "371600-20200206-0a1b2c3d#m-000001" in lines[0]
    assert len(run("match", "--region", "371600", "--json")[1]) == 4


def test_match_refuses_words_outside_the_vocabulary(run, shelf):
    for args in (("--region", "371600", "--topic", "finanse"), ("--region", "天边"), ("--region", "朝阳区")):
        assert run("match", *args)[0] == 2


def test_build_makes_the_site_and_a_failed_build_leaves_it(run, shelf, root):
    code, lines, _ = run("build", "--as-of", "2020-03-31")
    assert (code, lines) == (0, [str(root / "site")])
    home = (root / "site" / "index.html").read_bytes()
    assert home
    config = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    assert run("build")[0] == 1
    assert (root / "site" / "index.html").read_bytes() == home
    (root / "mkdocs.yml").write_text(config, "utf-8")


@pytest.mark.slow
def test_build_names_the_notice_that_it_leaves_out(run, shelf, root):
    shelf.save_notice(make_notice(id="371700-20200101-0a1b2c3d", region=Place("371700", "山东省菏泽市", ("370000", "371700"))))
    broken = shelf.path(make_notice().id)
    broken.write_text(broken.read_text("utf-8")[:120], "utf-8")
    code, lines, errors = run("build", "--as-of", "2020-03-31")
    assert (code, lines) == (1, [str(root / "site")])
    assert broken.name in "".join(errors)
    assert run("build", "--strict")[:2] == (1, [])


@pytest.mark.slow
def test_a_notice_taken_down_by_hand_is_nowhere_in_the_site(run, shelf, root):
    down = make_notice(id="371600-20200207-0a1b2c3d", title="撤下的公告", body="设立撤下资金。", measures=())
    shelf.save_notice(down)
    path = shelf.path(down.id)
    path.write_text(path.read_text("utf-8").replace("title:", "held: true\ntitle:", 1), "utf-8")
    assert run("check")[0] == 0
    assert run("build", "--as-of", "2020-03-31")[0] == 0
    files = [file.read_bytes() for file in (root / "site").rglob("*") if file.suffix in {".html", ".json", ".xml", ".csv", ".txt"}]
    assert any(make_notice().id.encode() in data for data in files)
    for words in (down.id, down.title, "设立撤下资金"):
        assert not any(words.encode() in data for data in files), words


def test_build_never_takes_the_place_of_other_things(run, shelf, root):
    (root / "papers").mkdir()
    (root / "papers" / "a.txt").write_text("x", "utf-8")
    for folder in (root, root.parent, root / "papers"):
        code, _, errors = run("build", "--site-dir", str(folder))
        assert code == 2, errors
    assert (root / "papers" / "a.txt").is_file()
