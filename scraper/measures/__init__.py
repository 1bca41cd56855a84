"""Measures of a body: found, bounded, classified, with what each gives."""
