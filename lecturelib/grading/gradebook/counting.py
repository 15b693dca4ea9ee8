"""What counts for a student, and nothing else: from the files that the gradebook has, the results and the rules."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from ...checking.record import Exercise
from ...course import COURSE
from ..results import Change, HandedIn, Mark, Result, Student
from .adjustments import EVERYBODY, Adjustment
from .rules import Rules, how_late, seconds_after

NOT_TRIED = ("missing", "unreadable")
TOLD_LATE = 1.0  # seconds: how late a file counts of which a learning system says no more than that it was late


@dataclass(frozen=True)
class Filed:
    """A file as the gradebook has it.

    run: the last in which it was among the submissions; order: by which of two files came later; time: when it came,
    empty where only the learning system knows, which then says whether it is late.
    """

    handed_in: HandedIn
    results: tuple[Result, ...]
    run: int = 0
    order: tuple = ()
    time: str = ""
    late: bool = False

    @property
    def is_read(self) -> bool:
        return not self.results or any(result.status != "unreadable" for result in self.results)


@dataclass(frozen=True)
class Weighed:
    """A file, in words how late it came, and the share of its points that this has left; None where it cannot count."""

    filed: Filed
    late: str
    share: float | None


def counted(student: Student, filed: list[Filed], notebooks: list[str], rules: Rules) -> Student:
    """The student, of whom only name, id, section and email are given, with files, results and marks of notebooks."""
    rows = (*rules.adjustments.get(EVERYBODY, ()), *rules.adjustments.get(student.name, ()))
    files, results, marks = [], {}, {}
    for notebook in {"": None, **dict.fromkeys(notebooks)}:
        about = [row for row in rows if row.notebook in ("", notebook)]
        weighed = weigh([one for one in filed if one.handed_in.notebook == notebook], notebook, rules, about)
        last, standing = newest(weighed), newest([one for one in weighed if one.share is not None])
        chosen = choose(standing, rules.policy) if notebook else []
        files += [told(one, one in chosen) for one in weighed if one in last or one in standing]
        if notebook:
            late = "" if standing else next((one.late for one in last), "")
            results[notebook], marks[notebook] = notebook_mark(notebook, chosen, about, rules, late)
    files.sort(key=attrgetter("path"))
    return replace(student, files=tuple(files), results=results, marks=drop_lowest(marks, rules.drop_lowest))


def told(weighed: Weighed, counts: bool) -> HandedIn:
    """What is told of a file."""
    return replace(weighed.filed.handed_in, late=weighed.late, counts=counts)


def newest(weighed: list[Weighed]) -> list[Weighed]:
    """What was there in the last run that had any of these: a file that was deleted since does not count."""
    last = max((one.filed.run for one in weighed), default=0)
    return [one for one in weighed if one.filed.run == last]


def weigh(filed: list[Filed], notebook: str, rules: Rules, rows: list[Adjustment]) -> list[Weighed]:
    """How late each of the files is, and what that leaves of its points."""
    until = max((row.until for row in rows), default="")
    deadline = until or rules.deadlines.get(notebook, "")
    weighed = []
    for one in filed:
        seconds = seconds_after(one.time, deadline) if one.time and deadline else TOLD_LATE * (one.late and not until)
        words = ("late, says the learning system" if one.late else how_late(seconds)) if seconds else ""
        may_count = not seconds or rules.late_penalty or not deadline
        weighed.append(Weighed(one, words, rules.share_left(seconds) if may_count else None))
    return weighed


def choose(weighed: list[Weighed], policy: str) -> list[Weighed]:
    """The files that count: the latest or the first, or all of them; one that cannot be read only if there is none."""
    readable = sorted((w for w in weighed if w.filed.is_read), key=lambda w: w.filed.order) or weighed
    return {"latest": readable[-1:], "first": readable[:1], "best": readable}[policy]


def notebook_mark(
    notebook: str, chosen: list[Weighed], rows: list[Adjustment], rules: Rules, late: str
) -> tuple[tuple[Result, ...], Mark]:
    """The results of a notebook, with what was changed in them, and its mark."""
    results, changes, lost = [], [], 0.0
    for exercise in COURSE[notebook]:
        result, share = best(exercise, notebook, chosen, late)
        result = rescaled(result, rules.most.get(exercise.name))
        own = [row for row in rows if row.exercise == exercise.name]
        if not any(row.excused or (row.points is not None and not row.relative) for row in own):
            lost += result.points * (1 - share)
        after = with_changes(result, own, changes)
        results.append(after)
    if lost:
        changes.append(Change("late", "", -round(lost, 2), rules.late_penalty))
    whole = [row for row in rows if not row.exercise]
    return tuple(results), of_whole(results, whole, changes, lost)


def best(exercise: Exercise, notebook: str, chosen: list[Weighed], late: str) -> tuple[Result, float]:
    """The best result of an exercise among the files that count, of equals the first, and the share that is left."""
    found = [(r, w.share) for w in chosen for r in w.filed.results if r.exercise == exercise.name]
    return max(found, key=lambda one: worth(*one), default=(missing(notebook, exercise, late), 1.0))


def worth(result: Result, share: float = 1.0) -> tuple[float, bool]:
    """By which of two results is the better."""
    return result.points * share, result.status not in NOT_TRIED


def missing(notebook: str, exercise: Exercise, late: str = "") -> Result:
    """The result of an exercise in a notebook that was not handed in, or came too late."""
    told = f"It was handed in, but it does not count: {late}." if late else f"No notebook {notebook} was handed in."
    return Result(exercise.name, 0.0, exercise.points, "missing", "", told)


def rescaled(result: Result, most: float | None) -> Result:
    """The result where an exercise is worth other points than in the course: the same share of them."""
    if most is None:
        return result
    share = result.points / result.max_points if result.max_points else 0.0
    return replace(result, points=round(share * most, 2), max_points=most)


def with_changes(result: Result, rows: list[Adjustment], changes: list[Change]) -> Result:
    """The result after an instructor's changes, which are added to the list."""
    for row in rows:
        before, comment = result.points, row.comment
        if row.excused:
            result = replace(result, points=0.0, max_points=0.0)
        elif row.points is not None:
            points, comment = moved(before, row)
            result = replace(result, points=points)
        if row.excused or row.points is not None or row.comment:
            kind = "excused" if row.excused else "adjusted"
            changes.append(Change(kind, row.exercise, round(result.points - before, 2), comment, row.for_all))
    return result


def moved(before: float, row: Adjustment) -> tuple[float, str]:
    """The points after a row that sets or changes them, never below 0, and the comment, which says where that holds."""
    after = row.points + (before if row.relative else 0.0)
    held = f"{row.points:+g} of {before:g} points, held at 0".replace("-", "−") if after < 0 else ""
    return max(0.0, after), "; ".join(filter(None, (held, row.comment)))


def of_whole(results: list[Result], rows: list[Adjustment], changes: list[Change], lost: float) -> Mark:
    """The mark of a notebook: the sum of its results, what being late costs, and what was changed of the whole."""
    points = max(0.0, sum(result.points for result in results) - lost)
    for row in rows:
        before, comment = points, row.comment
        if row.points is not None:
            points, comment = moved(before, row)
        for kind in kinds(row):
            changes.append(Change(kind, "", round(points - before, 2), comment_of(row, kind, comment), row.for_all))
    most = sum(result.max_points for result in results)
    return Mark(round(points, 2), round(most, 2), tuple(changes), not any(row.excused for row in rows))


def kinds(row: Adjustment) -> Iterator[str]:
    """What a row that is about a whole notebook does."""
    if row.excused:
        yield "excused"
    if row.until:
        yield "extended"
    if row.points is not None or not (row.excused or row.until):
        yield "adjusted"


def comment_of(row: Adjustment, kind: str, comment: str) -> str:
    """What is told of a change of the whole."""
    return ", ".join(filter(None, (f"until {row.until.replace('T', ' ')}" if kind == "extended" else "", comment)))


def drop_lowest(marks: dict[str, Mark], count: int) -> dict[str, Mark]:
    """The marks, of which so many with the smallest share do not count, but for the last one."""
    counting = [notebook for notebook, mark in marks.items() if mark.counts and mark.max_points]
    counting.sort(key=lambda notebook: marks[notebook].points / marks[notebook].max_points)
    for notebook in counting[: max(0, min(count, len(counting) - 1))]:
        dropped = Change("dropped", "", 0.0, "the lowest does not count")
        marks[notebook] = replace(marks[notebook], counts=False, changes=(*marks[notebook].changes, dropped))
    return marks
