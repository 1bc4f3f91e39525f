"""The yardstick of a search's cost: an echo bot that talks through our own request class."""

from __future__ import annotations

from benchmarks.echo_ptb import main
from bot.channels.telegram.request import AiohttpRequest

if __name__ == "__main__":
    main(lambda root: AiohttpRequest(root, read=5))
