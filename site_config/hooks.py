"""MkDocs' events for this repository (`hooks:` in mkdocs.yml); works with a plain `mkdocs build`, installed or not."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from site_config.mkdocs_events import SiteEvents  # noqa: E402  (found through the line above)

DOOR = SiteEvents()
on_startup = DOOR.on_startup
on_config = DOOR.on_config
on_files = DOOR.on_files
on_page_content = DOOR.on_page_content
on_post_page = DOOR.on_post_page
on_post_template = DOOR.on_post_template
on_post_build = DOOR.on_post_build
on_build_error = DOOR.on_build_error
on_serve = DOOR.on_serve
