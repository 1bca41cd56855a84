"""What officials mean: from `Page` to document, measures, figures, places; reposts merged."""
