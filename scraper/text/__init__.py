"""What characters are: width, dates, numerals, where sentences end, how parts are numbered."""
