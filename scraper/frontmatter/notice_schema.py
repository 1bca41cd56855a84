"""The JSON Schema of a dumped notice, drawn from the same description of the records that reads and writes them."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema as core

from scraper.frontmatter.codec import HELD, find_adapter
from scraper.model import Notice

Schema = dict[str, Any]
NUMBER_PARTS = ("org", "year", "serial")


class DumpSchema(GenerateJsonSchema):
    """Of what is dumped every key is there, so that none has a default; nothing stated is null."""

    def default_schema(self, schema: core.WithDefaultSchema) -> Schema:
        """What a field holds, whatever stands for it in a file that leaves it out."""
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core.NullableSchema) -> Schema:
        """A type and null beside it."""
        return allow_null(self.generate_inner(schema["schema"]))

    def field_is_required(self, *_field: Any, **_total: Any) -> bool:
        """Every key is there."""
        return True

    def field_title_should_be_set(self, _schema: Any) -> bool:
        """The key says it."""
        return False


def describe_dump() -> Schema:
    """The schema of what `dump_notice` gives."""
    schema = find_adapter(Notice).json_schema(schema_generator=DumpSchema)
    keys: dict[str, Schema] = {}
    for key, value in schema["properties"].items():
        keys |= spread_keys(key, value)
    keys |= {HELD: {"type": "boolean"}, "body": keys.pop("body")}
    return schema | {"properties": keys, "required": list(keys)}


def spread_keys(key: str, value: Schema) -> dict[str, Schema]:
    """The flat keys of a notice's region and document number; any other key as it is."""
    inner = value.get("properties", {})
    if key == "region":
        flat = {"region": inner["code"], "region_name": inner["name"], "region_path": inner["path"], "zone": inner["zone"]}
        return {name: allow_null(schema) for name, schema in flat.items()}
    if key == "doc_number":
        parts = {"properties": {part: inner[part] for part in NUMBER_PARTS}, "required": list(NUMBER_PARTS)}
        return {"doc_number": allow_null(inner["text"]), "doc_number_parts": value | parts}
    return {key: value}


def allow_null(schema: Schema) -> Schema:
    """The schema of a value that may be null.

    >>> allow_null({"type": "string"}), allow_null({"type": "string", "enum": ["a"]})
    ({'type': ['string', 'null']}, {'type': ['string', 'null'], 'enum': ['a', None]})
    """
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    words = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return schema | {"type": list(dict.fromkeys((*kinds, "null")))} | words
