"""What the site is made of: vocabulary, page builders, theme, and the doors to MkDocs."""
