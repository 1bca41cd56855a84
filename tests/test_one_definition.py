"""Where a sentence ends, what numbers a part, how a text is folded, how a title is cleaned: each is written in one place only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(path for room in ("scraper", "site_config") for path in (ROOT / room).rglob("*.py"))

ENDS, NUMBERS, FOLD = "scraper/text/sentence_ends.py", "scraper/text/enumerators.py", "scraper/text/fold.py"
TITLE = "scraper/page/page_titles.py"
REMEDY = {
    "sentence end": f"build the expression from a level of {ENDS} (FULL_STOP, STATEMENT, TOLD, SENTENCE, CLAUSE, LISTING)",
    "enumerator": f"use MARKER, ARTICLE or ENUMERATOR of {NUMBERS}",
    "fold": f"use fold_width, fold_case, spell_signs, bare_text or squash of {FOLD}",
    "title cleaning": f"use clean_title of {TITLE}, and name what else is done to a title for what it does",
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
    ("scraper/evaluation/comparison.py", "sentence end"): "follows the scorer outside, whatever the readers do",
    ("scraper/evaluation/comparison.py", "fold"): "follows the scorer outside, whatever the readers do",
    (
        "site_config/finding/character_pairs.py",
        "fold",
    ): "folds as assets/han.js does in the browser, and the site sees no scraper.text",
}
"""Second definitions, each with its reason."""

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
CLEANERS = re.compile(r"_?(?:clean|tidy|normali[sz]e|scrub)_title")


def defines_end(words: str) -> bool:
    """A class of marks, or a bare row of them, that holds the full stop and another end; a negated one that does not run on is a gap."""
    classes = [(found["marks"], found["marks"].startswith("^") and not found["runs"]) for found in CLASS.finditer(words)]
    rows = [(words, False)] if MARKS.fullmatch(words) else []
    return any("。" in marks and set(marks) & set("；;？?") and not gap for marks, gap in (*classes, *rows))


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
    """Line and kind of whatever in a module defines one of the four by itself."""
    tree = ast.parse(source)
    checks = {"sentence end": defines_end, "enumerator": ENUMERATOR.search, "fold": FOLDS.search}
    for line, words in list_texts(tree):
        yield from ((line, kind) for kind, check in checks.items() if check(words))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and FOLDERS.fullmatch(node.name) and not is_property(node):
            yield node.lineno, "fold"
        elif isinstance(node, ast.FunctionDef) and CLEANERS.fullmatch(node.name):
            yield node.lineno, "title cleaning"
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
    ],
)
def test_uses_are_let_be(source: str) -> None:
    assert list(find_definitions(source)) == []
