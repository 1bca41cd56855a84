"""The nouns of Policy Digest: frozen records, closed words, no behaviour that needs the world.

Every extracted value can name its evidence: a `Span` into `Notice.body`, or an `Evidence` that quotes the page tag it was read from.
"""

from scraper.model.document import Document, Section
from scraper.model.doubt import Doubt, Evidence
from scraper.model.figure import Comparator, Figure, FigureKind, FigureRole
from scraper.model.measure import Actionability, Contact, Delivery, Measure, Nature, Target
from scraper.model.notice import (
    Attachment,
    DocNumber,
    FilePage,
    FileState,
    Kind,
    Licence,
    Notice,
    Provenance,
    Relation,
    RelationType,
    Repost,
    Scope,
    Validity,
    ValidityStatus,
)
from scraper.model.page import Annex, Field, FieldName, Page
from scraper.model.page_kind import PageKind
from scraper.model.region import STATE_CODE, Place, Region
from scraper.model.snapshot import Snapshot, StoredFile
from scraper.model.span import Span
from scraper.model.text import HOLDING_DAMAGE, Damage, Decoded, Repair, Repaired, Script
from scraper.model.topic import Instrument, Subtopic, Topic, Vocabulary

__all__ = [
    "HOLDING_DAMAGE",
    "STATE_CODE",
    "Actionability",
    "Annex",
    "Attachment",
    "Comparator",
    "Contact",
    "Damage",
    "Decoded",
    "Delivery",
    "DocNumber",
    "Document",
    "Doubt",
    "Evidence",
    "Field",
    "FieldName",
    "Figure",
    "FigureKind",
    "FigureRole",
    "FilePage",
    "FileState",
    "Instrument",
    "Kind",
    "Licence",
    "Measure",
    "Nature",
    "Notice",
    "Page",
    "PageKind",
    "Place",
    "Provenance",
    "Region",
    "Relation",
    "RelationType",
    "Repair",
    "Repaired",
    "Repost",
    "Scope",
    "Script",
    "Section",
    "Snapshot",
    "Span",
    "StoredFile",
    "Subtopic",
    "Target",
    "Topic",
    "Validity",
    "ValidityStatus",
    "Vocabulary",
]
