"""What must agree between the files around the course: versions, commands, links, and the words of the Makefile."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from lecturelib.building.fields import table
from lecturelib.cli import parser

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GUIDES = ("README.md", "CONTRIBUTING.md")
COMMANDS = (*GUIDES, ".ci/run", ".github/workflows/test.yml", ".pre-commit-config.yaml")


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def direct_requirements():
    """What the project and its extras ask for, by canonical name."""
    lines = [*PROJECT["dependencies"], *(line for extra in PROJECT["optional-dependencies"].values() for line in extra)]
    wanted = {canonicalize_name(r.name): r for r in map(Requirement, lines)}
    del wanted["lecturelib"]  # an extra that names another
    return wanted


def pins():
    """The exact versions of constraints.txt, by canonical name."""
    lines = [Requirement(line) for line in text_of("constraints.txt").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"==[^*]+", str(line.specifier)) for line in lines)
    return {canonicalize_name(line.name): Version(str(line.specifier)[2:]) for line in lines}


def test_constraints_pin_every_direct_dependency_within_its_range():
    wanted, pinned = direct_requirements(), pins()
    assert wanted.keys() <= pinned.keys()
    assert [name for name, requirement in wanted.items() if pinned[name] not in requirement.specifier] == []


def imported(file):
    """The packages that a file imports anywhere in it, by the first part of their name; its own are left out."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"lecturelib"}


def test_whatever_the_package_imports_is_asked_for():
    """Not merely there because another package asks for it."""
    packages = packages_distributions()
    found = {name for file in (ROOT / "lecturelib").rglob("*.py") for name in imported(file)}
    assert {"numpy", "PIL"} <= found
    asked = direct_requirements().keys()
    assert [name for name in sorted(found) if not asked & set(map(canonicalize_name, packages[name]))] == []


def test_constraints_suit_every_build_of_a_package():
    assert [name for name, version in pins().items() if version.local] == []


def test_environment_yml_agrees_with_pyproject():
    environment = yaml.safe_load(text_of("environment.yml"))
    python, pip, section = environment["dependencies"]
    lowest = Version(python.removeprefix("python="))
    assert lowest in Requirement(f"python{PROJECT['requires-python']}").specifier
    assert pip == "pip"
    constraints, project = section["pip"]
    assert constraints == "-c constraints.txt"
    assert re.fullmatch(r"-e \.\[(\w+)\]", project).group(1) in PROJECT["optional-dependencies"]


def make_targets():
    return set(re.search(r"^\.PHONY: (.*)", text_of("Makefile"), re.M).group(1).split())


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_named_in_a_file_exist(name):
    code = re.findall(r"`+[^`]*`+", text_of(name)) if name in GUIDES else [text_of(name)]
    named = [re.findall(r"\bmake ([a-z]+)", piece) for piece in code]
    assert {target for targets in named for target in targets} <= make_targets()
    subcommands = parser()._subparsers._group_actions[0].choices
    named = [re.findall(r"\blecturelib ([a-z]+) ", piece) for piece in code if "conda" not in piece]
    assert {command for commands in named for command in commands} <= subcommands.keys()


@pytest.mark.parametrize("name", GUIDES)
def test_links_lead_to_files(name):
    links = [link for link in re.findall(r"\]\(([^)#]+)", text_of(name)) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_has_the_map_of_the_course():
    wanted = table("notebooks/")
    assert wanted in text_of("README.md"), f"the table in README.md is to read:\n{wanted}"


def test_no_file_names_a_place_on_somebodys_machine():
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode:
        pytest.skip("not a git checkout, so nobody knows which files belong to it")
    place = re.compile(rb"(?<![\w.])/(?:tmp|home|Users|root|work)/\w|[A-Z]:\\Users")
    files = [ROOT / name for name in listing.stdout.split("\0") if name]
    texts = [file for file in files if file.is_file() and file.suffix != ".png"]
    assert [file.name for file in texts if place.search(file.read_bytes())] == []


needs_make = pytest.mark.skipif(not shutil.which("make") or os.name == "nt", reason="no make here")


@pytest.fixture
def copy(tmp_path):
    """A folder with what make reads, and a function that runs make there with no settings from outside."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    outside = re.compile(r"MAKE|MFLAGS|PIP_|PYTHON|LAB_ARGS")
    environment = {name: value for name, value in os.environ.items() if not outside.match(name)}
    environment["PIP_CONFIG_FILE"] = os.devnull

    def make(*arguments):
        return subprocess.run(["make", *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True)

    return tmp_path, make


def python_that(folder, *lines):
    """An executable that stands in for Python."""
    file = folder / "some-python"
    file.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    file.chmod(0o755)
    return f"PYTHON={file}"


def complaint(result):
    """The one line that a failed make says before its own."""
    assert result.returncode != 0
    said, of_make = result.stderr.splitlines()
    assert of_make.startswith("make: ***")
    return said


@needs_make
def test_make_alone_lists_every_target(copy):
    _, make = copy
    listed = re.findall(r"^make (\w+)\t\S", make().stdout, re.M)
    assert set(listed) == make_targets() - {"environment", "tested-site"}


@needs_make
def test_a_python_too_old_is_named_with_what_to_do(copy):
    folder, make = copy
    said = complaint(make("lab", python_that(folder, "echo 3.9")))
    assert said.startswith("Python 3.11 or later is wanted;")
    assert said.endswith("some-python is 3.9. Name another: make lab PYTHON=python3.12")


@needs_make
def test_a_missing_python_is_named(copy):
    _, make = copy
    assert "no-such-python is not there" in complaint(make("lab", "PYTHON=no-such-python"))


@needs_make
def test_a_python_without_venv_is_told_from_an_old_one(copy):
    folder, make = copy
    said = complaint(make("test", python_that(folder, 'case "$2" in *version*) echo 3.12;; *) exit 1;; esac')))
    assert said.endswith("cannot make environments. On Debian or Ubuntu: sudo apt-get install python3-venv")


@needs_make
def test_a_failure_of_pip_is_one_line_and_a_log_and_the_next_call_begins_anew(copy):
    folder, make = copy
    said = complaint(make("lab", f"PYTHON={sys.executable}", "PIP_ARGS=--no-index"))
    assert said.startswith("PyTorch could not be installed. The reason is at the end of build/install.log.")
    assert "torch" in (folder / "build" / "install.log").read_text(encoding="utf-8")
    assert "venv --clear" in make("--dry-run", "lab").stdout


@needs_make
def test_an_environment_is_made_once_and_anew_where_its_folder_moved(copy):
    folder, make = copy
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").symlink_to(sys.executable)
    stamp = folder / ".venv" / "ready"
    stamp.write_text(f"{folder}\n", encoding="utf-8")
    assert make("--question", ".venv/ready").returncode == 0
    os.utime(stamp, (0, 0))
    assert "pip install" in make("--dry-run", ".venv/ready").stdout
    assert "venv --clear" not in make("--dry-run", ".venv/ready").stdout
    stamp.write_text("/elsewhere\n", encoding="utf-8")
    assert "venv --clear" in make("--dry-run", ".venv/ready").stdout
