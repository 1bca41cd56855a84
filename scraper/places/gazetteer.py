"""Names of places: the table of GB/T 2260 units, and where their names stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scraper.errors import ConfigError
from scraper.model.naming import CODE
from scraper.model.region import STATE_CODE, Place, Region
from scraper.model.span import Span

LIST_MARK = "、"
MIN_COLUMNS = 3
COLUMNS = 8
NAMELESS = frozenset(("市区", "城区", "郊区", "矿区", "新区", "东区", "西区", "市辖区"))
"""Names that say nothing without the city before them."""
NOWHERE = re.compile("(?!)")
UNIT_ENDS = ("省", "市", "区", "县", "州", "盟", "旗", "地区")


def parse_regions(text: str, *, file: str = "regions.tsv") -> tuple[Region, ...]:
    r"""Read a table of regions, one a line, cells separated by tabs: code, name, short, aliases, successor, letters, dials, pinyin.

    The first three are needed; a list in a cell is joined by 、. Lines that are empty or begin with # are left out.

    Raises:
        ConfigError: with file and line, where a row is broken, a code stands twice or a successor has no row.

    >>> parse_regions("\t".join(["371600", "滨州市", "滨州", "", "", "", "0543", "bin zhou"]))[0].dials
    ('0543',)
    """
    regions: dict[str, Region] = {}
    for line, row in enumerate(text.splitlines(), start=1):
        if not row.strip() or row.startswith("#"):
            continue
        region = parse_row(row.split("\t"), file=file, line=line)
        if region.code in regions:
            raise ConfigError(f"the code {region.code} stands twice", file=file, line=line, remedy="keep one row a code")
        regions[region.code] = region
    for region in regions.values():
        if region.successor and region.successor not in regions:
            raise ConfigError(f"{region.code} is followed by {region.successor}, which has no row", file=file)
    return tuple(regions.values())


def parse_row(cells: Sequence[str], *, file: str, line: int) -> Region:
    """One row as a Region; a county with a one-character short name is known by its full name only."""
    if len(cells) < MIN_COLUMNS or not cells[1].strip():
        raise ConfigError("a row needs code, name and short name", file=file, line=line, remedy="separate the columns by tabs")
    code, name, short, aliases, successor, letters, dials, pinyin = (cell.strip() for cell in (*cells, *[""] * COLUMNS)[:COLUMNS])
    if not CODE.holds(code):
        raise ConfigError(CODE.refuse(code), file=file, line=line)
    return Region(code, name, short or name, parse_list(aliases), successor or None, parse_list(letters), parse_list(dials), pinyin or None)


def parse_list(cell: str) -> tuple[str, ...]:
    """The items of a cell."""
    return tuple(filter(None, cell.split(LIST_MARK)))


def find_parent(code: str) -> str | None:
    """The code one level up by its digits: 371602 -> 371600 -> 370000 -> None."""
    return next((above for above in (code[:4] + "00", code[:2] + "0000") if above not in (code, STATE_CODE)), None)


def find_stem(code: str) -> str:
    """The digits that a unit shares with all below it.

    >>> [find_stem(code) for code in ("370000", "371600", "371602")]
    ['37', '3716', '371602']
    """
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


@dataclass(frozen=True, slots=True)
class Mention:
    """A place's name in a text: all units that bear it, and whether it is the full name (滨州市) or the everyday one (滨州)."""

    span: Span
    name: str
    codes: tuple[str, ...]
    full: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places by code and by name. Abolished units answer with their successor.

    `lengths` gives for the first two characters of every name the lengths to try, longest first;
    `starts` finds where such a pair may stand.
    """

    regions: dict[str, Region]
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    full_names: frozenset[str] = frozenset()
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    starts: re.Pattern[str] = NOWHERE
    letters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dials: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    initials: dict[str, tuple[str, ...]] = field(default_factory=dict)
    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def trace_code(self, code: str) -> str | None:
        """The code in force for `code`, following successors; None when the table does not know it."""
        for _ in range(8):
            region = self.regions.get(code)
            if region is None or region.successor is None:
                return region.code if region else None
            code = region.successor
        return None

    def trace_path(self, code: str) -> tuple[str, ...]:
        """Codes from province down to `code` itself, without units that have no row (429004 stands right under 420000)."""
        path = [code]
        while above := find_parent(path[0]):
            path.insert(0, above)
        return tuple(step for step in path if step in self.regions)

    def find_place(self, code: str | None, zone: str | None = None) -> Place | None:
        """The place of a code, old ones included: `371600` -> 山东省滨州市."""
        current = self.trace_code(code) if code else None
        if current is None:
            return None
        path = self.trace_path(current)
        return Place(current, "".join(self.regions[step].name for step in path), path, zone)

    def find_codes(self, name: str) -> tuple[str, ...]:
        """Codes in force that bear a name (full, everyday, alias or former)."""
        return self.names.get(name, ())

    def find_mentions(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """Names of places in `text[start:end]` from left to right, the longest at each point, none inside another."""
        free, stop = start, len(text) if end is None else min(end, len(text))
        lengths, names = self.lengths, self.names
        for pair in self.starts.finditer(text, start, stop):
            at = pair.start()
            for length in lengths.get(text[at : at + 2], ()) if at >= free else ():
                name = text[at : at + length]
                if at + length <= stop and name in names:
                    yield Mention(Span(at, at + length), name, names[name], name in self.full_names)
                    free = at + length
                    break

    @staticmethod
    def holds(upper: str, lower: str) -> bool:
        """True when `lower` is `upper` or lies in it, by their digits."""
        return upper == STATE_CODE or lower.startswith(find_stem(upper))

    def level(self, code: str) -> int:
        """0 the state, 1 province, 2 prefecture, 3 county."""
        return self.regions[code].level


def build_gazetteer(regions: Sequence[Region]) -> Gazetteer:
    """Index the regions of the vocabulary; the order of rows decides nothing."""
    bare = Gazetteer({region.code: region for region in regions})
    current = [region for region in sorted(regions, key=lambda r: r.code) if not region.successor and region.code != STATE_CODE]
    past = [region for region in regions if region.successor]
    full = index_codes((name, region.code) for region in current for name in list_full_names(region))
    for name, code in sorted((region.name, bare.trace_code(region.code) or "") for region in past):
        if code and code not in full.get(name, ()):
            full[name] = (*full.get(name, ()), code)
    short = keep_highest(bare, index_codes((name, region.code) for region in current for name in list_short_names(region)))
    names = {name: codes for name, codes in {**short, **full}.items() if name not in NAMELESS}
    return Gazetteer(
        regions=bare.regions,
        names=names,
        full_names=frozenset(full) - NAMELESS,
        lengths=(lengths := index_lengths(names)),
        starts=compile_starts(lengths),
        letters=index_codes((letter, region.code) for region in current for letter in region.letters),
        dials=index_codes((dial, region.code) for region in current for dial in region.dials),
        spellings=index_codes((region.pinyin.replace(" ", ""), region.code) for region in current if region.pinyin),
        initials=index_codes(("".join(part[0] for part in region.pinyin.split()), region.code) for region in current if region.pinyin),
        heads=index_codes((region.short[0], region.code) for region in current if region.level == 2),
    )


def list_full_names(region: Region) -> tuple[str, ...]:
    """Names that end in the kind of unit: 滨州市, 黔南州."""
    return (region.name, *(alias for alias in region.aliases if alias.endswith(UNIT_ENDS)))


def list_short_names(region: Region) -> tuple[str, ...]:
    """Everyday names, and those of former cities without their ending: 滨州, 襄樊."""
    former = (alias.removesuffix("市") for alias in region.aliases if region.level < 3 and len(alias) > 2)
    return tuple(name for name in (region.short, *former) if len(name) > 1 and name != region.name)


def keep_highest(gazetteer: Gazetteer, names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Of everyday homonyms the highest level stands: 吉林 is the province, 朝阳 the prefecture."""
    top = {name: min(gazetteer.level(code) for code in codes) for name, codes in names.items()}
    return {name: tuple(code for code in codes if gazetteer.level(code) == top[name]) for name, codes in names.items()}


def index_codes(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Codes by key, in the order given, each once.

    >>> index_codes([("朝阳区", "110105"), ("朝阳区", "220104")])
    {'朝阳区': ('110105', '220104')}
    """
    found: dict[str, dict[str, None]] = {}
    for key, code in pairs:
        found.setdefault(key, {})[code] = None
    return {key: tuple(codes) for key, codes in found.items()}


def compile_starts(pairs: Iterable[str]) -> re.Pattern[str]:
    """An expression that finds where any of the pairs may begin: the scan runs in C and stops at one character in twenty.

    >>> compile_starts(["滨州", "济南"]).findall("滨州济南，滨海")
    ['滨', '济']
    """
    firsts, seconds = ("".join(sorted({re.escape(pair[at]) for pair in pairs})) for at in (0, 1))
    return re.compile(f"[{firsts}](?=[{seconds}])") if firsts else NOWHERE


def index_lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """For the first two characters of each name the lengths that occur, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[:2], set()).add(len(name))
    return {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
