"""What an exercise is, and how an answer to it is judged. Nothing here knows which exercises the course has.

``record`` says what an exercise is; ``calling`` runs a student's function and knows no answer; ``compare`` and
``scoring`` hold what it returned against the reference and give points; ``describe`` and ``verdict`` say it in words.
"""
