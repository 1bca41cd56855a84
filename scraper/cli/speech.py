"""Talking to people and programs: lines on standard output, complaints on standard error."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

LINE_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029]")


def say(text: str) -> None:
    """A line for standard output."""
    sys.stdout.write(f"{text}\n")


def say_json(value: Any) -> None:
    """A value as one line of JSON, for every notion of a line."""
    say(LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False)))


def complain(text: str) -> None:
    """A line for standard error."""
    sys.stderr.write(f"{text}\n")
