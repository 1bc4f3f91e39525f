"""Synonyms of general French as weak evidence: pairs of stems that list each other in a thesaurus.

The table is data with its own licence (``data/NOTICE.txt``), made by ``scripts/thesaurus.py``.
"""

from __future__ import annotations

from functools import cache, lru_cache

from retrieval.packaged import packaged
from retrieval.storage import Array, StringTable


@cache
def _table() -> tuple[StringTable, Array, Array]:
    table = StringTable(packaged("synonym_blob"), packaged("synonym_ends"))
    return table, packaged("synonym_end"), packaged("synonym_stem")


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
