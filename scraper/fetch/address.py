"""Which network addresses may be visited: public ones only, or, where a person says so, this machine only."""

from __future__ import annotations

import asyncio
import ipaddress
import socket

from scraper.fetch.failure import Unfetched
from scraper.model.source_state import State

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))
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


def is_loopback(host: str) -> bool:
    """True for the names of this machine: `localhost` and the addresses 127.0.0.0/8 and ::1, plainly written.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "127.8.8.8", "::1")]
    [True, True, True, True]
    >>> [is_loopback(host) for host in ("::ffff:127.0.0.1", "2130706433", "0.0.0.0", "10.0.0.1", "localhost.a.example", "")]
    [False, False, False, False, False, False]
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host.lower() == "localhost"
    return any(address in network for network in LOOPBACK)


def unwrap_address(address: Address) -> tuple[Address, ...]:
    """The address, or for an IPv6 address that wraps IPv4 addresses, those."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address in NAT64:
        return (ipaddress.IPv4Address(address.packed[-4:]),)
    inner = address.ipv4_mapped or address.sixtofour
    return (inner,) if inner else address.teredo or (address,)


MOST_ADDRESSES = 3


async def resolve_host(host: str, port: int, *, loopback: bool = False) -> tuple[str, ...]:
    """The addresses to connect to, in order. One private answer among several is enough to refuse the host.

    With `loopback` only names of this machine are, and only while they lead to it: nothing that is read there can lead to another
    machine, and nothing from elsewhere, which is not asked, can lead here.

    Raises:
        Unfetched: DNS, or REFUSED_ADDRESS.
    """
    if loopback and not is_loopback(host):
        raise Unfetched(State.REFUSED_ADDRESS, f"{host} is not this machine, and --allow-loopback reaches no other")
    try:
        answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unfetched(State.DNS, f"no address for {host}", retry=True) from error
    addresses = [str(answer[4][0]) for answer in answers]
    if not all(map(is_loopback if loopback else is_public, addresses)):
        raise Unfetched(State.REFUSED_ADDRESS, f"{host} is not at this machine" if loopback else f"{host} is no public address")
    return tuple(dict.fromkeys(addresses))[:MOST_ADDRESSES]
