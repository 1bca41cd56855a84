"""The search: what is indexed, how queries are understood, how a search is judged."""
