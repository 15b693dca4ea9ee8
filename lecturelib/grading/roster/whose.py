"""Who of a list somebody is. Where two would do, it is neither: nobody is taken for another."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .people import Person, plain

NOT_THERE, SEVERAL, RIVALS = (
    "not on the roster",
    "several rows of the roster fit",
    "another student fits the same row of the roster",
)
CANVAS, MOODLE = "canvas", "moodle"  # systems that put a number behind the name in a file's name


@dataclass(frozen=True)
class Somebody:
    """Somebody to be found on a list.

    key: theirs alone; name; number: what the learning system called system put behind it; sure: what else they are
    surely called; run: when they were last seen, since two of one run are two people.
    """

    key: str
    name: str
    number: str = ""
    system: str = ""
    sure: frozenset[str] = frozenset()
    run: int = 0


class Index:
    """A list of people, to look somebody up in."""

    def __init__(self, people: Iterable[Person]):
        self.ids, self.sure, self.named = defaultdict(set), defaultdict(set), defaultdict(set)
        for place, person in enumerate(people):
            self.ids[plain(person.id)].add(place)
            for form in person.sure:
                self.sure[plain(form)].add(place)
            for form in person.names:
                self.named[plain(form)].add(place)

    def fitting(self, who: Somebody) -> set[int]:
        """The places on the list that somebody may have.

        The number of Canvas is the person's, and a name counts for nothing beside it. Moodle numbers everybody anew for
        each assignment, so there the name decides, and the number only between those of that name.
        """
        if who.system == CANVAS:
            return self._sure({who.number, who.key, *who.sure})
        if who.system == MOODLE:
            return self._sure({who.key, f"Participant_{who.number}", *who.sure}) or self._of_name(who)
        return self._sure({who.key, *who.sure}) or self._sure({who.name}) or self.named.get(plain(who.name), set())

    def _of_name(self, who: Somebody) -> set[int]:
        named = self.named.get(plain(who.name), set()) | self._sure({who.name})
        return (named & self._sure({who.number})) or named

    def _sure(self, forms: set[str]) -> set[int]:
        """Whose these are: their id, or else what they alone are called."""
        wanted = {plain(form) for form in forms} - {""}
        of_id = set().union(*(self.ids.get(form, ()) for form in wanted))
        return of_id or set().union(*(self.sure.get(form, ()) for form in wanted))


def find_all(everybody: Iterable[Somebody], people: list[Person]) -> tuple[dict[str, int], dict[str, str]]:
    """By key, the place on the list for everybody who has one there; and why, for everybody who has none."""
    index, found, refused, claims = Index(people), {}, {}, Counter()
    for who in everybody:
        fitting = index.fitting(who)
        if len(fitting) == 1:
            [place] = fitting
            found[who.key] = place, who.run
            claims[place, who.run] += 1
        else:
            refused[who.key] = SEVERAL if fitting else NOT_THERE
    refused |= {key: RIVALS for key, claim in found.items() if claims[claim] > 1}
    return {key: place for key, (place, _) in found.items() if key not in refused}, refused
