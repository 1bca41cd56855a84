"""Places: the table of GB/T 2260 units, their names in a text, and the one unit that a notice speaks for."""
