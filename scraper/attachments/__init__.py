"""Files become text: what they are by their bytes, read within bounds in a process of its own, and put to the page that named them."""
