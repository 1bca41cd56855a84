"""The states a source can be in, each with the next step for the person who looks after it."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """How a visit to a source went. Only `OK` and `STALE` deliver everything; `PARTIAL` and `MOVED` say what was missed."""

    OK = "ok"
    EMPTY = "empty"
    LAYOUT_CHANGED = "layout_changed"
    BLOCKED_CHALLENGE = "blocked_challenge"
    FORBIDDEN = "forbidden"
    GONE = "gone"
    MOVED = "moved"
    DNS = "dns"
    TLS = "tls"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    ENCODING = "encoding"
    STALE = "stale"
    ROBOTS_DENIED = "robots_denied"
    PARTIAL = "partial"
    REFUSED_ADDRESS = "refused_address"
    OVERSIZED = "oversized"
    BUSY = "busy"
    NO_BROWSER = "no_browser"
    PAUSED = "paused"

    @property
    def good(self) -> bool:
        """True when the visit delivered what the site has."""
        return self in (State.OK, State.STALE)

    @property
    def next_step(self) -> str:
        """What to do about it."""
        return NEXT_STEPS[self]


NEXT_STEPS = {
    State.OK: "nothing to do",
    State.EMPTY: "open the list address in a browser; if it has entries there, set `select:` or another `family:`",
    State.LAYOUT_CHANGED: "the list no longer reads as before: compare it with the archived one, then set `select:` or another `family:`",
    State.BLOCKED_CHALLENGE: "the site answers with a challenge page: raise --delay, ask the site for access, or use its feed",
    State.FORBIDDEN: "the site refuses (401, 403 or 451): ask for access, or pause the source",
    State.GONE: "the list address is gone (404 or 410): find the column's new address and set `url:`",
    State.MOVED: "the list answers from another address: check it and set `url:`",
    State.DNS: "the host name does not resolve: check it, try later; set `url:` if the site has a new host",
    State.TLS: "the certificate or the TLS handshake fails: check it in a browser; http:// may work",
    State.TIMEOUT: "no answer in time: try later, at another hour of the day",
    State.UNREACHABLE: "the connection fails or the server errs (5xx): try later",
    State.ENCODING: "the bytes can't be read as text: look at the archived page",
    State.STALE: "nothing new for much longer than this site's own rhythm: check that the column has not moved",
    State.ROBOTS_DENIED: "robots.txt forbids the address: respect it; pause the source or use another column",
    State.PARTIAL: "some pages could not be read; the next run tries them again",
    State.REFUSED_ADDRESS: "the host is on a private or local network: correct `url:`",
    State.OVERSIZED: "the answer is larger than any list or notice: correct `url:`",
    State.BUSY: "the site asks to wait (429) or today's budget for the host is spent: the next run tries again",
    State.NO_BROWSER: "the source needs a browser: pip install 'policy-digest[browser]', then a Chromium (apt-get install chromium, "
    "or playwright install chromium)",
    State.PAUSED: "paused after failures in a row or by hand: `policy-digest source check ID`, then `policy-digest source resume ID`",
}
