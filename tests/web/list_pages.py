"""The list pages of the made-up sites: each family announces its notices in its own way."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from string import Template

from tests.web.webpage import HERE, Sample, Site

CHINA = timezone(timedelta(hours=8))


ADDRESSES: dict[str, str] = {
    "gkmlpt": "/{site.path}/content/post_{n}.html",
    "jpage": "/art/{day.year}/{day.month}/{day.day}/art_{site.col}_{n}.html",
    "trs": "/{site.path}/{day:%Y%m}/t{day:%Y%m%d}_{n}.shtml",
    "ucap": "/{site.path}/content/{day:%Y-%m}/{day:%d}/content_{n}.htm",
    "generic": "/{site.path}/{n}.html",
    "feed": "/{day:%Y-%m}/{day:%d}/content_{n}.shtml",
    "sitemap": "/zcgg/{n}/",
}
"""How each family forms the path of a page."""


def locate(sample: Sample, site: Site) -> str:
    """The path of a notice's page on its site."""
    day = sample.published or sample.written
    if day is None:
        raise ValueError(f"{sample.slug}: a page on a list needs a date")
    return ADDRESSES[site.family].format(site=site, day=day, n=sample.serial)


def render_lists(site: Site, samples: Sequence[Sample]) -> dict[str, str]:
    """File path (below the host) -> content of every list page of a site."""
    pages = [samples[i : i + site.size] for i in range(0, len(samples), site.size)]
    return RENDERERS[site.family](site, pages)


def render_services(site: Site, pages: Sequence[Sequence[Sample]]) -> dict[str, str]:
    """The answers of the list service of gkmlpt."""
    total = sum(map(len, pages))
    return {
        f"gkmlpt/api/all/{site.category}@page={n}&sid={site.sid}": render_service(site, page, total, n) for n, page in enumerate(pages, 1)
    }


def render_static(site: Site, pages: Sequence[Sequence[Sample]]) -> dict[str, str]:
    """TRS: index.html, index_1.html ... as a script announces them."""
    call = f'<script>createPageHTML({len(pages)}, {{}}, "index", "html");</script>'
    return {f"{site.path}/index{f'_{n}' if n else ''}.html": render_list(site, page, call.format(n)) for n, page in enumerate(pages)}


def render_linked(site: Site, pages: Sequence[Sequence[Sample]]) -> dict[str, str]:
    """Lists with a link to the next page."""
    return {f"{site.path}/{list_name(n)}": render_list(site, page, link_next(n, len(pages))) for n, page in enumerate(pages, 1)}


def render_service(site: Site, samples: Sequence[Sample], total: int, page: int) -> str:
    """An answer of the list service of gkmlpt."""
    articles = [
        {
            "id": s.serial,
            "title": s.title,
            "url": f"http://{site.host}{locate(s, site)}",
            "document_number": s.number or "",
            "publisher": " ".join(s.issuers),
            "display_publish_time": int(moment_of(s).timestamp()),
            "is_expired": 0,
        }
        for s in samples
    ]
    return json.dumps(
        {"classify": {"id": site.category, "name": site.column, "post_count": total}, "page": page, "articles": articles},
        ensure_ascii=False,
        indent=1,
    )


def moment_of(sample: Sample) -> datetime:
    """Publication as a point in time."""
    return datetime.fromisoformat(f"{sample.published or sample.written}T{sample.clock}").replace(tzinfo=CHINA)


def render_columns(site: Site, pages: Sequence[Sequence[Sample]]) -> dict[str, str]:
    """The column page of jpage with its first records inside, and the service with the rest."""
    total = sum(map(len, pages))
    query = f"columnid={site.col}&unitid={site.unit}&webid={site.web}"
    script = f'<script>var proxy = "/module/web/jpage/dataproxy.jsp?page=1&{query}";</script>'
    column = render_list(site, (), script).replace(
        '<ul class="news-list">', f'<script type="text/xml">{render_store(site, pages[0], total)}</script><ul>'
    )
    files = {f"col/col{site.col}/index.html": column}
    rest = [s for page in pages[1:] for s in page]
    if rest:
        start = len(pages[0]) + 1
        name = f"module/web/jpage/dataproxy.jsp@startrecord={start}&endrecord={start + 44}&perpage=15&{query}"
        files[name] = render_store(site, rest, total)
    return files


def render_store(site: Site, samples: Sequence[Sample], total: int) -> str:
    """Records of jpage: XML around fragments of HTML."""
    records = "".join(f"<record><![CDATA[{render_item(s, site)}]]></record>" for s in samples)
    return (
        f"<datastore><totalrecord>{total}</totalrecord><totalpage>{-(-total // 15)}</totalpage><recordset>{records}</recordset></datastore>"
    )


def render_item(sample: Sample, site: Site) -> str:
    """One entry of a list in HTML; long titles are cut, the title attribute has them in full."""
    title = html.escape(sample.title)
    shown = title if len(title) < 42 else f"{title[:40]}..."
    link = f'<a target="_blank" href="{locate(sample, site)}" title="{title}">{shown}</a>'
    return f"<li>{link}<span>{sample.published or sample.written}</span></li>"


def render_list(site: Site, samples: Sequence[Sample], pager: str) -> str:
    """A list page in HTML."""
    template = Template((HERE / "templates" / "list.html").read_text(encoding="utf-8"))
    items = "\n".join(render_item(s, site) for s in samples)
    return template.substitute(site_name=site.name, code=site.code, column=site.column, items=items, pager=pager)


def list_name(page: int) -> str:
    """index.html, index_2.html ...

    >>> list_name(1), list_name(2)
    ('index.html', 'index_2.html')
    """
    return "index.html" if page == 1 else f"index_{page}.html"


def link_next(page: int, pages: int) -> str:
    """The pager of a list page."""
    following = f'<a href="{list_name(page + 1)}">下一页</a> <a href="{list_name(pages)}">尾页</a>' if page < pages else "下一页 尾页"
    return f"第{page}页 共{pages}页 {following}"


def render_feed(site: Site, pages: Sequence[Sequence[Sample]]) -> dict[str, str]:
    """An Atom feed."""
    samples = [s for page in pages for s in page]
    entries = "".join(
        f"<entry><id>tag:{site.host},2026:{s.serial}</id><title>{html.escape(s.title)}</title>"
        f'<link rel="alternate" href="http://{site.host}{locate(s, site)}"/><updated>{moment_of(s).isoformat()}</updated></entry>\n'
        for s in samples
    )
    updated = max(moment_of(s) for s in samples).isoformat()
    head = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{site.name}</title><id>tag:{site.host},2026:feed</id><updated>{updated}</updated>'
    return {site.path: f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{entries}</feed>\n'}


def render_sitemap(site: Site, pages: Sequence[Sequence[Sample]]) -> dict[str, str]:
    """A sitemap; the home page stands in it, too."""
    places = "".join(
        f"<url><loc>http://{site.host}{locate(s, site)}</loc><lastmod>{s.published or s.written}</lastmod></url>\n"
        for page in pages
        for s in page
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return {site.path: f"{head}\n<url><loc>http://{site.host}/</loc></url>\n{places}</urlset>\n"}


def file_of(path: str) -> Path:
    """The file that answers a path: a trailing slash becomes index.html.

    >>> file_of("/zcgg/17/").as_posix()
    'zcgg/17/index.html'
    """
    return Path(f"{path.lstrip('/')}index.html" if path.endswith("/") else path.lstrip("/"))


RENDERERS: dict[str, Callable[[Site, Sequence[Sequence[Sample]]], dict[str, str]]] = {
    "gkmlpt": render_services,
    "jpage": render_columns,
    "trs": render_static,
    "ucap": render_linked,
    "generic": render_linked,
    "feed": render_feed,
    "sitemap": render_sitemap,
}
"""The list pages of each family, from its notices cut into pages."""
