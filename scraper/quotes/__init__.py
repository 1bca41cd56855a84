"""What may be shown of texts that are not official: whole sentences that carry evidence."""
