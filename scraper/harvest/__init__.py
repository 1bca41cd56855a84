"""One scrape run: lists asked, details fetched, answers archived, notices shelved."""
