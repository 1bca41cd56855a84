"""Build digests of generated notices, ten measures each: CPU seconds, wall, memory, pages, milliseconds a page.

    make bench-build
    python tests/bench/bench_build.py [--notices 200 1000] [--json FILE]

Every size is built three times: from nothing, once more with nothing changed, and with one notice more. The places are a province and
its prefectures, and more provinces as notices grow in number, as with real sources; a third of the notices carry out an earlier one.
Exit code 1 when a build fails, when a page costs more than BAR milliseconds, or when it costs far more among many than among few.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "site")]

import factory  # noqa: E402  the checkout is put on the path first

from scraper.model import (  # noqa: E402
    Contact,
    Delivery,
    DocNumber,
    Evidence,
    Notice,
    Place,
    Region,
    Relation,
    RelationType,
    Span,
    Target,
    Validity,
)
from site_config.closed_words import load_vocabulary  # noqa: E402

BAR = 60.0
"""CPU milliseconds a page on one core of the machine that the bench was first run on."""
GROWTH = 1.5
"""How much dearer a page may be in the largest digest than in the smallest."""
A_NOTICE = 10
FIRST = date(2020, 1, 1)
QUIET = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
COMMAND = "from scraper.cli import main; raise SystemExit(main())"
WHO = ("小微企业", "个体工商户", "高新技术企业", "外贸企业", "餐饮住宿业户", "规上工业企业", "家庭农场", "科技孵化器", "冷链物流企业")
GIVES = ("给予贷款贴息", "减免经营用房租金", "返还失业保险费", "补助技术改造投入", "奖励首次升规", "缓缴社会保险费", "优先保障用电")
WHAT = ("设备购置", "场地租赁", "岗前培训", "品牌推广", "检验检测", "节水改造", "数据上云", "出口信保", "仓储周转", "污水治理", "托育服务")
HOW = ("按实际支出的一定比例核定", "经主管部门审核后拨付", "凭缴费凭证一次性兑付", "由经办银行直接抵扣", "在惠企平台上在线申领")
TAIL = ("同一事项不重复享受", "资金由本级预算安排", "逾期视为放弃", "不得截留挪用", "绩效随年度评价公布", "材料容缺可以后补")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took; `ms` are CPU milliseconds a page, `megabytes` the most memory that a process held."""

    notices: int
    build: str
    cpu: float
    wall: float
    megabytes: int
    pages: int
    ms: float


def make_notices(number: int, seed: int = 1) -> list[Notice]:
    """Notices that differ in every sentence; the first ones are the same however many there are."""
    chance = random.Random(seed)  # noqa: S311  (the same notices each time)
    vocabulary = load_vocabulary()
    places = _order_places(vocabulary.regions)
    topics, instruments = [t.id for t in vocabulary.topics], [i.id for i in vocabulary.instruments]
    return [_make_notice(serial, chance, places, topics, instruments) for serial in range(number)]


def _order_places(regions: Sequence[Region]) -> list[Region]:
    """Provinces and prefectures, province after province, the state in between."""
    return [region for region in sorted(regions, key=lambda r: r.code) if region.level in (0, 1, 2) and region.successor is None]


def _make_notice(serial: int, chance: random.Random, places: list[Region], topics: list[str], instruments: list[str]) -> Notice:
    day = _find_day(serial)
    place = places[int(len(places) * chance.random() * min(1.0, (serial + 50) / 2000))]
    blocks = [_make_block(chance, day, topics, instruments) for _ in range(A_NOTICE)]
    title = f"关于支持示例发展的第{serial}号通知"
    notice = factory.make_notice(title, blocks, day=day, serial=serial + 1)
    code = place.code
    path = tuple(dict.fromkeys((f"{code[:2]}0000", code))) if code != "000000" else (code,)
    earlier = chance.randrange(serial) if serial % 3 == 2 else None
    return factory.replace(
        notice,
        id=f"{code}{notice.id[6:]}",
        region=Place(code, place.name, path),
        doc_number=DocNumber("云溪示", day.year, serial + 1, _number(serial)),
        issuers=(f"{place.name}示例局",),
        relations=() if earlier is None else (Relation(RelationType.IMPLEMENTS, _number(earlier)),),
        validity=Validity(day, date(2024 + serial % 3, 12, 31), None),
        evidence=(Evidence("written", "signature", "云溪示例局", Span(len(notice.body) - 5, len(notice.body))),),
    )


def _find_day(serial: int) -> date:
    return FIRST + timedelta(days=serial % 1500)


def _number(serial: int) -> str:
    return f"云溪示〔{_find_day(serial).year}〕{serial + 1}号"


def _make_block(chance: random.Random, day: date, topics: list[str], instruments: list[str]) -> tuple[str, str, dict[str, object]]:
    who, give, what = chance.choice(WHO), chance.choice(GIVES), chance.choice(WHAT)
    spent = f"用于{what}、{chance.choice(WHAT)}的，{chance.choice(HOW)}，补助{chance.randint(5, 80)}%，最高{chance.randint(1, 900)}万元"
    mark = "".join(chance.sample("".join((*WHAT, *TAIL, *HOW)), 24))
    values: dict[str, object] = {
        "topics": tuple(chance.sample(topics, chance.choice((1, 1, 2)))),
        "instruments": tuple(chance.sample(instruments, chance.choice((1, 1, 2)))),
        "target": Target(text=who),
        "delivery": chance.choice(list(Delivery)),
        "lead_body": "云溪示例局",
        "contacts": (Contact("云溪示例局", f"0543-{chance.randint(1000000, 9999999)}"),),
        "apply_to": day + timedelta(days=chance.randint(30, 1500)),
        "labels": ((chance.choice(topics), give),),
    }
    return f"对{what}的{who}{give}{mark[:3]}", f"{spent}；{chance.choice(TAIL)}，{chance.choice(TAIL)}。{mark}。", values


def measure_build(root: Path, notices: int, build: str) -> Cost:
    """Build the digest at `root` as a maintainer does."""
    words = ["build", "--root", str(root), "--strict", "--as-of", factory.AS_OF.isoformat()]
    start = time.perf_counter()
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, "-c", COMMAND, *words],
        os.environ | {"PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"},
        file_actions=[QUIET],
    )
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if status:
        raise SystemExit(f"the build of {notices} notices failed")
    cpu = used.ru_utime + used.ru_stime
    pages = sum(1 for _ in (root / "site").rglob("*.html"))
    return Cost(notices, build, round(cpu, 1), round(wall, 1), used.ru_maxrss // 1024, pages, round(1000 * cpu / pages, 1))


def measure_size(number: int) -> list[Cost]:
    """The three builds of a digest of this size."""
    *notices, more = make_notices(number + 1)
    with tempfile.TemporaryDirectory() as name:
        root = factory.save_digest(Path(name) / "digest", notices, f"plugins: []\nhooks: ['{ROOT / 'site_config/hooks.py'}']")
        costs = [measure_build(root, number, "first"), measure_build(root, number, "again")]
        factory.save_digest(root, [more], f"plugins: []\nhooks: ['{ROOT / 'site_config/hooks.py'}']")
        return [*costs, measure_build(root, number + 1, "one more")]


def find_faults(costs: Sequence[Cost]) -> list[str]:
    """The bars that are missed."""
    firsts = [cost for cost in costs if cost.build == "first"]
    faults = [f"{cost.notices} notices: {cost.ms} ms a page" for cost in firsts if cost.ms > BAR]
    small, large = firsts[0], firsts[-1]
    if large.ms > GROWTH * small.ms:
        faults.append(f"a page takes {small.ms} ms among {small.notices} notices and {large.ms} ms among {large.notices}")
    return faults


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, nargs="+", default=[200, 1000], help="sizes, the smallest first (default: 200 1000)")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    costs: list[Cost] = []
    print("notices  build     CPU s   wall s    MB   pages  ms/page   load")
    for number in args.notices:
        for cost in measure_size(number):
            costs.append(cost)
            print(
                f"{cost.notices:7}  {cost.build:8}  {cost.cpu:6.1f}  {cost.wall:6.1f}  {cost.megabytes:5}  {cost.pages:6}"
                f"  {cost.ms:7.1f}  {os.getloadavg()[0]:5.1f}",
                flush=True,
            )
    faults = find_faults(costs)
    for fault in faults:
        print(fault)
    if args.json:
        args.json.write_text(json.dumps([asdict(cost) for cost in costs]), encoding="utf-8")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main())
