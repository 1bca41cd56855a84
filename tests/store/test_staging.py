from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scraper.errors import StoreError
from scraper.store.staging import Discarded, stage_folder


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "old.html").write_text("旧", "utf-8")
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_finished_folder_takes_the_place_of_the_old_one(site, tmp_path):
    with stage_folder(site) as stage:
        (stage / "new.html").write_text("新", "utf-8")
        assert names(site) == ["old.html"]
    assert names(site) == ["new.html"]
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("error", [Discarded, KeyboardInterrupt, ValueError])
def test_unfinished_work_leaves_the_old_folder(site, tmp_path, error):
    try:
        with stage_folder(site) as stage:
            (stage / "new.html").write_text("新", "utf-8")
            raise error
    except (KeyboardInterrupt, ValueError):
        assert error is not Discarded
    assert names(site) == ["old.html"]
    assert names(tmp_path) == ["site"]


def test_a_swap_that_fails_puts_the_old_folder_back(site, monkeypatch):
    rename = Path.rename

    def refuse(path, target):
        if target == site and path.name.startswith(".site.") and not path.name.endswith(".old"):
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StoreError, match="No space left"), stage_folder(site):
        pass
    assert names(site) == ["old.html"]


FILL = """
import sys, time
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from scraper.store.staging import stage_folder
with stage_folder(Path(sys.argv[1])) as stage:
    (stage / "half.html").write_text("half")
    print("begun", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(site):
    """A build in another process, half-way."""
    process = subprocess.Popen([sys.executable, "-c", FILL, str(site)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def build(site):
    with stage_folder(site) as stage:
        (stage / "new.html").write_text("新", "utf-8")


def test_what_a_killed_build_left_is_swept_by_the_next(site, tmp_path, other):
    other.kill()
    other.wait()
    assert len(names(tmp_path)) == 2
    build(site)
    assert names(tmp_path) == ["site"]
    assert names(site) == ["new.html"]


def test_the_folder_of_a_build_at_work_is_left_alone(site, tmp_path, other):
    build(site)
    (left,) = [name for name in names(tmp_path) if name != "site"]
    assert names(tmp_path / left) == ["half.html"]
    other.kill()
    other.wait()
    build(site)
    assert names(tmp_path) == ["site"]


def test_a_folder_that_a_child_of_the_killed_build_still_fills_is_left_alone(site, tmp_path):
    begin = FILL.replace("time.sleep(60)", "import subprocess; subprocess.run(['sleep', '60'], close_fds=False)")
    with subprocess.Popen([sys.executable, "-c", begin, str(site)], stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        child = wait_for(lambda: Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())
        process.kill()
        process.wait()
        build(site)
        assert len(names(tmp_path)) == 2
        os.kill(int(child[0]), signal.SIGKILL)
    wait_for(lambda: not Path(f"/proc/{child[0]}").exists() or "zombie" in Path(f"/proc/{child[0]}/status").read_text())
    build(site)
    assert names(tmp_path) == ["site"]


def wait_for(ask):
    for _ in range(200):
        if found := ask():
            return found
        time.sleep(0.02)
    return pytest.fail("waited in vain")


@pytest.mark.parametrize("kept", ["site", None])
def test_a_build_killed_between_two_renames_has_left_the_last_good_site(site, tmp_path, kept):
    old = tmp_path / ".site.abcd_123.old"
    if kept:
        old.mkdir()
    else:
        site.rename(old)
    (tmp_path / ".site.abcd_123").mkdir()
    with stage_folder(site):
        assert names(site) == ["old.html"]
        raise Discarded
    assert names(tmp_path) == ["site"]
    assert names(site) == ["old.html"]


@pytest.mark.parametrize("name", [".site.d", ".site.abcdefgh.bak", ".sites.abcdefgh", "site.abcdefgh", ".site.ABCDEFGH", ".xsite.abcdefgh"])
def test_what_no_build_has_made_is_never_swept(site, tmp_path, name):
    (tmp_path / name).mkdir()
    build(site)
    assert names(tmp_path) == sorted(["site", name])


def test_a_link_is_not_followed_by_the_sweep(site, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.txt").write_text("a", "utf-8")
    (tmp_path / ".site.abcdefgh").symlink_to(tmp_path / "mine")
    build(site)
    assert names(tmp_path / "mine") == ["a.txt"]
