"""Right answers in other styles than the reference's: a module for each unit of the course that has exercises."""

from importlib import import_module

from lecturelib.course import UNITS

MODULES = [import_module(f"answers.{unit}") for unit, notebook in UNITS.items() if notebook.exercises]
ANSWERS = {name: answers for module in MODULES for name, answers in module.ANSWERS.items()}
