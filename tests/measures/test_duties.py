from __future__ import annotations

import pytest

from scraper.measures.duties import Bound, find_duty

CASES = [
    ("申请单位须如实填报", Bound.READER),
    ("讲堂应配备必要的座椅", Bound.READER),
    ("确定变更的,要书面征求意见", Bound.READER),
    ("禁止转借转租", Bound.READER),
    ("主管部门应当在10日内答复", Bound.OFFICE),
    ("有关部门应当支持企业上市", Bound.OFFICE),
    ("各区应当将名单公示", Bound.READER),
    ("部门不得额外设置条件", Bound.READER),
    ("担保机构要加快业务创新", Bound.OFFICE),
    ("担保机构应当向主管部门报告", Bound.READER),
    ("公园应当向老人减收门票", None),
    ("落实“企业要走访、诉求要办结”机制", None),
    ("建立“一户一策”台账,企业要按月填报", Bound.READER),
    ("做好原料供应工作", None),
    ("企业无须提交证明", None),
    ("开放法律未禁止的领域", None),
    ("应急物资不得不调运", None),
]


@pytest.mark.parametrize(("text", "bound"), CASES)
def test_a_duty_binds_whom_its_sentence_names(text: str, bound: Bound | None) -> None:
    found = find_duty(text)
    assert (found[0] if found else None) is bound
