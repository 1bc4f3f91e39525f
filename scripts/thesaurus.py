"""Make ``retrieval/data/synonym_*.npy`` anew from LibreOffice's French thesaurus: ``make thesaurus FILE=thes_fr.dat``.

The file is of the Debian package mythes-fr, in MyThes format.  Kept are pairs of stems of single words that list each
other: what only one side calls a synonym is usually a hint, not a meaning.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from retrieval import Analyser
from retrieval.storage import StringTable
from retrieval.text import words

DATA = Path(__file__).parent.parent / "retrieval" / "data"
SHORTEST = 3


def entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Headwords and the words listed under each meaning: "word|2", then a line "(kind)|synonym|…" a meaning."""
    lines = iter(path.read_text("utf-8").splitlines()[1:])
    for line in lines:
        head, _, meanings = line.rpartition("|")
        for _ in range(int(meanings)):
            yield head, next(lines).split("|")[1:]


def main() -> None:
    """Write the table of stems and, for each, the numbers of its synonyms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    analyser = Analyser()

    def stem(word: str) -> str:
        forms = [found.form for found in words(word)]
        return analyser.term(forms[0]) if len(forms) == 1 and len(forms[0]) >= SHORTEST else ""

    listed: dict[str, set[str]] = {}
    for head, synonyms in entries(parser.parse_args().file):
        listed.setdefault(stem(head), set()).update(map(stem, synonyms))
    listed.pop("", None)
    mutual = {
        head: {other for other in others if other != head and head in listed.get(other, ())}
        for head, others in listed.items()
    }
    table = StringTable.build([head for head, others in mutual.items() if others])
    number = {table[i]: i for i in range(len(table))}
    rows = [sorted(number[other] for other in mutual[table[i]]) for i in range(len(table))]
    np.save(DATA / "synonym_blob.npy", table.blob)
    np.save(DATA / "synonym_ends.npy", table.ends)
    np.save(DATA / "synonym_end.npy", np.cumsum([len(row) for row in rows], dtype=np.int32))
    np.save(DATA / "synonym_stem.npy", np.array([other for row in rows for other in row], np.uint16))
    print(f"{len(table)} stems, {sum(map(len, rows)) // 2} pairs")


if __name__ == "__main__":
    main()
