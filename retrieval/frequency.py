"""How common a word is in French at large: what tells a slip of the pen from a word, and small talk from a subject.

On a corpus of thirty passages idf is nearly flat; general French knows that "budget" says more than "voir".  The
table is data with its own licence (``data/NOTICE.txt``), made by ``scripts/frequencies.py``.
"""

from __future__ import annotations

from functools import cache, lru_cache

from retrieval.packaged import packaged
from retrieval.storage import Array, StringTable

ORDINARY = 3.0
"""From this Zipf value up (one in a million words) a form is taken for a French word, not for a slip."""
_COMMONEST, _RAREST = 6.0, 2.0


@cache
def _table() -> tuple[StringTable, Array]:
    return StringTable(packaged("french_blob"), packaged("french_ends")), packaged("french_zipf")


@lru_cache(maxsize=16384)
def zipf(form: str) -> float:
    """Zipf value of a folded form: log10 of its occurrences in a thousand million words; 0 when it is not listed.

    >>> zipf("maison") > zipf("covoiturage") > zipf("azertyuiop")
    True
    """
    table, values = _table()
    found = table.find(form)
    return float(values[found]) / 10 if found >= 0 else 0.0


def weight(form: str) -> float:
    """How much a word says about a subject, from 0.2 (said all the time) to 1 (rare, or in no list).

    >>> weight("faire") < weight("budget") < weight("covoiturage")
    True
    """
    rarity = (_COMMONEST - zipf(form)) / (_COMMONEST - _RAREST)
    return 0.2 + 0.8 * min(1.0, max(0.0, rarity))
