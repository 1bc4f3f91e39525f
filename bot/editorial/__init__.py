"""Corpus and retrieval together: what is being served, and how it is replaced."""
