"""What the data files hold, for programs: `datapackage.json` (Frictionless Data) and the JSON Schema of a notice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from scraper.frontmatter import describe_dump
from site_config.catalog.digest import Digest
from site_config.exports.data_tables import MEASURE_COLUMNS, NOTICE_COLUMNS

DATES = frozenset({"written", "published", "valid_from", "valid_to", "apply_from", "apply_to", "start", "end"})
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}


def build_package(digest: Digest, name: str) -> Iterator[tuple[str, str]]:
    """Path and text of both files."""
    yield "data/datapackage.json", _dump(_describe_package(digest, name))
    yield "data/notice.schema.json", _dump(describe_notice(digest))


def describe_notice(digest: Digest) -> dict[str, Any]:
    """The JSON Schema of a line of notices.ndjson and of the `.json` beside each notice's page."""
    schema = describe_dump()
    measure = schema["properties"]["measures"]["items"]["properties"]
    measure["topics"]["items"] = {"enum": [*digest.topics]}
    measure["instruments"]["items"] = {"enum": [*digest.instruments]}
    schema["required"].remove("body")  # the text of what is not free to copy stays out
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return head | schema | {"description": f"{schema['description']}\n\nNull: the document does not say."}


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


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
