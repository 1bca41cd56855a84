"""What a person must look at, and where each fact came from."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.model.span import Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entry of the review queue: a rule that could not decide.

    `rule` is a stable kebab-case name, `message` a sentence in Chinese for the maintainer,
    `span` a place in `Notice.body` if there is one.
    """

    rule: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field has its value: the rule that read it and the words it read.

    `field` is a key of the notice ("doc_number", "region", ...), `rule` names tag or pattern ("meta:PubDate", "signature"),
    `quote` is verbatim, `span` is set when the quote stands in `Notice.body`.
    """

    field: str
    rule: str
    quote: str
    span: Span | None = None
