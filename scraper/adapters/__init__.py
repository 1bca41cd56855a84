"""Lists of systems that government sites run on, read into entries: one adapter a family."""
