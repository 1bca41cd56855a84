"""What the site asks of MkDocs and Material: little, so that it can be asked of another generator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from site_config.assembly import HERE, PUBLISHED, mark_version

OVERRIDES = HERE / "overrides"
STYLES = ("site.css",)
SCRIPTS = ("site.js",)
FEATURES = ["navigation.tabs", "toc.follow"]
EXTENSIONS = ("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc")
PALETTE = [
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": "切换到深色"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": "切换到浅色"},
    },
]
NAV = (
    ("首页", "index.md"),
    ("地区", "regions/index.md"),
    ("主题", "topics/index.md"),
    ("公告", "notices/index.md"),
    ("搜索", "search/index.md"),
    ("来源", "sources/index.md"),
)
WRITTEN = (("数据", "data.md"), ("关于", "about.md"))
GUIDE = "contribute"


def configure_theme(config: MkDocsConfig) -> MkDocsConfig:
    """Set templates, palette, styles and scripts; what the digest's own mkdocs.yml says of the navigation stays."""
    config.theme.dirs.insert(0, str(OVERRIDES))
    config.theme.update(language="zh", font=False, features=FEATURES, palette=PALETTE)
    config.use_directory_urls = True
    if not config.site_url:
        config.theme.static_templates.discard("sitemap.xml")  # without the site's address it would be empty (see `SiteEvents.on_files`)
    config.markdown_extensions = list(dict.fromkeys((*config.markdown_extensions, *EXTENSIONS)))
    config.extra_css = [*(_link_asset(name) for name in STYLES), *config.extra_css]
    config.extra_javascript = [*(_link_asset(name) for name in SCRIPTS), *config.extra_javascript]
    config.extra.setdefault("generator", False)
    if config.nav is None:
        config.nav = _list_nav(Path(config.docs_dir))
    return config


def configure_tree(name: str, home: str | None, docs: str) -> dict[str, Any]:
    """The settings under which plain MkDocs builds a rendered tree: the theme, our style and script, and nothing else of ours."""
    return {
        "site_name": name,
        "site_url": home or "",
        "docs_dir": docs,
        "theme": {"name": "material", "language": "zh", "font": False, "features": ["navigation.tabs"], "palette": PALETTE},
        "plugins": [],
        "markdown_extensions": list(EXTENSIONS),
        "extra_css": [f"{PUBLISHED}{style}" for style in STYLES],
        "extra_javascript": [f"{PUBLISHED}{script}" for script in SCRIPTS],
        "nav": [{title: source} for title, source in NAV],
    }


def _link_asset(name: str) -> str:
    """An address that changes with any style or script, so that browsers keep no old one."""
    return f"{PUBLISHED}{name}?v={mark_version()}"


def _list_nav(docs: Path) -> list[dict[str, Any]]:
    nav: list[dict[str, Any]] = [{title: name} for title, name in NAV]
    nav += [{title: name} for title, name in WRITTEN if (docs / name).is_file()]
    guide = sorted(
        (path.relative_to(docs).as_posix() for path in (docs / GUIDE).glob("*.md")), key=lambda name: (name != f"{GUIDE}/index.md", name)
    )
    return nav + ([{"维护": guide}] if guide else [])
