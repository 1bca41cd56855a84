"""How well the reader does, measured against documents that people have labelled: pure scoring, and the labels' folder."""

from scraper.evaluation.labelled import Label, load_labels
from scraper.evaluation.marks import FIELDS, mark_document, sum_marks
from scraper.evaluation.points import Mark, Tally
from scraper.evaluation.triggers import Firing, count_firing

__all__ = ["FIELDS", "Firing", "Label", "Mark", "Tally", "count_firing", "load_labels", "mark_document", "sum_marks"]
