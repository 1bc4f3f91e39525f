"""A corpus of any size in an invented language, with the word frequencies that languages have."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from pathlib import Path

SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "cha", "pre", "tri")
WORDS = 30_000
A_DOCUMENT = 10
"""Passages of a document."""
A_PASSAGE = 70
"""Words of a passage."""
A_SENTENCE = 14


class Language:
    """Words by rank, the first ones frequent."""

    def __init__(self, seed: int = 1) -> None:
        self.draw = random.Random(seed)
        self._words = ["".join(self.draw.choices(SYLLABLES, k=self.draw.randint(2, 4))) for _ in range(WORDS)]
        self._weights = list(itertools.accumulate(1 / (rank + 5) for rank in range(WORDS)))

    def words(self, number: int) -> list[str]:
        """Words as they come."""
        return self.draw.choices(self._words, cum_weights=self._weights, k=number)

    def sentence(self) -> str:
        """A sentence."""
        return " ".join(self.words(A_SENTENCE)).capitalize() + "."

    def passage(self) -> str:
        """A passage."""
        return " ".join(self.sentence() for _ in range(A_PASSAGE // A_SENTENCE))


def write_corpus(folder: Path, passages: int, language: Language) -> list[str]:
    """Fill a folder with documents; questions made of their words."""
    folder.mkdir(parents=True)
    questions = []
    for number in range(passages // A_DOCUMENT):
        section = "ressource" if number % 10 else "contexte"
        said = [language.passage() for _ in range(A_DOCUMENT)]
        questions.append(" ".join(said[0].split()[2:8]))
        head = f'---\ntitle: "Document {number}"\nsection: {section}\ndate: 2020-01-02\n---\n'
        (folder / f"document-{number}.md").write_text("\n\n".join([head, *said]) + "\n", "utf-8")
    return questions


def change(folder: Path, share: float, language: Language) -> int:
    """Put another sentence into this share of the documents; how many those are."""
    documents: Sequence[Path] = sorted(folder.glob("*.md"))
    changed = max(1, int(len(documents) * share))
    for path in language.draw.sample(documents, changed):
        head, _, rest = path.read_text("utf-8").rpartition("\n\n")
        path.write_text(f"{head}\n\n{language.sentence()} {rest}", "utf-8")
    return changed
