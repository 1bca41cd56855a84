"""What list pages give away: printed days, where links lead, what scripts and JSON texts hold."""
