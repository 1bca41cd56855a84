"""Other ways to say it: words that readers type for words that officials write, and initials of pinyin."""

from __future__ import annotations

from functools import cache

from pypinyin import Style, lazy_pinyin

from site_config.pages.pairs import split_runs

SYNONYMS = (
    ("房租", "租金", "免租", "门面租"),
    ("招工", "用工", "招聘", "缺工", "招不到人", "招人"),
    ("补贴", "补助", "奖补", "奖励"),
    ("贷款", "融资", "信贷", "借钱"),
    ("续贷", "转贷", "过桥", "展期", "还旧借新"),
    ("担保", "增信", "风险补偿"),
    ("社保", "社会保险", "养老保险"),
    ("稳岗", "援企稳岗", "不裁员"),
    ("缓缴", "缓交", "延期缴纳", "晚交"),
    ("退税", "留抵", "返还"),
    ("免税", "减税", "免征", "减征", "税收优惠"),
    ("电费", "电价", "用电"),
    ("水费", "水价", "用水"),
    ("气费", "气价", "用气", "燃气"),
    ("技改", "技术改造", "设备更新", "买设备", "设备投资"),
    ("数字化", "上云", "智能化"),
    ("高企", "高新技术企业"),
    ("专精特新", "小巨人"),
    ("外贸", "出口", "进出口"),
    ("通行证", "绿色通道", "运输"),
    ("拖欠", "清欠", "欠款", "账款"),
    ("口罩", "防护用品", "防疫物资"),
    ("营业执照", "注册登记", "开办企业"),
    ("公积金", "住房公积金"),
)
"""Groups of words that answer each other; the site offers them, it never swaps them in silence."""
MARK = "zz"
"""Before initials, so that they meet no word of letters: 稳岗返还 is found as zzwgfh."""
WINDOW = 6


def write_initials(text: str) -> str:
    """Initials of pinyin from each character on, for readers who type `wgfh`.

    >>> write_initials("稳岗返还2021")
    'zzwgfh zzgfh zzfh'
    """
    runs = (run for run in split_runs(text) if not run[0].isascii())
    return " ".join(f"{MARK}{letters[i : i + WINDOW]}" for run in runs for letters in (_spell(run),) for i in range(len(letters) - 1))


def _spell(run: str) -> str:
    return "".join(map(_find_initial, run))


@cache
def _find_initial(char: str) -> str:
    """The first letter of a character's commonest reading; reading by words costs a hundred times as much."""
    return lazy_pinyin(char, style=Style.NORMAL, errors=lambda _: "-")[0][0].lower()
