"""Policy Digest: regional notices in, structured Markdown out."""
