"""The same answers judged here and in WebAssembly, by Node alone: every verdict is the same, words and all."""

import json
import subprocess
from pathlib import Path

import pytest
from every_answer import NOTEBOOK_OF, endless_answers, every_answer

from lecturelib.course import COURSE
from lecturelib.page import NotebookPage
from lecturelib.publishing.runtime import lay_out_runtime

ROOT = Path(__file__).parents[2]
LONG_ENOUGH, SOON = 60.0, 0.5  # seconds: for what comes to an end, also on a busy machine, and for what does not

# The page's NumPy, 2.0, makes a number of an array with one entry; a later one may refuse that.
OTHER_NUMPY = {("sigmoid", "mistake takes_one_number")}


def questions():
    """The kind of each answer, and what is asked about it: notebook, exercise, text and seconds."""
    for answers, seconds in ((every_answer(), LONG_ENOUGH), (endless_answers(), SOON)):
        for name, kind, text in answers:
            yield kind, (NOTEBOOK_OF[name], name, text, seconds)


@pytest.fixture(scope="module")
def in_page(modules, tmp_path_factory):
    """Each answer's kind, its question, and the verdict in WebAssembly."""
    folder, asked = tmp_path_factory.mktemp("page"), list(questions())
    lay_out_runtime(modules, None, folder / "python")
    (folder / "questions.json").write_text(json.dumps([question for _, question in asked]))
    places = [folder / "python", ROOT / "notebooks", folder / "questions.json", folder / "verdicts.json"]
    subprocess.run(["node", ROOT / "site/judge.mjs", *places], check=True)
    verdicts = json.loads((folder / "verdicts.json").read_text(encoding="utf-8"))
    return [(*answer, verdict) for answer, verdict in zip(asked, verdicts, strict=True)]


@pytest.fixture(scope="module")
def natively():
    """Judges the same question here."""
    pages = {name: NotebookPage((ROOT / f"notebooks/{name}.ipynb").read_text(encoding="utf-8")) for name in COURSE}
    return lambda notebook, *question: json.loads(pages[notebook].check(*question))


def test_every_verdict_is_the_notebooks_own(in_page, natively):
    different = []
    for kind, question, verdict in in_page:
        wanted = natively(*question)
        if verdict != wanted and (question[1], kind) not in OTHER_NUMPY:
            parts = {field: (wanted[field], verdict[field]) for field in wanted if wanted[field] != verdict[field]}
            different.append((question[1], kind, parts))
    assert different == []
    assert len(in_page) > 800


def test_what_never_ends_is_stopped_in_the_page_too(in_page):
    stopped = [verdict for _, question, verdict in in_page if question[-1] == SOON]
    assert ["loop that never ends" in verdict["message"] for verdict in stopped] == [True] * len(
        list(endless_answers())
    )
