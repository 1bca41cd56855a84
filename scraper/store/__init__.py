"""The disk: archive of raw bytes, run state, and the shelf of content files."""
