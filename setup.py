"""What pyproject.toml cannot say: the folder ``notebooks`` travels in the wheel as ``lecturelib/notebooks``."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["lecturelib*"]), "lecturelib.notebooks"],
    package_dir={"lecturelib.notebooks": "notebooks"},
)
