"""A page that is gone is not news: what stands in its place is not published, and takes nothing from what was."""

from __future__ import annotations

import json
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.cli import main
from scraper.errors import StoreError
from scraper.frontmatter import parse_notice
from scraper.harvest.refusals import Refusal
from scraper.model import PageKind
from scraper.model.source_state import State
from scraper.page.farewells import LONGEST, is_error_place, is_farewell
from scraper.sources.source import Family
from tests.scraped import HOST, LIST, Bench, Site, make_source


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "mirror")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "digest", tmp_path / "mirror")


def wrap(words: str, title: str = "示例市政府门户网站", more: str = "") -> str:
    return f"<html><head><title>{title}</title></head><body><div class='main'>{words}</div>{more}</body></html>"


NAV = (
    "<ul>"
    + "".join(f"<li><a href='/{n}/'>{name}</a></li>" for n, name in enumerate(("首页", "政务公开", "办事服务", "互动交流")))
    + "</ul>"
)
PAGES = {
    "gone or deleted": wrap("<p>页面不存在或已被删除</p>"),
    "asked in vain": wrap("<h3>您访问的页面不存在</h3><p>系统将在5秒后返回首页，或点击这里继续浏览本站其他栏目。</p>"),
    "taken down": wrap("<p>该信息已下架</p>"),
    "taken down by its author": wrap("<p>抱歉，您要查看的文章已被发布者删除，如有疑问请与网站管理员联系。</p>", "提示信息"),
    "site title only": wrap(""),
    "in traditional characters": wrap("<p>您訪問的頁面不存在或已被刪除，請返回首頁重新查找所需要的資訊。</p>"),
    "waiting for approval": wrap("<p>文章正在审核中，审核通过后才能浏览，请耐心等待管理员的处理结果，谢谢您的支持。</p>"),
    "down for maintenance": wrap("<p>系统升级维护中，暂停服务，给您带来不便敬请谅解，恢复时间另行通知，请您稍后再访问本网站。</p>"),
    "site title and navigation": wrap(NAV),
    "looked for in vain": wrap("<p>对不起，没有找到您要查看的内容，请检查网址是否正确，或者从网站首页重新进入查找。</p>", "出错了"),
    "in English": wrap(
        "<h1>404 Not Found</h1><p>The page you requested could not be found on this server, sorry.</p><hr>nginx", "404 Not Found"
    ),
    "bare number": wrap("404", "404"),
    "nothing at all": "",
    "a script says it": wrap("<script>alert('该信息已被删除');history.back();</script>"),
    "only a way to log in": wrap("<p>用户登录</p><p>请输入账号和密码后继续访问本站的内部栏目，忘记密码请联系管理员重置。</p>"),
}
KEEPING = {
    "its own title": "<p>该信息已下架，如需了解请与发布单位联系。</p>",
    "its own title, and a way to log in": "<p>您尚未登录，请登录后查看全文。如无账号请先注册，注册成功后即可浏览。</p>",
    "its own title, as forums say it": "<p>抱歉，指定的主题不存在或已被删除或正在被审核，请返回上一页重新选择。</p>",
    "its own title, revoked": "<p>该政策已撤销发布。</p><p>如需帮助请拨打热线电话，我们将竭诚为您服务。</p>",
    "its own title, briefly": "<p>内容已删除</p>",
    "its own title, and attachments": "<p>文件已被移除</p><p><a href='/f/a.pdf'>附件：申请表.pdf</a></p>",
}


def write_gone(site: Site, n: int, kind: str) -> None:
    site.write(site.path(n), PAGES[kind] if kind in PAGES else site.article(n, KEEPING[kind]))


KINDS = sorted({*PAGES, *KEEPING})


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_is_gone_is_not_published_under_the_title_of_its_list(site: Site, bench: Bench, kind: str) -> None:
    site.add(0, 1, 2)
    write_gone(site, 1, kind)
    result = bench.scrape()["site"]
    assert (result.state, result.added, result.visit.failed) == (State.PARTIAL, 2, 1)
    assert f"{LIST}1.html" in result.visit.detail
    assert not any("第1号" in text for text in bench.texts())
    for _ in range(7):
        bench.scrape()
    assert bench.requests == [LIST], "it is given up after some tries"
    bench.rebuild()
    assert len(bench.content()) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_is_gone_takes_nothing_from_its_notice_and_goes_to_review(
    site: Site, bench: Bench, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site.add(0)
    bench.scrape()
    before = bench.content()
    write_gone(site, 0, kind)
    bench.day += timedelta(days=31)
    bench.scrape()
    result = bench.scrape()["site"]
    assert bench.content() == before
    (entry,) = review(bench, capsys)
    assert f"{LIST}0.html" in entry["message"]
    assert entry["file"].endswith(".md")
    asked = []
    for _ in range(4):
        bench.day += timedelta(days=31)
        result = bench.scrape()["site"]
        asked += [url for url in bench.requests if url.endswith("/0.html")]
    assert len(asked) <= 4
    assert result.state.good
    assert bench.content() == before
    assert len(review(bench, capsys)) == 1
    shutil.rmtree(bench.root / "content")
    shutil.rmtree(bench.root / ".policy-digest" / "base")
    bench.rebuild()
    assert bench.content() == before
    site.write(site.path(0), site.article(0, "<p>一、对企业给予稳岗返还补助99万元。</p><p>二、简化办理流程。</p>"))
    bench.day += timedelta(days=31)
    assert bench.scrape()["site"].changed + bench.scrape()["site"].changed == 1
    assert "99万元" in bench.texts()[0]
    assert review(bench, capsys) == []


def review(bench: Bench, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    (bench.root / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    capsys.readouterr()
    assert main(["review", "--root", str(bench.root), "--rule", "revisit-refused", "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def revisit(bench: Bench) -> str:
    """The detail of the run that asks again."""
    bench.day += timedelta(days=31)
    return bench.scrape()["site"].visit.detail or bench.scrape()["site"].visit.detail


LOSSES = {
    "measures": lambda page: re.sub(r"<p>.*</p>", "<p>本页内容正在整理，请以纸质公报登载的文本为准，给您带来不便敬请谅解。</p>", page),
    "title": lambda page: re.sub(r"<meta name=.ArticleTitle.[^>]*>|<title>.*?</title>|<h1>.*?</h1>", "", page),
    "date": lambda page: re.sub(r"<meta name=.PubDate.[^>]*>", "", page),
}


@pytest.mark.parametrize("lost", LOSSES)
def test_a_visit_that_would_take_a_field_away_goes_to_review(
    site: Site, bench: Bench, lost: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site.add(0)
    bench.scrape()
    before = bench.content()
    page = site.article(0)
    assert LOSSES[lost](page) != page
    site.write(site.path(0), LOSSES[lost](page))
    assert "0.html" in revisit(bench)
    assert bench.content() == before
    assert len(review(bench, capsys)) == 1


def test_a_field_that_was_never_told_can_not_be_lost(site: Site, bench: Bench) -> None:
    site.add(0)
    plain = re.sub(r"<meta name=.PubDate.[^>]*>", "", site.article(0))
    site.write(site.path(0), plain)
    bench.scrape()
    site.write(site.path(0), plain.replace("补助1万元", "补助88万元"))
    bench.day += timedelta(days=31)
    bench.scrape()
    bench.scrape()
    assert "88万元" in bench.texts()[0]


@pytest.mark.parametrize("answer", [{"settled": "settled: [revisit-refused]"}, {"held": "held: true"}])
def test_a_person_answers_the_question_in_the_file(
    site: Site, bench: Bench, answer: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    site.add(0)
    bench.scrape()
    write_gone(site, 0, "taken down")
    revisit(bench)
    (path,) = (bench.root / "content").rglob("*.md")
    (line,) = answer.values()
    path.write_text(path.read_text("utf-8").replace("\nkind:", f"\n{line}\nkind:", 1), "utf-8")
    parse_notice(path.read_text("utf-8"))
    assert review(bench, capsys) == []


def test_a_memory_that_can_not_be_read_is_told_and_stops_no_review(
    site: Site, bench: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.add(0)
    bench.scrape()
    state = bench.root / ".policy-digest" / "state.sqlite"

    def refuse(path: Path) -> None:
        raise StoreError("can't open the state", file=str(path))

    monkeypatch.setattr("scraper.cli.commands.review.open_memory", refuse)
    assert review(bench, capsys) == []
    main(["review", "--root", str(bench.root)])
    assert str(state) in capsys.readouterr().err


def test_a_detour_that_has_passed_leaves_no_question(site: Site, bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    site.add(0)
    bench.scrape()
    site.write("/404.html", wrap("<p>请稍后再来</p>"))
    site.write(site.path(0), "", "Status: 302\nLocation: /404.html\n")
    assert "error page" in revisit(bench)
    assert len(review(bench, capsys)) == 1
    site.write(site.path(0), site.article(0))
    revisit(bench)
    assert review(bench, capsys) == []


def test_an_error_page_by_redirect_is_not_published(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    site.write("/common/error/index.html", site.article(1))
    site.write(site.path(1), "", "Status: 302\nLocation: /common/error/index.html\n")
    assert bench.scrape()["site"].added == 1


def test_a_home_page_that_names_the_article_is_not_the_article(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    news = "".join(site.entry(n) for n in (1, 2, 3))
    site.write(site.path(1), wrap(f"{NAV}<h2>最新公告</h2><ul>{news}</ul><p>主办：示例市人民政府办公室 承办：示例市大数据中心</p>"))
    assert bench.scrape()["site"].added == 1
    assert "第0号" in bench.texts()[0]


def test_half_an_article_and_a_farewell_are_none(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    script = '<script>createPageHTML(2,0,"1","html");</script></body>'
    site.write(site.path(1), site.article(1).replace("</body>", script))
    site.write("/tz/1_1.html", PAGES["asked in vain"])
    result = bench.scrape()["site"]
    assert (result.added, result.state) == (1, State.PARTIAL)
    assert "1_1.html says that it is gone" in result.visit.detail


def test_a_farewell_in_a_sitemap_or_a_folder_is_refused_too(site: Site, tmp_path: Path, bench: Bench) -> None:
    site.add(0, 1, 2)
    write_gone(site, 1, "asked in vain")
    write_gone(site, 2, "only a way to log in")
    places = "".join(f"<url><loc>http://{HOST}{site.path(n)}</loc><lastmod>2026-01-0{n + 1}</lastmod></url>" for n in range(3))
    site.write("/map.xml", f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{places}</urlset>", "Content-Type: text/xml\n")
    source = make_source(family=Family.SITEMAP, url=f"http://{HOST}/map.xml")
    assert bench.scrape(source)["site"].added == 1
    assert [parse_notice(text).title for text in bench.texts()] == [site.title(0)]


def test_a_title_is_lent_only_to_a_page_that_prints_it(site: Site, bench: Bench) -> None:
    """Without any title tag: the words of the page itself must be those that the list named."""
    bare = "<html><body><div class='content'><p>{}</p><p>一、对企业给予补助7万元，每季度发放一次，由财政承担。</p></div></body></html>"
    site.add(0, 1)
    site.write(site.path(0), bare.format(f"现将{site.title(0)}印发给你们，请认真执行，执行中的问题请及时反馈。"))
    site.write(site.path(1), bare.format("本站提供各类招聘信息查询服务，注册会员可以享受更多优惠，欢迎来电咨询洽谈合作事宜。"))
    bench.scrape()
    (text,) = bench.texts()
    assert "list:title" in text or site.title(0) in text
    assert "第1号" not in text


GENUINE = [
    "<p>各有关单位：</p><p>原申报链接已失效，新的申报地址另行通知，请互相转告。</p><p>滨州市工业和信息化局</p><p>2026年1月2日</p>",
    "<p>一、申报材料应当真实，所填信息不存在虚假记载的，给予补助5万元。</p><p>二、逾期不予受理。</p>",
    "<p>一、企业网站页面已被篡改的，可以申请一次免费检测，检测费用由财政承担，最高5万元。</p><p>二、简化办理流程，3个工作日内办结。</p>",
]


@pytest.mark.parametrize("body", GENUINE)
def test_a_document_that_speaks_of_pages_is_a_document(site: Site, bench: Bench, body: str) -> None:
    site.add(0)
    site.write(site.path(0), site.article(0, body))
    assert bench.scrape()["site"].added == 1


SUBJECTS = st.sampled_from(["页面", "网页", "文章", "信息", "内容", "该信息", "您访问的页面", "您要查看的文章", "链接", "稿件"])
FATES = st.sampled_from(
    ["不存在", "不存在或已被删除", "已被删除", "已下架", "已被发布者删除", "已经删除", "找不到了", "已失效", "无法访问", "被管理员屏蔽"]
)
HEADS = st.sampled_from(["", "对不起，", "抱歉！", "404 ", "提示信息：", "【温馨提示】"])
TAILS = st.sampled_from(["", "。", "，返回首页", "！3秒后跳转到首页", "\n联系我们 网站地图"])


@given(HEADS, SUBJECTS, FATES, TAILS)
def test_farewells_are_known_in_any_wording(head: str, subject: str, fate: str, tail: str) -> None:
    assert is_farewell(head + subject + fate + tail)


@given(HEADS, SUBJECTS, FATES)
def test_a_long_text_is_no_farewell(head: str, subject: str, fate: str) -> None:
    assert not is_farewell(head + subject + fate + "企业可以申请补助。" * (LONGEST // 9 + 1))


@given(st.integers(400, 100_000))
def test_a_number_in_an_address_is_no_error(number: int) -> None:
    assert not is_error_place("http://a.example/1", f"http://a.example/tz/{number}1.html")


ROWS = "".join(f"<li><a href='/k/{n}.html'>示例市关于第{n}批补贴名单的公示</a></li>" for n in range(8))
SHELLS = {
    Refusal.LIST: wrap(f"<div class='content'><ul>{ROWS}</ul></div>", "公示"),
    Refusal.HOME: wrap(f"<div class='content'><ul>{ROWS * 3}</ul></div>"),
    Refusal.SCRIPT: wrap("<div id='app'></div><script src='/a.js'></script>"),
    Refusal.EMPTY: wrap(""),
    Refusal.LOGIN: wrap("<form>账号<input name='u'>密码<input type='password'></form>", "用户登录"),
}


@pytest.mark.parametrize("refusal", SHELLS)
def test_a_page_in_place_of_an_article_is_refused_for_what_it_is(site: Site, bench: Bench, refusal: Refusal) -> None:
    site.add(0, 1, 2)
    site.write(site.path(1), SHELLS[refusal])
    result = bench.scrape()["site"]
    assert (result.state, result.added, result.refused) == (State.PARTIAL, 2, 1)
    assert refusal.reason in result.visit.detail
    assert not any("第1号" in text for text in bench.texts())


def test_a_run_counts_what_its_refused_pages_were(site: Site, bench: Bench) -> None:
    site.add(0, 1, 2, 3)
    for n, refusal in ((1, Refusal.LIST), (2, Refusal.LIST), (3, Refusal.EMPTY)):
        site.write(site.path(n), SHELLS[refusal])
    assert bench.scrape()["site"].visit.detail.startswith("3 refused (2 list-page, 1 no-text), first: ")


@pytest.mark.parametrize("body", ["<p><a href='/f/1.pdf'>名单.pdf</a></p>", "<p><img src='/p/1.jpg'></p>"], ids=["files", "pictures"])
def test_a_notice_whose_text_is_in_files_is_shelved_and_held(site: Site, bench: Bench, body: str) -> None:
    site.add(0)
    site.write(site.path(0), site.article(0, body))
    assert bench.scrape()["site"].added == 1
    notice = parse_notice(bench.texts()[0])
    assert (notice.title, notice.published is not None, notice.held) == (site.title(0), True, True)
    assert notice.page_kind in {kind for kind in PageKind if kind.tells}


def test_every_refusal_says_what_happened() -> None:
    for refusal in Refusal:
        assert refusal.reason
        assert "请核对" in refusal.question


# Known failures


@pytest.mark.xfail(strict=True, reason="the page has the title and a text, and no word of it says that this is not the text")
def test_a_farewell_in_words_that_nobody_knows_under_its_own_title(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    site.write(site.path(1), site.article(1, "<p>小编正在赶来的路上，先去别处逛逛吧，更多精彩栏目等着你来发现。</p>"))
    assert bench.scrape()["site"].added == 1


@pytest.mark.xfail(strict=True, reason="titles of one template share most of their pairs of characters; the page keeps its own title")
def test_an_article_of_the_same_template_in_place_of_the_one_that_was_named(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    site.write(site.path(1), site.article(6))
    assert bench.scrape()["site"].added == 1
