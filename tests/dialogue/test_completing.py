"""À partir de questions restées sans réponse, une éditrice complète le corpus ; ceux qui attendaient l'apprennent."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bot.messages import Address
from bot.store import Store
from bot.store.asked import asked
from bot.store.facts import Asked
from bot.store.followers import Follows
from bot.store.letters import BEGINNING, letters_waiting
from tests.dialogue.editors import START, Editor, sentences

PAUL = Address("telegram", "3003")


@pytest.fixture
async def editor(tmp_path: Path, store: Store) -> Editor:
    texts = ("Comment monter une ressourcerie ?", "ressourcerie", "qui tient une ressourcerie ?")
    await store.apply([Asked(f"r{number}", text, "nothing", "0") for number, text in enumerate(texts)], START)
    await store.apply([Follows("r1", PAUL)], START)
    return Editor(tmp_path, store)


async def opens_the_group(editor: Editor) -> None:
    await editor.says("/sansreponse")
    await editor.presses(editor.last.buttons[0].label)


async def test_a_document_written_from_a_group_answers_it_and_those_who_wait_are_told(editor: Editor) -> None:
    await opens_the_group(editor)
    await editor.presses("Ajouter un document")
    await editor.says(
        "Monter une « ressourcerie » : par où commencer ?\n\nUne ressourcerie récupère, répare et revend."
    )
    assert any("ressourcerie" in said for said in sentences(editor.last))
    await editor.presses("Mettre en ligne")
    document = editor.library.current.corpus.document("accueil/ressource-monter-une-ressourcerie-par-ou-commencer")
    assert document is not None
    assert document.title == "Monter une « ressourcerie » : par où commencer ?"
    assert (document.section, str(document.date)) == ("ressource", "2026-03-02")
    await opens_the_group(editor)
    assert any("Le corpus répond maintenant" in said for said in sentences(editor.last))
    await editor.presses("Prévenir et classer")
    ((_, letter),) = await editor.store.read(partial(letters_waiting, now=editor.now, after=BEGINNING, limit=9))
    assert letter.address == PAUL
    assert "« ressourcerie »".replace(" ", "\u00a0") in letter.text
    assert letter.buttons[0][0] == "Lire le passage"
    assert {one.settled for one in await editor.store.read(partial(asked, since=START))} == {"corpus"}


async def test_the_text_may_follow_its_title_in_the_next_message(editor: Editor) -> None:
    await opens_the_group(editor)
    await editor.presses("Ajouter un document")
    assert sentences(await editor.says("La ressourcerie"))[0].startswith("Le titre sera\u00a0: «\u00a0La ressourcerie")
    await editor.says("Elle récupère et répare.\nElle revend.")
    await editor.presses("Mettre en ligne")
    passages = editor.library.current.corpus.passages_of("accueil/ressource-la-ressourcerie")
    assert "Elle récupère et répare." in passages[0].text


async def test_a_word_is_explained_by_words_of_the_corpus(editor: Editor) -> None:
    await opens_the_group(editor)
    reply = await editor.presses("Ajouter un mot")
    assert "Mots que le corpus ne connaît pas\u00a0: ressourcerie" in sentences(reply)[1]
    assert sentences(await editor.says("ressourcerie"))[0].startswith("Je n’ai pas pu lire cette ligne.")
    assert "xylophone" in sentences(await editor.says("ressourcerie = xylophone"))[0]
    await editor.says("« ressourcerie », recyclerie = carnet d’accueil")
    await editor.presses("Mettre en ligne")
    served = editor.library.current
    assert served.index.search("recyclerie")[0].id in {
        passage.id for passage in served.corpus.passages if "carnet" in passage.text.lower()
    }


async def test_writing_can_be_dropped(editor: Editor) -> None:
    await opens_the_group(editor)
    await editor.presses("Ajouter un document")
    assert sentences(await editor.says("annuler")) == ["Entendu, rien n’est changé."]
    assert editor.library.current.version == Editor(editor.folder, editor.store).library.current.version


async def test_an_ordinary_question_goes_on_after_the_button_was_left(editor: Editor) -> None:
    await opens_the_group(editor)
    await editor.presses("Ajouter un document")
    await editor.presses("Annuler")
    reply = await editor.says("C'est quoi un logement passerelle ?")
    assert reply.outcome == "sure"
