"""Make ``retrieval/data/french_*.npy`` anew: how common each French word form is.

Run by ``make frequencies``; needs the package wordfreq, which the program itself does not.  Forms are folded as the
analyser folds them; of forms that fold alike the commonest counts.  Zipf values (Brysbaert and New 2009; log10 of
occurrences in a thousand million words) are kept in tenths.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from wordfreq import get_frequency_dict, zipf_frequency

from retrieval.storage import StringTable
from retrieval.text import words

LEAST = 2.0
DATA = Path(__file__).parent.parent / "retrieval" / "data"


def main() -> None:
    """Write the table of forms and their Zipf values."""
    zipf: dict[str, float] = {}
    for word in get_frequency_dict("fr", "large"):
        value = zipf_frequency(word, "fr")
        forms = [found.form for found in words(word)]
        if value >= LEAST and len(forms) == 1 and forms[0].isalpha():
            zipf[forms[0]] = max(zipf.get(forms[0], 0.0), value)
    table = StringTable.build(list(zipf))
    np.save(DATA / "french_blob.npy", table.blob)
    np.save(DATA / "french_ends.npy", table.ends)
    np.save(DATA / "french_zipf.npy", np.array([round(10 * zipf[table[i]]) for i in range(len(table))], np.uint8))
    print(f"{len(table)} forms")


if __name__ == "__main__":
    main()
