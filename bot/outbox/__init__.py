"""Everything that is sent unasked, whatever the messenger: a channel implements ``Sender``."""
