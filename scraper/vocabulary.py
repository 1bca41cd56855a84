"""The closed vocabulary from the files that people review."""

from __future__ import annotations

from pathlib import Path

from scraper.errors import ConfigError
from scraper.lexicon.lexicon import parse_taxonomy
from scraper.model import Vocabulary
from scraper.places.gazetteer import parse_regions


def load_vocabulary(folder: Path) -> Vocabulary:
    """Regions, topics and instruments of a folder with `regions.tsv` and `taxonomy.yml`.

    Raises:
        ConfigError: a file is missing or broken, with file and line.
    """
    regions, taxonomy = folder / "regions.tsv", folder / "taxonomy.yml"
    topics, instruments = parse_taxonomy(load_text(taxonomy), str(taxonomy))
    return Vocabulary(parse_regions(load_text(regions), file=str(regions)), topics, instruments)


def load_text(path: Path) -> str:
    """A vocabulary file's text."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"can't be read: {error}", file=str(path), remedy="reinstall the package or give another folder") from error
