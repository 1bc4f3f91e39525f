"""From the keys of a front matter to the typed fields of a ``Document``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.frontmatter import Entry, FrontMatter
from corpus.interviewee import interviewee
from corpus.model import SECTIONS, Document, Section
from corpus.numbering import enjeu_number, fiche_number, number
from corpus.problems import Problem
from corpus.words import unaccented
from corpus.yamltree import plain, scalar, truth

TEXTS = ("person", "role", "organisation", "territory", "url")
ALIKE = 70.0
"""Percent of likeness (rapidfuzz ratio) from which an unknown word is taken for a misspelt known one."""
NUMBERS = ("enjeu", "fiche")
FLAGS = ("excerpt", "daily")
KNOWN_KEYS = ("title", "section", "theme", *NUMBERS, *TEXTS, "date", *FLAGS)

_MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?")
_FRENCH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_SPELT = re.compile(r"(\d{1,2})(?:er)?\s+([a-z]+)\s+(\d{4})")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one most likely stands for, None when nothing is close."""
    from rapidfuzz import fuzz, process  # only writers' slips need it: loading stays quick

    found = process.extractOne(unaccented(word), list(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found[0] if found else None


def build_document(matter: FrontMatter, key: str, theme: str, name: str, problems: list[Problem]) -> Document | None:
    """The document of a front matter, or None when anything is broken in it.

    ``key`` and ``theme`` are the document's and its theme's keys, ``name`` is how problems call the file.
    ``problems`` is what was found in this file so far; what else is wrong is added to it.
    """
    reader = _Reader(matter.entries, name, problems)
    title = reader.title()
    section = reader.section()
    values: dict[str, Any] = {
        **{field: reader.number(field) for field in NUMBERS},
        **{field: reader.text(field) for field in TEXTS},
        "date": reader.date(),
        "excerpt": reader.flag("excerpt", default=False),
        "daily": reader.flag("daily", default=True),
        "extra": reader.unknown(),
    }
    if title is None or section is None or any(problem.level == "error" for problem in problems):
        return None
    if section in ("enjeu", "questions") and values["enjeu"] is None:
        values["enjeu"] = enjeu_number(title)
    if section == "questions" and values["fiche"] is None:
        values["fiche"] = fiche_number(title)
    if section == "entretien" and values["person"] is None and (someone := interviewee(title)):
        values["person"] = someone.person
        for field in ("role", "organisation", "territory"):
            values[field] = values[field] or getattr(someone, field)
    return Document(key=key, theme=theme, title=title, section=section, body=matter.body, **values)


class _Reader:
    """Reads one key at a time, reporting what it cannot read."""

    def __init__(self, entries: Mapping[str, Entry], name: str, problems: list[Problem]) -> None:
        self._entries = entries
        self._name = name
        self._problems = problems

    def text(self, key: str) -> str | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        value = scalar(entry.node)
        if value is None:
            self._error(key, f"{key} holds a list or a mapping.", f"Write {key}: and one text.")
            return None
        return value.strip() or None

    def title(self) -> str | None:
        title = self.text("title")
        if title is None and not any(problem.key == "title" for problem in self._problems):
            known = {"title", "titre", "titles", "tittle", "name", "nom"}
            other = next((key for key in self._entries if key in known and key != "title"), None)
            fix = f"Write title: instead of {other}:" if other else "Write title: and the document's title."
            self._error("title", "The document has no title.", fix)
        return title

    def section(self) -> Section | None:
        written = self.text("section")
        valid = ", ".join(SECTIONS)
        if written is None:
            if not any(problem.key == "section" for problem in self._problems):
                self._error("section", "The document has no section.", f"Write section: and one of {valid}.")
            return None
        for section in SECTIONS:
            if unaccented(written) == section:
                return section
        close = nearest(written, SECTIONS)
        fix = f"Write section: {close} (known: {valid})." if close else f"Write one of {valid}."
        self._error("section", f"Unknown section {written!r}.", fix)
        return None

    def number(self, key: str) -> int | None:
        written = self.text(key)
        if written is None:
            return None
        value = number(written)
        if value is None and key == "enjeu":
            value = enjeu_number(written)
        if value is None and key == "fiche":
            value = fiche_number(written)
        if value is None:
            self._error(key, f"{key} is {written!r}, not a whole number.", f"Write {key}: 2, for instance.")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        written = self.text(key)
        value = default if written is None else truth(written)
        if value is not None:
            return value
        self._error(key, f"{key} is {written!r}.", f"Write {key}: true or {key}: false.")
        return default

    def date(self) -> datetime.date | None:
        written = self.text("date")
        if written is None:
            return None
        value = read_date(written)
        if value is None:
            self._error("date", f"date is {written!r}, not a day.", "Write year-month-day, such as date: 2015-02-13.")
        return value

    def unknown(self) -> dict[str, object]:
        extra: dict[str, object] = {}
        for key, entry in self._entries.items():
            if key in KNOWN_KEYS:
                continue
            extra[key] = plain(entry.node)
            close = nearest(key, KNOWN_KEYS)
            fix = f"Write {close}: if that is what you meant." if close else ""
            self._problems.append(
                Problem("note", self._name, entry.line, key, f"Unknown key {key}: kept, without effect.", fix)
            )
        return extra

    def _error(self, key: str, message: str, fix: str) -> None:
        entry = self._entries.get(key)
        self._problems.append(Problem("error", self._name, entry.line if entry else 1, key, message, fix))


def read_date(text: str) -> datetime.date | None:
    """A day written as 2015-02-13, 13/02/2015 or 13 février 2015; None for anything else."""
    folded = unaccented(text).strip()
    if match := _ISO.fullmatch(folded):
        year, month, day = map(int, match.groups())
    elif match := _FRENCH.fullmatch(folded):
        day, month, year = map(int, match.groups())
    elif (match := _SPELT.fullmatch(folded)) and match[2] in _MONTHS:
        day, month, year = int(match[1]), _MONTHS.index(match[2]) + 1, int(match[3])
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
