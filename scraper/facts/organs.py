"""Names of authorities: what ends like one, and how several on one line part."""

from __future__ import annotations

import re

ENDING = (
    "政府|政府办公室|办公厅|办公室|厅|局|委员会|委|党组|部|署|院|银行|分行|支行|营业管理部|总行|会|指挥部|领导小组|专班|工作组|联席会议|联防联控机制|"
    "总队|支队|大队|中心|管委会|处|公司|集团|联社|站|馆|所|学校|大学|学院|医院|海关|法院|检察院|组织部|宣传部|统战部|政法委|中央|税务|街道"
)
ORGAN = re.compile(
    rf"(?!各|请|由|向|经(?!济)|对(?!外)|从|按|有关|其他|附件|联系|咨询|责任|牵头|主办|承办|来源|作者|编辑)[\u4e00-\u9fff·“”()]{{1,44}}?(?:{ENDING})(?:\(章\)|\(盖章\)|\(公章\)|\(代章\)|\([\u4e00-\u9fff]{{2,20}}(?:局|委|办|办公室)\))?"
)
SENTENCE = re.compile(r"关于|通知|公告如下|如下|印发|为了|我[省市县区局]|不|将|负责|等|是|应当|组织实施|解释")
SEAL = re.compile(r"\((?:盖?章|公章|代章)\)$")
GAP = re.compile(r"[\s、,;]+")
VAGUE = re.compile(r"^(?:人民)?政府(?:办公[厅室])?$|^(?:办公[厅室]|委员会|管委会|本局|我局|各部门)$|^[力份限司公业团]")
NAMES = frozenset(
    ("国务院", "中共中央", "财政部", "商务部", "教育部", "外交部", "科技部", "公安部", "民政部", "司法部", "水利部", "审计署", "中宣部")
)
MAX_ORGANS = 24


def is_organ(text: str) -> bool:
    """True for the name of one authority.

    >>> [is_organ(t) for t in ("滨州市工业和信息化局", "中国人民银行济南分行营业管理部", "各市工业和信息化局", "编辑部主任")]
    [True, True, False, False]
    """
    return text in NAMES or (len(text) >= 3 and ORGAN.fullmatch(text) is not None and not SENTENCE.search(text) and not VAGUE.search(text))


def split_organs(text: str) -> tuple[str, ...]:
    """The authorities that a folded line names and nothing else; () where it holds other words.

    Names are parted by spaces or 、; a name broken by a space is put together again.

    >>> split_organs("财政部 税务总局"), split_organs("山东省 工业和信息化厅"), split_organs("国 务 院")
    (('财政部', '税务总局'), ('山东省工业和信息化厅',), ('国务院',))
    >>> split_organs("请与财政局联系。")
    ()
    """
    organs: list[str] = []
    name = ""
    for part in GAP.split(text.strip()):
        name += part
        if is_organ(name):
            organs.append(SEAL.sub("", name))
            name = ""
    return () if name or len(organs) > MAX_ORGANS else tuple(organs)
