"""Whether a measure holds, whom it reaches, and what may be shown of it."""
