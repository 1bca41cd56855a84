"""What the last runs of the scraper say of each source, from `.policy-digest/state.sqlite` where there is one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from scraper.frontmatter import mask_people
from site_config.pages.sources import RunLine

STATE_FILE = Path(".policy-digest") / "state.sqlite"
LAST_RUNS = """
SELECT run.source, run.state, run.run, run.newest, run.detail FROM run
JOIN (SELECT source, max(run) AS run FROM run GROUP BY source) AS last ON last.source = run.source AND last.run = run.run
ORDER BY run.source
"""


def read_runs(root: Path) -> tuple[RunLine, ...]:
    """The last run of each source; none when there is no state or it can't be read: the site is built all the same."""
    path = root / STATE_FILE
    if not path.is_file():
        return ()
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            rows = base.execute(LAST_RUNS).fetchall()
    except sqlite3.Error:
        return ()
    return tuple(
        RunLine(source, state, f"{run[:4]}-{run[4:6]}-{run[6:8]}", newest, mask_people(detail or ""))
        for source, state, run, newest, detail in rows
    )
