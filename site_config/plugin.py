"""The same site for digests elsewhere: `plugins: [policy-digest]` in their mkdocs.yml."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from site_config.mkdocs_events import SiteEvents


class DigestConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves __init_subclass__ without types
    """Nothing to set yet."""


class DigestPlugin(SiteEvents, BasePlugin[DigestConfig]):  # type: ignore[no-untyped-call]  # as above
    """`SiteEvents` as a plugin."""
