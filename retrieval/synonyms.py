"""Synonyms of general French as weak evidence: pairs of stems that list each other in a thesaurus.

The table is data with its own licence (``data/NOTICE.txt``), made by ``scripts/thesaurus.py``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import as_file, files

import numpy as np

from retrieval.storage import Array, StringTable


@cache
def _table() -> tuple[StringTable, Array, Array]:
    def array(name: str) -> Array:
        with as_file(files("retrieval") / "data" / f"synonym_{name}.npy") as path:
            opened: Array = np.load(path, mmap_mode="r", allow_pickle=False)
            return opened

    return StringTable(array("blob"), array("ends")), array("end"), array("stem")


@lru_cache(maxsize=4096)
def synonyms(term: str) -> tuple[str, ...]:
    """Terms that may stand for a term of general French; none for a word that the thesaurus does not have.

    >>> "accord" in synonyms("equilibr")
    True
    """
    table, ends, stems = _table()
    found = table.find(term)
    if found < 0:
        return ()
    start = int(ends[found - 1]) if found else 0
    return tuple(table[number] for number in stems[start : int(ends[found])].tolist())
