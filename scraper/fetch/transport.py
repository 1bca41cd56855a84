"""The way out to the network: one connection a host, to a checked address."""

from __future__ import annotations

import ssl
from functools import cache

import httpx2

from scraper.fetch.address import resolve_host

ONE = httpx2.Limits(max_connections=1, max_keepalive_connections=1)


class PublicTransport(httpx2.AsyncBaseTransport):
    """Connects to the very address that was checked, so that a second DNS answer can't lead elsewhere.

    TLS still verifies the host's name. Each host has a pool of its own: hosts that share an address never share a connection.
    """

    def __init__(self, *, loopback: bool = False, excused: frozenset[str] = frozenset()) -> None:
        """`loopback` reaches this machine in place of the public network; `excused` are the hosts whose certificate is not verified."""
        self._loopback = loopback
        self._excused = excused
        self._pools: dict[tuple[str, str, int], httpx2.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of the request's host."""
        url = request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = await resolve_host(url.host, port, loopback=self._loopback)
        pool = self._pools.get((url.scheme, url.host, port))
        if pool is None:
            trust = load_trust(verify=url.host not in self._excused)
            pool = httpx2.AsyncHTTPTransport(limits=ONE, trust_env=False, verify=trust)
            self._pools[url.scheme, url.host, port] = pool
        for address in addresses[:-1]:
            try:
                return await pool.handle_async_request(pin_request(request, address))
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue
        return await pool.handle_async_request(pin_request(request, addresses[-1]))

    async def aclose(self) -> None:
        """Closes all connections."""
        for pool in self._pools.values():
            await pool.aclose()


def pin_request(request: httpx2.Request, address: str) -> httpx2.Request:
    """The request to one address; Host header and TLS name stay the site's."""
    pinned = request.extensions | {"sni_hostname": request.url.host}
    url = request.url.copy_with(host=address)
    return httpx2.Request(request.method, url, headers=request.headers, stream=request.stream, extensions=pinned)


@cache
def load_trust(*, verify: bool) -> ssl.SSLContext:
    """The certificates that are believed, read once."""
    return httpx2.create_ssl_context(verify=verify, trust_env=False)
