"""Clues to a notice's place: what names, numbers, hosts and telephones say about it, each with a weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.model.notice import DocNumber
from scraper.model.span import Span
from scraper.policy.gazetteer import STATE_CODE, Gazetteer, Mention
from scraper.text.fold import fold_width

ORDINARY = frozenset(
    "上城 下城 资源 合作 武功 南部 解放 东方 动力 前进 港口 公安 友好 通道 城中 友谊 平安 中方 凤凰 安定 延长 光明 新兴 运河 太康 洪山 四方 万年 东风 红旗 南岸 城北 会同 工农 大名 富裕 清水 高明 "
    "前锋 复兴 长子 清新 宏伟 平定 芙蓉 梁山 洞口 温泉 石门 向阳 振兴 三元 日照 大同 大方 互助 建平 莲花 平和 名山 黄龙 白云 桃源 当阳 白银 三门 大观 二七 台前 金山 石棉 丰满 永新 双桥 "
    "月湖 文峰 保康 高台 小河 二道 河间 民权 小店 同心 宝塔 元宝 平房 太白 定远 白玉 灯塔 大兴 木兰 天涯 海棠 来宾 博爱 同仁 回民 钟楼 江岸 盘龙 马尾 金门 天水 蓬莱 方正 黑水 安居 龙凤 "
    "鼓楼 湖里 融水 白杨 麒麟 新民 安康 钟山 镇远 富民 下关 清流 水城 安达 紫金 老城 文成 爱民 惠民 长治 民和 升平 上高 孝义 云霄 张北 天台 阳明 开化 天心 金沙 白沙 天元 天柱 威远 宝山 "
    "五台 兴化 红塔 民乐 阳春 延寿 兴业 仁寿 盐池 东胜 白塔 石台 磐石 万全 三水 石鼓 海门 康定 静安 嘉禾 白水 修水 集贤 梨树 政和 康乐 安福 市北 市南 丰润 鸡冠 安平 永年 定陶 围场 尚义 "
    "定边 怀化 乐平 福清 灵寿 天长 双峰 乐业 德清 平顺 兴义 仁和 集安 茶陵 盐田 牧野 大足 未央 永胜 进贤 新化 明水 平利 新源 新会 上思 交口 平远 固安 林口 明光 曲水 文水 城固 建始 分宜 "
    "安义 平乐 增城 四会 顺平 响水 连云 秀峰 同德 惠农 正安 合水 全南 双清 海晏 普定 大祥 城口 田东 武宣 平果 雨花 龙门 开平 东安 和平 新华 新市 长安 河东 河西 南山 东山 中山 朝阳 永安 "
    "新建 新城 新区 华龙 华容 宝丰 泰来 和政 大新 新平 武陵 大城 双城 古城 江城 城东 城西 城关 城厢 沙河 平山 南沙 西湖 东湖 西山 北山 江南 江北 东海 南海 东港 南和 大安 西安区 共和 海港 "
    "路南 路北 新乐 高阳 新河 清河 长丰 大通 新蔡 永兴 永和 宁远 新田 新宁 新丰 广宁 建设 花山 雨山 龙泉 龙山 龙江 龙华 青山 青云 金水 金川 金东 银海 海城 海州 海安 阳光 中原 中站 山阳 "
    "解放 卫东 新野 商城 光山 固始 开发 沈北 南关 宽城 绿园 二道 昌邑 船营 丰泽 鲤城 台江 仓山 马尾 晋安 城步 通道 中方 会同 道县 新邵 洪江 武义 文山 普安 安龙 望都 正定 晋州 行唐 永清 大厂 "
    "安图 长海 建昌 兴城 北票 义县 北镇 太和 凌河 古塔 黑山 兴隆 隆化 赤城 尚志 宾县 方正 通河 巴彦 依兰 木兰 延寿 松北 道里 道外 香坊 平房 呼兰 阿城 建华 铁锋 昂昂溪 同江 密山 虎林 "
    "城子河 恒山 滴道 麻山 梨树 鸡东 工农 南山 兴安 东山 兴山 向阳 萝北 绥滨 萨尔图 让胡路 红岗 大同 肇州 肇源".split()
)
"""Everyday names of counties that are also words, or parts of other names: alone they say nothing."""

WEAK_AFTER = re.compile(r"(?:路|街|大道|大街|巷|桥|酒店|宾馆|大学|学院|银行股份|牌|酒|菜|石油|话|籍|人民币|海峡|同胞|地区投资|籍)")
HAN = re.compile(r"[\u4e00-\u9fff]")
UNIT_AFTER = re.compile(r"(?:[市县区州旗盟](?!场)|讯|网|日报|新闻|发布|电视|晚报|经济开发区|高新区|县委|县政府|人社|税务|分行|支行)")
OWN_WORDS = (
    re.compile(r"[我本](?P<unit>省|市|县|区|州|旗|盟)(?![场级域间直])"),
    re.compile(r"全(?P<unit>省|市|县|区|州|旗|盟)(?![场级域间直])"),
    re.compile(r"(?<![\u4e00-\u9fff])(?P<unit>省|市|县|区|州|旗)(?:委|政府|人民政府|长|[\u4e00-\u9fff]{2,8}(?:局|厅))"),
)
"""How a text names its own unit, the surest way first; the next is asked only where one finds nothing."""
UNIT_NAMES = {"省": ("省",), "市": ("市",), "县": ("县",), "区": ("区",), "州": ("州",), "旗": ("旗",), "盟": ("盟", "地区")}
NATIONAL = re.compile(
    r"^(?:国务院|中共中央|中央|全国|国家|中华人民共和国|财政部|商务部|教育部|科技部|科学技术部|工业和信息化部|人力资源和?社会保障部|人社部|住房和?城乡建设部|交通运输部|农业农村部|农业部|水利部|民政部|公安部|司法部|"
    r"自然资源部|生态环境部|文化和旅游部|应急管理部|税务总局|海关总署|市场监管总局|审计署|人民银行|中国人民银行|证监会|银保监会|中国银保监会|中国证监会|中国银行业监督|国资委|发展改革委|外汇局|退役军人事务部|最高人民)"
)
CENTRAL_CODES = re.compile(r"^(?:国|中办|中发|财|银发|银保监|汇|税总|发改|工信|人社部|人社厅|商|建|交|教|科|农|水|自然资|民发|环|文旅|应急|市监|署|医保|退役军人|证监|金规|总)")
DATELINE = re.compile(r"^(?P<place>[\u4e00-\u9fff·]{2,24}?)(?:\d{1,2}月\d{1,2}日)?\s?(?:电|讯|消息)(?=[\s(,:]|\d|记者|据)", re.MULTILINE)
DIAL = re.compile(r"(?<![\d-])\(?(?P<dial>0(?:10|2\d|[3-9]\d\d))\)?\s?[-—–]?\s?\d{7,8}(?!\d)")
HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?/?/?(?P<host>[a-z0-9.-]+\.[a-z]{2,})(?=[/:?#]|$)", re.IGNORECASE)
PROVINCE_HOSTS = {
    "bj": "110000 beijing", "tj": "120000", "he": "130000 hebei hb", "sx": "140000 shanxi", "nmg": "150000 nei", "ln": "210000 liaoning", "jl": "220000 jilin", "hlj": "230000 heilongjiang",
    "sh": "310000 shanghai", "js": "320000 jiangsu", "zj": "330000 zhejiang", "ah": "340000 anhui", "fj": "350000 fujian", "jx": "360000 jiangxi", "sd": "370000 shandong", "ha": "410000 henan",
    "hb": "420000 hubei", "hn": "430000 hunan", "gd": "440000 guangdong", "gx": "450000 gxzf guangxi", "hi": "460000 hainan", "cq": "500000 chongqing", "sc": "510000 sichuan", "gz": "520000 guizhou",
    "yn": "530000 yunnan", "xz": "540000 xizang", "sn": "610000 shaanxi", "gs": "620000 gansu", "qh": "630000 qinghai", "nx": "640000 ningxia", "xj": "650000 xinjiang",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason for one of `codes`: its weight, the rule that gave it, the words and their place in the body."""

    codes: tuple[str, ...]
    weight: float
    rule: str
    quote: str
    span: Span | None = None


def find_chain(gazetteer: Gazetteer, text: str, start: int = 0) -> tuple[tuple[str, ...], Span] | None:
    """The first place that a text names, read down its units: 山东省滨州市 -> 371600. Homonyms stay together until the unit above tells.

    Everyday names that are words (资源, 合作) count only under their parent.
    """
    folded = fold_width(text)
    codes: tuple[str, ...] = ()
    first = last = -1
    for mention in gazetteer.find_mentions(folded, start):
        if codes and mention.span.start > last + 1:
            break
        if codes:
            below = tuple(code for code in mention.codes if any(gazetteer.holds(upper, code) and upper != code for upper in codes))
            below = below or find_below(gazetteer, codes, mention.name)
            if not below:
                break
            codes, last = below, mention.span.end
        elif is_telling(mention, folded, gazetteer):
            codes, first, last = mention.codes, mention.span.start, mention.span.end
    return (codes, Span(first, last)) if codes else None


def find_below(gazetteer: Gazetteer, codes: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Units under `codes` whose everyday name is `name`, though a higher unit elsewhere bears it too (黑龙江省牡丹江市西安区)."""
    return tuple(
        code
        for code, region in gazetteer.regions.items()
        if name in (region.short, region.name) and not region.successor and any(upper != code and gazetteer.holds(upper, code) for upper in codes)
    )


def is_telling(mention: Mention, text: str, gazetteer: Gazetteer) -> bool:
    """False for an everyday name that is a word, part of a street's, or a county's without a sign that the county is meant."""
    after = text[mention.span.end : mention.span.end + 4]
    before = text[max(0, mention.span.start - 1) : mention.span.start]
    if mention.full:
        return len(mention.name) > 2 or not HAN.fullmatch(before)
    if WEAK_AFTER.match(after) or mention.name in ORDINARY:
        return False
    enclosed = before == "(" and after.startswith(")")
    return gazetteer.level(mention.codes[0]) < 3 or bool(UNIT_AFTER.match(after)) or mention.span.start == 0 or enclosed


def read_organ(gazetteer: Gazetteer, name: str) -> tuple[str, ...]:
    """Codes of an authority's place: its own (滨州市商务局), the state's (财政部), () for a name relative to its site (市商务局).

    >>> from scraper.policy.gazetteer import build_gazetteer, parse_regions
    >>> few = build_gazetteer(parse_regions("000000\\t全国\\t全国\\n370000\\t山东省\\t山东\\n371600\\t滨州市\\t滨州"))
    >>> read_organ(few, "中国人民银行滨州市中心支行"), read_organ(few, "财政部"), read_organ(few, "市商务局")
    (('371600',), ('000000',), ())
    """
    found = find_chain(gazetteer, name)
    if found:
        return found[0]
    return (STATE_CODE,) if NATIONAL.match(name) else ()


def read_number(gazetteer: Gazetteer, number: DocNumber) -> tuple[str, ...]:
    """Codes that the code word of a number points to: 黔南府办函 -> 黔南, 鲁工信研 -> 山东, 国办发 -> the state.

    A letter that stands for no province gives the prefectures whose names begin with it (漳 -> 漳州; 常 -> 常州, 常德).
    """
    org = number.org
    for length in (4, 3, 2):
        codes = gazetteer.names.get(org[:length], ())
        if codes and org[:length] not in ORDINARY:
            return codes
    organ = read_organ(gazetteer, org) if len(org) > 5 else ()
    if organ:
        return organ
    if CENTRAL_CODES.match(org):
        return (STATE_CODE,)
    return gazetteer.letters.get(org[:1]) or gazetteer.heads.get(org[:1], ())


def read_site(gazetteer: Gazetteer, site_id: str) -> tuple[str, ...]:
    """The place of a government site by its identifier: the first six digits are a code, bm stands for ministries."""
    if site_id.lower().startswith("bm"):
        return (STATE_CODE,)
    place = gazetteer.find_place(site_id[:6]) if site_id[:6].isdecimal() else None
    return (place.code,) if place else ()


def read_host(gazetteer: Gazetteer, url: str) -> Iterator[tuple[tuple[str, ...], bool, str]]:
    """Places that a host name spells, the most particular label first: (codes, of a government, label)."""
    match = HOST.match(url.strip())
    if match is None:
        return
    host = match["host"].lower()
    official = host.endswith(".gov.cn")
    labels = host.removesuffix(".gov.cn").split(".") if official else host.split(".")[:-1]
    for label in labels:
        codes = spell_label(gazetteer, label) or (abbreviate_label(gazetteer, label) if official else ())
        if codes:
            yield codes, official, label


def read_path(gazetteer: Gazetteer, url: str) -> tuple[tuple[str, ...], str] | None:
    """The first word of an address's path that spells a province or prefecture (/sichuan/info/)."""
    for part in url.lower().partition("://")[2].split("/")[1:-1]:
        codes = tuple(code for code in gazetteer.spellings.get(part, ()) if gazetteer.level(code) < 3) if len(part) > 4 else ()
        if codes:
            return codes, part
    return None


def spell_label(gazetteer: Gazetteer, label: str) -> tuple[str, ...]:
    """Places whose full pinyin the label is, or begins with where that is long enough to be no accident.

    >>> from scraper.policy.gazetteer import build_gazetteer, parse_regions
    >>> few = build_gazetteer(parse_regions("371600\\t滨州市\\t滨州\\t\\t\\t\\t\\tbin zhou"))
    >>> spell_label(few, "binzhou"), spell_label(few, "binzhounews"), spell_label(few, "bin")
    (('371600',), ('371600',), ())
    """
    if label in gazetteer.spellings and len(label) >= 4:
        return gazetteer.spellings[label]
    for length in range(min(len(label), 16), 6, -1):
        if label[:length] in gazetteer.spellings:
            return gazetteer.spellings[label[:length]]
    return ()


def abbreviate_label(gazetteer: Gazetteer, label: str) -> tuple[str, ...]:
    """Places that a government's host abbreviates: gd, gz (several), fjax = province and county."""
    for short, words in PROVINCE_HOSTS.items():
        code, *others = words.split()
        if label in others or (label == short and short not in ("gz", "sx", "hb", "sh")):
            return (code,)
    inside = PROVINCE_HOSTS.get(label[:2], "").split()[:1]
    if len(label) in (4, 5) and inside:
        codes = tuple(code for code in gazetteer.initials.get(label[2:], ()) if gazetteer.holds(inside[0], code) and code != inside[0])
        if codes:
            return codes
    codes = gazetteer.initials.get(label, ())
    provinces = tuple(words.split()[0] for short, words in PROVINCE_HOSTS.items() if short == label)
    return tuple(dict.fromkeys((*provinces, *(code for code in codes if gazetteer.level(code) < 3 or len(label) > 2))))


def read_units(text: str) -> tuple[frozenset[str], bool]:
    """What kinds of unit a text speaks of as its own, and whether surely: 我市 is sure, 全省 may refer upward.

    Words that stand for less than half of the commonest count as references upward.

    >>> read_units("省委要求，我市认真落实，我市企业受益")
    (frozenset({'市'}), True)
    >>> read_units("县人社局提前启动返还")
    (frozenset({'县'}), False)
    """
    for pattern in OWN_WORDS:
        counts = Counter(match["unit"] for match in pattern.finditer(text))
        if counts:
            return frozenset(unit for unit, count in counts.items() if 2 * count >= max(counts.values())), pattern is OWN_WORDS[0]
    return frozenset(), False


def is_unit(name: str, units: frozenset[str]) -> bool:
    """True where a place's full name is of one of the kinds.

    >>> is_unit("滨州市", frozenset("市")), is_unit("内蒙古自治区", frozenset("区")), is_unit("山东省", frozenset("市"))
    (True, True, False)
    """
    return any(name.endswith(UNIT_NAMES[unit]) for unit in units)
