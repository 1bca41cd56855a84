"""What stands where in the tree of a page: elements, lines as rendered, tables, links, meta tags."""
