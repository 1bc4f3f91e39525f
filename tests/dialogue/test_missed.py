"""Une éditrice voit ce que le corpus n'a pas su dire, et répond à ceux qui l'ont demandé."""

from __future__ import annotations

from functools import partial

import pytest

from bot.dialogue.admin.missed_buttons import OpenGroup, SendReply
from bot.editorial.library import Served
from bot.messages import Address, Listing, Message, Reply
from bot.settings import Settings
from bot.store import Store
from bot.store.asked import QuestionsSettled
from bot.store.audit_log import latest
from bot.store.facts import Asked, Judged, Reasoned
from bot.store.followers import Follows, followed
from bot.store.letters import BEGINNING, letters_waiting
from tests.dialogue.conftest import ANNE, START, Scene
from tests.dialogue.test_answers import said

PAUL, ZOE = Address("telegram", "2002"), Address("telegram", "2003")
HEDGES = ("Où planter des haies ?", "planter une haie", "haies champetres, où les planter ?")


@pytest.fixture
async def editor(served: Served, store: Store) -> Scene:
    """The editor's conversation; people asked about hedges and about something that the corpus knows."""
    asked = [Asked(f"h{number}", text, "nothing", "0") for number, text in enumerate(HEDGES)]
    known = [Asked(f"m{number}", "C'est quoi la mutualisation ?", "sure", "0") for number in range(2)]
    await store.apply([*asked, Asked("v", "Quel vélo cargo choisir ?", "nothing", "0"), *known], START)
    await store.apply([Judged("h1", False), Reasoned("h1", "Rien sur les haies.")], START)
    return Scene(served, store, Settings(admins=(str(ANNE),)))


def items(reply: Reply) -> tuple[str, ...]:
    return tuple(item for block in reply.blocks if isinstance(block, Listing) for item in block.items)


async def queued(scene: Scene) -> list[tuple[Address, str]]:
    found = await scene.store.read(partial(letters_waiting, now=scene.now, after=BEGINNING, limit=100))
    return [(letter.address, letter.text) for _, letter in found]


async def test_groups_are_listed_most_asked_first(editor: Scene) -> None:
    reply = await editor.says("/sansreponse")
    assert said(reply).startswith("4 questions mal servies en 180 jours, en 2 groupes, le plus demandé d’abord.")
    assert len(items(reply)) == 2
    assert "haie" in items(reply)[0]
    assert "3 questions, dont 3 sans réponse et 1 «\u00a0pas utile\u00a0»." in items(reply)[0]
    assert items(reply)[1] == "«\u00a0Quel vélo cargo choisir ?\u00a0»\u00a0: 1 question, dont 1 sans réponse."


async def test_a_group_shows_its_wordings_and_the_reasons_beside(editor: Scene) -> None:
    await editor.says("/sansreponse")
    reply = await editor.presses(editor.last.buttons[0].label)
    assert {*HEDGES, "Rien sur les haies."} == set(items(reply))
    assert [one.label for one in reply.buttons] == [
        "Ajouter un document",
        "Ajouter un mot",
        "Écarter",
        "Questions sans réponse",
    ]


async def test_popular_and_answered_is_on_another_page(editor: Scene) -> None:
    await editor.says("/sansreponse")
    reply = await editor.presses("Questions bien servies")
    assert items(reply) == (
        "«\u00a0C'est quoi la mutualisation ?\u00a0»\u00a0: 2 questions, 0 «\u00a0utile\u00a0», 0 sans réponse.",
    )


async def test_what_is_put_aside_leaves_the_list_and_may_come_back(editor: Scene) -> None:
    await editor.says("/sansreponse")
    await editor.presses(editor.last.buttons[0].label)
    assert said(await editor.presses("Écarter")).startswith("3 questions écartées.")
    await editor.presses("Questions sans réponse")
    assert len(items(editor.last)) == 1
    await editor.store.apply([Asked("h9", "planter des haies", "nothing", "0")], editor.now)
    reply = await editor.says("/sansreponse")
    assert "1 question" not in items(reply)[0]
    await editor.presses("Où planter des haies ?")
    assert "Déjà traitées ou écartées\u00a0: 3 questions." in said(editor.last)


async def test_put_aside_by_mistake(editor: Scene) -> None:
    await editor.says("/sansreponse")
    await editor.presses(editor.last.buttons[0].label)
    await editor.presses("Écarter")
    assert said(await editor.presses("Remettre dans la liste")) == "3 questions remises dans la liste."
    await editor.presses("Questions sans réponse")
    assert len(items(editor.last)) == 2


async def test_an_answer_goes_by_letter_to_those_who_wait_and_they_are_forgotten(editor: Scene) -> None:
    await editor.store.apply([Follows("h0", PAUL), Follows("h1", PAUL), Follows("h2", ZOE)], START)
    await editor.says("/sansreponse")
    assert items(editor.last)[0].endswith("2 personnes attendent une réponse.")
    await editor.presses(editor.last.buttons[0].label)
    await editor.presses("Répondre")
    assert "2 personnes la recevront" in said(editor.last)
    await editor.says("Sur les talus communaux. Voulez-vous en parler ?")
    assert "L’équipe vous répond" in said(editor.last)
    assert await queued(editor) == []
    assert said(await editor.presses("Envoyer")).startswith("2 personnes sont prévenues")
    letters = dict(await queued(editor))
    assert set(letters) == {PAUL, ZOE}
    assert HEDGES[2] in letters[ZOE]
    assert letters[PAUL].endswith("Sur les talus communaux. Voulez-vous en parler ?")
    assert not await editor.store.read(partial(followed, question_ids=["h0", "h1", "h2"]))
    await editor.says("/sansreponse")
    assert len(items(editor.last)) == 1


async def test_pressing_send_twice_tells_nobody_twice(editor: Scene) -> None:
    await editor.store.apply([Follows("h0", PAUL)], START)
    await editor.says("/sansreponse")
    await editor.presses(editor.last.buttons[0].label)
    await editor.presses("Répondre")
    await editor.says("Sur les talus.")
    preview = editor.last
    await editor.presses("Envoyer")
    editor.last = preview
    assert said(await editor.presses("Envoyer")).startswith("Ce texte n’est plus en mémoire")
    assert len(await queued(editor)) == 1


async def test_an_answer_can_be_dropped_written_anew_or_be_too_long(editor: Scene) -> None:
    await editor.store.apply([Follows("h0", PAUL)], START)
    await editor.says("/sansreponse")
    await editor.presses(editor.last.buttons[0].label)
    await editor.presses("Répondre")
    assert "3000" in said(await editor.says("mot " * 1000)).replace("\u202f", "").replace("\u00a0", "")
    await editor.presses("Revenir au groupe")
    await editor.presses("Répondre")
    await editor.says("Une première version.")
    await editor.presses("Récrire")
    assert said(await editor.says("non")) == "Entendu, rien n’est changé."
    assert await queued(editor) == []


async def test_those_who_wait_are_told_when_the_corpus_answers(editor: Scene) -> None:
    question = "C'est quoi la mutualisation des services ?"
    await editor.store.apply([Asked("late", question, "nothing", "before"), Follows("late", PAUL)], START)
    await editor.store.apply([QuestionsSettled(("m0", "m1"), "answered")], START)
    editor.last = await editor.dialogue.respond(Message(ANNE, ANNE, action=OpenGroup("late")))
    assert "Le corpus répond maintenant à 1 de ces questions sur 1." in said(editor.last)
    await editor.presses("Prévenir et classer")
    ((person, text),) = await queued(editor)
    assert person == PAUL
    assert question in text


async def test_a_forged_button_of_somebody_else_does_nothing(scene: Scene, editor: Scene) -> None:
    for action in (OpenGroup("h0"), SendReply("h0")):
        reply = await scene.dialogue.respond(Message(PAUL, PAUL, action=action))
        assert said(reply) == "Cette action est réservée à l’équipe éditoriale."


async def test_buttons_of_questions_that_are_kept_no_more(editor: Scene) -> None:
    reply = await editor.dialogue.respond(Message(ANNE, ANNE, action=OpenGroup("0" * 16)))
    assert said(reply) == "Ces questions ne sont plus gardées."


async def test_no_view_names_anybody(editor: Scene) -> None:
    await editor.store.apply([Follows("h0", PAUL)], START)
    shown = [await editor.says("/sansreponse"), await editor.presses(editor.last.buttons[0].label)]
    shown += [await editor.presses("Répondre"), await editor.says("Bonjour.")]
    assert all(PAUL.id not in repr(reply) for reply in shown)


async def test_what_an_editor_does_is_in_the_audit_log_without_any_words(editor: Scene) -> None:
    await editor.store.apply([Follows("h0", PAUL)], START)
    await editor.says("/sansreponse")
    await editor.presses(editor.last.buttons[0].label)
    await editor.presses("Répondre")
    await editor.says("Sur les talus.")
    await editor.presses("Envoyer")
    await editor.says("/sansreponse")
    await editor.presses("Quel vélo cargo choisir ?")
    await editor.presses("Écarter")
    entries = await editor.store.read(partial(latest, limit=10))
    assert [entry.did.action for entry in entries] == ["questions answered", "questions put aside"]
    assert not any(word in repr(entries) for word in ("talus", "haies", PAUL.id, ANNE.id))


async def test_an_answer_that_was_of_no_use_is_not_told_again(editor: Scene) -> None:
    known, useless = "C'est quoi la mutualisation des services ?", "mutualisation des services"
    best = editor.served.index.answer(useless, 1).hits[0].id
    await editor.store.apply([QuestionsSettled(("m0", "m1"), "answered")], START)
    await editor.store.apply([Asked("k", known, "nothing", "before"), Follows("k", PAUL)], START)
    await editor.store.apply([Asked("u", useless, "sure", "0", (best,)), Judged("u", False), Follows("u", ZOE)], START)
    editor.last = await editor.dialogue.respond(Message(ANNE, ANNE, action=OpenGroup("k")))
    assert "Le corpus répond maintenant à 1 de ces questions sur 2." in said(editor.last)
    assert said(await editor.presses("Prévenir et classer")).endswith("1 question classée.")
    assert [person for person, _ in await queued(editor)] == [PAUL]
    assert list(await editor.store.read(partial(followed, question_ids=["u"]))) == [ZOE]
    assert any("mutualisation" in item for item in items(await editor.says("/sansreponse")))


async def test_a_long_mail_is_one_short_line(editor: Scene) -> None:
    mail = "Bonjour,\n\nOù planter des haies ? " + "Notre commune est petite. " * 30
    await editor.store.apply([Asked(f"l{number}", mail, "nothing", "0") for number in range(5)], START)
    await editor.store.apply([Asked("one", "x" * 900, "nothing", "0")], START)
    shown = [await editor.says("/sansreponse")]
    shown += [await editor.dialogue.respond(Message(ANNE, ANNE, action=OpenGroup(key))) for key in ("l0", "one")]
    for item in (item for reply in shown for item in items(reply)):
        assert len(item) < 300
        assert "\n" not in item
