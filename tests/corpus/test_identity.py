"""Ids of passages survive an edit: links, ratings and questions already sent go on pointing at the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import carry_over
from corpus.loading import passages_of
from corpus.model import PASSAGE_ID, Corpus, Document, Passage, Section

Texts = dict[str, list[str]]


def corpus_of(documents: Texts, *, fiche: int | None = None, title: str | None = None) -> Corpus:
    section: Section = "questions" if fiche else "contexte"
    made = [
        Document(f"t/{name}", "t", title or f"Titre {name}", section, "\n\n".join(texts), enjeu=fiche, fiche=fiche)
        for name, texts in documents.items()
    ]
    return Corpus((), passages_of(made), (), "0" * 32)


def ids(passages: Sequence[Passage]) -> list[str]:
    return [passage.id for passage in passages]


A = "Le premier paragraphe parle des déplacements entre la ville et la campagne."
B = "Le deuxième paragraphe parle des horaires de la navette du marché."
C = "Le troisième dit comment les habitants se sont organisés pour partager leurs voitures."


def test_a_corrected_typo_keeps_the_id() -> None:
    before = corpus_of({"d": [A, B, C]})
    after = carry_over(corpus_of({"d": [A, B.replace("horaires", "horaire"), C]}), before.passages)
    assert ids(after.passages) == ids(before.passages)


def test_a_paragraph_put_in_between_moves_no_id() -> None:
    before = corpus_of({"d": [A, B]})
    after = carry_over(corpus_of({"d": [A, "Tout autre chose, écrit hier.", B]}), before.passages)
    assert [after.passages[0].id, after.passages[2].id] == ids(before.passages)
    assert after.passages[1].id not in ids(before.passages)


def test_a_renamed_and_edited_document_keeps_its_ids() -> None:
    before = corpus_of({"d": [A, B], "e": [C]})
    after = carry_over(corpus_of({"e": [C], "renomme": [A, B + " Elle passe deux fois."]}), before.passages)
    assert [after.passages[1].id, after.passages[2].id] == ids(before.passages)[:2]
    assert after.passages[0].id == before.passages[2].id


def test_a_document_renamed_and_wholly_edited_is_found_by_its_title() -> None:
    before = corpus_of({"d": [A]}, title="Le même")
    after = carry_over(corpus_of({"f": [A.replace("premier", "tout premier")]}, title="Le même"), before.passages)
    assert ids(after.passages) == ids(before.passages)


def test_a_rewritten_fiche_is_still_that_fiche() -> None:
    before = corpus_of({"d": ["Comment associer les habitants ?"]}, fiche=2)
    after = carry_over(corpus_of({"d": ["Avec qui ?"]}, fiche=2), before.passages)
    assert ids(after.passages) == ids(before.passages)


def test_a_text_that_comes_back_after_its_id_went_to_an_edited_one_gets_another() -> None:
    first = corpus_of({"d": [A]})
    second = carry_over(corpus_of({"d": [A + " Et après."]}), first.passages)
    assert ids(second.passages) == ids(first.passages)
    third = carry_over(corpus_of({"d": [A + " Et après.", A]}), second.passages)
    assert third.passages[0].id == first.passages[0].id
    assert third.passages[1].id != first.passages[0].id


def test_the_id_of_what_went_is_not_given_to_what_came() -> None:
    before = corpus_of({"d": [A, B]})
    after = carry_over(corpus_of({"d": [A, "Rien de semblable : le budget, la fiscalité."]}), before.passages)
    assert after.passages[0].id == before.passages[0].id
    assert after.passages[1].id not in ids(before.passages)


def test_other_ids_are_another_fingerprint_and_the_same_ones_the_same_corpus() -> None:
    before = corpus_of({"d": [A]})
    same = corpus_of({"d": [A]})
    assert carry_over(same, before.passages) is same
    edited = corpus_of({"d": [A + " Et après."]})
    assert carry_over(edited, before.passages).fingerprint != edited.fingerprint


_words = st.sampled_from(["la", "navette", "du", "marché", "passe", "à", "midi", "sauf", "fêtes", "bus"])
_text = st.lists(_words, min_size=1, max_size=12).map(" ".join)
_documents = st.dictionaries(st.sampled_from("abc"), st.lists(_text, max_size=6), max_size=3)


@given(_documents, _documents)
def test_ids_are_unique_well_formed_and_unchanged_passages_keep_theirs(old: Texts, new: Texts) -> None:
    before = corpus_of(old)
    after = carry_over(corpus_of(new), before.passages)
    assert len(set(ids(after.passages))) == len(after.passages)
    assert all(PASSAGE_ID.match(passage.id) for passage in after.passages)
    assert [(p.document, p.text) for p in after.passages] == [(p.document, p.text) for p in corpus_of(new).passages]
    held: dict[tuple[str, str], set[str]] = {}
    for passage in before.passages:
        held.setdefault((passage.document, passage.text), set()).add(passage.id)
    for key, known in held.items():
        now = {passage.id for passage in after.passages if (passage.document, passage.text) == key}
        assert len(now & known) == min(len(now), len(known))


@given(_documents)
def test_an_unchanged_corpus_keeps_everything(documents: Texts) -> None:
    before = corpus_of(documents)
    assert carry_over(corpus_of(documents), before.passages).passages == before.passages
