"""The page on who may have written from whom: pairs.html."""

from collections.abc import Iterator

from ...course import COURSE
from ..gradebook import Gradebook
from ..reporting.feedback import template
from .own_ways import solution
from .pairs import COMMON, FEWEST, LIKE, LONG, OWN, Answer, Pairs, like_the_course

SHOWN = 1000  # pairs, and students, on a page that is to be opened


def pairs_page(gradebook: Gradebook) -> str:
    """The page, complete in itself: no script, and nothing is fetched."""
    pairs, like = Pairs(), {}
    for exercise, answers in by_exercise(gradebook):
        pairs.add(exercise, answers)
        for student in {answer.student for answer in like_the_course(exercise, answers)}:
            like.setdefault(student, []).append(exercise)
    long = [exercise for exercises in COURSE.values() for exercise in exercises if len(solution(exercise.name)) >= LONG]
    return template("pairs.html").render(
        pairs=pairs.most_alike_first(),
        like=sorted(like.items(), key=lambda item: (-len(item[1]), item[0])),
        long=[exercise.name for exercise in long],
        limits={"common": COMMON, "fewest": FEWEST, "like": LIKE, "own": OWN, "shown": SHOWN},
    )


def by_exercise(gradebook: Gradebook) -> Iterator[tuple[str, list[Answer]]]:
    """Every exercise of the notebooks that were handed in, with all answers to it."""
    for notebook in gradebook.about()["notebooks"]:
        for exercise in COURSE[notebook]:
            yield exercise.name, [Answer(*row) for row in gradebook.answers(exercise.name)]
