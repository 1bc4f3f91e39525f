"""Un document entre les mains de l'équipe : sa source à télécharger, et comment il quitte le corpus."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.dialogue.buttons import OpenDocument
from bot.messages import BUTTONS_AT_MOST, Address, Message
from bot.store import Store
from tests.dialogue.editors import JEANNE, SECOND, Editor, file_of, labels, sentences

SOURCE = "Télécharger la source (.md)"
STRANGER = Address("telegram", "666")


@pytest.fixture
def editor(tmp_path: Path, store: Store) -> Editor:
    return Editor(tmp_path, store)


async def test_every_document_shown_to_the_team_gives_its_source(editor: Editor) -> None:
    for passage in editor.library.current.corpus.passages:
        for message in (
            Message(JEANNE, JEANNE, text=f"/start p_{passage.id}"),
            Message(JEANNE, JEANNE, action=OpenDocument(passage.id)),
        ):
            reply = await editor.dialogue.respond(message)
            assert SOURCE in labels(reply)
            assert len(reply.buttons) <= BUTTONS_AT_MOST


async def test_an_answer_gives_the_source_of_its_first_passage(editor: Editor) -> None:
    asked = ("C'est quoi un logement passerelle ?", "l'enjeu 1", "les entretiens", "que faire en hiver ?")
    for question in asked:
        reply = await editor.says(question)
        assert reply.quotes, question
        assert labels(reply).count(SOURCE) == 1
        passage = editor.library.current.corpus.passage(reply.quotes[0].passage)
        assert passage is not None
        given = file_of(await editor.presses(SOURCE))
        assert given.content == (editor.source / given.name).read_bytes()
        assert given.name == f"{passage.document.partition('/')[2]}.md"
        assert given.name in given.caption


async def test_nobody_else_sees_it_nor_may_press_it(editor: Editor) -> None:
    await editor.says("C'est quoi un logement passerelle ?")
    before = editor.last
    editor.person = STRANGER
    assert SOURCE not in labels(await editor.says("C'est quoi un logement passerelle ?"))
    editor.last = before
    assert sentences(await editor.presses(SOURCE)) == ["Cette action est réservée à l’équipe éditoriale."]


async def test_a_document_is_taken_out_and_comes_back(editor: Editor) -> None:
    await editor.says("/rafraichir")
    await editor.presses("Mettre en ligne")
    await editor.says("C'est quoi un logement passerelle ?")
    await editor.presses(SOURCE)
    asked = await editor.presses("Retirer ce document")
    assert sentences(asked)[0] == "Retirer «\u00a0De quoi parle-t-on ?\u00a0»\u00a0?"
    preview = await editor.presses("Retirer du corpus")
    assert "1 document retiré. Le corpus aurait 11 documents." in sentences(preview)
    assert "logement passerelle est" in editor.served
    await editor.presses("Mettre en ligne")
    assert "logement passerelle est" not in editor.served
    await editor.says("/retablir")
    await editor.presses("Revenir à la version d’avant")
    assert "logement passerelle est" in editor.served


async def test_a_button_of_a_document_that_is_gone_says_so(editor: Editor) -> None:
    await editor.says("C'est quoi un logement passerelle ?")
    shown = editor.last
    await editor.presses(SOURCE)
    given = editor.last
    await editor.presses("Retirer ce document")
    await editor.presses("Retirer du corpus")
    await editor.presses("Mettre en ligne")
    for before, label in ((shown, SOURCE), (given, "Retirer ce document")):
        editor.last = before
        assert sentences(await editor.presses(label)) == ["Ce document n’est plus dans le corpus."]


async def test_a_document_withdrawn_for_good_is_nowhere_any_more(editor: Editor) -> None:
    await editor.says("/rafraichir")
    await editor.presses("Mettre en ligne")
    await editor.says("C'est quoi un logement passerelle ?")
    await editor.presses(SOURCE)
    asked = await editor.presses("Retirer ce document")
    assert labels(asked) == ["Retirer du corpus", "Retirer définitivement", "Ne rien changer"]
    reply = await editor.presses("Retirer définitivement")
    assert sentences(reply) == ["«\u00a0De quoi parle-t-on ?\u00a0» est retiré définitivement."]
    assert editor.shown == ["Retrait de «\u00a0De quoi parle-t-on ?\u00a0»…"]
    assert "logement passerelle est" not in editor.served
    kept = list((editor.folder / "data" / "corpus").rglob("*.md"))
    assert kept
    assert not any("logement passerelle est" in path.read_text("utf-8") for path in kept)
    await editor.says("/rafraichir")
    assert "logement passerelle est" not in "\n".join(sentences(editor.last)), "though the source has it"
    assert "definition.md\u00a0: ce document a été retiré définitivement, il est laissé de côté" in sentences(
        editor.last
    )
    editor.last = asked
    assert sentences(await editor.presses("Retirer définitivement")) == ["Ce document n’est plus dans le corpus."]


async def test_of_several_themes_each_document_is_given_and_replaced_in_its_own(tmp_path: Path, store: Store) -> None:
    """Their folders are named as people name folders."""
    for name in ("Accueil rural", "L’été"):
        shutil.copytree(SECOND, tmp_path / "accueil" / name)
    editor = Editor(tmp_path, store)
    corpus = editor.library.current.corpus
    documents = [document for theme in corpus.themes for document in theme.documents]
    given = {document.key: editor.refresher.source_of(document.key) for document in documents}
    assert len({name for name, _ in given.values()}) == 24
    name, content = given["l-ete/contexte"]
    reply = await editor.sends(name, content.decode().replace("quarante ans", "trente ans"))
    [changed] = [one for one in sentences(reply) if "avant" in one]
    assert changed.splitlines()[0] == "Contexte (l-ete/contexte.md)"
    said = sentences(await editor.sends("note.md", "# Une note\n\nUn mot.", caption="Accueil rural"))
    assert "Une note (accueil-rural/note.md)" in said
