"""What the card of a measure tells: for whom, how, where, until when, who answers; read from its own text."""
