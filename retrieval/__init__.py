"""French retrieval: analysis, TF-IDF index, search, confidence; nothing about where passages come from."""

from retrieval.analysis import Analyser
from retrieval.fast import warm
from retrieval.index import Index
from retrieval.results import Correction, Explanation, Found, Hit, Match
from retrieval.storage import IndexUnusable
from retrieval.text import fold

__all__ = ["Analyser", "Correction", "Explanation", "Found", "Hit", "Index", "IndexUnusable", "Match", "fold", "warm"]
