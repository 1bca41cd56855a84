"""The digest as files for programs: tables, database, feeds, calendar, citations."""
