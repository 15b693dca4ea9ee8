"""Uniting the gradebooks of shards, where they belong together and none is missing."""

from pathlib import Path

from ..errors import GradingError
from ..gradebook import TERMS, Gradebook, in_one_line
from .run import Summary, published

FACTS = (*TERMS, "wanted", "isolation", "rules", "shards")
Shards = dict[Path, dict]  # by folder, what its gradebook says of its run


def merge(folders: list[Path], out: Path) -> Summary:
    """Unite the gradebooks of these folders in out, and write there what people read.

    Raises GradingError where they do not belong together, a part is missing, or one of them is not finished.
    """
    with in_one_line(out):
        shards = {folder: facts_of(folder) for folder in folders}
        rules = agreeing(shards)
        all_there(shards)
        with Gradebook(out) as gradebook:
            (first, *_) = shards.values()
            gradebook.agree({name: first[name] for name in TERMS})
            for folder, facts in shards.items():
                gradebook.unite(folder)
                gradebook.begin((), (), facts["wanted"])
                for line in facts["isolation"] or ():
                    gradebook.note_isolation(line)
            gradebook.set_meta(rules=rules)
            gradebook.take_roster(first["roster"])
            return published(gradebook)


def facts_of(folder: Path) -> dict:
    """What a finished gradebook says of its run."""
    with Gradebook.of_finished_run(folder) as gradebook:
        return {name: gradebook.meta(name) for name in FACTS} | {"roster": gradebook.roster()}


def agreeing(shards: Shards) -> dict:
    """The rules of the shards, which are the same, as are their terms and rosters; else GradingError is raised.

    Deadlines are each notebook's own, and a shard knows only those of its notebooks.
    """
    (first, expected), *_ = shards.items()
    usual, deadlines = without_deadlines(expected), {}
    for folder, facts in shards.items():
        if differing := [name for name in TERMS if facts[name] != expected[name]]:
            raise GradingError(f"{first} and {folder} were graded with different {TERMS[differing[0]]}s")
        own = (facts["rules"] or {}).get("deadlines", {})
        if without_deadlines(facts) != usual or any(deadlines.setdefault(n, time) != time for n, time in own.items()):
            raise GradingError(f"{first} and {folder} were graded by different rules, such as --policy or --deadline")
        if facts["roster"] != expected["roster"]:
            raise GradingError(f"{first} and {folder} were graded with different --rosters")
    return {**usual, "deadlines": deadlines}


def without_deadlines(facts: dict) -> dict:
    return {name: rule for name, rule in (facts["rules"] or {}).items() if name != "deadlines"}


def all_there(shards: Shards) -> None:
    """Raise GradingError where the folders are parts of a run and not all parts are there."""
    there = {tuple(part): folder for folder, facts in shards.items() for part in facts["shards"] or ()}
    counts = sorted({parts for _, parts in there})
    if len(counts) > 1:
        raise GradingError(f"{' and '.join(f'{n} parts' for n in counts)} do not fit; all shards must be of one N")
    missing = [str(k) for parts in counts for k in range(1, parts + 1) if (k, parts) not in there]
    if missing:
        names = ", ".join(map(str, shards))
        told = f"{names} {'is' if len(shards) == 1 else 'are'} not all of a run in {counts[0]} parts"
        raise GradingError(f"{told}; name the folders of part {', '.join(missing)} too")
