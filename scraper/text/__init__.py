"""What characters are: bytes to text, damage undone, width, dates and numerals."""
