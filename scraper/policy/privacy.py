"""Personal data: mobile numbers of persons and numbers of identity cards never leave the house in full."""

from __future__ import annotations

import re

MOBILE = re.compile(r"(?<![\d.\-—–])(?:\+?86[ \-]?)?1[3-9]\d(?:[ \-]?\d){8}(?![\d.]\d|\d)")
IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])")
STAR = "*"


def mask_people(text: str) -> str:
    """Hide personal mobiles and identity numbers one character for one, so that offsets hold; office lines stay.

    >>> mask_people("联系人：张三，手机：13900001234；办公电话：0543-3160000")
    '联系人：张三，手机：139****1234；办公电话：0543-3160000'
    """
    return IDENTITY.sub(mask_identity, MOBILE.sub(mask_mobile, text))


def mask_mobile(match: re.Match[str]) -> str:
    """Keep the first three and last four digits and all separators.

    >>> mask_people("手机 139-0000-1234")
    '手机 139-****-1234'
    """
    found = match.group()
    digits = [at for at, char in enumerate(found) if char.isdigit()][-11:]
    hidden = set(digits[3:7])
    return "".join(STAR if at in hidden else char for at, char in enumerate(found))


def mask_identity(match: re.Match[str]) -> str:
    """Keep the region's code and the last two characters: 371600**********12."""
    found = match.group()
    return found[:6] + STAR * (len(found) - 8) + found[-2:]
