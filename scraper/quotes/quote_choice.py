"""Which sentences of somebody else's text are quoted: those that carry a measure's evidence, and a few that say what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.figures.quantities import find_figures
from scraper.model import Measure, Notice, Span
from scraper.quotes.sentences import Sentences, cut_sentence, split_sentences
from scraper.text.fold import fold_body
from scraper.text.sentence_ends import TOLD

NAMED = re.compile(r"“[^“”\n?？!！。]{2,24}”|《[^《》\n]{2,60}》")
PLACED = re.compile(r"平台|绿色通道|专线|热线|小程序|公众号|专窗|专班|资金池|转贷")
DATED = re.compile(r"\d{1,2}月\d{1,2}日|(?:19|20)\d\d年|\d{1,2}月底|截至|为期")
ASKED = re.compile(r"申请|申报|登录|登陆|拨打|咨询|电话|联系|邮箱|网址|窗口|免费")
DONE = re.compile(
    r"现场办公|印发|出台|制定|成立|建立|设立|开通|上线|推出|启动|发放|派驻|派出|组建|召开|座谈|走访|督查|签[订约署]|加以解决|协调解决|研究解决"
)
URGED = re.compile(r"(?:指出|强调|要求|希望|表示|认为)[，,：:]|(?:^|[，,；;])(?:要|必须|应当?|务必)|再接再厉|坚决贯彻|高度重视|[记笔]者")
MOST_SENTENCES, MOST_LETTERS = 3, 220
"""Of a measure; its lead and the figures read from it stand in any case."""
LEAST_WORTH = 2
KEY_SENTENCES, KEY_FIGURES = 3, 6
"""Of the whole text, beside its first: sentences that say what was done, and sentences with figures that no measure holds."""
MANY_MEASURES = 8
FULL = 20
"""Letters of a sentence that says something by itself."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence, the places in it that are evidence, and how much they are worth together."""

    span: Span
    points: tuple[Span, ...]
    worth: int


def choose_quotes(notice: Notice) -> list[Span]:
    """The stretches to be quoted, in any order; they may overlap.

    Every lead, every figure of a measure and the sentence of the term are among them.
    """
    text = split_sentences(notice.body)
    chosen = list(quote_spans([notice.validity.span] if notice.validity.span else [], text))
    for measure in notice.measures:
        chosen += quote_measure(measure, text)
    return chosen + list(quote_article(notice, chosen, text))


def quote_spans(spans: Sequence[Span], text: Sentences) -> Iterator[Span]:
    """The sentences of some spans; of a long one only the clauses around them."""
    groups: dict[Span, list[Span]] = {}
    for span in spans:
        groups.setdefault(text.find_covering(span), []).append(span)
    for sentence, points in groups.items():
        yield from cut_sentence(sentence, points, text.body)


def quote_measure(measure: Measure, text: Sentences) -> list[Span]:
    """A measure's lead and figures, then its best sentences."""
    chosen = list(quote_spans([measure.lead_span, *(figure.span for figure in measure.figures)], text))
    room = MOST_LETTERS - sum(quote.end - quote.start for quote in chosen)
    inside = [one for one in text.find_touched(measure.span) if not any(quote.holds(one) for quote in chosen)]
    weighed = [one for one in (weigh_sentence(span, measure, text.body) for span in inside) if one.worth >= LEAST_WORTH]
    most = max(MOST_SENTENCES - len(chosen) + is_heading(measure, text), 0)
    for one in sorted(weighed, key=lambda one: (-one.worth, one.span))[:most]:
        for piece in cut_sentence(one.span, one.points, text.body):
            size = count_new(piece, chosen)
            if size <= room:
                chosen.append(piece)
                room -= size
    return chosen


def count_new(piece: Span, chosen: Sequence[Span]) -> int:
    """Characters of a piece that are not quoted yet.

    >>> count_new(Span(0, 10), [Span(5, 20)])
    5
    """
    return piece.end - piece.start - sum(max(min(piece.end, one.end) - max(piece.start, one.start), 0) for one in chosen)


def is_heading(measure: Measure, text: Sentences) -> bool:
    """True when the lead is a sentence by itself, which says little without the next."""
    covering = text.find_covering(measure.lead_span)
    return covering.end - covering.start <= len(measure.lead) + FULL // 2


def weigh_sentence(span: Span, measure: Measure, body: str) -> Weighed:
    """A sentence with the places in it that are evidence of a measure, and their weight.

    Figures, names, channels and contacts weigh more than dates and the words that decided the labels.
    """
    words = span.read(body)
    found = [(figure.span, 3) for figure in find_figures(fold_body(words), span.start)]
    found += [(match, 2) for pattern in (NAMED, PLACED, ASKED) for match in find_all(pattern, span, body)]
    found += [(match, 1) for match in find_all(DATED, span, body)]
    told = [contact.phone for contact in measure.contacts] + [measure.channel, measure.funding, measure.window, measure.materials]
    found += [(place, 2) for part in told if part and (place := find_words(part, span, body))]
    found += [(place, 1) for part in {part for _, part in measure.labels} if (place := find_words(part, span, body))]
    return Weighed(span, tuple(place for place, _ in found), sum(worth for _, worth in found))


def find_all(pattern: re.Pattern[str], span: Span, body: str) -> Iterator[Span]:
    """Every match inside a span."""
    return (Span(*match.span()) for match in pattern.finditer(body, span.start, span.end))


def find_words(words: str, span: Span, body: str) -> Span | None:
    """Where words stand inside a span."""
    at = body.find(words, span.start, span.end)
    return Span(at, at + len(words)) if at >= 0 else None


def quote_article(notice: Notice, chosen: Sequence[Span], text: Sentences) -> Iterator[Span]:
    """What the text says as a whole: its first full sentence and what was done, when measures are few, and figures outside all measures."""
    if len(notice.measures) < MANY_MEASURES:
        opening = find_opening(text)
        if opening:
            yield from cut_sentence(opening, [Span(opening.start, opening.start + 1)], text.body)
        acts = sorted(
            (act for one in list_open(text, chosen) if (act := weigh_act(one, text.body)).worth > 0), key=lambda act: (-act.worth, act.span)
        )
        for act in acts[:KEY_SENTENCES]:
            yield from cut_sentence(act.span, act.points, text.body)
    counted = [(one, find_figures(fold_body(one.read(text.body)), one.start)) for one in list_open(text, chosen)]
    for one, figures in [pair for pair in counted if pair[1]][:KEY_FIGURES]:
        yield from cut_sentence(one, [figure.span for figure in figures], text.body)


def list_open(text: Sentences, chosen: Sequence[Span]) -> list[Span]:
    """The sentences of which nothing is quoted yet."""
    touched = {one for quote in chosen for one in text.find_touched(quote)}
    return [one for one in text.spans if one not in touched]


def find_opening(text: Sentences) -> Span | None:
    """The first sentence that is one; without any, the first line.

    >>> text = split_sentences("某网3月27日讯(记者 某某)3月27日,某市召开企业复工复产新闻发布会。")
    >>> find_opening(text).read(text.body)
    '3月27日,某市召开企业复工复产新闻发布会。'
    """
    full = (one for one in text.spans if one.end - one.start >= FULL and text.body[one.end - 1] in TOLD)
    return next(full, text.spans[0] if text.spans else None)


def weigh_act(span: Span, body: str) -> Weighed:
    """A sentence weighed as news of something done: below 0 when somebody urges others to do it, or when it is short.

    >>> weigh_act(Span(0, 15), "并现场办公研究解决企业困难。好").worth, weigh_act(Span(0, 13), "要高度重视并认真做好这一工作").worth
    (2, -3)
    """
    if span.end - span.start < FULL // 2:
        return Weighed(span, (), -1)
    points = [*find_all(DONE, span, body), *find_all(NAMED, span, body)]
    return Weighed(span, tuple(points), len(points) - 3 * (URGED.search(body, span.start, span.end) is not None))
