"""The long experiments: run once by a command, their numbers kept in ``datasets``, where the notebooks read them.

``python -m lecturelib.experiments NAME`` runs one of them again. A file here is an experiment, or a part of one.
"""
