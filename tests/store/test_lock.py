from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from scraper.errors import StoreError
from scraper.store import lock
from scraper.store.lock import hold_folder, hold_lock

HOLD = """
import sys, time
from pathlib import Path
from scraper.store.lock import hold_lock
with hold_lock(Path(sys.argv[1]), "a test"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "deep" / "lock")], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_run_is_told_who_holds_the_lock(tmp_path, other):
    with pytest.raises(StoreError, match=rf"process {other.pid} \(a test\)"), hold_lock(tmp_path / "deep" / "lock"):
        pass


def test_the_lock_dies_with_its_holder(tmp_path, other):
    os.kill(other.pid, signal.SIGKILL)
    other.wait()
    for _ in range(50):
        try:
            with hold_lock(tmp_path / "deep" / "lock"):
                return
        except StoreError:
            time.sleep(0.05)
    pytest.fail("still held")


def test_the_lock_is_free_after_an_error(tmp_path):
    with pytest.raises(ValueError, match="x"), hold_lock(tmp_path / "lock"):
        raise ValueError("x")
    with hold_lock(tmp_path / "lock"):
        pass


def test_a_folder_is_held_by_one_and_waited_for_a_while_only(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    with hold_folder(tmp_path) as first, hold_folder(tmp_path) as second, hold_folder(tmp_path, wait=True) as third:
        assert (first, second, third) == (True, False, False)
    with hold_folder(tmp_path) as again, hold_folder(tmp_path / "none") as none:
        assert (again, none) == (True, False)
    assert not list(tmp_path.iterdir())
