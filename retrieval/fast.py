"""The compiled kernels of the extra ``fast``: loaded when asked for, done without where they cannot be.

Nothing here is needed: without numba, or before ``warm``, numpy and scipy give the same answers from the same files.
"""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import MetaPathFinder
from threading import Lock, get_ident
from typing import Any, ClassVar

_log = logging.getLogger(__name__)
_lock = Lock()
_RARELY = 200_000
"""New objects after which garbage is looked for while kernels are loaded."""


class _Kernels:
    """Which kernels this process has: a module once it is ready, None where it cannot be, absent until asked for."""

    ready: ClassVar[dict[str, Any]] = {}


def warm() -> bool:
    """Make the compiled search and re-ranking ready; True when they are.

    Compiles them the first time after an install (some seconds) and keeps that on disk; from then on loads them (less
    than half a second).  It keeps a processor busy: call it from a thread where others wait.  When numba is not there
    or cannot compile, one line of the log says so and everything goes on without.
    """
    return all(_loaded(f"retrieval.compiled_{name}") is not None for name in ("search", "letters", "signals"))


def compiled_search() -> Any:
    """The module of compiled search kernels, or None."""
    return _Kernels.ready.get("retrieval.compiled_search")


def compiled_letters() -> Any:
    """The module of compiled letter n-grams, or None."""
    return _Kernels.ready.get("retrieval.compiled_letters")


def compiled_signals() -> Any:
    """The module of compiled signals for re-ranking, or None."""
    return _Kernels.ready.get("retrieval.compiled_signals")


def compiled_build() -> Any:
    """The module of compiled build kernels, or None; it is loaded where the search is ready."""
    return None if compiled_search() is None else _loaded("retrieval.compiled_build")


def _loaded(name: str) -> Any:
    with _lock:
        if name not in _Kernels.ready:
            with _rarely_collected(), _unseen("scipy.linalg"):
                _Kernels.ready[name] = _load(name)
        return _Kernels.ready[name]


@contextmanager
def _rarely_collected() -> Iterator[None]:
    """Look for garbage rarely for a while."""
    # Importing numba makes very many objects that stay, and going through them again and again takes a fifth of the
    # time.  Not never, for compiling leaves a hundred megabytes of garbage.
    first, *others = gc.get_threshold()
    gc.set_threshold(first and max(first, _RARELY), *others)
    try:
        yield
    finally:
        gc.set_threshold(first, *others)


@contextmanager
def _unseen(module: str) -> Iterator[None]:
    """What this thread imports for a while does not find a module, unless it is there already."""
    # numba looks for scipy's linear algebra, which no kernel uses and which takes a third of the time.
    finder = _Refusing(module)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Refusing(MetaPathFinder):
    def __init__(self, module: str) -> None:
        self._module, self._thread = module, get_ident()

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> None:
        """Nothing for the refused module, no opinion on any other, nor on what other threads import."""
        if fullname == self._module and get_ident() == self._thread:
            raise ModuleNotFoundError(f"{fullname} is not looked for", name=fullname)


def _load(name: str) -> Any:
    try:
        module = import_module(name)
        module.warm()
    except ImportError as error:
        _log.info("Without the compiled kernels (%s): the extra 'fast' is not installed.", error)
    except Exception as error:  # whatever a compiler may meet on somebody's machine
        _log.warning("Without the compiled kernels: %s: %s", type(error).__name__, str(error).split("\n")[0])
    else:
        return module
    return None
