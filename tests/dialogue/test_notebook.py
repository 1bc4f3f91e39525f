"""L'usager relit ses notes, les cherche, les corrige, les emporte, les partage et les reprend."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.messages import Address, File, Heading, Paragraph, Reply
from bot.store.notes import Note, NoteKept, notes_of, offered
from tests.dialogue.conftest import ANNE, Scene
from tests.dialogue.test_answers import said
from tests.dialogue.test_daily_question import asked

GROUP = Address("telegram", "-5")


async def notes(scene: Scene) -> list[Note]:
    return await scene.store.read(partial(notes_of, owner=ANNE))


async def kept(scene: Scene, *written: tuple[int, str]) -> None:
    """Notes of the past: how many days ago, and their text."""
    question = asked(scene)
    for i, (days, text) in enumerate(written):
        day = (scene.now - timedelta(days=days)).date()
        note = Note(f"old{i}", ANNE, day, text, question.id, question.text, question.theme, question.enjeu)
        await scene.store.apply([NoteKept(note)], scene.now)


def shown(reply: Reply) -> str:
    """Everything in a reply, read as one plain text."""
    return "\n".join(block.text for block in reply.blocks if isinstance(block, Paragraph | Heading))


async def test_the_notebook_by_date_in_pages(scene: Scene) -> None:
    await kept(scene, *((day, f"Pensée {day}") for day in range(1, 8)))
    reply = await scene.says("/carnet")
    assert said(reply).startswith("7 notes, les dernières d’abord.")
    assert [line for line in shown(reply).splitlines() if line.startswith("Pensée")] == [
        "Pensée 1",
        "Pensée 2",
        "Pensée 3",
    ]
    assert "1er mars 2026 · Enjeu 4" in shown(reply)
    assert "Pensée 4" in shown(await scene.presses("Suite"))
    assert "Page 3 sur 3" in shown(await scene.presses("Suite"))
    assert "Pensée 4" in shown(await scene.presses("Précédent"))
    one = await scene.presses("26 février, Pensée 4")
    assert shown(one).endswith(f"Question\u00a0: {asked(scene).text}\nPensée 4")


async def test_the_notebook_by_enjeu(scene: Scene) -> None:
    await kept(scene, (1, "Pensée une"), (2, "Pensée deux"))
    await scene.says("/noter Libre comme l'air")
    await scene.says("mon carnet")
    await scene.presses("Autres façons de lire")
    assert [one.label for one in (await scene.presses("Par enjeu")).buttons] == [
        "Note libre (1)",
        "Enjeu 4 (2)",
        "Retour",
    ]
    assert "Libre" not in shown(await scene.presses("Enjeu 4 (2)"))
    await scene.presses("Autres façons de lire")
    await scene.presses("Par enjeu")
    assert "Libre" in shown(await scene.presses("Note libre (1)"))


async def test_an_empty_notebook_says_so(scene: Scene) -> None:
    for text in ("/carnet", "mes notes", "exporte mon carnet"):
        assert said(await scene.says(text)) == "Aucune note ici pour le moment."
    assert said(await scene.says("cherche élus dans mes notes")) == "Aucune de vos notes ne parle de cela."
    await scene.says("/carnet")
    await scene.presses("Écrire une note")
    await scene.says("La première")
    assert len(await notes(scene)) == 1


async def test_notes_are_found_as_french_is_written(scene: Scene) -> None:
    await kept(scene, (1, "Réunir les élus plus tôt"), (2, "Un journal partagé"), (3, "L'élue du canton a raison"))
    for text in ("cherche les élus dans mes notes", "/carnet élu"):
        reply = await scene.says(text)
        assert "Réunir les élus" in shown(reply)
        assert "journal" not in shown(reply)
    await scene.says("/carnet")
    await scene.presses("Autres façons de lire")
    await scene.presses("Chercher")
    assert "Un journal partagé" in shown(await scene.says("journaux"))
    assert said(await scene.says("/carnet zymurgie")) == "Aucune de vos notes ne parle de cela."
    await scene.presses("Mon carnet")
    await scene.presses("Autres façons de lire")
    await scene.presses("Chercher")
    assert said(await scene.says("annuler")).startswith("Entendu")


async def test_a_note_is_put_otherwise(scene: Scene) -> None:
    await scene.says("/noter Avant")
    await scene.presses("Modifier")
    assert said(await scene.says("Après")) == "La note est remplacée."
    assert [note.text for note in await notes(scene)] == ["Après"]
    await scene.presses("Modifier")
    await scene.says("Et après ?")
    await scene.presses("C’est ma note")
    assert [note.text for note in await notes(scene)] == ["Et après ?"]
    await scene.presses("Modifier")
    await scene.presses("Ne rien changer")
    await scene.says("les enjeux")
    assert [note.text for note in await notes(scene)] == ["Et après ?"]


async def test_a_note_is_thrown_away_after_a_second_tap(scene: Scene) -> None:
    first = await scene.says("/noter À jeter")
    await scene.presses("Supprimer")
    await scene.presses("Garder")
    assert len(await notes(scene)) == 1
    await scene.presses("Supprimer")
    assert said(await scene.presses("Supprimer")) == "La note est supprimée."
    assert await notes(scene) == []
    for label in ("Modifier", "Supprimer", "Partager"):
        scene.last = first
        await scene.presses(label)
        if label == "Modifier":
            await scene.says("Trop tard")
        assert said(scene.last) == "Cette note n’est plus dans votre carnet."


async def test_sharing_is_warned_of_without_a_name_and_can_be_taken_back(scene: Scene) -> None:
    await scene.says("/noter Oser dire non")
    reply = await scene.presses("Partager")
    assert "N’indiquez ni nom ni lieu" in said(reply)
    assert "Oser dire non" in said(reply)
    await scene.presses("Garder pour moi")
    assert await scene.store.read(offered) == []
    await scene.presses("Partager")
    assert "sans votre nom" in said(await scene.presses("Partager sans mon nom"))
    assert [note.text for note in await scene.store.read(offered)] == ["Oser dire non"]
    await scene.presses("Mon carnet")
    opened = await scene.presses("2 mars, Oser dire non")
    assert "Proposée à l’équipe" in said(opened)
    assert said(await scene.presses("Retirer")).startswith("La note est retirée")
    assert await scene.store.read(offered) == []


async def test_an_offered_note_that_is_put_otherwise_is_private_again(scene: Scene) -> None:
    await scene.says("/noter Oser")
    await scene.presses("Partager")
    await scene.presses("Partager sans mon nom")
    await scene.says("mon carnet")
    await scene.presses("2 mars, Oser")
    await scene.presses("Modifier")
    assert "n’est plus proposée" in said(await scene.says("Oser encore"))
    assert await scene.store.read(offered) == []


async def test_the_notebook_is_taken_along_as_a_file(scene: Scene) -> None:
    await kept(scene, (1, "Pensée une"), (2, "Pensée deux"))
    file = next(block for block in (await scene.says("exporte mon carnet")).blocks if isinstance(block, File))
    assert file.name == "carnet.md"
    assert file.content.decode().index("Pensée deux") < file.content.decode().index("Pensée une")
    await scene.says("/carnet")
    await scene.presses("Autres façons de lire")
    assert isinstance((await scene.presses("Exporter")).blocks[0], File)


async def test_somebody_else_s_note_is_out_of_reach(scene: Scene) -> None:
    await kept(scene, (1, "À moi"))
    await scene.says("/carnet")
    other = Scene(scene.served, scene.store, person=Address("telegram", "1002"), last=scene.last)
    assert said(await other.presses("1er mars, À moi")) == "Cette note n’est plus dans votre carnet."


async def test_many_rows_of_personal_data_come_in_a_file(scene: Scene) -> None:
    await kept(scene, *((day, f"Pensée {day}") for day in range(1, 8)))
    reply = await scene.says("/mesdonnees")
    file = next(block for block in reply.blocks if isinstance(block, File))
    assert "Et 2 autres, dans le fichier joint." in said(reply)
    assert all(f"Pensée {day}" in file.content.decode() for day in range(1, 8))
    await scene.says("/effacer")
    await scene.presses("Effacer mes données")
    assert await notes(scene) == []
