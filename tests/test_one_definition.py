"""Sentence ends, enumerators, folds, titles, datelines, offices, genres, the head of a document: each is written in one place only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.lexicon.wordbook import Entry, load_book

ROOT = Path(__file__).parents[1]
FILES = sorted(path for room in ("scraper", "site_config") for path in (ROOT / room).rglob("*.py"))

ENDS, NUMBERS, FOLD = "scraper/text/sentence_ends.py", "scraper/text/enumerators.py", "scraper/text/fold.py"
TITLE = "scraper/page/page_titles.py"
DATELINES, HEAD = "scraper/facts/datelines.py", "scraper/text/document_ends.py"
VOCABULARY = "site_config/data/vocabulary"
BOOKS = sorted(path.stem for path in (ROOT / VOCABULARY).glob("*.yml"))
HOMES = {"office": "organs", "genre": "genres", "dateline": "datelines"}
"""The word book of each kind of words; a list that differs on purpose is an entry of its own there, and `about` says why."""
REMEDY = {
    "sentence end": f"build the expression from a level of {ENDS} (FULL_STOP, STATEMENT, TOLD, SENTENCE, CLAUSE, LISTING)",
    "enumerator": f"use MARKER, ARTICLE or ENUMERATOR of {NUMBERS}",
    "fold": f"use fold_width, fold_case, spell_signs, bare_text or squash of {FOLD}",
    "title cleaning": f"use clean_title of {TITLE}, and name what else is done to a title for what it does",
    "dateline": f"use SENDER, DATELINE, PRINTED or TOLD_BY of {DATELINES}, or an entry of {VOCABULARY}/datelines.yml",
    "office": f"name an entry of {VOCABULARY}/organs.yml; a list that differs on purpose is one more, and its about says why",
    "genre": f"name an entry of {VOCABULARY}/genres.yml; a list that differs on purpose is one more, and its about says why",
    "head": f"use HEAD_LINES or LAST_LINES of {HEAD}",
}
ALLOWED = {
    (ENDS, "sentence end"): "the definition",
    (NUMBERS, "enumerator"): "the definition",
    (
        NUMBERS,
        "sentence end",
    ): "after which marks an enumerator may stand inside a line belongs to the enumerator: brackets and commas with them",
    (FOLD, "fold"): "the definition",
    (TITLE, "title cleaning"): "the definition",
    (HEAD, "head"): "the definition",
    (
        "scraper/facts/kinds.py",
        "head",
    ): "an act's formula stands nearer to the end than the foot reaches: behind it come signature and notes only",
    ("scraper/people/persons.py", "office"): "characters that no given name ends in: places beside offices",
    ("scraper/evaluation/comparison.py", "sentence end"): "follows the scorer outside, whatever the readers do",
    ("scraper/evaluation/comparison.py", "fold"): "follows the scorer outside, whatever the readers do",
    (
        "site_config/finding/character_pairs.py",
        "fold",
    ): "folds as assets/han.js does in the browser, and the site sees no scraper.text",
}
"""Second definitions, each with its reason."""
ALLOWED_ENTRIES = {
    ("clauses", "connector", "genre"): "who demands in running text: meetings beside papers",
    ("items", "terms", "office"): "one phrase of who answers for which work, offices and departments in their order",
    ("kinds", "act", "genre"): "formulas by which an act speaks (特此通知), whole",
    ("person_marks", "office_box", "office"): "characters before a mail box: places of work beside offices",
    ("verbs", "review", "office"): "one phrase with year, place and office in their order, and its guard",
}
"""Entries of other books that name offices or genres, each with its reason."""

CLASS = re.compile(r"\[(?P<marks>(?:\\.|[^\]\\])+)\](?P<runs>[+*])?")
MARKS = re.compile(r"[\s。；;！!？?，,、：:…”’」』》）)\]|.]{2,}")
HAN_DIGITS = r"\[[^\]]*一二三[^\]]*\](?:\{[^}]*\}+|[+*?])?"
ENUMERATOR = re.compile(
    rf"第\S{{0,8}}?{HAN_DIGITS}[^\[\]]{{0,3}}(?:\[[^\]]*[章节条][^\]]*\]|[章节条])"  # 第[一二三...]{1,5}[章节条]
    rf"|{HAN_DIGITS}\)?(?:、|\[[^\]]*、[^\]]*\])"  # [一二三...]{1,3}、
    rf"|(?:\\\(|\[[(（]+\]\??){HAN_DIGITS}(?:\\\)|\[[)）、.．]+\])"  # [(（][一二三...]{1,3}[)）]
)
FOLDS = re.compile(r"\[\\W_\]|\[\^\\w\]|\\uff01-\\uff5e|！-～")
FOLDERS = re.compile(r"_?(?:fold|bare|squash)(?:_(?:text|width|case|title))?")
OFFICES = frozenset(("人民政府", *load_book("organs")["issuing"].words))
GENRES = frozenset(load_book("genres")["acts"].words)
LIST, LIST_IN_BOOK = 3, 4
"""Words of a kind side by side that make a list of it; a phrase of a book may name three among other things."""
HAN_SET = re.compile(r"\[([\u4e00-\u9fff]+)\]")
HAN_ROW = re.compile(r"[\u4e00-\u9fff|\s]+")
WIRE = re.compile(r"(?<![\u4e00-\u9fff])讯(?![\u4e00-\u9fff])|\[电讯|讯电\]|据(?:\[[^\]]*\]|\.)\S{0,12}报道")
REACHES = re.compile(r"_?(?:HEAD|FIRST|TOP|OPENING|LAST|FOOT|TAIL|CLOSING)_LINES")
LEAST_REACH = 8
"""Lines from the beginning or the end that a number in code may reach; more is the head or the foot."""
CLEANERS = re.compile(r"_?(?:clean|tidy|normali[sz]e|scrub)_title")


def defines_end(words: str) -> bool:
    """A class of marks, or a bare row of them, that holds the full stop and another end; a negated one that does not run on is a gap."""
    classes = [(found["marks"], found["marks"].startswith("^") and not found["runs"]) for found in CLASS.finditer(words)]
    rows = [(words, False)] if MARKS.fullmatch(words) else []
    return any("。" in marks and set(marks) & set("；;？?") and not gap for marks, gap in (*classes, *rows))


def count_row(words: str, kind: frozenset[str]) -> int:
    """How many words of a kind stand side by side in a regex or a list parted by blanks; [厅局] is two."""
    rows = HAN_ROW.findall(HAN_SET.sub(lambda found: "|".join(found[1]), words))
    return max((len(kind & set(re.split(r"[|\s]+", row))) for row in rows), default=0)


def lists_offices(words: str) -> bool:
    return count_row(words, OFFICES) >= LIST


def lists_genres(words: str) -> bool:
    return count_row(words, GENRES) >= LIST


def list_kinds(entry: Entry) -> Iterator[str]:
    """What an entry of a book that is not their home lists."""
    said = (" ".join(entry.words), *entry.phrases)
    yield from (
        kind for kind, words in (("office", OFFICES), ("genre", GENRES)) if any(count_row(one, words) >= LIST_IN_BOOK for one in said)
    )
    if {"讯", "电"} <= {*entry.words}:
        yield "dateline"


def reaches(node: ast.AST) -> bool:
    """True for `HEAD_LINES = 24` and for `lines[:24]`, `lines[-12:]`."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        named = node.targets[0] if isinstance(node, ast.Assign) else node.target
        return isinstance(node.value, ast.Constant) and bool(REACHES.fullmatch(ast.unparse(named)))
    if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and ast.unparse(node.value).endswith("lines")):
        return False
    bounds = (ast.unparse(bound) for bound in (node.slice.lower, node.slice.upper) if bound is not None)
    return any(re.fullmatch(r"-?\d+", bound) and abs(int(bound)) >= LEAST_REACH for bound in bounds)


def list_docstrings(tree: ast.AST) -> set[int]:
    """The texts that stand as a statement of their own: docstrings and notes behind constants."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}


def list_texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and words of each text, those of an f-string joined, with the module's own constants put in; other names stand for nothing."""
    own: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant | ast.JoinedStr):
            name = node.targets[0] if isinstance(node, ast.Assign) else node.target
            own[ast.unparse(name)] = join_words(node.value, own)
    silent = list_docstrings(tree)
    silent |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in silent:
            yield node.lineno, join_words(node, own)


def join_words(node: ast.Constant | ast.JoinedStr, own: dict[str, str]) -> str:
    """What a literal says, as far as its module knows it."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(own.get(ast.unparse(part.value), "") if isinstance(part, ast.FormattedValue) else str(part.value) for part in parts)


def find_definitions(source: str) -> Iterator[tuple[int, str]]:
    """Line and kind of whatever in a module defines one of the kinds by itself."""
    tree = ast.parse(source)
    checks = {"sentence end": defines_end, "enumerator": ENUMERATOR.search, "fold": FOLDS.search}
    checks |= {"dateline": WIRE.search, "office": lists_offices, "genre": lists_genres}
    for line, words in list_texts(tree):
        yield from ((line, kind) for kind, check in checks.items() if check(words))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and FOLDERS.fullmatch(node.name) and not is_property(node):
            yield node.lineno, "fold"
        elif isinstance(node, ast.FunctionDef) and CLEANERS.fullmatch(node.name):
            yield node.lineno, "title cleaning"
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.Subscript) and reaches(node):
            yield node.lineno, "head"
        elif isinstance(node, ast.Call) and folds(node):
            yield node.lineno, "fold"


def is_property(node: ast.FunctionDef) -> bool:
    """True for a method that names what it holds, as `_Print.bare` does."""
    return any(isinstance(one, ast.Name) and one.id in {"property", "cached_property"} for one in node.decorator_list)


def folds(call: ast.Call) -> bool:
    """True for `normalize("NFKC", ...)` and for `"".join(text.split())`."""
    words = ast.unparse(call)
    return bool(re.match(r"(?:\w+\.)?normalize\('NFKC'", words) or re.fullmatch(r"''\.join\([^()]*(?:\([^()]*\))?\.split\(\)\)", words))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_defined_twice(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    found = [(line, kind) for line, kind in find_definitions(path.read_text("utf-8")) if (name, kind) not in ALLOWED]
    assert not found, "\n".join(f"{name}:{line}: a second definition of {kind}: {REMEDY[kind]}" for line, kind in found)


def test_what_is_allowed_is_there() -> None:
    found = {(path.relative_to(ROOT).as_posix(), kind) for path in FILES for _, kind in find_definitions(path.read_text("utf-8"))}
    assert set(ALLOWED) <= found, "take these out of ALLOWED: they define nothing any more"


@pytest.mark.parametrize("name", BOOKS)
def test_no_book_lists_what_is_at_home_in_another(name: str) -> None:
    found = [(key, kind) for key, entry in load_book(name).items() for kind in list_kinds(entry)]
    strange = [(key, kind) for key, kind in found if HOMES[kind] != name and (name, key, kind) not in ALLOWED_ENTRIES]
    assert not strange, "\n".join(f"{name}.yml: {key}: a second definition of {kind}: {REMEDY[kind]}" for key, kind in strange)


@pytest.mark.parametrize(("name", "key", "kind"), ALLOWED_ENTRIES)
def test_an_entry_that_is_allowed_is_there(name: str, key: str, kind: str) -> None:
    assert kind in list_kinds(load_book(name)[key]), "take it out of ALLOWED_ENTRIES: it lists nothing any more"


@pytest.mark.parametrize("name", HOMES.values())
def test_no_two_entries_of_a_home_say_the_same(name: str) -> None:
    said = [frozenset((*entry.words, *entry.phrases)) for entry in load_book(name).values()]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("office", Entry("owner", words=("政府", "委员会", "厅", "局", "频道"))),
        ("office", Entry("ending", phrases=("(局|[厅委部])$",))),
        ("genre", Entry("paper", words=("办法", "通知", "意见", "措施"))),
        ("genre", Entry("title", phrases=("关于[^。]{2,80}(通知|意见|办法|公告)",))),
        ("dateline", Entry("wire", words=("电", "讯"))),
    ],
)
def test_second_definitions_in_books_are_seen(kind: str, entry: Entry) -> None:
    assert list(list_kinds(entry)) == [kind]


@pytest.mark.parametrize(
    "entry",
    [Entry("about", words=("公告", "通告", "印发")), Entry("goes", phrases=("[局委厅]",)), Entry("kind", words=("讯", "网", "日报"))],
)
def test_entries_that_name_a_few_are_let_be(entry: Entry) -> None:
    assert list(list_kinds(entry)) == []


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("sentence end", 'STOP = re.compile(r"[。;!?\\n]")'),
        ("sentence end", 'STOP = re.compile(rf"{X}(?<=[。；：？！:])")'),
        ("sentence end", 'SENTENCE = re.compile(r"[^。;\\n]+[。;]?")'),
        ("sentence end", 'ENDS = "。!?\\n"'),
        ("sentence end", 'at = max(text.rfind(mark) for mark in "。；\\n")'),
        ("enumerator", 'ITEM = re.compile(r"^[一二三四五六七八九十]{1,3}、")'),
        ("enumerator", 'ITEM = re.compile(r"[(（][一二三四五六七八九十\\d]{1,3}[)）]")'),
        ("enumerator", 'ITEM = re.compile(r"第[一二三四五六七八九十百]{1,5}[条章节]")'),
        ("enumerator", 'ITEM = re.compile(rf"^[（(]?[一二三四五六七八九十\\d]{{1,3}}[）)、.．]")'),
        ("enumerator", 'ITEM = re.compile(r"\\([一二三四五六七]\\)")'),
        ("enumerator", 'HAN = "一二三四五"\nITEM = re.compile(rf"^[{HAN}]{{1,3}}、")'),
        ("sentence end", 'MARKS: Final = "。；"\nSTOP = re.compile(rf"[{MARKS}\\n]")'),
        ("fold", 'LETTERS = re.compile(r"[\\W_]+")'),
        ("fold", 'plain = unicodedata.normalize("NFKC", text)'),
        ("fold", 'plain = "".join(text.split())'),
        ("fold", "def fold_text(text): return text.lower()"),
        ("title cleaning", "def clean_title(text): return text.strip()"),
        ("dateline", 'WIRE = re.compile(r"^[\\u4e00-\\u9fff]{2,24}?(?:电|讯|消息)(?=[ (])")'),
        ("dateline", 'WIRE = re.compile(r"(?:讯|[\\u4e00-\\u9fff]电)(?=[ (])")'),
        ("dateline", 'WIRE = re.compile(r"[\\u4e00-\\u9fff]{2,20}[电讯](?=[ (])")'),
        ("dateline", 'SAID = re.compile(r"据[^,。]{2,16}报道")'),
        ("office", 'OFFICE = re.compile(r"(?:人民政府|办公室|委员会|管理局|[厅局委部])$")'),
        ("office", 'OFFICE = re.compile(r"[\\u4e00-\\u9fff]{2,8}(?:局|厅|署)")'),
        ("office", 'ENDS = "政府 厅 局 频道"'),
        ("office", 'SIGNS = "[局厅委]"\nROW = re.compile(rf"{SIGNS}\\s")'),
        ("genre", 'PAPER = r"本(?:办法|意见|通知|政策)"'),
        ("genre", 'TITLE = re.compile(rf"关于{X}(?:决定|公告|通告)$")'),
        ("genre", 'GENRES = "通知 意见 办法".split()'),
        ("head", "HEAD_LINES = 4"),
        ("head", "_FIRST_LINES: Final = 30"),
        ("head", "for line in lines[:24]: pass"),
        ("head", "foot = page.lines[-12:]"),
    ],
)
def test_second_definitions_are_seen(kind: str, source: str) -> None:
    assert kind in {found for _, found in find_definitions(source)}


@pytest.mark.parametrize(
    "source",
    [
        'GIVES = re.compile(r"给予[^。;,]{0,14}补贴")',
        'STOP = re.compile(rf"[{CLAUSE}\\n]")',
        'MEETING = re.compile(r"第[一二三四五六七八九十百]{1,4}次会议")',
        'COUNT = re.compile(r"[一二三四五六七八九十\\d]{1,3}条(?:措施)?")',
        'DAY = re.compile(r"[一二三四五六七八九十]{1,2}月")',
        'LISTED = re.compile(r"名单:((?:\\([^()。;]{0,40}\\)|[^。;)]){2,120})")',
        'SAID = "没有读到标题；请补上。"',
        '"""A note: [。;!?] ends it."""',
        'words = " ".join(text.split())',
        "def read_title(text): return text",
        'PHONE = re.compile(r"通讯方式|电话")',
        'UNIT = re.compile(r"[省市县](?:政府|局)")',
        'DECIDED = re.compile(r"(?:公告|通告)第")',
        'SAID = "据我所知，报道很少"',
        "EDGE_LINES = 3",
        "edges = lines[:3] + lines[-3:]",
        "above = lines[:HEAD_LINES]",
    ],
)
def test_uses_are_let_be(source: str) -> None:
    assert list(find_definitions(source)) == []
