"""What a document says of itself: title, number, issuers, dates, term, relations (GB/T 9704-2012)."""
