"""Whether a message browses: what is left of it once sections, numbers and words of showing are taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.dialogue.intents import LAST, Browse, Place
from bot.dialogue.phrases import phrases
from bot.dialogue.view import View
from bot.dialogue.wording import is_content
from corpus.numbering import number

_STUCK = re.compile(r"(?<![a-z])(enjeux?|fiches?|questions?|entretiens?|e|q|f)(\d{1,3})(?!\d)")
_SHORT = {"e": "enjeu", "q": "questions", "f": "fiche"}
_ORDINAL = re.compile(r"(\d{1,3})(?:e|er|ere|re|eme|emes|ieme|nd|nde|d)")
_LAST = ("dernier", "derniere")
_SPELT_ORDINAL = re.compile(r"premiere?|seconde?|\w+ieme")
_ELIDED = re.compile(r"[ld][aeiouh]")
"""An article stuck to its word, as typed on a phone: "lenjeu"."""
_ASKING = frozenset({"qui", "quand", "combien", "pourquoi", "comment", "quoi"})
_JOINING = frozenset({"et", "ou", "a", "puis"})
"""Between two numbers of a list."""
_NUMBERED: frozenset[str] = frozenset({"enjeu", "questions", "entretien"})


@dataclass(slots=True)
class _Seen:
    """What was read in a message so far."""

    sections: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    ordinals: list[int] = field(default_factory=list)
    several: set[str] = field(default_factory=set)
    residue: list[str] = field(default_factory=list)
    theme_words: list[str] = field(default_factory=list)

    def count(self, section: str, *values: int) -> None:
        """Numbers said of a section: the one wanted; when there are several, all of the section is."""
        first = self.numbers.setdefault(section, values[0])
        if set(values) != {first}:
            self.several.add(section)

    def number(self, section: str) -> int | None:
        """The one number said of a section."""
        return None if section in self.several else self.numbers.get(section)


@lru_cache(maxsize=4096)
def ordinal(form: str) -> int | None:
    """The place that an ordinal names: 2 for "deuxieme", "2e", "second"; -1 for "dernier"; None for other words.

    >>> ordinal("3eme"), ordinal("premiere"), ordinal("derniere"), ordinal("trois")
    (3, 1, -1, None)
    """
    if form in _LAST:
        return LAST
    match = _ORDINAL.fullmatch(form)
    if match is not None:
        return int(match.group(1))
    if _SPELT_ORDINAL.fullmatch(form):
        stem = form[:-1] if form.endswith(("premiere", "seconde")) else form
        return number(stem)
    return None


def position(forms: Sequence[str]) -> int | None:
    """The one place in a list that a whole message names ("le deuxième", "n° 3", "2"); None for anything else."""
    if not _ASKING.isdisjoint(forms):
        return None
    found: list[int] = []
    short = len(forms) <= 3
    for form in forms:
        value = ordinal(form)
        if value is None and (form.isdigit() or (short and form not in ("un", "une"))):
            value = number(form)
        if value is not None:
            found.append(value)
        elif is_content(form) and not phrases().listed("items", form) and not phrases().listed("showing", form):
            return None
    return found[0] if len(found) == 1 and -1 <= found[0] <= 99 and found[0] != 0 else None


def looking(forms: Sequence[str], view: View) -> Browse | None:
    """The part of the corpus that a message asks to see; None when it asks something else.

    Args:
        forms: its folded words, courtesy taken off.
        view: how the parts of the corpus are called.

    Example:
        >>> seen = looking("montre moi les questions de l enjeu 3".split(), View(lambda word: True))
        >>> (seen.place, seen.enjeu)
        ('questions', 3)
    """
    said = _STUCK.sub(lambda match: f" {_SHORT.get(match[1], match[1])} {match[2]} ", " ".join(forms)).strip()
    for section, sentence in phrases().sentences.items():
        if sentence.search(said):
            return replace(_browse(section, _Seen()), theme=view.theme(frozenset(said.split())))
    seen = _scan(said.split(), view)
    return None if seen is None else _decide(seen, view)


def _scan(forms: list[str], view: View) -> _Seen | None:
    seen, i = _Seen(), 0
    while i < len(forms):
        if phrases().listed("asking", forms[i]):
            return None
        name, section = _section_at(forms, i)
        if name:
            i += name
            if section not in seen.sections:
                seen.sections.append(section)
            if seen.ordinals:
                seen.count(section, *seen.ordinals)
                seen.ordinals = []
            end, values = _numbers_at(forms, i, listed=forms[i - 1].endswith(("s", "x")))
            if values and section in _NUMBERED:
                seen.count(section, *values)
                i = end
            continue
        place = ordinal(forms[i])
        if place is not None:
            seen.ordinals.append(place)
        elif forms[i] in view.theme_words:
            seen.theme_words.append(forms[i])
        elif not _says_nothing(forms[i]):
            seen.residue.append(forms[i])
        i += 1
    return seen if seen.sections else None


def _section_at(forms: list[str], i: int) -> tuple[int, str]:
    """How many words name a section here, and which; a lone "question" is one only beside a number or an enjeu."""
    for name, section in phrases().sections_from(forms[i]):
        if tuple(forms[i : i + len(name)]) == name:
            return len(name), section
    if _ELIDED.match(forms[i]):
        for name, section in phrases().sections_from(forms[i][1:]):
            if len(name) == 1:
                return 1, section
    if forms[i] == "question" and (any(form.isdigit() for form in forms[i + 1 : i + 3]) or "enjeu" in forms):
        return 1, "questions"
    return 0, ""


def _numbers_at(forms: list[str], i: int, listed: bool) -> tuple[int, list[int]]:
    """Where the numbers of a section end ("n° 3", "3 et 4"; "3, 4" where it is ``listed``), and which they are."""
    end, found = i, list[int]()
    i += i < len(forms) and forms[i] in ("n", "no", "numero", "num")
    while i < len(forms) and (value := number(forms[i])) is not None:
        found.append(value)
        end = i + 1
        i = end + (end < len(forms) and forms[end] in _JOINING)
        if (i == end and not listed) or forms[i : i + 1] in (["un"], ["une"]):
            break
    return end, found


def _says_nothing(form: str) -> bool:
    return not is_content(form) or phrases().listed("showing", form) or number(form) is not None


def _decide(seen: _Seen, view: View) -> Browse | None:
    sections = [section for section in seen.sections if section != "themes"] or ["themes"]
    if sections == ["themes"]:
        key = view.theme(frozenset(seen.theme_words))
        return None if seen.residue else Browse("themes", theme=key)
    if "enjeu" in seen.numbers and "questions" not in sections:
        sections = ["enjeu"]
    if set(sections) == {"enjeu", "questions"}:
        sections = ["questions"]
    if len(sections) > 1:
        return None
    section, theme = sections[0], view.theme(frozenset(seen.theme_words))
    if section == "entretien" and seen.residue and view.names([*seen.residue, *seen.theme_words]):
        return Browse("entretien", words=(*seen.residue, *seen.theme_words))
    if seen.residue or (section == "definition" and seen.theme_words):
        return None
    return replace(_browse(section, seen), theme=theme)


def _browse(section: str, seen: _Seen) -> Browse:
    places: dict[str, Place] = {
        "contexte": "contexte",
        "definition": "definition",
        "enjeu": "enjeu",
        "questions": "questions",
        "entretien": "entretien",
        "ressource": "ressource",
        "participation": "participation",
        "themes": "themes",
        "all": "all",
    }
    place = places[section]
    enjeu, fiche = seen.number("enjeu"), seen.number("questions")
    if place == "entretien":
        return Browse(place, nth=seen.number("entretien"))
    return Browse(place, enjeu=enjeu, fiche=fiche if place == "questions" else None)
