"""The way out to the network: one connection a host, to a checked address."""

from __future__ import annotations

import httpx2

from scraper.fetch.address import resolve_host

ONE = httpx2.Limits(max_connections=1, max_keepalive_connections=1)


class PublicTransport(httpx2.AsyncBaseTransport):
    """Connects to the very address that was checked, so that a second DNS answer can't lead elsewhere.

    TLS still verifies the host's name. Each host has a pool of its own: hosts that share an address never share a connection.
    """

    def __init__(self, *, local: bool = False) -> None:
        self._local = local
        self._pools: dict[tuple[str, str, int], httpx2.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of the request's host."""
        url = request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        address = await resolve_host(url.host, port, local=self._local)
        pool = self._pools.get((url.scheme, url.host, port))
        if pool is None:
            pool = self._pools[url.scheme, url.host, port] = httpx2.AsyncHTTPTransport(limits=ONE, trust_env=False)
        return await pool.handle_async_request(
            httpx2.Request(
                request.method,
                url.copy_with(host=address),
                headers=request.headers,
                stream=request.stream,
                extensions=request.extensions | {"sni_hostname": url.host},
            )
        )

    async def aclose(self) -> None:
        """Closes all connections."""
        for pool in self._pools.values():
            await pool.aclose()
