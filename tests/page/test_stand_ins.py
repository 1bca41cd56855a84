"""Pages that hold no article are known for what they are, and no article is taken for one of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import FieldName, Page, PageKind
from scraper.page.joining import join_pages
from scraper.page.reading import read_page
from scraper.page.stand_ins import list_kind_doubts

NAV = (
    "<ul class='nav'>"
    + "".join(f"<li><a href='/{n}/'>{word}</a></li>" for n, word in enumerate(("首页", "动态", "公开", "办事")))
    + "</ul>"
)
FOOT = "<div class='foot'>主办单位：雾谷市政府办公室 <a href='http://beian.example/'>雾ICP备20000001号</a></div>"
HEAD = "<h1>关于申报雾谷市茶馆补贴的通知</h1><p>发布时间：2020-02-06 来源：雾谷市商务局</p>"
TITLES = [f"雾谷市商务局关于第{n}批茶馆补贴名单的公示" for n in range(8)]
SENTENCES = "<p>为支持茶馆渡过难关，现就补贴申报有关事项通知如下。</p><p>一、每家补贴2万元，由市商务局受理。</p>"


def wrap(body: str, title: str = "", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{NAV}{body}{FOOT}</body></html>"


def list_items(shape: str, titles: list[str] = TITLES) -> str:
    return "".join(shape.format(n=n, title=title) for n, title in enumerate(titles))


ROW = "<tr><td>{n}</td><td><a href='/t/{n}.html'>{title}</a></td><td>2020-02-0{n}</td></tr>"
ITEM = "<li><a href='/t/{n}.html'>{title}</a><span>2020-02-0{n}</span></li>"
LISTS = {
    "dated items": wrap(f"<div class='path'>当前位置：首页 > 公示</div><ul>{list_items(ITEM)}</ul>", "公示"),
    "in a named container": wrap(f"<div class='content'><ul>{list_items(ITEM)}</ul></div>", "公示"),
    "a table": wrap("<table>" + list_items(ROW) + "</table>"),
    "without dates": wrap("<div class='list'>" + list_items("<p><a href='/t/{n}.html'>{title}</a></p>") + "</div>", "公示"),
    "with pictures": wrap("<div id='main'>" + list_items("<div><img src='/p/{n}.jpg'><a href='/t/{n}.html'>{title}</a></div>") + "</div>"),
    "two entries": wrap(f"<div class='content'><ul>{list_items(ITEM, TITLES[:2])}</ul></div>", "公示"),
    "a pager": wrap(f"<div class='content'><ul>{list_items(ITEM)}</ul><p>共 8 条 1/1 <a href='/2'>下一页</a></p></div>", "公示"),
}
FRONTS = {
    "by its name": wrap(
        "<div class='main'>" + "".join(f"<ul>{list_items(ITEM)}</ul>" for _ in range(3)) + "</div>", "雾谷市人民政府门户网站"
    ),
    "without a title": wrap("".join(f"<div class='box'><ul>{list_items(ITEM)}</ul></div>" for _ in range(4))),
}
ERRORS = {
    "gone": "<html><body><div>您访问的页面不存在或已被删除</div></body></html>",
    "under a site's title": wrap(
        "<div class='content'><p>抱歉，您要查看的文章已被发布者删除，如有疑问请与网站管理员联系，谢谢支持。</p></div>", "提示信息"
    ),
    "in English": "<html><title>404 Not Found</title><body><h1>404 Not Found</h1><p>The page was not found.</p></body></html>",
    "traditional": "<html><body><p>您訪問的頁面不存在，請返回首頁。</p></body></html>",
    "with a picture": "<html><body><div class='content'><img src='/e/404.png'><p>您访问的页面不存在</p></div></body></html>",
    "not yet approved": "<html><body><p>文章正在审核中，请稍后再来。</p></body></html>",
    "a text": "对不起，没有找到您要查看的文章。",
}
LOGINS = {
    "members only": "<html><body><div class='content'><p>请登录后查看全文，没有账号的先注册，注册后即可浏览。</p></div></body></html>",
    "a form": "<html><title>用户登录</title><body><form>用户<input>密码<input type='password'></form></body></html>",
    "a form that greets": "<html><body><form><p>欢迎使用雾谷市办事平台，请输入账号。</p><input type=password></form></body></html>",
}
CHECKS = {
    "a captcha": "<html><body><p>正在进行安全验证，请稍候</p></body></html>",
    "a challenge": "<html><head><script>var __jsl_clearance='1';</script></head><body></body></html>",
    "a firewall": "<html><body><p>WEB 应用防火墙</p><p>访问过于频繁</p></body></html>",
}
SCRIPTS = {
    "an app": "<html><title>雾谷市政务</title><body><div id='app'></div><script src='/a.js'></script></body></html>",
    "next": "<html><body><div id=\"__next\"></div><script src='/a.js'></script></body></html>",
    "a loader": "<html><body><p>数据加载中</p><script>load('/t/1.json')</script></body></html>",
    "a jump": "<html><body><script>location.href='/t/2.html'</script></body></html>",
    "a frame": "<html><body><ng-view></ng-view><app-root></app-root><script src='m.js'></script></body></html>",
}
EMPTIES = {
    "nothing": "<html><body></body></html>",
    "a title and a day": wrap(f"{HEAD}<div class='content'></div>", "关于申报雾谷市茶馆补贴的通知"),
    "blanks": wrap("<div class='content'><p>&nbsp;</p><p>　</p></div>", "通知"),
    "text that is none": "   ",
    "only a footer": wrap("", "雾谷市"),
}
FILE = "<a href='/f/1.docx'>雾谷市茶馆补贴申报表.docx</a>"
FILES = {
    "a link": wrap(f"{HEAD}<div class='content'><p>{FILE}</p></div>"),
    "two links": wrap(f"{HEAD}<div class='content'><p>{FILE}</p><p><a href='/f/2.pdf?v=3'>通知正文</a></p></div>"),
    "see there": wrap(f"{HEAD}<div class='content'><p>详见附件。</p><p>附件：{FILE}</p></div>"),
    "a script's link": wrap(
        f"{HEAD}<div class='content'><a href='javascript:;'>雾谷市商务局关于公布2020年茶馆补贴名单的通知全文.pdf</a></div>"
    ),
    "no container": wrap(f"{HEAD}<div>{FILE}</div>"),
    "a picture beside": wrap(f"{HEAD}<div class='content'><img src='/p/1.jpg'><p>{FILE}</p></div>"),
}
IMAGES = {
    "one": wrap(f"{HEAD}<div class='content'><p><img src='/p/1.jpg'></p></div>"),
    "several": wrap(f"{HEAD}<div id='zoom'><p><img src='/p/1.jpg'></p><p><img src='/p/2.jpg'></p></div>"),
    "with a caption": wrap(f"{HEAD}<div class='content'><img src='/p/1.jpg' alt='海报'><p>一图读懂</p></div>"),
    "a scan": wrap(f"{HEAD}<div class='TRS_Editor'><p><img src='data/scan.png'></p></div>"),
    "in no container": wrap(f"{HEAD}<div><img src='/p/1.jpg'></div>"),
    "undated, on a page that asks for scripts": wrap(
        "<h1>一图读懂茶馆补贴</h1><noscript>Please enable JavaScript</noscript><div class='content'><img src='/p/1.jpg'></div>"
    ),
    "under a link": wrap(f"{HEAD}<div class='content'><a href='/p/big.jpg'><img src='/p/1.jpg'></a></div>"),
}
KINDS = {
    PageKind.LIST: LISTS,
    PageKind.HOME: FRONTS,
    PageKind.ERROR: ERRORS,
    PageKind.LOGIN: LOGINS,
    PageKind.CHECK: CHECKS,
    PageKind.SCRIPT: SCRIPTS,
    PageKind.EMPTY: EMPTIES,
    PageKind.ATTACHMENT: FILES,
    PageKind.IMAGE: IMAGES,
}
CASES = [pytest.param(kind, text, id=f"{kind}-{name}") for kind, texts in KINDS.items() for name, text in texts.items()]


def read(text: str, url: str | None = None) -> Page:
    return read_page(text, form="html" if "<" in text else "text", url=url)


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_a_page_is_known_for_what_it_is(kind: PageKind, text: str) -> None:
    page = read(text)
    assert page.kind is kind
    assert page.doubts[:1] == list_kind_doubts(kind)


def test_a_front_page_is_known_by_its_address() -> None:
    page = read_page(LISTS["without dates"], form="html", url="http://mist.example/index.html")
    assert page.kind is PageKind.HOME


@pytest.mark.parametrize("text", [*FILES.values(), *IMAGES.values()], ids=[*FILES, *IMAGES])
def test_a_notice_in_files_or_pictures_keeps_what_it_has(text: str) -> None:
    page = read(text)
    assert "茶馆补贴" in (page.value(FieldName.TITLE) or "")
    assert page.value(FieldName.PUBLISHED) == ("2020-02-06" if HEAD in text else None)
    assert page.attachments or page.body


@pytest.mark.parametrize(
    "text", [text for kind in KINDS if not kind.tells and kind not in (PageKind.LIST, PageKind.HOME) for text in KINDS[kind].values()]
)
def test_what_stands_in_place_of_a_page_is_no_body(text: str) -> None:
    assert read(text).body == ""


ARTICLES = {
    "short": wrap(f"{HEAD}<div class='content'><p>经研究，本批补贴名单予以公布。</p></div>"),
    "short, with a file": wrap(
        f"{HEAD}<div class='content'><p>经研究，现将本批茶馆补贴名单予以公布，公示期五个工作日。</p><p>{FILE}</p></div>"
    ),
    "with a list of rules": wrap(f"{HEAD}<div class='content'>{SENTENCES}<ul>{list_items(ITEM)}</ul></div>"),
    "undated, with links": wrap(
        f"<h1>雾谷市茶馆补贴申报指南</h1><div class='content'>{SENTENCES}<ul>{list_items(ITEM, TITLES[:3])}</ul></div>"
    ),
    "of telephones": wrap(
        "<h1>雾谷市商务局通讯录</h1><div class='content'><table>"
        + "".join(f"<tr><td>科室{n}</td><td>0000-123456{n}</td><td>一楼{n}室</td></tr>" for n in range(6))
        + "</table></div>"
    ),
    "with a way to log in": wrap(f"<form>账号<input name=u>密码<input type='password'></form>{HEAD}<div class='content'>{SENTENCES}</div>"),
    "undated and short, with a way to log in": (
        "<html><body><form><input type='password'></form><h1>雾谷市茶馆补贴开始申报</h1>"
        "<p>雾谷市商务局自三月一日起受理茶馆补贴的申请，每家两万元，先到先得，资金用完为止；茶馆可以到商务局窗口申请，也可以邮寄材料申请。</p></body></html>"
    ),
    "on pages that are gone": wrap(
        "<h1>关于关闭失效网页的通知</h1>"
        "<div class='content'><p>各单位网站上文件已失效的，应当在五日内删除；页面不存在的，应当设置提示。</p></div>"
    ),
    "on checks": wrap(
        "<h1>雾谷市开展茶叶安全检测</h1>"
        "<div class='content'><p>昨日，市商务局对二十家茶馆的茶叶作了安全检测，结果全部合格，检测费用由财政承担。</p></div>"
    ),
    "pictures with words": wrap(
        f"{HEAD}<div class='content'><img src='/p/1.jpg'><p>图为工作人员向雾谷市东街茶馆的店主送去申报手册。</p><img src='/p/2.jpg'></div>"
    ),
    "a line of text": "关于申报茶馆补贴的通知\n\n雾商发〔2020〕3号\n\n各茶馆：\n\n现将申报事项通知如下，请报送材料。\n\n附件：申报表.docx",
    "in English": wrap(
        "<h1>Help for tea houses</h1><div><p>The city of Mistvale pays half of the rent, from March to June.</p>"
        "<p>Apply by June, online or by mail; each house gets one form, and no more than two.</p></div>"
    ),
    "one long line that ends like a file": "关于申报的通知\n\n" + "为支持茶馆，现将有关事项通知如下。" * 20 + "附件：申报表.doc",
}


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_an_article_is_nothing_else(text: str) -> None:
    page = read(text)
    assert page.kind is None
    assert page.body


def test_a_menu_taken_for_the_body_of_a_long_page_names_nothing() -> None:
    pictures = "".join(f"<a href='/{n}'><img src='/m/{n}.png'></a>" for n in range(8))
    text = wrap(f"<div class='article-content'>{pictures}</div>{HEAD}<div class='x'>{SENTENCES * 12}</div>")
    assert read(text).kind is None


WORDS = st.sampled_from(["为支持茶馆经营，", "每户补贴两万元。", "由市商务局受理；", "页面", "登录", "附件", "首页", "验证", "已被删除"])


@given(st.lists(WORDS, min_size=8, max_size=40))
def test_a_dated_page_with_sentences_is_an_article(words: list[str]) -> None:
    text = wrap(f"{HEAD}<div class='content'><p>为支持茶馆经营，现将补贴申报的有关事项通知如下。</p><p>{''.join(words)}</p></div>")
    assert read(text).kind is None


@given(st.text(max_size=300))
def test_any_text_has_at_most_one_kind_and_no_body_beside_it(text: str) -> None:
    page = read_page(text, form="text")
    assert not page.body if page.kind and not page.kind.tells else True
    assert sum(doubt.rule in set(PageKind) for doubt in page.doubts) == (page.kind is not None)


def test_pages_of_an_article_are_one_article_when_one_of_them_has_text() -> None:
    first, second = read(IMAGES["one"]), read(ARTICLES["short"])
    assert join_pages(first, [second]).kind is None
    assert join_pages(first, [first]).kind is PageKind.IMAGE


def test_many_sentences_are_an_article_whatever_stands_beside_them() -> None:
    text = wrap(f"<div class='content'>{SENTENCES * 8}<ul>{list_items(ITEM)}</ul></div>", "雾谷市茶馆")
    assert read(text).kind is None


# Known failures


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            wrap(
                "<div>"
                + list_items("<div><a href='/t/{n}.html'>{title}</a><p>为支持茶馆，市商务局公布第{n}批名单，公示期五天。</p></div>")
                + "</div>"
            ),
            id="list with teasers",
        ),
    ],
)
@pytest.mark.xfail(strict=True, reason="teasers are sentences, as those of an article are")
def test_known_failures(text: str) -> None:
    assert read(text).kind is PageKind.LIST
