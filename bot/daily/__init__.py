"""The daily question: who is due, when, what they get, and the proof that it went out once."""
