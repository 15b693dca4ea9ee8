"""What an exercise is, and how an answer to it is judged. Nothing here knows which exercises the course has.

``record`` says what an exercise is, ``forbidden`` what an answer may not use; ``calling`` runs a student's function and
knows no answer, ``plain`` makes NumPy's arrays of what it returned; ``worked_cases`` holds the answers; ``compare`` and
``scoring`` hold one against the other and give points; ``describe`` and ``verdict`` say it in words.
"""
