"""Pure builders: notices in, pages out."""
