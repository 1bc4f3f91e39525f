"""French retrieval: analysis, TF-IDF index, search, confidence; nothing about where passages come from."""

from retrieval.analysis import Analyser
from retrieval.index import Correction, Found, Hit, Index, Match
from retrieval.storage import IndexUnusable
from retrieval.text import fold

__all__ = ["Analyser", "Correction", "Found", "Hit", "Index", "IndexUnusable", "Match", "fold"]
