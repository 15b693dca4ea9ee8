"""What can go wrong with a site and is a person's to mend."""


class SiteError(Exception):
    """One line: what was given or is missing, and what to do."""
