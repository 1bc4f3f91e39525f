"""What the editorial team does in the conversation; every feature here is declared ``admin=True``."""
