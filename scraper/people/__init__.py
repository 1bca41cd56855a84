"""Private persons: their numbers masked in every field, lists of their names held back."""
