"""What closed words are called on the pages."""

from __future__ import annotations

from scraper.model import Actionability, Damage, Delivery, FigureRole, FileState, Kind, Licence, Nature, RelationType, ValidityStatus

KINDS = {
    Kind.OFFICIAL: "公文",
    Kind.NEWS: "新闻",
    Kind.PRESS_CONFERENCE: "发布会",
    Kind.INTERPRETATION: "解读",
    Kind.OTHER: "其他",
}
NATURES = {
    Nature.BENEFIT: "惠企措施",
    Nature.SERVICE: "服务",
    Nature.OBLIGATION: "要求",
    Nature.REPORT: "情况通报",
    Nature.INTENTION: "意向表述",
}
GRADES = {
    Actionability.A: ("A", "可办", "写明对象、内容和办法"),
    Actionability.B: ("B", "具体", "内容具体，办法未写明"),
    Actionability.C: ("C", "意向", "只有意向，没有具体做法"),
}
STATUSES = {
    ValidityStatus.IN_FORCE: "有效",
    ValidityStatus.NOT_YET: "未生效",
    ValidityStatus.UNSTATED: "效力未注明",
    ValidityStatus.EXPIRED: "已到期",
    ValidityStatus.REPEALED: "已废止",
    ValidityStatus.SUPERSEDED: "已被替代",
}
DELIVERIES = {
    Delivery.AUTOMATIC_ENTITLEMENT: "免申即享",
    Delivery.FAST_TRACK: "快申快享",
    Delivery.APPLICATION: "申请后兑现",
    Delivery.AUTOMATIC: "直接执行，不需申请",
    Delivery.COORDINATED: "由部门协调解决",
}
ROLES = {
    FigureRole.FUND_TOTAL: "资金总额",
    FigureRole.PER_FIRM_CAP: "单户限额",
    FigureRole.AMOUNT: "金额",
    FigureRole.DISCOUNT: "优惠幅度",
    FigureRole.INTEREST: "利率",
    FigureRole.SERVICE_TIME: "办理时限",
    FigureRole.TERM: "期限",
    FigureRole.QUOTA: "名额",
    FigureRole.RATE: "收取标准",
    FigureRole.THRESHOLD: "条件",
    FigureRole.UPTAKE: "已惠及",
    FigureRole.SPENT: "已支出",
}
RELATIONS = {
    RelationType.IMPLEMENTS: "贯彻",
    RelationType.CITES: "引用",
    RelationType.FORWARDS: "转发",
    RelationType.AMENDS: "修改",
    RelationType.REPEALS: "废止",
    RelationType.INTERPRETS: "解读",
    RelationType.REPOSTS: "转载",
}
RELATED = {
    RelationType.IMPLEMENTS: "被贯彻于",
    RelationType.CITES: "被引用于",
    RelationType.FORWARDS: "被转发于",
    RelationType.AMENDS: "被修改于",
    RelationType.REPEALS: "被废止于",
    RelationType.INTERPRETS: "解读见",
    RelationType.REPOSTS: "转载见",
}
LICENCES = {
    Licence.OFFICIAL: "公文，全文收录",
    Licence.PRESS: "新闻稿，只作摘要",
    Licence.EXAMPLE: "示例，据原文事实改写",
    Licence.UNKNOWN: "未注明",
}
DAMAGES = {
    Damage.LOST_BYTES: "原文有字符丢失",
    Damage.SPAM_LINES: "转载页夹有无关文字，已去除",
    Damage.TWO_NUMBERS: "文中出现两个文号",
    Damage.TRUNCATED: "原文不完整",
    Damage.DIGITS_STRIPPED: "数字缺失",
    Damage.SPUN: "文字被改写",
    Damage.HIJACKED_ISSUER: "发文机关可疑",
    Damage.NAMED_PERSONS: "列有个人姓名",
}
FILE_STATES = {
    FileState.NEEDS_OCR: "未读：扫描件，没有文字",
    FileState.ENCRYPTED: "未读：设有密码",
    FileState.BROKEN: "未读：文件损坏",
    FileState.OVERSIZED: "未读：文件过大",
    FileState.ARCHIVE: "未读：压缩包",
    FileState.UNKNOWN: "未读：格式不支持",
    FileState.EMPTY: "未读：没有文字",
    FileState.NO_READER: "未读",
    FileState.PERSONS: "未收录：列有个人姓名",
    FileState.DAMAGED: "未收录：文字损坏",
}
"""What became of a file that was not read; of the others nothing is said."""
SIZES = {"micro": "微型企业", "small": "小型企业", "medium": "中型企业", "large": "大型企业", "self-employed": "个体工商户"}
STATES = {
    "ok": "正常",
    "empty": "正常，没有新内容",
    "partial": "部分读到",
    "layout_changed": "网页改版，待调整",
    "blocked_challenge": "要求验证，未取",
    "forbidden": "拒绝访问",
    "gone": "网页已撤",
    "moved": "网址已换",
    "dns": "域名不通",
    "tls": "证书有误",
    "timeout": "超时",
    "unreachable": "连接不上",
    "encoding": "编码读不出",
    "stale": "久未更新",
    "robots_denied": "网站约定不许抓取",
    "refused_address": "地址不可用",
    "oversized": "内容过大",
    "busy": "网站繁忙",
    "no_browser": "需要浏览器",
    "paused": "暂停",
}
OTHER_TOPIC = "其他"
