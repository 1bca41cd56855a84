"""How fast, small and right the search for reposts is: generated notices of which it is known who copied whom.

`python tests/bench/bench_reposts.py [COUNT]` prints seconds, peak memory, precision and recall of merged pairs.
"""

from __future__ import annotations

import random
import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter

from scraper.copies.reposts import merge_reposts
from scraper.model import DocNumber, Kind, Notice, Place, Provenance

MOST_SECONDS, MOST_MEGABYTES = 300.0, 1000.0
LEAST_PRECISION, LEAST_RECALL = 0.999, 0.98
WHO = [
    "市财政局",
    "市工业和信息化局",
    "市人力资源和社会保障局",
    "市商务局",
    "市科学技术局",
    "市税务局",
    "各县区政府",
    "市金融办",
    "市发展改革委",
]
WHOM = [
    "中小企业",
    "小微企业",
    "个体工商户",
    "规模以上工业企业",
    "外贸企业",
    "科技型企业",
    "物流企业",
    "餐饮住宿企业",
    "农业龙头企业",
    "旅游企业",
]
WHAT = [
    "流动资金贷款",
    "稳岗培训",
    "首次上规模",
    "设备更新改造",
    "线上参展",
    "新产品研发",
    "厂房租赁",
    "用电增容",
    "冷链运输",
    "品牌建设",
    "绿色化改造",
]
HOW = [
    "给予一次性补助",
    "按实际支出给予奖励",
    "给予贴息支持",
    "免收相关费用",
    "实行先行垫付",
    "开通专门窗口办理",
    "纳入重点名单管理",
    "减半收取费用",
]
WHEN = ["疫情防控期间", "自本月起", "年度预算安排内", "通过审核后", "合同履行期间", "首季度内", "项目验收后", "申报受理期内"]
TAIL = ["每户最高{n}万元", "累计不超过{n}万元", "在{n}个工作日内办结", "比例不高于{n}%", "期限不超过{n}个月", "总额安排{n}万元"]
COMMON = [
    "为深入贯彻落实上级决策部署，促进经济平稳健康发展，结合我市实际，现提出以下措施。",
    "各级各部门要提高认识，加强组织领导，明确责任分工，确保各项措施落到实处。",
    "本措施由有关部门按照职责分工负责解释，国家和省另有规定的从其规定。",
]


@dataclass(frozen=True, slots=True)
class Case:
    """A generated notice and the act that it truly is."""

    notice: Notice
    act: int


def make_cases(count: int, seed: int = 7) -> list[Case]:
    """`count` notices in random order: acts, their copies, and acts that differ in one number, place or document number only."""
    dice = random.Random(seed)  # noqa: S311 - the same notices every time
    cases: list[Case] = []
    act = 0
    while len(cases) < count:
        original = make_act(act, dice)
        cases.append(Case(original, act))
        twins = ["number", "place", *(["document"] if original.doc_number else [])]
        for kind in dice.choices(["", "copy", "shorter", "framed", dice.choice(twins)], [60, 8, 7, 7, 18]):
            if kind in ("copy", "shorter", "framed"):
                cases += [Case(make_copy(original, kind, turn, dice), act) for turn in range(dice.randint(1, 3))]
            elif kind:
                act += 1
                cases.append(Case(make_twin(original, kind, act), act))
        act += 1
    del cases[count:]
    dice.shuffle(cases)
    return cases


def make_act(act: int, dice: random.Random) -> Notice:
    """A notice of its own."""
    who = [dice.choice(WHO) for _ in range(8)]
    lines = [COMMON[0]]
    for index, (name, whom) in enumerate(zip(who, dice.choices(WHOM, k=8), strict=True)):
        lead = f"{'一二三四五六七八'[index]}、{dice.choice(WHEN)}，对{whom}的{dice.choice(WHAT)}{dice.choice(HOW)}"
        lines.append(
            f"{lead}，{dice.choice(TAIL).format(n=dice.randint(2, 99))}。由{name}牵头，{dice.choice(WHO)}配合办理{dice.choice(WHAT)}事项。"
        )
    lines += COMMON[1:]
    code = f"{dice.choice([11, 13, 21, 32, 33, 37, 41, 52])}{dice.randint(1, 20):02}00"
    number = DocNumber("某政发", 2020, act + 1, f"某政发〔2020〕{act + 1}号") if dice.random() < 0.7 else None
    return Notice(
        id=f"{code}-20200206-{act:08x}",
        title=f"关于{dice.choice(WHEN)}支持{dice.choice(WHOM)}{dice.choice(WHAT)}的若干措施",
        kind=Kind.OFFICIAL,
        body="\n\n".join(lines),
        doc_number=number,
        issuers=(f"某{code}市人民政府",),
        region=Place(code, f"某{code}市", (f"{code[:2]}0000", code)),
        source=Provenance(url=f"http://www.city{code}.example/art/{act}.html"),
        snapshot=f"{act:064x}",
    )


def make_copy(original: Notice, kind: str, turn: int, dice: random.Random) -> Notice:
    """The same act on another site: as it is, without a paragraph, or with words of the site around it."""
    mark = dice.getrandbits(64)
    lines = original.body.split("\n\n")
    if kind == "shorter":
        del lines[dice.randrange(1, len(lines))]
    if kind == "framed":
        lines = ["本网编辑部转载如下，供广大读者参考学习。", *lines, "更多内容敬请关注本网后续报道。"]
    return replace(
        original,
        id=f"{original.id[:-8]}{mark & 0xFFFFFFFF:08x}",
        body="\n\n".join(lines),
        source=Provenance(url=f"http://portal{turn}.example/{mark:x}"),
        snapshot=f"{mark:064x}",
    )


def make_twin(original: Notice, kind: str, act: int) -> Notice:
    """Another act in nearly the same words."""
    twin = replace(
        original, id=f"{original.id[:-8]}{act:08x}", source=Provenance(url=f"http://twin.example/{act}"), snapshot=f"f{act:063x}"
    )
    if kind == "number":
        line = next(line for line in original.body.split("\n\n") if any(char.isdecimal() for char in line))
        digits = "".join(char for char in line if char.isdecimal())
        return replace(twin, doc_number=None, body=original.body.replace(line, line.replace(digits, str(int(digits) + 100)), 1))
    if kind == "place":
        return replace(twin, doc_number=None, region=Place("650100", "某自治区某市", ("650000", "650100")))
    return replace(twin, doc_number=DocNumber("某政办发", 2020, act + 1, f"某政办发〔2020〕{act + 1}号"))


def list_pairs(sizes: Iterator[int]) -> int:
    """Pairs within groups of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes)


def score_merges(cases: list[Case], merged: tuple[Notice, ...]) -> tuple[float, float]:
    """Precision and recall of the pairs that were made one."""
    acts = {case.notice.source.url: case.act for case in cases}
    groups = [[acts[url] for url in (notice.source.url, *(repost.url for repost in notice.reposts))] for notice in merged]
    together = list_pairs(len(group) for group in groups)
    right = sum(list_pairs(iter(Counter(group).values())) for group in groups)
    true: defaultdict[int, int] = defaultdict(int)
    for case in cases:
        true[case.act] += 1
    return right / max(together, 1), right / max(list_pairs(iter(true.values())), 1)


def main() -> int:
    """Print what was measured; 1 when it does not hold."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    cases = make_cases(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = perf_counter()
    merged = merge_reposts([case.notice for case in cases])
    seconds = perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    precision, recall = score_merges(cases, merged)
    print(f"notices    {count:,} of {len({case.act for case in cases}):,} acts, {len(merged):,} after merging")
    print(f"seconds    {seconds:.1f} (at most {MOST_SECONDS:.0f} for 100,000)")
    print(f"memory     {memory:.0f} MB at the peak, {before:.0f} MB of it the notices (at most {MOST_MEGABYTES:.0f})")
    print(f"precision  {precision:.4f} (at least {LEAST_PRECISION})")
    print(f"recall     {recall:.4f} (at least {LEAST_RECALL})")
    share = max(count / 100_000, 1e-9)
    good = seconds <= MOST_SECONDS * share and memory <= MOST_MEGABYTES and precision >= LEAST_PRECISION and recall >= LEAST_RECALL
    return int(not good)


if __name__ == "__main__":
    raise SystemExit(main())
