"""The network: robots, pace, client."""
