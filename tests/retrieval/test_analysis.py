"""From words to terms: what must meet meets, and asking is told from naming."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analysis import Analyser

ANALYSER = Analyser()


@pytest.mark.parametrize(
    "together",
    [
        "élu élus élue élues elus",
        "coopération coopérations coopérer coopératif cooperation",
        "intercommunalité intercommunalités intercommunalite intercommunal",
        "territorial territoriale territoriaux",
        "deux 2 deuxième",
        "qualité qualités qualite",
        "première premier 1",
        "œuvre oeuvres",
    ],
)
def test_forms_of_one_word_share_their_term(together: str) -> None:
    assert len({ANALYSER.terms(form)[0] for form in together.split()}) == 1


@pytest.mark.parametrize("pair", ["pays paysan", "région règle"])
def test_other_words_do_not(pair: str) -> None:
    first, second = pair.split()
    assert ANALYSER.terms(first) != ANALYSER.terms(second)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Qu’est-ce que la mairie ?", ["mairie"]),
        ("c'est quoi la mairie", ["mairie"]),
        ("cé koi la mairie svp", ["mairie"]),
        ("Bonjour, je voudrais savoir comment gérer le four.", ["gerer", "four"]),
        ("Pouvez-vous me dire qui tient l’école ?", ["tient", "ecole"]),
        ("What is the definition of cooperation?", ["definition", "cooperation"]),
        ("Que dit le corpus sur la mairie ?", ["mairie"]),
        ("Auriez-vous des informations sur la mairie ? Merci d'avance", ["mairie"]),
        ("Madame, Monsieur, j'aimerais en savoir plus à propos de la mairie. Cordialement", ["mairie"]),
        ("quid de la mairie", ["mairie"]),
        ("est-ce que ça va ?", []),
        ("", []),
    ],
)
def test_turns_of_asking_name_no_subject(question: str, subject: list[str]) -> None:
    assert [token.form for token in ANALYSER.question(question)] == subject


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Que fait le parc du Vercors pour la forêt ?", ["vercors"]),
        ("PETR ou EPCI ?", ["petr", "epci"]),
        ("L'Europe finance quoi ?", ["europe"]),
        ("Comment financer ? Demander au préfet. « Mobiliser » :\n- Convaincre", []),
        ("comment saisir la prefecture", []),
        ("COMMENT SAISIR LE CONSEIL", []),
    ],
)
def test_names_are_told_by_capitals_that_their_place_does_not_ask_for(question: str, names: list[str]) -> None:
    assert [token.form for token in ANALYSER.question(question) if token.named] == names


@pytest.mark.parametrize(
    ("question", "said_aside"),
    [
        ("Je travaille à la mairie de Brest. Qui gère la forêt ?", ["travaille", "mairie", "brest"]),
        ("Bonjour Monsieur Dupont, qui gère la forêt ? Cordialement, Paul", ["monsieur", "dupont"]),
        ("pour mon mémoire, je cherche qui gère la forêt", ["memoire"]),
        ("je suis à la mairie de Brest et je cherche qui gère la forêt", ["mairie", "brest"]),
        ("mon tuteur s'appelle M. Le Goff. Qui gère la forêt ?", ["tuteur", "goff"]),
        ("Mon maire gère la forêt", []),
        ("Pouvons-nous gérer la forêt de Brest, Paul ?", []),
        ("La forêt de Brest, qui la gère ?", []),
    ],
)
def test_what_people_say_of_themselves_is_told_from_what_they_ask(question: str, said_aside: list[str]) -> None:
    assert [token.form for token in ANALYSER.question(question) if token.aside] == said_aside


def test_no_turn_begins_with_a_word_that_stands_everywhere() -> None:
    """Wherever its first word stands a turn is looked for: the word level of every question would pay for it."""
    everywhere = {"la", "le", "les", "des", "en", "du", "au", "aux", "dans", "un", "par", "sur", "ce", "pour"}
    assert everywhere.isdisjoint(turn[0] for turn in ANALYSER.turns)


@given(st.lists(st.text("itesrouaéαπ2", max_size=8) | st.sampled_from([*"x²7", "les", "deux", "naïf", "日本"])))
def test_many_words_have_the_terms_that_each_has(forms: list[str]) -> None:
    assert ANALYSER.terms_of(forms) == [ANALYSER.term(form) for form in forms]


def test_stop_words_are_folded_and_have_no_term() -> None:
    assert all(word.isascii() and ANALYSER.term(word) == "" for word in ANALYSER.stop_words)


def test_tokens_stand_in_the_text_as_given() -> None:
    text = "L’Œuvre  des Élus"
    assert [text[token.start : token.end] for token in ANALYSER.tokens(text)] == ["Œuvre", "Élus"]
