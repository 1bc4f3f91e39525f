"""``coop index build``: makes the index anew, whatever is there."""

from __future__ import annotations

from bot.cli.progress import working
from bot.editorial.library import Library
from bot.settings import Settings


def build(settings: Settings) -> int:
    """Build the index of the settings' corpus and say what it holds."""
    served = Library.open(settings, working, anew=True).current
    print(f"Version {served.version}: {len(served.corpus.passages)} passages indexed ({settings.retrieval.weighting}).")
    return 0
