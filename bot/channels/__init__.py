"""One messenger each: its updates become ``Message``, a ``Reply`` is rendered; nothing else is decided here."""
