"""`policy-digest build` and `serve`: the site, made by MkDocs from a digest's folder."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from scraper.cli.commands.hosting import clean_base, open_host
from scraper.cli.console import Commands, add_command, add_day, add_root, find_today, say, say_json
from scraper.errors import ConfigError
from scraper.store.root import CONFIG, find_root
from scraper.store.staging import Discarded, stage_folder

AS_OF = "POLICY_DIGEST_AS_OF"
"""Environment: the day that decides what is in force, read by the site's plugin."""
HOME = "index.html"
BUILD_EPILOG = """The same content and the same --as-of give the same site, byte for byte.
A notice that can't be read is left out and named.

exit codes: 0 built; 1 built without the notices named, or not built (--strict, errors of MkDocs) and the last site stays;
2 no digest there

example:
  policy-digest build --root my-digest --site-dir /srv/www --as-of 2020-03-31"""
SERVE_EPILOG = """With --static a built site is served as it is, as any static host does: your own site/, or one that was downloaded.
--base tries it in a sub-path. Without --static the digest is built, and built anew when something changes.

exit codes: 0 stopped; 1 MkDocs reports errors; 2 no digest or no built site there

example:
  policy-digest serve --root my-digest --addr 127.0.0.1:8000
  policy-digest serve --static downloads/site --base /digest/"""


def add_parser(commands: Commands) -> None:
    """Add both commands."""
    build = add_command(commands, "build", run_build, "build the site from content/", BUILD_EPILOG)
    build.add_argument("--site-dir", type=Path, metavar="DIR", help="where the site goes (default: site/ in the digest)")
    build.add_argument("--strict", action="store_true", help="warnings are errors")
    build.add_argument("--json", action="store_true", help="print one JSON object: site, built, warnings")
    serve = add_command(commands, "serve", run_serve, "show the site here and build it anew when content changes", SERVE_EPILOG)
    serve.add_argument("--static", type=Path, metavar="DIR", help="serve this built site, and build nothing")
    serve.add_argument("--base", default="/", metavar="PATH", help="with --static: the path that the site is served under (default: /)")
    serve.add_argument("--addr", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to listen (default: %(default)s)")
    for parser in (build, serve):
        add_root(parser)
        add_day(parser)


def run_build(args: argparse.Namespace) -> int:
    """Build the site and print where it is; a build that fails leaves the last site as it was."""
    root = find_root(args.root).resolve()
    site = args.site_dir.resolve() if args.site_dir else root / "site"
    if root.is_relative_to(site):
        raise ConfigError("the site would take the place of the digest", file=str(site), remedy="give another --site-dir")
    if site.exists() and any(site.iterdir()) and not (site / HOME).is_file():
        raise ConfigError("neither a site nor an empty folder", file=str(site), remedy="give another --site-dir")
    with stage_folder(site) as stage:
        built = build_site(root, args.as_of, "build", "--site-dir", str(stage), *(["--strict"] if args.strict else []))
        if built[0]:
            raise Discarded
    code, warnings = built
    if args.json:
        say_json({"site": str(site), "built": code == 0, "warnings": warnings})
    elif code == 0:
        say(str(site))
    return int(code != 0 or warnings > 0)


def run_serve(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    if args.static:
        return serve_folder(args.static, args.addr, args.base)
    command = compose_command(find_root(args.root).resolve(), "serve", "--dev-addr", args.addr)
    try:
        return int(subprocess.run(command, env=compose_environment(args.as_of), check=False).returncode != 0)
    except KeyboardInterrupt:
        return 0


def serve_folder(folder: Path, address: str, base: str) -> int:
    """Serve a built site; prints its address."""
    with open_host(folder, address, base) as server:
        say(f"http://{address.rpartition(':')[0]}:{server.server_port}{clean_base(base)}")
        sys.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


def build_site(root: Path, day: date | None, *words: str) -> tuple[int, int]:
    """Run MkDocs in a process of its own, so that a plugin's state never leaks into the next build; its exit code and how often it warned.

    Its warnings and errors go to stderr, its progress nowhere: MkDocs' own `--quiet` hides the warnings too.
    """
    warnings = 0
    with subprocess.Popen(
        compose_command(root, *words),
        env=compose_environment(day),
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        close_fds=False,  # it holds the folder that it fills, even when this process is killed
    ) as process:
        assert process.stderr is not None  # noqa: S101  a pipe was asked for: this is for the type checker
        try:
            for line in process.stderr:
                warnings += line.startswith("WARNING")
                if not line.startswith("INFO"):
                    sys.stderr.write(line)
        except BaseException:  # whoever goes takes MkDocs along: it would go on writing into a folder that is cleared away
            process.kill()
            raise
    return process.returncode, warnings


def compose_command(root: Path, command: str, *options: str) -> list[str]:
    """MkDocs on a digest, under the running interpreter."""
    return [sys.executable, "-m", "mkdocs", command, "--config-file", str(root / CONFIG), *options]


def compose_environment(day: date | None) -> dict[str, str]:
    """The day that counts, for the site's plugin and for time stamps in files."""
    as_of = day or find_today()
    stamp = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC).timestamp()
    return os.environ | {AS_OF: as_of.isoformat(), "SOURCE_DATE_EPOCH": f"{stamp:.0f}", "NO_MKDOCS_2_WARNING": "1"}
