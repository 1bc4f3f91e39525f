"""Acronyms come from the texts themselves."""

import pytest

from retrieval import Index
from retrieval.acronyms import harvest
from tests.retrieval.doubles import Text


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Le Parc Naturel Régional (PNR) des Monts", {"PNR": "Parc Naturel Régional"}),
        (
            "un établissement public de coopération intercommunale (EPCI)",
            {"EPCI": "établissement public de coopération intercommunale"},
        ),
        ("L’Atelier Local d’Urbanisme Rural ? « Le projet ALUR est né »", {"ALUR": "Atelier Local d’Urbanisme Rural"}),
        ("le Groupe d'action locale (GAL) du pays", {"GAL": "Groupe d'action locale"}),
        ("une Socie\u0301te\u0301 d'E\u0301conomie Mixte (SEM)", {"SEM": "Société d'Économie Mixte"}),
        ("Le sigle PNR. DE LA ET AUX, puis « La La La »", {}),
        ("une page (voir plus loin) et un lieu (Paris)", {}),
        ("la Direction des routes (SNCF)", {}),
        ("", {}),
    ],
)
def test_what_is_harvested(text: str, pairs: dict[str, str]) -> None:
    assert {e.typed[0]: e.corpus[0] for e in harvest([text]) if e.typed[0].isupper()} == pairs


def test_the_acronym_finds_the_words_and_the_words_the_acronym() -> None:
    passages = [
        Text("named", "Le Bureau des Services Ruraux (BSR) ouvre."),
        Text("short", "Le BSR reçoit sur rendez-vous."),
        Text("other", "Les services de voirie."),
    ]
    index = Index.build(passages)
    assert {hit.id for hit in index.search("BSR", k=2)} == {"named", "short"}
    assert "short" in {hit.id for hit in index.search("bureau des services ruraux")}
