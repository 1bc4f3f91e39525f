"""``coop index build``: makes the index anew, whatever is there."""

from __future__ import annotations

from bot.cli.progress import working
from bot.editorial.library import Library
from bot.failure import CannotRun
from bot.settings import Settings


def build(settings: Settings) -> int:
    """Build the index of the settings' corpus and say what it holds.

    Raises:
        CannotRun: it cannot be kept.
    """
    try:
        served = Library.open(settings, working, anew=True).current
    except OSError as error:
        folder = settings.data_dir / "index"
        raise CannotRun(f"The index cannot be saved in {folder} ({error.strerror or type(error).__name__}).") from None
    print(f"Version {served.version}: {len(served.corpus.passages)} passages indexed ({settings.retrieval.weighting}).")
    return 0
