"""Who hears how far long work is."""

from __future__ import annotations

from typing import Callable

__all__ = ["Progress", "check_progress"]

Progress = Callable[[int, int], object]
"""Called now and then with the work done and all the work; ``False`` as its answer stops the work."""


def check_progress(progress: Progress | None) -> None:
    """Refuse what cannot be called."""
    if progress is not None and not callable(progress):
        raise TypeError(f"progress is a function of two numbers, not {type(progress).__name__}")
