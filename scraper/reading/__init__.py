"""One notice from one page: people masked, facts and measures read, identity given."""
