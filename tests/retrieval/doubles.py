"""Passages for the tests of retrieval: it must work without any corpus of ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """The least that can be indexed."""

    id: str
    text: str
    title: str = ""


@dataclass(frozen=True)
class Wording:
    """An entry of a lexicon."""

    typed: tuple[str, ...]
    corpus: tuple[str, ...]


VILLAGE = (
    Text("four", "Le four banal est rallumé chaque automne. Les habitants y cuisent leur pain.", "Le four"),
    Text("ecole", "L’école du village compte deux classes. La cantine sert des produits locaux.", "L’école"),
    Text("foret", "La forêt communale est gérée avec l’Office des forêts ; l’affouage y est permis.", "La forêt"),
    Text("mairie", "La mairie ouvre le mardi. Marie Kerjoant, secrétaire, reçoit les habitants.", "La mairie"),
    Text("fete", "La fête du pain réunit les habitants autour du four, en septembre.", "La fête"),
)
