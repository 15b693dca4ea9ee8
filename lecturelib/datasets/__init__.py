"""The data that comes with the course, for ``lecturelib.data``: whose it is (SOURCES.md), and how it is made again."""
