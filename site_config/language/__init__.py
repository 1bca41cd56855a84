"""What pages say: closed words in Chinese, and English by a table of the same words."""
