"""What people type on a phone, dictate or paste becomes plain French; what is not recognised stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.spoken import respell, strip_markup


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cé koi", "c'est quoi"),
        ("c koi ?", "c'est quoi ?"),
        ("slt g besoin de savoir cmt gerer", "salut j'ai besoin de savoir comment gerer"),
        ("cb d enjeux ds la coop", "combien d enjeux dans la coop"),
        ("ki a parlé", "qui a parlé"),
        ("svp pk", "s'il vous plaît pourquoi"),
        ("CC", "CC"),
        ("la CC et le CR", "la CC et le CR"),
        ("BJR CMT FAIRE", "bonjour comment FAIRE"),
        ("quels élus point d'interrogation", "quels élus ?"),
        ("bonjour virgule je cherche", "bonjour, je cherche"),
        ("un point d’attention", "un point d’attention"),
        ("l’été", "l’été"),
        ("c'est quoi ce bot", "c'est quoi ce bot"),
        ("se faire interviewer, quel défi", "se faire interviewer, quel défi"),
        ("cé bien", "c'est bien"),
        ("c est quoi, ya koi", "c'est quoi, il y a quoi"),
        ("il n y a pas d'avis", "il n'y a pas d'avis"),
        ("c\u0327a sert, ce\u0301 bien", "ça sert, c'est bien"),
        ("", ""),
    ],
)
def test_respelling(typed: str, meant: str) -> None:
    assert respell(typed) == meant


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("**définition** de <b>l’élu</b>", "définition de l’élu"),
        ("<script>alert(1)</script>", ""),
        ("voir [la page](http://exemple.fr)", "voir la page"),
        ("2 < 3 et 5 > 4", "2 < 3 et 5 > 4"),
        ("chargé_e de mission", "chargé_e de mission"),
        ("a\u202eb\u200bc\x07", "abc"),
        ("l&rsquo;eau", "l’eau"),
    ],
)
def test_markup_is_taken_off(typed: str, kept: str) -> None:
    assert strip_markup(typed) == kept


@given(st.text(max_size=300))
def test_no_text_is_refused(text: str) -> None:
    assert "\u202e" not in respell(text)


@pytest.mark.parametrize(
    "text",
    [
        "Quels sont les points de vigilance, et comment s’y préparer ?",
        "Il y a quoi dans ce qu’il y a de nouveau, et s'il y a mieux ?",
        "Y a-t-il des exemples ?",
    ],
)
def test_plain_french_is_left_as_it_is(text: str) -> None:
    assert respell(text) == text
