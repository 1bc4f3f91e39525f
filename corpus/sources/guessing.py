"""The section of a document, guessed from its title."""

from __future__ import annotations

import re

from corpus.interviewee import Interviewee, interviewee
from corpus.model import Section
from corpus.numbering import enjeu_number, fiche_number, statement
from corpus.words import unaccented

LONGEST_TITLE = 300
"""Characters: nothing is read into a longer title."""

_WORDS: tuple[tuple[Section, str], ...] = (
    ("contexte", r"(?:le |les |du |quel )?contextes?\b|elements de contexte"),
    ("definition", r"(?:les? |une |quelques )?(?:definitions?|points? de vigilance|glossaire|lexique)\b|de quoi parle"),
    ("enjeu", r"(?:les? |l'|nos |quels |(?:deux|trois|quatre|cinq|six) )*enjeux?\b"),
    ("questions", r"(?:les? |nos |des )*questions?\b(?! d')"),
    ("entretien", r"(?:les? |l'|nos |un |des )*(?:entretiens?|interviews?|temoignages?)\b|paroles? (?:de|d')"),
    (
        "participation",
        r"(?:comment )?(?:participe[rz]|contribue[rz]|commente[rz]|rejoindre|rejoignez|temoigne[rz])\b|"
        r"(?:l')?espaces? (?:collaboratif|partage|de travail)",
    ),
    (
        "ressource",
        r"(?:les? |nos |des )*(?:ressources?|documents?|telechargements?|outils|bibliographie|actes|guides?)\b|"
        r"retours? (?:du |de |sur |d'|le )?\w+|(?:les )?cles de lecture|comptes?[ -]rendus?\b|pour aller plus loin",
    ),
)
_SECTIONS = tuple((section, re.compile(pattern)) for section, pattern in _WORDS)
_TRADE = re.compile(
    r"(?:co-?)?(?:direct|anima|president|maire|adjoint|elue?s?\b|charge|chef|responsable|coordinat|develop|conseil|agent|"
    r"technicien|secretaire|consultant|chercheu|enseignant|membre|vice|delegue|gerant|fondat|habitant|benevole)"
)


def folded(text: str) -> str:
    """The text in lower case, without accents, with plain apostrophes and spaces."""
    return " ".join(unaccented(text).replace("’", "'").split())


def interviewed(title: str) -> Interviewee | None:
    """The person whom a title presents, when what follows the name is a role or a structure."""
    someone = interviewee(title) if len(title) <= LONGEST_TITLE else None
    if someone and (someone.organisation or (someone.role and _TRADE.match(folded(someone.role)))):
        return someone
    return None


def named_section(title: str) -> Section | None:
    """The section that a heading names by its first words: "Définition et points de vigilance"."""
    text = folded(title[:LONGEST_TITLE])
    return next((section for section, pattern in _SECTIONS if pattern.match(text)), None)


def section_of(title: str, default: Section = "ressource") -> Section:
    """The section of a document with this title.

    >>> section_of("Jeanne Martin, directrice du Pays de Caux"), section_of("Rapport annuel")
    ('entretien', 'ressource')
    """
    title = title[:LONGEST_TITLE]
    if enjeu_number(title) is not None and fiche_number(title) is not None:
        return "questions"
    if statement(title):
        return "enjeu"
    if interviewed(title):
        return "entretien"
    return named_section(title) or default
