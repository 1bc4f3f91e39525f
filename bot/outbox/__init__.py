"""Everything sent without being asked: at the permitted pace, after the answers, and what became of it."""
