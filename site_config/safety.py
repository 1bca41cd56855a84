"""The Content-Security-Policy of every page: scripts run only from the site's own files, or when their hash is on the page."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
DATA_BLOCK = re.compile(r"""type=["']?application/json""", re.IGNORECASE)
CHARSET = '<meta charset="utf-8">'
POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)


def hash_scripts(html: str) -> tuple[str, ...]:
    """CSP sources of the inline scripts of a page, each once, in order.

    >>> hash_scripts('<script src="a.js"></script><script type="application/json">{}</script><script>1</script>')
    ("'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='",)
    """
    found = (match["code"] for match in SCRIPT.finditer(html) if match["code"] and not DATA_BLOCK.search(match["attributes"]))
    return tuple(dict.fromkeys(f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" for code in found))


def add_policy(html: str, trusted: str) -> str:
    """Put the policy into the head of a page; `trusted` is the page without its article: only scripts of the theme may run."""
    hashes = "".join(f" {source}" for source in hash_scripts(trusted))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(hashes=hashes)}">'
    referrer = '<meta name="referrer" content="no-referrer">'
    return html.replace(CHARSET, CHARSET + meta + referrer, 1)
