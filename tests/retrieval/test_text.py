"""Words, folding, sentences: offsets always speak of the text as it was given."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text import fold, fold_word, sentences, words

TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("L’intercommunalité", ["l", "intercommunalite"]),
        ("aujourd'hui", ["aujourd", "hui"]),
        ("éco-construction", ["eco", "construction"]),
        ("le P.N.R. des Monts", ["le", "pnr", "des", "monts"]),
        ("e\u0301lu", ["elu"]),
        ("coo\u00adpé\u200bration", ["cooperation"]),
        ("Œuvre, cœur", ["oeuvre", "coeur"]),
        ("𝗣𝗿𝗼𝗷𝗲𝘁 𝑙𝑜𝑐𝑎𝑙", ["projet", "local"]),
        ("2009-2010", ["2009", "2010"]),
        ("« »  …", []),
    ],
)
def test_words(text: str, forms: list[str]) -> None:
    assert [word.form for word in words(text)] == forms


@given(TEXTS)
def test_words_stand_where_they_say(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert fold_word(text[word.start : word.end]) == word.form
        end = word.end


@given(st.text("aàâbcçdéèêëfghïîjlmnôöœpqrstùûüvæxyÿzÉÀÎÇŒ '’-.", max_size=60))
def test_accents_and_their_encoding_change_no_word(text: str) -> None:
    composed = [word.form for word in words(unicodedata.normalize("NFC", text))]
    assert composed == [word.form for word in words(unicodedata.normalize("NFD", text))]


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Un. Deux ? Trois ! Quatre…", 4),
        ("M. Dupont et Mme. Durand arrivent. Puis ils repartent.", 2),
        ("Voir l’art. 3 et p. 12.", 1),
        ("Que veut dire « coopérer ? » Rien de plus.", 2),
        ("- un point\n- un autre", 2),
        ("Une phrase\nsur deux lignes", 1),
        ("Un paragraphe\n\nUn autre", 2),
        ("", 0),
        ("A. " * 8000, 1),
        ("Un sommaire" + "." * 100_000 + "12", 1),
        ("Mlle. Un ; xMlle. Deux", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(TEXTS)
def test_sentences_lose_nothing_but_space(text: str) -> None:
    found = sentences(text)
    assert all(a < b <= c for (a, b), (c, _) in pairwise([*found, (len(text), 0)]))
    kept = "".join("".join(text[a:b].split()) for a, b in found)
    assert kept == "".join(text.split())
