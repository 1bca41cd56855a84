"""The keys of a source file: what is checked when one is loaded, and the JSON Schema that editors complete and check by."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, field_validator

from scraper.model import Licence
from scraper.model.naming import CODE, SOURCE_ID
from scraper.sources.source import Family

SCHEMA = "schema.json"
MODELINE = f"# yaml-language-server: $schema={SCHEMA}"
"""The first line of a source file that names its schema to editors: the one beside it."""
TEXT: dict[str, Any] = {"type": "string"}
SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
"""In YAML as people write it, digits without quotes are a number."""


class SelectFile(BaseModel):
    """Where the entries are, where the family's rules misread the list: CSS selectors of a page, keys of a JSON list."""

    model_config = ConfigDict(extra="forbid")
    item: str | None = Field(default=None, description="matches each entry")
    link: str | None = Field(default=None, description="the entry's link, inside it")
    date: str | None = Field(default=None, description="the entry's date, inside it; of a JSON entry its key")
    items: str | None = Field(default=None, description="JSON: keys that lead to the array of entries, joined by dots: data.list")
    title: str | None = Field(default=None, description="JSON: the key of an entry's title")
    url: str | None = Field(default=None, description="JSON: the key of an entry's address, or an address with keys: /show?id={id}")


class SourceFile(BaseModel):
    """A site, or a column of it, that publishes notices."""

    model_config = ConfigDict(extra="forbid", title="Policy Digest source file")
    id: Annotated[str, WithJsonSchema({**TEXT, "pattern": f"^{SOURCE_ID.pattern.pattern}$"})] = Field(
        description="the file's name without .yml"
    )
    name: str = Field(min_length=2, description="the site or column, in Chinese")
    region: Annotated[
        str, WithJsonSchema({"anyOf": [{**TEXT, "pattern": f"^{CODE.pattern.pattern}$"}, {"type": "integer", "minimum": 100000}]})
    ] = Field(description="GB/T 2260 code of the authority, such as 371600; 000000 for the state")
    url: Annotated[list[str], WithJsonSchema({"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]})] = Field(
        min_length=1, description="the list's address, or several; for family folder a folder, from where the file stands"
    )
    family: Family = Field(description="the system that serves the list")
    licence: Licence = Field(description="official is shown in full, press as a digest")
    select: SelectFile = SelectFile()
    params: Annotated[dict[str, str], WithJsonSchema({"type": "object", "additionalProperties": SCALAR})] = Field(
        default={}, description="the family's own settings"
    )
    pages: int = Field(default=5, ge=1, le=500, description="how many list pages a first run reads")
    undated: bool = Field(default=False, description="true when the list prints no dates")
    browser: bool = Field(default=False, description="true where only scripts write list and notices: they are rendered in Chromium")
    tls_excuse: str | None = Field(default=None, min_length=8, description="why the site's certificate is not verified")
    verified: Annotated[date | None, WithJsonSchema({**TEXT, "pattern": r"^(unverified|\d{4}-\d\d-\d\d)$"})] = Field(
        default=None, description="the day a person last saw it deliver, or unverified"
    )

    @field_validator("url", mode="before")
    @classmethod
    def accept_one(cls, value: object) -> object:
        """A single address stands for a list of one."""
        return [value] if isinstance(value, str) else value

    @field_validator("verified", mode="before")
    @classmethod
    def accept_unverified(cls, value: object) -> object:
        """The value of `verified`, None for `unverified`: nobody has looked at the source yet."""
        return None if value == "unverified" else value

    @field_validator("id")
    @classmethod
    def check_id(cls, value: str) -> str:
        """Lower-case letters, digits and hyphens: it becomes part of file names."""
        if not SOURCE_ID.holds(value):
            raise ValueError(SOURCE_ID.refuse(value))
        return value

    @field_validator("region")
    @classmethod
    def check_region(cls, value: str) -> str:
        """A GB/T 2260 code; 000000 is the whole state."""
        if not CODE.holds(value):
            raise ValueError(CODE.refuse(value))
        return value


def render_schema() -> str:
    """The JSON Schema of a source file.

    >>> json.loads(render_schema())["required"]
    ['id', 'name', 'region', 'url', 'family', 'licence']
    """
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | SourceFile.model_json_schema()
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
