"""Arrays that ship with the program, as data."""

from __future__ import annotations

from importlib.resources import as_file, files

import numpy as np

from retrieval.storage import Array


def packaged(name: str) -> Array:
    """An array of ``retrieval/data``, memory-mapped: a plain one, which the compiled kernels read as any other."""
    with as_file(files("retrieval") / "data" / f"{name}.npy") as path:
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
