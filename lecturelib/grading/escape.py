"""Text that a student controls, made harmless where it goes: a page, a cell of a table, a terminal, a file's name."""

import hashlib
import re
import unicodedata
from itertools import chain, count

UNSEEN = re.compile(  # control characters, direction marks and overrides, invisible letters, half characters
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
FORMULA = re.compile(r"^(?=[\t\r\n])|(^|;)(?=\s*[=+\-@＝＋－＠])")  # ; parts cells where a comma is the decimal point
PLAIN = set(" .,_@()'+-")  # may stand in a file's name, besides letters and digits of any script
RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)\d)(\.|$)", re.IGNORECASE)  # devices of Windows
LONGEST = 180  # bytes of a file's name, without its ending


def terminal(text: str) -> str:
    """One line of text in which nothing is hidden and nothing moves a cursor: an escape reads ``\\x1b``."""
    return UNSEEN.sub(lambda unseen: unseen[0].encode("unicode_escape").decode(), text)


def visible(text: str) -> str:
    """The same for text of several lines, such as a page shows."""
    return "\n".join(map(terminal, text.split("\n")))


def csv_cell(text: str) -> str:
    """One line that no spreadsheet takes for a formula: where it begins like one, a ' stands before it."""
    return terminal(FORMULA.sub(r"\1'", text))


def file_name(student: str, taken: set[str]) -> str:
    """A name for this student's file, without ending, that every file system takes and nobody else has.

    It is the student's own name where that is safe and free, otherwise what is safe of it and a short hash of the
    whole. taken: what was given before; the new name is added.
    """
    stem = safe_stem(student)
    hashed = (f"{stem}-{short_hash(student, turn)}" for turn in count())
    names = chain([stem], hashed) if stem == student else hashed
    name = next(name for name in names if folded(name) not in taken)
    taken.add(folded(name))
    return name


def safe_stem(student: str) -> str:
    """What of a name may stand in a file's name."""
    letters = unicodedata.normalize("NFC", student)
    stem = "".join(c if c in PLAIN or unicodedata.category(c)[0] in "LMN" else "_" for c in letters)
    stem = stem.encode()[:LONGEST].decode(errors="ignore").strip(" .-") or "student"
    return f"_{stem}" if RESERVED.match(unicodedata.normalize("NFKC", stem)) else stem


def folded(name: str) -> str:
    """The form in which two names are the same file on systems that ignore case."""
    return unicodedata.normalize("NFKC", name.casefold())


def short_hash(text: str, turn: int) -> str:
    return hashlib.sha256(f"{turn} {text}".encode(errors="surrogatepass")).hexdigest()[:8]
