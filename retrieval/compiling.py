"""numba's compiler with our options, for the modules of compiled kernels; importing this needs the extra ``fast``."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

_P = ParamSpec("_P")
_R = TypeVar("_R")


def compiled(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """A function compiled at its first call and kept on disk; other threads run while it does.

    No fast-math: sums are made in the order written, so that every kernel gives the same bits.
    """
    return cast(Callable[_P, _R], njit(cache=True, nogil=True, boundscheck=False, error_model="numpy")(function))


def inlined(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """A function that is part of those that call it."""
    return cast(Callable[_P, _R], njit(inline="always", boundscheck=False, error_model="numpy")(function))
