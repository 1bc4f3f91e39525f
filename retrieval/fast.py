"""The compiled kernels of the extra ``fast``: loaded when asked for, done without where they cannot be.

Nothing here is needed: without numba, or before ``warm``, numpy and scipy give the same answers from the same files.
"""

from __future__ import annotations

import logging
from importlib import import_module
from threading import Lock
from typing import Any

_log = logging.getLogger(__name__)
_lock = Lock()


class _Kernels:
    """Which kernels this process has."""

    search: Any = None
    build: Any = None
    asked = False


def warm() -> bool:
    """Make the compiled kernels ready; True when they are.

    Compiles them the first time after an install (some seconds) and keeps that on disk; from then on loads them (about
    a third of a second).  It keeps a processor busy: call it from a thread where others wait.  When numba is not there
    or cannot compile, one line of the log says so and everything goes on without.
    """
    with _lock:
        if not _Kernels.asked:
            _Kernels.asked = True
            try:
                search, build = import_module("retrieval.compiled_search"), import_module("retrieval.compiled_build")
                search.warm()
                build.warm()
            except ImportError as error:
                _log.info("Without the compiled kernels (%s): the extra 'fast' is not installed.", error)
            except Exception as error:  # whatever a compiler may meet on somebody's machine
                _log.warning("Without the compiled kernels: %s: %s", type(error).__name__, str(error).split("\n")[0])
            else:
                _Kernels.search, _Kernels.build = search, build
        return _Kernels.search is not None


def compiled_search() -> Any:
    """The module of compiled search kernels, or None."""
    return _Kernels.search


def compiled_build() -> Any:
    """The module of compiled build kernels, or None."""
    return _Kernels.build
