"""Taking over what a draft beside the gradebook has found, and nothing besides."""

import json
from collections.abc import Iterable

from .book import Book

SCOPE = """(sha, named) IN (
    SELECT sha, named FROM other.files JOIN other.gradings AS graded USING (sha, named)
    WHERE run = (SELECT value FROM other.meta WHERE key = 'run')
    AND (:notebooks = '[]' OR graded.notebook = '' OR graded.notebook IN (SELECT value FROM json_each(:notebooks)))
)"""
CHOSEN = "(:exercises = '[]' OR exercise IN (SELECT value FROM json_each(:exercises)))"
TAKE = (
    f"""
INSERT OR REPLACE INTO main.files SELECT owner, path, sha, named, :run, attempt, upload, late, time
FROM other.files WHERE {SCOPE} AND run = (SELECT value FROM other.meta WHERE key = 'run')
""",
    f"""
INSERT INTO main.gradings SELECT * FROM other.gradings WHERE {SCOPE}
ON CONFLICT DO UPDATE SET notebook = excluded.notebook, notes = excluded.notes
""",
    *(
        statement
        for table in ("results", "answers")
        for statement in (
            f"DELETE FROM main.{table} WHERE {SCOPE} AND {CHOSEN}",
            f"""
INSERT OR REPLACE INTO main.{table} SELECT * FROM other.{table} AS fresh WHERE {SCOPE}
AND ({CHOSEN} OR NOT EXISTS (SELECT 1 FROM main.{table} AS r WHERE (r.sha, r.named) = (fresh.sha, fresh.named)))
""",
        )
    ),
)


def take(book: Book, notebooks: Iterable[str], exercises: Iterable[str]) -> None:
    """Take over from the gradebook beside what its last run was about: these notebooks and exercises, or all.

    Of a file that is not graded yet all exercises are taken.
    """
    given = {"run": book.meta("run"), "notebooks": json.dumps([*notebooks]), "exercises": json.dumps([*exercises])}
    with book.whole():
        for statement in TAKE:
            book.db.execute(statement, given)
