"""Fit the weights of signals to labelled documents, and say how well they do on documents that they were not fitted to.

    make learn                                    labels of ../shared/gold (without check) and tests/labels
    python tests/learn/learn.py --curve           beside that, the score against the number of labelled documents

Each document is in one fold; what a fold is scored on was never seen by its weights. Writes site_config/data/weights.json and
MODEL_CARD.md, but refuses (exit code 1) where the cross-validated score falls by more than a hundredth: give --accept to write all
the same.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
sys.path[:0] = [str(GOLD), str(ROOT)]

import score  # noqa: E402  the scorer of the labelled sets
import scores  # noqa: E402

from scraper.cli.console import open_inputs, open_vocabulary  # noqa: E402
from scraper.facts.identity import UNTITLED  # noqa: E402
from scraper.figures.quantities import find_figures  # noqa: E402
from scraper.lexicon.lexicon import Lexicon, build_lexicon  # noqa: E402
from scraper.measures.choosing import describe_subject  # noqa: E402
from scraper.measures.measure_reading import read_measures  # noqa: E402
from scraper.measures.outline import read_outline  # noqa: E402
from scraper.measures.signals import list_above, list_signals, tell_document  # noqa: E402
from scraper.measures.topic_labels import Told, list_topic_signals  # noqa: E402
from scraper.measures.verdict import Weights, parse_weights  # noqa: E402
from scraper.model import Document, Nature, Notice  # noqa: E402
from scraper.pipeline import build_reader, read_inputs  # noqa: E402
from scraper.text.fold import Body, fold_body  # noqa: E402
from tests.learn.letter_places import load_packed, read_letters, unpack_label  # noqa: E402


def render(data: dict[str, Any]) -> str:
    """The file of weights: a signal a line, so that a change shows what it changed."""

    def render_model(model: dict[str, Any]) -> str:
        head = ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in model.items() if key != "weights")
        weights = model["weights"].items()
        rows = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(each, separators=(',', ':'))}" for name, each in weights)
        return f'{{{head}, "weights": {{\n{rows}\n}}}}'

    models = ",\n".join(f"{json.dumps(name)}: {render_model(data[name])}" for name in ("measure", "nature", "topics"))
    return f'{{"score": {data["score"]},\n{models}\n}}\n'


SETS = ("dev", "t1", "t2", "p1", "d2", "d3")
OWN, EXAMPLE = "labels", "example"
"""The sets of tests/labels: of real documents, and of the example web."""
WEIGHTS, CARD = ROOT / "site_config/data/weights.json", ROOT / "site_config/data/MODEL_CARD.md"
FOLDS, SEED = 5, 7
TWICE = "dev"
"""The set that was labelled twice, and counts twice: the documents that the project was begun with are among it."""
SEEN_IN = 8
"""Documents in which a signal stands before it is weighed: what stands in fewer tells of those, not of its kind."""
LEAST = 0.03
"""Nats below which a weight changes nothing and is left out."""
STRENGTH = {"measure": 0.05, "nature": 0.2, "topics": 0.2}
"""Inverse strength of the pull of every weight to zero, by cross-validation over 0.02 to 0.5."""
THRESHOLDS = (0.2, 0.225, 0.25, 0.275, 0.3, 0.325, 0.35)
TOPIC_THRESHOLD = 0.35
TOLERANCE = 0.01
NOTHING = {"bias": [0], "threshold": 1, "weights": {}}
NEUTRAL = render(
    {
        "score": 0,
        "measure": {"bias": 0, "threshold": 1, "weights": {}},
        "nature": {"names": [Nature.INTENTION.value]} | NOTHING,
        "topics": {"names": ["other"]} | NOTHING,
    }
)
"""Weights that find nothing: a document is read with them before there are any."""
MOST = 25
"""Measures at which a label stops: what stands behind the last one is not labelled."""


@dataclass
class Labelled:
    """A document that was read and labelled: the signals of its candidates, and what each candidate is ("" for no measure)."""

    set: str
    name: str
    notice: Notice
    gold: list[dict[str, Any]]
    capped: bool
    relevant: bool | None
    body: Body
    signals: list[tuple[str, ...]]
    natures: list[str]
    known: int
    topics: list[tuple[tuple[str, ...], tuple[str, ...]]]


def load_documents(lexicon: Lexicon) -> list[Labelled]:
    """Every labelled document but those of check."""
    labels: dict[str, tuple[str, dict[str, Any]]] = {}
    paths: list[Path] = []
    for name in SETS:
        for path in sorted((GOLD / name).glob("*.json")):
            label = json.loads(path.read_text("utf-8"))
            if label.get("measures") is not None and "body_contains" in label:
                labels[label["input"]] = (name, label)
        paths += [path for path in scores.list_inputs(GOLD / name) if path.name in labels]
    for packed, document in load_packed():
        if packed["input"] not in labels:
            labels[packed["input"]] = (EXAMPLE if "/" in packed["input"] else OWN, unpack_label(packed, read_letters(document)))
            paths.append(document)
    reader = build_reader(open_vocabulary())
    inputs = open_inputs([str(path) for path in paths], None)
    by_path = {str(path): labels[path.name] if path.name in labels else labels[str(path.relative_to(ROOT))] for path in paths}
    documents = []
    for reading in read_inputs(inputs.names, inputs.load, reader):
        if reading.notice is not None:
            name, label = by_path[str(reading.name)]
            documents.append(describe(name, label, reading.notice, lexicon))
    return documents


def describe(name: str, label: dict[str, Any], notice: Notice, lexicon: Lexicon) -> Labelled:
    """The signals and the truth of a document's candidates."""
    body = fold_body(notice.body)
    sections = read_outline(body)
    subject, _ = describe_subject(body.folded, sections, find_figures(body), notice.kind, read_title(notice))
    starts = [candidate.span.start for candidate in subject.candidates]
    natures = [""] * len(starts)
    topics, known, places = [], 0, find_leads(body.folded, label["measures"])
    for measure, place in zip(label["measures"], places, strict=True):
        if place is None:
            continue
        number = max(0, int(np.searchsorted(starts, place, side="right")) - 1)
        natures[number] = natures[number] or measure.get("nature") or "benefit"
        known = max(known, number)
        if "topics" in measure:
            candidate = subject.candidates[number]
            section = sections[candidate.section]
            later = [other for other in places if other is not None and other > place]
            end = min([section.span.end if candidate.opens else candidate.span.end, *later])
            lead = body.folded[place : min(end, place + max(4, len(measure["lead"])))]
            above = list_above(body.folded, sections, candidate.section)
            told = Told(lead, body.folded[place + len(lead) : end], Nature(measure.get("nature") or "benefit"), read_title(notice), above)
            topics.append((list_topic_signals(told, lexicon), tuple(measure["topics"])))
    capped = len(label["measures"]) >= MOST or bool(label.get("measures_capped"))
    shared = tell_document(subject)
    signals = [(*shared, *own) for own in list_signals(subject)]
    return Labelled(
        name, label["input"], notice, label["measures"], capped, label.get("relevant"), body, signals, natures,
        known if capped else len(starts), topics,
    )  # fmt: skip


def read_title(notice: Notice) -> str:
    """The title as the reading of measures knows it."""
    return "" if notice.title == UNTITLED else notice.title


def find_leads(folded: str, measures: Sequence[dict[str, Any]]) -> list[int | None]:
    """Where each measure's lead (or, failing that, another of its leads) begins in a width-folded body."""
    kept = [(place, letter) for place, char in enumerate(folded) for letter in score.bare(char)]
    text, places = "".join(letter for _, letter in kept), [place for place, _ in kept]
    found: list[int | None] = []
    after = 0
    for measure in measures:
        others = measure.get("lead_alt") or []
        leads = [measure["lead"], *([others] if isinstance(others, str) else others)]
        wanted = [bare[:size] for lead in leads if (bare := score.bare(lead)) for size in (len(bare), 24, 14, 8)]
        tries = (place for words in wanted if len(words) >= 4 for place in (text.find(words, after), text.find(words)) if place >= 0)
        place = next(tries, None)
        after = after if place is None else place + 1
        found.append(None if place is None else places[place])
    return found


@dataclass
class Table:
    """Signals as the columns of a matrix of zeros and ones."""

    names: list[str]
    column: dict[str, int]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, tuple[str, ...]]]) -> Table:
        """The signals that stand in enough documents; a row names its document."""
        seen: dict[str, set[int]] = {}
        for document, signals in rows:
            for signal in signals:
                seen.setdefault(signal, set()).add(document)
        names = sorted(signal for signal, documents in seen.items() if len(documents) >= SEEN_IN)
        return cls(names, {name: place for place, name in enumerate(names)})

    def fill(self, rows: Sequence[tuple[str, ...]]) -> csr_matrix:
        """The matrix of these rows."""
        columns = [[self.column[signal] for signal in signals if signal in self.column] for signals in rows]
        ends = np.cumsum([0, *map(len, columns)])
        flat = np.array([place for each in columns for place in each], dtype=np.int32)
        return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(self.names)))


def fit(documents: Sequence[Labelled], threshold: float) -> dict[str, Any]:
    """The file of weights for these documents."""
    rows = [(n, s) for n, d in enumerate(documents) for s in d.signals[: d.known + 1]]
    truth = np.array([nature for d in documents for nature in d.natures[: d.known + 1]])
    counts = np.array([1 + (documents[n].set == TWICE) for n, _ in rows])
    table = Table.of(rows)
    matrix = table.fill([signals for _, signals in rows])
    chosen = LogisticRegression(C=STRENGTH["measure"], solver="liblinear", tol=1e-3).fit(matrix, truth != "", sample_weight=counts)
    is_measure = truth != ""
    names = [nature.value for nature in Nature]
    natures = LogisticRegression(C=STRENGTH["nature"], max_iter=300, tol=1e-3).fit(matrix[is_measure], truth[is_measure])
    order = [list(natures.classes_).index(name) for name in names]
    return {
        "measure": {"bias": cut(chosen.intercept_[0]), "threshold": threshold, "weights": write_choice(table, chosen.coef_[0])},
        "nature": write_classes(names, natures.intercept_[order], natures.coef_[order], table, 0.0),
        "topics": fit_topics(documents),
    }


def fit_topics(documents: Sequence[Labelled]) -> dict[str, Any]:
    """One model a topic: a measure may have several."""
    rows = [(n, signals) for n, d in enumerate(documents) for signals, _ in d.topics]
    given = [topics for d in documents for _, topics in d.topics]
    names = sorted({topic for topics in given for topic in topics})
    table = Table.of(rows)
    matrix = table.fill([signals for _, signals in rows])
    models = [
        LogisticRegression(C=STRENGTH["topics"], solver="liblinear", tol=1e-3).fit(matrix, np.array([name in topics for topics in given]))
        for name in names
    ]
    bias, weights = np.array([m.intercept_[0] for m in models]), np.array([m.coef_[0] for m in models])
    return write_classes(names, bias, weights, table, TOPIC_THRESHOLD)


def cut(weight: float) -> float:
    """A weight as it is written."""
    return round(float(weight), 3)


def write_choice(table: Table, weights: Sequence[float]) -> dict[str, float]:
    """What weighs anything."""
    return {name: cut(weight) for name, weight in zip(table.names, weights, strict=True) if abs(weight) >= LEAST}


def write_classes(names: list[str], bias: Any, weights: Any, table: Table, threshold: float) -> dict[str, Any]:
    """A model of several answers."""
    columns = zip(table.names, weights.T, strict=True)
    heavy = {name: [round(float(weight), 2) for weight in each] for name, each in columns if max(map(abs, each)) >= 2 * LEAST}
    return {"names": names, "bias": [cut(b) for b in bias], "threshold": threshold, "weights": heavy}


def read_with(weights: Weights, documents: Sequence[Labelled], lexicon: Lexicon) -> list[list[dict[str, Any]]]:
    """The measures of each document as these weights choose them, in the form that the scorer takes."""
    read = []
    for document in documents:
        notice = document.notice
        facts = Document(title=read_title(notice) or None, kind=notice.kind, written=notice.written, published=notice.published)
        found = read_measures(document.body, facts, lexicon, weights=weights)
        told = ({"lead": m.lead, "nature": m.nature.value, "topics": list(m.topics), "instruments": list(m.instruments)} for m in found)
        read.append(list(told))
    return read


@dataclass
class Tally:
    """Counts of one document, as the scorer makes them."""

    measure: Any
    gainful: Any
    topics: Any
    instruments: Any
    nature: list[int]


def tally(document: Labelled, found: list[dict[str, Any]]) -> Tally:
    """What is right in one document."""
    gold = document.gold
    pairs = score.match_measures(gold, found, document.notice.body)
    taken = {j for _, j in pairs}
    asked = taken if document.capped else set(range(len(found)))
    counts = Tally(score.F1(), score.F1(), score.F1(), score.F1(), [])
    counts.measure.tp, counts.measure.gold, counts.measure.pred = len(pairs), len(gold), len(asked)
    want = {i for i, m in enumerate(gold) if m.get("nature") in score.GAINFUL}
    have = {j for j in asked if found[j]["nature"] in score.GAINFUL}
    counts.gainful.tp = sum(i in want and j in have for i, j in pairs)
    counts.gainful.gold, counts.gainful.pred = len(want), len(have)
    for i, j in pairs:
        counts.topics.add(gold[i].get("topics") or [], found[j]["topics"])
        counts.instruments.add(gold[i].get("instruments") or [], found[j]["instruments"])
        if gold[i].get("nature"):
            others = gold[i].get("nature_alt") or []
            counts.nature.append(int(found[j]["nature"] in (gold[i]["nature"], *([others] if isinstance(others, str) else others))))
    return counts


FIELDS = ("measure", "gainful", "nature", "topics", "instruments")


def sum_up(tallies: Sequence[Tally]) -> dict[str, float]:
    """The scores of several documents together."""
    told = {}
    for field in FIELDS:
        if field == "nature":
            marks = [mark for t in tallies for mark in t.nature]
            told[field] = sum(marks) / max(1, len(marks))
        else:
            parts = [getattr(t, field) for t in tallies]
            told[field] = 2 * sum(p.tp for p in parts) / max(1, sum(p.gold + p.pred for p in parts))
    return told


def find_interval(tallies: Sequence[Tally], field: str) -> tuple[float, float]:
    """95 % of 400 draws of documents, with repetition."""
    dice = random.Random(SEED)  # noqa: S311  draws, no secrets
    draws = sorted(sum_up([dice.choice(tallies) for _ in tallies])[field] for _ in range(400))
    return draws[10], draws[389]


def split_folds(documents: Sequence[Labelled], seed: int) -> list[list[int]]:
    """Numbers of documents in folds of like size."""
    order = list(range(len(documents)))
    random.Random(seed).shuffle(order)  # noqa: S311
    return [order[fold::FOLDS] for fold in range(FOLDS)]


def cross_validate(
    documents: Sequence[Labelled], lexicon: Lexicon, thresholds: Sequence[float], share: float = 1.0
) -> dict[float, list[Tally]]:
    """For each threshold the tally of each document, read with weights that never saw it; fitted to a share of the others."""
    found: dict[float, dict[int, Tally]] = {threshold: {} for threshold in thresholds}
    for fold, held in enumerate(split_folds(documents, SEED)):
        others = [n for n in range(len(documents)) if n not in set(held)]
        random.Random(SEED + fold).shuffle(others)  # noqa: S311
        data = fit([documents[n] for n in others[: int(share * len(others))]], thresholds[0])
        for threshold in thresholds:
            data["measure"]["threshold"] = threshold
            weights = parse_weights(data)
            for n, measures in zip(held, read_with(weights, [documents[n] for n in held], lexicon), strict=True):
                found[threshold][n] = tally(documents[n], measures)
        print(f"fold {fold + 1} of {FOLDS}", file=sys.stderr, flush=True)
    return {threshold: [tallies[n] for n in range(len(documents))] for threshold, tallies in found.items()}


def judge(told: dict[str, float]) -> float:
    """The one number that decides: measures found, and those that give something."""
    return (told["measure"] + told["gainful"]) / 2


def write_card(
    documents: Sequence[Labelled], tallies: Sequence[Tally], data: dict[str, Any], curve: list[tuple[int, dict[str, float]]]
) -> str:
    """The model card."""
    told = sum_up(tallies)
    sets = Counter(d.set for d in documents)
    lines = [
        "# Model card: the weights of signals",
        "",
        "`weights.json` holds three logistic models over signals that are there or not (`scraper/measures/signals.py`, `topic_labels.py`):",
        "is a sentence the beginning of a measure, of which nature is it, on which topics. `make learn` writes both files.",
        "",
        "## What they were fitted to",
        "",
        "Labels of `../shared/gold` (all sets but `check`) and of `tests/labels` (places in documents of `../shared`, made by its",
        "guide; a tenth was labelled twice, apart: measures F1 0.88, gainful 0.78, nature 0.96, topics 0.95, instruments 0.84).",
        "",
        "| set | documents | measures |",
        "| --- | --- | --- |",
        *(f"| {name} | {count} | {sum(len(d.gold) for d in documents if d.set == name)} |" for name, count in sets.items()),
        "",
        f"Signals weighed: {len(data['measure']['weights'])} for measure or not, {len(data['nature']['weights'])} for the nature,",
        f"{len(data['topics']['weights'])} for topics; each stands in {SEEN_IN} documents or more. What the rules of structure would take,",
        "and the nature that the reviewed weights of the cues give it, are signals too: that is how the reviewed weights come in.",
        "",
        "## How well they do on documents that they were not fitted to",
        "",
        f"{FOLDS} folds by document, seed {SEED}, threshold {data['measure']['threshold']} (chosen on the same folds, one of",
        f"{len(THRESHOLDS)}); 95 % by 400 draws of documents.",
        "",
        "| | all | 95 % | " + " | ".join(sets) + " |",
        "| --- | --- | --- | " + " | ".join("---" for _ in sets) + " |",
    ]
    for field in FIELDS:
        low, high = find_interval(tallies, field)
        each = [sum_up([t for t, d in zip(tallies, documents, strict=True) if d.set == name])[field] for name in sets]
        lines.append(f"| {field} | {told[field]:.3f} | {low:.2f}–{high:.2f} | " + " | ".join(f"{value:.2f}" for value in each) + " |")
    lines += [
        "",
        "The rules were written while `dev`, `t1`, `t2`, `p1` and `example` were read: their scores are no news, those of the others are.",
        "",
    ]
    if curve:
        lines += ["## What more labels would bring", "", "| documents | " + " | ".join(FIELDS) + " |"]
        lines.append("| --- | " + " | ".join("---" for _ in FIELDS) + " |")
        lines += [f"| {count} | " + " | ".join(f"{score_[field]:.3f}" for field in FIELDS) + " |" for count, score_ in curve]
        lines.append("")
    lines += ["## What they are bad at", "", *list_weak(documents, tallies), ""]
    return "\n".join(lines)


def list_weak(documents: Sequence[Labelled], tallies: Sequence[Tally]) -> list[str]:
    """Scores by kind and genre of document, the most documents first."""
    groups: dict[str, list[Tally]] = {}
    for document, counts in zip(documents, tallies, strict=True):
        groups.setdefault(f"{document.notice.kind.value} {document.notice.genre or ''}".strip(), []).append(counts)
    rows = ["| kind and genre, as read | documents | measures | measure | gainful | nature |", "| --- | --- | --- | --- | --- | --- |"]
    for name, members in sorted(groups.items(), key=lambda item: -len(item[1])):
        told, count = sum_up(members), sum(t.measure.gold for t in members)
        if count >= 20:
            rows.append(f"| {name} | {len(members)} | {count} | {told['measure']:.2f} | {told['gainful']:.2f} | {told['nature']:.2f} |")
    return rows


def read_last() -> float | None:
    """The score that the present weights were written with."""
    try:
        return float(json.loads(WEIGHTS.read_text("utf-8"))["score"])
    except (OSError, ValueError, KeyError):
        return None


def main() -> int:
    """Fit, score, write; 1 when the score fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="write also where the score fell")
    parser.add_argument("--curve", action="store_true", help="fit to a quarter, a half and three quarters of the documents, too")
    parser.add_argument("--quick", action="store_true", help="fit to all and write weights without scores, to try a change")
    args = parser.parse_args()
    if not GOLD.is_dir():
        print(f"no labelled documents at {GOLD}: learning needs them, reading does not", file=sys.stderr)
        return 2
    if not WEIGHTS.is_file():
        WEIGHTS.write_text(NEUTRAL, "utf-8")
    began = time.perf_counter()
    lexicon = build_lexicon(open_vocabulary())
    documents = load_documents(lexicon)
    labelled = sum(len(document.gold) for document in documents)
    print(f"{len(documents)} documents, {labelled} measures, {time.perf_counter() - began:.0f} s", file=sys.stderr)
    if args.quick:
        WEIGHTS.write_text(render(fit(documents, 0.275) | {"score": 0}), "utf-8")
        return 0
    validated = cross_validate(documents, lexicon, THRESHOLDS)
    for threshold, tallies in validated.items():
        print(threshold, {field: round(value, 3) for field, value in sum_up(tallies).items()})
    threshold = max(validated, key=lambda each: judge(sum_up(validated[each])))
    told = sum_up(validated[threshold])
    last = read_last()
    if last is not None and judge(told) < last - TOLERANCE and not args.accept:
        print(f"refused: {judge(told):.3f} is less than {last:.3f}, with which the present weights were written", file=sys.stderr)
        return 1
    curve = []
    if args.curve:
        fitted = (1 - 1 / FOLDS) * len(documents)
        shares = (0.25, 0.5, 0.75)
        curve = [(int(share * fitted), sum_up(cross_validate(documents, lexicon, (threshold,), share)[threshold])) for share in shares]
        curve.append((int(fitted), told))
    data = fit(documents, threshold) | {"score": round(judge(told), 4)}
    WEIGHTS.write_text(render(data), "utf-8")
    CARD.write_text(write_card(documents, validated[threshold], data, curve), "utf-8")
    print({field: round(value, 3) for field, value in told.items()}, f"{time.perf_counter() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
