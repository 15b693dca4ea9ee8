"""The same answers judged here and in WebAssembly, by Node alone: every verdict is the same, words and all."""

import json
import subprocess
from pathlib import Path

import pytest
from every_answer import NOTEBOOK_OF, every_answer

from lecturelib.course import COURSE
from lecturelib.page import NotebookPage
from lecturelib.publishing.runtime import lay_out_runtime

ROOT = Path(__file__).parents[2]


def text_of(notebook):
    return (ROOT / f"notebooks/{notebook}.ipynb").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def judged_in_page(modules, tmp_path_factory):
    """Each answer and the verdict on it in WebAssembly, as a list of pairs."""
    folder, answers = tmp_path_factory.mktemp("page"), list(every_answer())
    lay_out_runtime(modules, None, folder / "python")
    questions, verdicts = folder / "questions.json", folder / "verdicts.json"
    questions.write_text(json.dumps([(NOTEBOOK_OF[name], name, text) for name, _, text in answers]))
    places = [folder / "python", ROOT / "notebooks", questions, verdicts]
    subprocess.run(["node", ROOT / "site/judge.mjs", *places], check=True)
    return list(zip(answers, json.loads(verdicts.read_text(encoding="utf-8")), strict=True))


def test_every_verdict_is_the_notebooks_own(judged_in_page):
    different, pages = {}, {name: NotebookPage(text_of(name)) for name in COURSE}
    for (name, kind, text), verdict in judged_in_page:
        wanted = json.loads(pages[NOTEBOOK_OF[name]].check(name, text))
        if verdict != wanted:
            different[name, kind] = {k: (wanted[k], verdict[k]) for k in wanted if wanted[k] != verdict[k]}
    assert different == {}
    assert len(judged_in_page) > 800
