"""The same site for digests elsewhere: `plugins: [policy-digest]` in their mkdocs.yml."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from site_config.door import Door


class DigestConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves __init_subclass__ without types
    """Nothing to set yet."""


class DigestPlugin(Door, BasePlugin[DigestConfig]):  # type: ignore[no-untyped-call]  # as above
    """`Door` as a plugin."""
