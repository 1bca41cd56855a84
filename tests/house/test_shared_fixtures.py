"""What all workers of a run share is made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def test_a_folder_is_filled_once_and_again_after_a_failure(build_once: Callable[..., Path], tmp_path: Path) -> None:
    name = f"once-{tmp_path.name}"
    seen: list[Path] = []

    def fill(folder: Path) -> None:
        seen.append(folder)
        assert list(folder.iterdir()) == []
        (folder / "made").touch()
        assert len(seen) > 1, "the first filling fails"

    with pytest.raises(AssertionError, match="the first filling fails"):
        build_once(name, fill)
    assert build_once(name, fill) == build_once(name, fill)
    assert len(seen) == 2
    assert (seen[0] / "made").is_file()
