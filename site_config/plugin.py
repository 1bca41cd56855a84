"""The same site for digests elsewhere: `plugins: [policy-digest]` in their mkdocs.yml."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from site_config.door import Door


class DigestPlugin(Door, BasePlugin[Config]):
    """`Door` as a plugin."""
