"""L'usager parcourt le corpus : sections, enjeux, fiches, entretiens, thèmes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue.browsing import Cursor
from bot.editorial.library import Served
from bot.messages import Address, Listing
from bot.store import Store
from corpus.loading import load_corpus
from retrieval import Index
from tests.dialogue.conftest import Scene, button
from tests.dialogue.test_answers import said


async def test_the_list_of_enjeux(scene: Scene) -> None:
    reply = await scene.says("quels sont les enjeux ?")
    assert said(reply) == "Le corpus pose 4 enjeux\u00a0:"
    assert [quote.text[:7] for quote in reply.quotes] == ["Enjeu 1", "Enjeu 2", "Enjeu 3", "Enjeu 4"]
    assert (reply.intent, reply.outcome) == ("browse", "sure")


async def test_one_enjeu_and_which_of_its_fiches_are_absent(scene: Scene) -> None:
    reply = await scene.says("le troisième enjeu")
    assert reply.quotes[0].text.startswith("Enjeu 3")
    assert "Les fiches 1, 2 et 3 de l’enjeu 3 ne sont pas dans le corpus." in said(reply)
    fiche = await scene.presses("Enjeu 3, fiche 4")
    assert "acteurs de terrain" in fiche.quotes[0].text


async def test_an_enjeu_that_is_not_there(scene: Scene) -> None:
    reply = await scene.says("enjeu 5")
    assert said(reply).startswith("Il n’y a pas d’enjeu 5")
    assert not reply.quotes
    assert any(isinstance(block, Listing) and len(block.items) == 4 for block in reply.blocks)


async def test_an_enjeu_without_fiche_says_so(scene: Scene) -> None:
    reply = await scene.says("les fiches de l'enjeu 1")
    assert "Aucune fiche de questions n’est dans le corpus pour l’enjeu 1." in said(reply)
    assert reply.quotes[0].text.startswith("Enjeu 1")
    assert (await scene.presses("Fiches de questions")).quotes
    await scene.says("enjeu 1")
    assert len((await scene.presses("Enjeux")).quotes) == 4


@pytest.mark.parametrize("asked", ["et ses fiches ?", "ses fiches", "et les fiches ?", "quelles sont ses questions ?"])
async def test_its_fiches_are_those_of_the_enjeu_just_read(scene: Scene, asked: str) -> None:
    await scene.says("enjeu 3")
    assert said(await scene.says(asked)).startswith("Le corpus a une fiche de questions pour l’enjeu 3")


async def test_the_fiches_are_all_of_them_where_no_enjeu_is_open(scene: Scene) -> None:
    await scene.says("enjeu 3")
    assert said(await scene.says("les fiches")).startswith("Le corpus a 5 fiches de questions\u00a0:")


async def test_a_number_that_no_fiche_has(scene: Scene) -> None:
    assert said(await scene.says("la fiche 99")) == "Aucun enjeu n’a de fiche 99 dans ce corpus."
    assert (await scene.presses("Enjeu 4, fiche 2")).quotes


async def test_a_fiche_its_neighbours_and_a_passage_to_think_with(scene: Scene) -> None:
    first = await scene.says("enjeu 4 questions 2")
    assert first.quotes[0].text.startswith("→ Comment appréhender la relation aux élus")
    following = await scene.presses("Fiche suivante")
    assert following.edits
    assert following.quotes[0].title.endswith("questions 3")
    before = await scene.presses("Fiche précédente")
    assert before.quotes[0].passage == first.quotes[0].passage
    think = await scene.presses("Un passage pour y penser")
    assert not think.quotes[0].source.startswith("Coopération · Fiche")


async def test_a_fiche_that_is_not_there_names_those_that_are(scene: Scene) -> None:
    reply = await scene.says("enjeu 4 fiche 9")
    assert said(reply).startswith("Il n’y a pas de fiche 9 pour l’enjeu 4")
    assert "fiches 1, 2, 3 et 4" in said(reply)
    assert not reply.quotes


async def test_the_last_fiche_of_an_enjeu(scene: Scene) -> None:
    assert (await scene.says("la dernière fiche de l'enjeu 4")).quotes[0].title.endswith("questions 4")


async def test_a_fiche_by_its_number_alone(scene: Scene) -> None:
    assert (await scene.says("fiche 2")).quotes[0].title.endswith("enjeu 4 - questions 2")
    someone = Scene(scene.served, scene.store, person=Address("telegram", "1002"))
    assert said(await someone.says("fiche 4")) == "De quel enjeu\u00a0? Plusieurs ont une fiche de ce numéro."
    await scene.says("enjeu 3")
    assert (await scene.says("fiche 4")).quotes[0].title.endswith("enjeu 3 - questions 4")


async def test_all_the_fiches(scene: Scene) -> None:
    reply = await scene.says("toutes les fiches de questions")
    assert len(reply.quotes) == 5
    assert said(reply).startswith("Le corpus a 5 fiches")


async def test_the_interviews_are_listed_closed_with_their_person(scene: Scene) -> None:
    reply = await scene.says("liste des entretiens")
    assert said(reply) == "Le corpus contient 3 entretiens\u00a0:"
    assert [quote.titled for quote in reply.quotes] == [True, True, True]
    assert [quote.folded for quote in reply.quotes] == [False, True, True]
    one = await scene.presses("Elisa Jaffrennou")
    assert one.quotes[0].title.startswith("Elisa Jaffrennou")


@pytest.mark.parametrize(
    ("asked", "person"),
    [
        ("les entretiens dans la Manche", "Anne Schmitter"),
        ("les entretiens d'un directeur", "Nicolas Taillandier"),
        ("l'entretien d'Elisa Jaffrennou", "Elisa Jaffrennou"),
        ("le deuxième entretien", "Elisa Jaffrennou"),
        ("le dernier entretien", "Nicolas Taillandier"),
    ],
)
async def test_interviews_by_structure_place_role_or_rank(scene: Scene, asked: str, person: str) -> None:
    reply = await scene.says(asked)
    assert [quote.title.partition(",")[0] for quote in reply.quotes] == [person]


async def test_a_rank_beyond_the_list(scene: Scene) -> None:
    assert said(await scene.says("entretien 9")) == "La liste n’a que 3 éléments."


async def test_on_from_the_list_of_fiches(scene: Scene) -> None:
    """L'usager écrit « les fiches » puis « suivante » : la première s'ouvre ; avant elle, il n'y a rien."""
    listed = await scene.says("les fiches")
    assert [one.label for one in listed.buttons][:2] == ["Enjeu 3, fiche 4", "Enjeu 4, fiche 1"]
    assert (await scene.says("suivante")).quotes[0].title.endswith("enjeu 3 - questions 4")
    assert (await scene.says("suivante")).quotes[0].title.endswith("enjeu 4 - questions 1")
    await scene.says("les fiches")
    before = await scene.says("précédente")
    assert said(before) == "C’est la première fiche du corpus."
    assert before.buttons


async def test_on_from_the_fiches_of_an_enjeu(scene: Scene) -> None:
    await scene.says("les questions de l'enjeu 4")
    assert (await scene.says("la suivante")).quotes[0].title.endswith("enjeu 4 - questions 1")
    await scene.says("les questions de l'enjeu 4")
    assert (await scene.says("précédente")).quotes[0].title.endswith("enjeu 3 - questions 4")
    await scene.says("les questions de l'enjeu 1")
    assert (await scene.says("la suivante")).quotes[0].title.endswith("enjeu 3 - questions 4")


async def test_after_all_that_there_is_of_a_section(scene: Scene) -> None:
    """L'usager a tout vu et demande la suite : on le lui dit, avec un chemin."""
    await scene.says("contexte")
    await scene.says("bonjour")
    reply = await scene.says("la suite")
    assert said(reply) == "«\u00a0Contexte\u00a0»\u00a0: tout vous a été montré."
    assert button(reply, "Parcourir le corpus")
    await scene.says("les entretiens")
    reply = await scene.says("la suite")
    assert said(reply) == "Le corpus ne contient pas d’autre entretien."
    assert not reply.quotes


async def test_on_from_interviews_found_by_words_are_the_others(scene: Scene) -> None:
    await scene.says("les entretiens dans la Manche")
    people = [quote.title.partition(",")[0] for quote in (await scene.says("la suite")).quotes]
    assert people == ["Elisa Jaffrennou", "Nicolas Taillandier"]


async def test_the_contexte_is_read_in_order(scene: Scene) -> None:
    reply = await scene.says("affiche le contexte")
    passages = scene.served.corpus.section("contexte")
    assert [quote.passage for quote in reply.quotes] == [passage.id for passage in passages]


async def test_the_menu_offers_what_is_there(scene: Scene) -> None:
    reply = await scene.says("/menu")
    assert [one.label for one in reply.buttons] == [
        "Contexte",
        "Définitions",
        "Enjeux",
        "Fiches de questions",
        "Entretiens",
        "Ressources",
    ]
    assert (await scene.presses("Ressources")).quotes
    await scene.says("sommaire")
    assert len((await scene.presses("Entretiens")).quotes) == 3
    await scene.says("sommaire")
    assert len((await scene.presses("Enjeux")).quotes) == 4


async def test_one_theme_is_listed_with_what_it_is_about(scene: Scene) -> None:
    reply = await scene.says("quels thèmes avez-vous ?")
    assert said(reply) == "Le corpus traite d’un thème\u00a0:"
    assert not reply.quotes


def test_a_cursor_is_read_as_it_was_written() -> None:
    for place in ("", "enjeu", "enjeu:3", "questions:4:2", "document:abcdefghij:1"):
        assert str(Cursor.read(place)) == place
    assert Cursor.read("questions:4:2").number == 4
    assert Cursor.read("document:abcdefghij:1").page == 1
    assert Cursor.read("").page == 0


@pytest.mark.parametrize("asked", ["/ressources", "/enjeux", "/fiches", "/definitions"])
async def test_a_section_without_any_document_leads_to_the_others(tmp_path: Path, store: Store, asked: str) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Une page\nsection: entretien\n---\n\nUn texte.\n")
    corpus = load_corpus(tmp_path).corpus
    scene = Scene(Served("essai", corpus, Index.build(corpus.passages)), store)
    assert "n’a rien sous ce titre" in said(await scene.says(asked))
    await scene.presses("Parcourir le corpus")


@pytest.mark.parametrize("opening", ["1", "le premier", "l'entretien 1"])
async def test_from_an_interview_the_next_one_opens(scene: Scene, opening: str) -> None:
    """« La suite » va plus loin dans le texte ouvert ; « le suivant » ouvre l'entretien d'après."""
    await scene.says("les entretiens")
    await scene.says(opening)
    assert said(await scene.says("la suite")) == "C’est la fin de ce texte."
    assert "Elisa Jaffrennou" in (await scene.says("le suivant")).quotes[0].title
    assert "Nicolas Taillandier" in (await scene.says("l'entretien suivant")).quotes[0].title
    assert not (await scene.says("et le suivant ?")).quotes


async def test_the_next_one_opens_from_a_button_too(scene: Scene) -> None:
    await scene.says("les entretiens")
    await scene.presses("Anne Schmitter")
    assert "Elisa Jaffrennou" in (await scene.says("suivant")).quotes[0].title


async def test_from_an_interview_the_one_before_opens_again(scene: Scene) -> None:
    await scene.says("le troisième entretien")
    assert "Elisa Jaffrennou" in (await scene.says("précédent")).quotes[0].title
    assert "Anne Schmitter" in (await scene.says("l'entretien précédent")).quotes[0].title
    assert said(await scene.says("précédent")) == "C’est le premier entretien du corpus."


LONG_PAGES = "\n\n".join(f"Le paragraphe {number}. " + "Encore une phrase. " * 60 for number in range(1, 7))


def reader(folder: Path, store: Store) -> Scene:
    """Somebody before a long interview and a long contexte."""
    (folder / "a.md").write_text(f"---\ntitle: Le cadre\nsection: contexte\n---\n\n{LONG_PAGES}\n")
    (folder / "b.md").write_text(f"---\ntitle: Une voix\nsection: entretien\nperson: Une voix\n---\n\n{LONG_PAGES}\n")
    corpus = load_corpus(folder).corpus
    return Scene(Served("essai", corpus, Index.build(corpus.passages)), store)


@pytest.mark.parametrize("opening", ["contexte", "le premier entretien"])
@pytest.mark.parametrize("back", ["précédent", "page précédente", "retour"])
async def test_back_in_the_pages_of_a_text(tmp_path: Path, store: Store, opening: str, back: str) -> None:
    """L'usager lit jusqu'à la dernière page, puis revient d'une page."""
    scene = reader(tmp_path, store)
    await scene.says(opening)
    pages = [(await scene.says("la suite")).quotes for _ in range(4)]
    read = [page for page in pages if page]
    assert len(read) >= 2
    assert (await scene.says(back)).quotes == read[-2]
