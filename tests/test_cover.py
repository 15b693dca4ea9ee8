"""The moving picture of the README: it tells the truth, is there in four versions, and is small."""

import re
from pathlib import Path

from PIL import Image

from lecturelib.building.cover import SENTENCE, SIZE, STILL, frames
from lecturelib.course import EXERCISES

FOLDER = Path(__file__).parent.parent
PICTURES = ("cover-dark.png", "cover-light.png", "cover-dark.webp", "cover-light.webp")


def test_the_wrong_answer_is_called_by_its_mistake_and_the_mended_one_is_right():
    scenes = [scene for scene, _ in frames()]
    answers = [scene for scene in scenes if scene["scene"] == "answer"]
    assert ["Your f keeps a share of h." in scene["verdict"] for scene in answers] == [False, True, True, False]
    assert f"● lstm_step {EXERCISES['lstm_step'].points}/" in answers[-1]["verdict"] and "f * c" in answers[-1]["code"]
    assert answers[STILL] is scenes[STILL] and "f * h" in answers[STILL]["code"]
    assert [scene["at"] for scene in scenes[len(answers) :]] == list(range(1, len(SENTENCE)))


def test_the_readme_shows_it_light_and_dark_moving_and_still():
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert re.findall(r'src(?:set)?="docs/(cover-[^"]+)"', page) == list(PICTURES)
    for name in PICTURES:
        picture = Image.open(FOLDER / "docs" / name)
        assert picture.size == tuple(SIZE.values())
        assert getattr(picture, "n_frames", 1) == (len(frames()) if name.endswith(".webp") else 1)
        assert (FOLDER / "docs" / name).stat().st_size < 300_000
