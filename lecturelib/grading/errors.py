"""What a person got wrong, in one line: what was given, what was wanted, what to do."""


class GradingError(Exception):
    """A refusal whose message is that line; nothing already graded is lost by it."""
