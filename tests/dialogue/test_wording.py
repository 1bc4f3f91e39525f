"""What is read of a message: courtesy taken off, the question of a long mail found, near misses put right."""

from __future__ import annotations

import pytest
import yaml

from bot.dialogue.phrases import _Compiler, _read, phrases, plain
from bot.dialogue.structure import kind_asked_for
from bot.dialogue.view import View
from bot.dialogue.wording import LONG, READ_AT_MOST, in_words, read
from bot.editorial.library import Served


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bonjour, qui est Anne ?", "qui est Anne ?"),
        ("merci beaucoup ! et la suite ?", "et la suite ?"),
        ("qui est Anne ? merci d'avance", "qui est Anne ?"),
        ("Qui est Anne, svp ? Cordialement, Jean", "Qui est Anne,"),
        ("bonjour madame, excusez-moi, qui est Anne", "qui est Anne"),
        ("super projet", "projet"),
        ("comment se mettre d'accord", "comment se mettre d'accord"),
        ("merci", ""),
        ("s'il vous plaît", "s'il vous plaît"),
    ],
)
def test_courtesy_is_taken_off_both_ends(typed: str, kept: str) -> None:
    assert read(typed).text == kept


def test_the_strongest_courtesy_is_kept_in_mind() -> None:
    assert read("Bonjour, merci, au revoir").kind == "goodbye"
    assert read("Bonjour et merci").kind == "thanks"
    assert read("Bonjour, merci d'avance").kind == "greeting"
    assert read("qui est Anne ?").kind is None


def test_signs_alone_are_read_as_the_words_they_stand_for() -> None:
    assert in_words("👍🏽 👍") == "ok"
    assert in_words("🙏") == "merci"
    assert in_words("😀") == "😀"
    assert in_words("Oui 👍") == "Oui 👍"


MAIL = "Je découvre mon poste et ses réunions du soir. " * 8


@pytest.mark.parametrize(
    ("mail", "question"),
    [
        (MAIL + "Qui est Anne ? Bien cordialement.", "Qui est Anne ?"),
        (MAIL + "Ma question est la suivante : qui est donc cette Anne ?", "qui est donc cette Anne ?"),
        (MAIL + "Pourriez-vous me dire qui est donc cette Anne ?", "qui est donc cette Anne ?"),
        (MAIL + "Comment joindre les deux bouts. Merci.", "Comment joindre les deux bouts."),
        (MAIL + "Qui est Anne ? Où vit-elle ?", "Qui est Anne ? Où vit-elle ?"),
    ],
)
def test_the_question_of_a_long_mail_is_found(mail: str, question: str) -> None:
    assert len(mail) > LONG
    found = read(mail)
    assert found.text == question
    assert found.whole.startswith("Je découvre")


def test_a_mail_without_a_question_is_read_whole() -> None:
    assert read(MAIL).text.startswith("Je découvre")
    assert read(MAIL).whole == ""


def test_of_an_endless_message_both_ends_are_read() -> None:
    read_of_it = read("début " + "x " * READ_AT_MOST + " qui est Anne ?")
    assert read_of_it.text == "qui est Anne ?"


def test_near_misses_of_our_words_are_put_right_and_no_others() -> None:
    assert read("désaboner", lambda word: False).plain == "desabonner"
    assert read("enjeux", lambda word: False).plain == "enjeux"
    assert read("entretein", lambda word: True).plain == "entretein"
    assert read("x2y enjeu7", lambda word: False).plain == "x2y enjeu7"


def test_the_plain_form_has_no_punctuation() -> None:
    assert plain("Qu’est-ce que l'« aide » ?") == "qu est ce que l aide"


def test_every_family_of_words_is_used() -> None:
    content = _read()
    families = content.pop("families")
    written = yaml.safe_dump([content, families])
    assert [name for name in families if f"<{name}>" not in written] == []


def test_a_pattern_says_what_it_matches() -> None:
    compiler = _Compiler({"fruit": "pomme|poire"})
    pattern = compiler.pattern("eaten", {"within": ["une … <fruit>"], "unless": ["pas une"]})
    compiler.expressions.ready()
    assert pattern.find("je mange une tres belle poire mure")
    assert pattern.find("une pomme")
    assert not pattern.find("une pommeraie")
    assert not pattern.find("une a b c d e pomme")
    assert not pattern.find("pas une pomme")


def test_all_phrases_are_folded_words() -> None:
    """A pattern with an accent, a capital or an apostrophe would never match."""
    for said, section in phrases().sections:
        assert plain(" ".join(said)) == " ".join(said), section
    for name, listed in phrases().lists.items():
        assert [one for one in listed if plain(" ".join(one)) != " ".join(one)] == [], name
    for name, pattern in phrases().patterns.items():
        for one in (pattern.within, pattern.whole, pattern.unless):
            assert one is None or not any(char in one.source for char in "éèêàùçœ'’ÉÀ"), name


def test_the_view_tells_a_word_from_another_of_the_same_stem(view: View) -> None:
    assert view.knows("montant")
    assert not view.says("montant")
    assert view.says("monts")
    assert view.says("schemas de mutualisation")
    assert not view.says("mutualisation de schemas")


def test_the_kind_of_passage_asked_for(served: Served) -> None:
    asked = {
        "C'est quoi la mutualisation ?": "definition",
        "Travailler à plusieurs, comment ça s'appelle ?": "definition",
        "Qui a déjà fait ça ?": "entretien",
        "Quelles questions se poser avant de coopérer ?": "questions",
    }
    for question, section in asked.items():
        kind = kind_asked_for(served.corpus, question)
        assert kind is not None, question
        assert kind.section == section
        assert set(kind.ids) <= {passage.id for passage in served.corpus.section(kind.section)}
        assert all(one in kind for one in kind.ids)
        assert "0000000000" not in kind
    assert kind_asked_for(served.corpus, "autonomie fiscale") is None
