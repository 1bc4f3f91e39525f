"""French retrieval: analysis, TF-IDF index, search, confidence; nothing about where passages come from."""

from retrieval.text import fold as fold
