"""Weights of signals to a verdict: is it a measure, of which nature, on which topics.

The weights were fitted to labelled documents (`make learn`; `site_config/data/MODEL_CARD.md` tells on which, and how well they do on
documents that they were not fitted to): three logistic models over signals that are there or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, Final

from scraper.errors import ConfigError
from scraper.lexicon.wordbook import HOME
from scraper.model import Nature

PLACE: Final = ("data", "weights.json")
REMEDY: Final = "install the package again, or write the file anew with make learn"
_STEEPEST: Final = 30.0
"""Beyond this many nats a chance is 0 or 1 to thirteen digits, and its exponential no overflow."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A model of a yes or no: what its signals weigh, and the chance from which on it says yes."""

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def add_up(self, signals: Iterable[str]) -> float:
        """What the signals weigh together, in nats."""
        return sum(filter(None, map(self.weights.get, signals)))

    def weigh(self, signals: Iterable[str]) -> float:
        """The chance (0 to 1) that the signals give.

        >>> sure = Choice(bias=-1.0, weights={"cue:relief@lead": 3.0}, threshold=0.5)
        >>> round(sure.weigh(["cue:relief@lead", "text:某某"]), 2), round(sure.weigh([]), 2)
        (0.88, 0.27)
        """
        return to_chance(self.bias + self.add_up(signals))

    def list_reasons(self, signals: Iterable[str]) -> list[tuple[str, float]]:
        """The signals that weigh anything, the heaviest first."""
        known = [(signal, self.weights[signal]) for signal in signals if signal in self.weights]
        return sorted(known, key=lambda reason: -abs(reason[1]))


@dataclass(frozen=True, slots=True)
class Classes:
    """A model of several answers; `weights` has for each signal what it weighs for each of them."""

    names: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, Sequence[float]]
    threshold: float

    def weigh(self, signals: Iterable[str]) -> tuple[float, ...]:
        """What the signals weigh together for each answer, in nats."""
        total = list(self.bias)
        for signal in signals:
            for place, weight in enumerate(self.weights.get(signal, ())):
                total[place] += weight
        return tuple(total)

    def list_reasons(self, signals: Iterable[str], name: str) -> list[tuple[str, float]]:
        """The signals that speak for or against one answer, the heaviest first."""
        place = self.names.index(name)
        known = [(signal, self.weights[signal][place]) for signal in signals if signal in self.weights]
        return sorted(known, key=lambda reason: -abs(reason[1]))


@dataclass(frozen=True, slots=True)
class Weights:
    """The three models."""

    measure: Choice
    nature: Classes
    topics: Classes


def to_chance(total: float) -> float:
    """The chance of so many nats.

    >>> to_chance(0.0), round(to_chance(2.0), 2), to_chance(-1e9) < 1e-12
    (0.5, 0.88, True)
    """
    return 1 / (1 + exp(-max(-_STEEPEST, min(_STEEPEST, total))))


@cache
def load_weights() -> Weights:
    """The weights that ship with the program.

    Raises:
        ConfigError: the file is missing or broken.
    """
    path = files(HOME).joinpath(*PLACE)
    try:
        return parse_weights(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"can't be read: {error!r}", file=str(path), remedy=REMEDY) from error


def parse_weights(data: Mapping[str, Any]) -> Weights:
    """The models of a file of weights.

    Raises:
        KeyError, TypeError, ValueError: something is missing or is no number.
    """
    measure = data["measure"]
    chances = {str(signal): float(weight) for signal, weight in measure["weights"].items()}
    choice = Choice(float(measure["bias"]), chances, float(measure["threshold"]))
    return Weights(choice, _parse_classes(data["nature"]), _parse_classes(data["topics"]))


def _parse_classes(data: Mapping[str, Any]) -> Classes:
    names = tuple(map(str, data["names"]))
    bias = tuple(map(float, data["bias"]))
    weights = {str(signal): tuple(map(float, each)) for signal, each in data["weights"].items()}
    if any(len(each) != len(names) for each in (bias, *weights.values())):
        raise ValueError("a weight for each name")
    return Classes(names, bias, weights, float(data["threshold"]))


def judge_nature(signals: Sequence[str], model: Classes) -> Nature:
    """The nature for which the signals weigh most."""
    total = model.weigh(signals)
    return Nature(model.names[total.index(max(total))])


def judge_topics(signals: Sequence[str], model: Classes, most: int) -> Iterator[str]:
    """The topics that the signals make likely, the likeliest first; one at least, and `most` at most."""
    ranked = sorted(zip(model.weigh(signals), model.names, strict=True), reverse=True)
    for rank, (total, name) in enumerate(ranked[:most]):
        if rank == 0 or to_chance(total) >= model.threshold:
            yield name
