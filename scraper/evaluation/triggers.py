"""How often each trigger of the vocabulary fires in labelled measures, and how often people see there what it speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scraper.evaluation.comparison import match_measures
from scraper.lexicon.lexicon import HINT, Lexicon
from scraper.measures.topic_labels import MEANS
from scraper.model import Nature
from scraper.text.fold import fold_width


@dataclass(frozen=True, slots=True)
class Firing:
    """A trigger as it is written in the vocabulary, what it speaks for ("topic:finance"), in how many measures it fired and was right."""

    key: str
    trigger: str
    fired: int
    right: int
    hint: bool = False

    @property
    def wrong(self) -> int:
        """In how many measures people saw something else."""
        return self.fired - self.right


def count_firing(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]], lexicon: Lexicon) -> tuple[Firing, ...]:
    """The triggers that are wrong in some measure of documents, (label, record) each; those that are wrong most often come first."""
    fired: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for label, record in pairs:
        for name, trigger, agreed in list_firing(label, record, lexicon):
            fired[name, trigger] += 1
            right[name, trigger] += agreed
    firings = [
        Firing(name.removeprefix(HINT), trigger, count, right[name, trigger], name.startswith(HINT))
        for (name, trigger), count in fired.items()
    ]
    return tuple(
        sorted((firing for firing in firings if firing.wrong), key=lambda firing: (-firing.wrong, firing.right, firing.key, firing.trigger))
    )


def list_firing(label: Mapping[str, Any], record: Mapping[str, Any], lexicon: Lexicon) -> Iterator[tuple[str, str, bool]]:
    """What fires in each measure that was labelled and read: the trigger's name and words, and whether the label says so too.

    An instrument that a measure of the labelled nature can't have is never given, so its triggers are not asked.
    """
    wanted, found = label.get("measures") or [], record.get("measures") or []
    for i, j in match_measures(wanted, found, record.get("body") or ""):
        start, end = found[j]["span"]
        nature = Nature(wanted[i]["nature"]) if wanted[i].get("nature") else None
        seen = {f"topic:{name}" for name in wanted[i].get("topics") or []} | {
            f"instrument:{name}" for name in wanted[i].get("instruments") or []
        }
        for name, trigger in sorted(lexicon.find_triggers(fold_width(record["body"][start:end]))):
            key = name.removeprefix(HINT)
            if nature is None or key.startswith("topic:") or key.partition(":")[2] in MEANS[nature]:
                yield name, trigger, key in seen
