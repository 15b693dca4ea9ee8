"""A run: what was handed in, the workers at work on it, and the gradebook that keeps what they say."""
