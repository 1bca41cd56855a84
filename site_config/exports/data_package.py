"""What the data files hold, for programs: `datapackage.json` (Frictionless Data) and the JSON Schema of a notice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from scraper.model import Actionability, Delivery, FigureKind, Kind, Licence, Nature, RelationType, Scope
from scraper.model.naming import MEASURE_ID, NOTICE_ID
from site_config.catalog.digest import Digest
from site_config.exports.data_tables import MEASURE_COLUMNS, NOTICE_COLUMNS

DATES = frozenset({"written", "published", "valid_from", "valid_to", "apply_from", "apply_to", "start", "end"})
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
TEXT, TEXTS, DAY = (
    {"type": ["string", "null"]},
    {"type": "array", "items": {"type": "string"}},
    {"type": ["string", "null"], "format": "date"},
)
SPAN = {"type": ["array", "null"], "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
"""Start and end in characters of `body`."""
RECORDS = {"type": "array", "items": {"type": "object"}}
WORD = {"type": "string"}


def build_package(digest: Digest, name: str) -> Iterator[tuple[str, str]]:
    """Path and text of both files."""
    yield "data/datapackage.json", _dump(_describe_package(digest, name))
    yield "data/notice.schema.json", _dump(describe_notice(digest))


def describe_notice(digest: Digest) -> dict[str, Any]:
    """The JSON Schema of a line of notices.ndjson and of the `.json` beside each notice's page."""
    figure = {
        "raw": WORD, "kind": _one_of(FigureKind), "role": WORD, "value": {"type": "number"}, "value_to": {"type": ["number", "null"]},
        "unit": WORD, "comparator": TEXT, "per": TEXT, "span": SPAN,
    }  # fmt: skip
    measure = {
        "id": {"type": "string", "pattern": f"^{MEASURE_ID.pattern.pattern}$"},
        "lead": WORD, "lead_span": SPAN, "span": SPAN, "nature": _one_of(Nature),
        "actionability": _one_of(Actionability), "topics": _list_of(digest.topics), "instruments": _list_of(digest.instruments),
        "delivery": _one_of(Delivery), "summary": TEXT, "target": {"type": "object"},
        "figures": {"type": "array", "items": _object(figure)},
        "from": DAY, "to": DAY, "apply_from": DAY, "apply_to": DAY, "window": TEXT, "lead_body": TEXT, "co_bodies": TEXTS, "funding": TEXT,
        "channel": TEXT, "contacts": RECORDS, "materials": TEXT, "legal_basis": TEXTS, "labels": {"type": "array"},
    }  # fmt: skip
    relation = {"type": _one_of(RelationType), "target": WORD, "title": TEXT, "span": SPAN}
    notice = {
        "id": {"type": "string", "pattern": f"^{NOTICE_ID.pattern.pattern}$"}, "title": WORD, "kind": _one_of(Kind), "genre": TEXT,
        "doc_number": TEXT, "doc_number_parts": {"type": ["object", "null"]}, "index_no": TEXT, "subject_class": TEXT, "issuers": TEXTS,
        "addressees": TEXTS, "copied_to": TEXTS, "written": DAY, "published": DAY, "region": TEXT, "region_name": TEXT,
        "region_path": TEXTS,
        "zone": TEXT, "scope": _one_of(Scope),
        "validity": {"type": "object", "properties": {"from": DAY, "to": DAY, "text": TEXT, "span": SPAN, "stated": TEXT}},
        "relations": {"type": "array", "items": _object(relation)}, "measures": {"type": "array", "items": _object(measure)},
        "attachments": RECORDS, "contacts": RECORDS,
        "source": {"type": "object", "properties": {"url": TEXT, "site_name": TEXT, "licence": _one_of(Licence)}}, "reposts": RECORDS,
        "snapshot": TEXT, "script": WORD, "repairs": RECORDS, "damage": TEXTS, "evidence": RECORDS, "doubts": RECORDS,
        "quoted": {"type": "boolean"}, "withheld": {"type": ["boolean", "null"]}, "settled": TEXTS, "held": {"type": "boolean"},
        "body": WORD,
    }  # fmt: skip
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Notice", "description": "Null: the document does not say."}
    return head | _object(notice) | {"required": ["id", "title", "kind", "measures", "source"]}


def _describe_package(digest: Digest, name: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "policy-digest",
        "title": name,
        "created": f"{digest.day.isoformat()}T00:00:00+08:00",
        "licenses": [LICENCE],
        "resources": [_describe_table("measures", MEASURE_COLUMNS), _describe_table("notices", NOTICE_COLUMNS)],
    }


def _describe_table(name: str, columns: tuple[str, ...]) -> dict[str, Any]:
    fields = [{"name": column, "type": _find_type(column)} for column in columns]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": "id", "missingValues": [""]},
    }


def _find_type(column: str) -> str:
    return "date" if column in DATES else "integer" if column == "measures" else "string"


def _one_of(words: type[StrEnum]) -> dict[str, Any]:
    return {"enum": [word.value for word in words]}


def _list_of(words: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"enum": [*words]}}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
