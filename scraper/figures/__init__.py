"""Quantities in a text: values, units, how they bind, for each what, and what role they play."""
