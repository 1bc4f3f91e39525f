"""``python -m bot.cli`` is ``coop``."""

import sys

from bot.cli import main

sys.exit(main())
