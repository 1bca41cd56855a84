"""Which network addresses may be visited: public ones only."""

from __future__ import annotations

import asyncio
import ipaddress
import socket

from scraper.fetch.failure import Unfetched
from scraper.sources.state import State

NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(text: str) -> bool:
    """True for an address of the public internet. What an IPv6 address wraps (mapped, 6to4, Teredo, NAT64) counts.

    >>> [is_public(a) for a in ("202.106.0.20", "127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "2002:7f00:1::")]
    [True, False, False, False, False, False, False]
    """
    try:
        address = ipaddress.ip_address(text.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return all(inner.is_global and not inner.is_multicast for inner in unwrap_address(address))


def unwrap_address(address: Address) -> tuple[Address, ...]:
    """The address, or the ones it stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address in NAT64:
        return (ipaddress.IPv4Address(address.packed[-4:]),)
    inner = address.ipv4_mapped or address.sixtofour
    return (inner,) if inner else address.teredo or (address,)


MOST_ADDRESSES = 3


async def resolve_host(host: str, port: int, *, local: bool = False) -> tuple[str, ...]:
    """The addresses to connect to, in order. One private answer among several is enough to refuse the host.

    Raises:
        Unfetched: DNS, or REFUSED_ADDRESS unless `local`.
    """
    try:
        answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unfetched(State.DNS, f"no address for {host}", retry=True) from error
    addresses = [str(answer[4][0]) for answer in answers]
    if not local and not all(map(is_public, addresses)):
        raise Unfetched(State.REFUSED_ADDRESS, f"{host} is no public address")
    return tuple(dict.fromkeys(addresses))[:MOST_ADDRESSES]
