"""L'usager juge une réponse, demande ce qui est gardé, l'efface."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.dialogue.unsigned import KEPT_AT_MOST
from bot.messages import Address, Heading, Listing, Message, Reply
from bot.settings import Settings
from bot.store.letters import LetterQueued
from bot.store.personal import covered
from bot.texts import has_text
from tests.dialogue.conftest import ANNE, Scene
from tests.dialogue.test_answers import said


def listed(reply: Reply) -> str:
    return "\n".join(item for block in reply.blocks if isinstance(block, Listing) for item in block.items)


async def questions(scene: Scene) -> list[tuple[str, str, bool | None, str | None]]:
    """What the database holds of questions: text, outcome, useful, reason."""
    sql = "SELECT text, outcome, useful, reason FROM questions ORDER BY id"
    found = await scene.store.read(lambda connection: connection.exec_driver_sql(sql).mappings().all())
    return [
        (row["text"], row["outcome"], None if row["useful"] is None else bool(row["useful"]), row["reason"])
        for row in found
    ]


async def test_useful_is_kept_with_the_question_and_without_its_author(scene: Scene) -> None:
    await scene.says("C'est quoi la mutualisation ?")
    reply = await scene.presses("Utile")
    assert said(reply) == "Merci, c’est noté, sans votre nom."
    assert await questions(scene) == [("C'est quoi la mutualisation ?", "sure", True, None)]


async def test_not_useful_may_say_why_in_the_next_message(scene: Scene) -> None:
    await scene.says("C'est quoi la mutualisation ?")
    await scene.presses("Pas utile")
    await scene.says("je cherchais un exemple")
    assert (await questions(scene))[0][2:] == (False, "je cherchais un exemple")


async def test_of_a_reason_no_way_to_reach_its_author_is_kept(scene: Scene) -> None:
    await scene.says("C'est quoi la mutualisation ?")
    await scene.presses("Pas utile")
    await scene.says("je cherchais un exemple, répondez à anne.b@mairie.fr")
    assert (await questions(scene))[0][3] == "je cherchais un exemple, répondez à […]"


async def test_a_question_after_not_useful_is_answered_as_a_question(scene: Scene) -> None:
    await scene.says("C'est quoi la mutualisation ?")
    await scene.presses("Pas utile")
    reply = await scene.says("Qui est Anne Schmitter ?")
    assert reply.quotes[0].title.startswith("Anne Schmitter")
    assert (await questions(scene))[0][2:] == (False, None)


async def test_the_reason_may_be_withheld(scene: Scene) -> None:
    await scene.says("C'est quoi la mutualisation ?")
    await scene.presses("Pas utile")
    await scene.presses("Passer")
    await scene.says("je cherchais un exemple")
    assert (await questions(scene))[0][3] is None


@pytest.mark.parametrize(
    "aside", ["merci", "bonjour", "/aide", "super", "ça va ?", "que faites-vous de mes données ?", "???"]
)
async def test_only_the_message_right_after_the_question_confirms_an_erasure(scene: Scene, aside: str) -> None:
    await scene.says("/noter Il faut oser.")
    await scene.says("/effacer")
    await scene.says(aside)
    await scene.says("oui")
    assert "Il faut oser." in said(await scene.says("mon carnet"))


@pytest.mark.parametrize("yes", ["oui", "ok", "d'accord", "oui merci", "👍"])
async def test_an_erasure_is_confirmed_in_any_plain_words(scene: Scene, yes: str) -> None:
    await scene.says("/noter Il faut oser.")
    await scene.says("/effacer")
    assert said(await scene.says(yes)) == "C’est fait\u00a0: tout ce qui était gardé sur vous est effacé."


async def test_a_reason_is_waited_for_a_quarter_of_an_hour(scene: Scene) -> None:
    await scene.says("C'est quoi la mutualisation ?")
    await scene.presses("Pas utile")
    scene.waits(timedelta(minutes=16))
    await scene.says("je cherchais un exemple")
    assert (await questions(scene))[0][3] is None


async def test_a_judgement_can_change(scene: Scene) -> None:
    answer = await scene.says("C'est quoi la mutualisation ?")
    await scene.presses("Pas utile")
    scene.last = answer
    await scene.presses("Utile")
    assert (await questions(scene))[0][2] is True


async def test_the_labels_of_the_buttons_may_be_typed(scene: Scene) -> None:
    """L'usager écrit « pas utile » ou « transmettre à l'équipe » au lieu d'appuyer : cela fait de même."""
    await scene.says("C'est quoi la mutualisation ?")
    await scene.says("Pas utile")
    await scene.says("je cherchais un exemple")
    assert (await questions(scene))[0][2:] == (False, "je cherchais un exemple")
    reply = await scene.says("transmets ma question à l'équipe")
    assert said(reply).startswith("Votre question est transmise à l’équipe")
    sql = "SELECT passed_on_at IS NOT NULL FROM questions"
    rows = await scene.store.read(lambda connection: connection.exec_driver_sql(sql).all())
    assert [bool(row[0]) for row in rows] == [True]


async def test_without_a_question_there_is_nothing_to_pass_on(scene: Scene) -> None:
    reply = await scene.says("transmettre à l'équipe")
    assert said(reply).startswith("Je n’ai plus de question de vous en mémoire.")
    assert not reply.quotes


async def test_what_is_kept_is_shown_whole(scene: Scene) -> None:
    await scene.says("C'est quoi la mutualisation ?")
    reply = await scene.says("/mesdonnees")
    assert str(ANNE) in listed(reply)
    assert "C'est quoi la mutualisation ?" in listed(reply)
    assert {block.text for block in reply.blocks if isinstance(block, Heading)} == {
        "Quand vous m’avez écrit",
        "La conversation en cours",
    }


async def test_the_topic_of_a_question_is_kept_and_shown(scene: Scene) -> None:
    await scene.says("une question sur les élus")
    assert "vous vouliez une question sur «\u00a0les élus\u00a0»" in listed(await scene.says("/mesdonnees"))


async def test_what_is_kept_is_said_in_words(scene: Scene) -> None:
    """L'usager relit ce qui est gardé : des phrases, ni nombres bruts ni noms de colonnes."""
    await scene.says("abonne-moi")
    await scene.says("une question")
    await scene.says("C'est quoi la mutualisation ?")
    kept = listed(await scene.says("/mesdonnees"))
    assert "vous avez demandé «\u00a0C'est quoi la mutualisation ?\u00a0»" in kept
    assert "passages trouvés, dont 2 montrés" in kept
    assert "jours\u00a0: du lundi au vendredi" in kept
    assert "ordre de vos questions\u00a0: tiré au hasard pour vous" in kept
    assert "thèmes\u00a0: tous" in kept
    assert "jours fériés suivis\u00a0: France métropolitaine" in kept
    for raw in ("question_id", "hits", "12345", "UTC", "–", " = "):
        assert raw not in kept


async def test_a_letter_that_waits_is_not_said_to_be_sent(scene: Scene) -> None:
    await scene.says("bonjour")
    await scene.store.apply([LetterQueued("essai", ANNE, "L’équipe vous répond.")], scene.now)
    kept = listed(await scene.says("/mesdonnees"))
    assert "état\u00a0: en attente\ndans cet état depuis le\u00a0: 2 mars 2026" in kept


async def test_of_a_stranger_nothing_is_kept_even_after_asking(scene: Scene) -> None:
    for _ in range(2):
        assert said(await scene.says("mes données")).startswith("Rien n’est gardé sur vous.")


async def test_erasing_asks_once_and_leaves_nothing(scene: Scene) -> None:
    await scene.says("C'est quoi la mutualisation ?")
    await scene.says("efface mes données")
    reply = await scene.presses("Effacer mes données")
    assert said(reply).startswith("C’est fait")
    assert reply.intent == "erase"
    assert await scene.store.personal_data(ANNE) == ()


async def test_a_typed_yes_erases_and_a_typed_no_keeps(scene: Scene) -> None:
    await scene.says("Bonjour")
    await scene.says("/effacer")
    assert said(await scene.says("non")) == "Entendu\u00a0: rien n’est effacé."
    await scene.says("/effacer")
    assert said(await scene.says("oui")).startswith("C’est fait")
    assert await scene.store.personal_data(ANNE) == ()


async def test_in_a_group_personal_things_are_for_private(scene: Scene) -> None:
    group = Address("telegram", "-5")
    for text, intent in (("/mesdonnees", "my_data"), ("/effacer", "erase")):
        reply = await scene.dialogue.respond(Message(ANNE, group, text=text, place="group"))
        assert "en privé" in said(reply)
        assert reply.intent == intent


async def test_confidentiality_names_the_controller_or_says_that_it_is_missing(scene: Scene) -> None:
    bare = listed(await scene.says("/confidentialite"))
    assert "il n’est pas encore indiqué" in bare
    assert "365" in bare
    assert "CNIL" in bare
    settings = Settings.model_validate(
        {
            "organisation": {
                "name": "Réseau Exemple",
                "contact": "contact@example.org",
                "dpo": "dpo@example.org",
                "legal_basis": "intérêt légitime",
                "hosting": "en France",
            }
        }
    )
    full = listed(await Scene(scene.served, scene.store, settings).says("que faites-vous de mes données ?"))
    assert "pas encore" not in full
    for said_there in ("Réseau Exemple", "contact@example.org", "dpo@example.org", "intérêt légitime", "en France"):
        assert said_there in full


def test_every_kept_table_and_column_has_a_name_in_french() -> None:
    for table in covered():
        assert has_text(f"data-table-{table.name}"), table.name
        for column in table.columns:
            assert has_text(f"data-column-{column.name}"), f"{table.name}.{column.name}"


async def test_of_a_long_wish_for_a_document_no_more_is_kept_than_of_a_question(scene: Scene) -> None:
    reply = await scene.says("télécharge les clés de lecture " + "y" * 3000)
    assert reply.intent == "resource"
    assert [len(text) for text, *_ in await questions(scene)] == [KEPT_AT_MOST]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("C'est quoi la mutualisation ? 06.12.34.56.78", "C'est quoi la mutualisation ? […]"),
        ("qui contacter, je suis au +33 6 12 34 56 78", "qui contacter, je suis au […]"),
        ("Quel est le salaire d'un agent ? anne.b@mairie.fr", "Quel est le salaire d'un agent ? […]"),
        ("télécharger les clés de lecture, merci @anne_bernard", "télécharger les clés de lecture, merci […]"),
        ("la mutualisation depuis 2010, 2014 et le 06/12/2024", "la mutualisation depuis 2010, 2014 et le 06/12/2024"),
    ],
)
async def test_of_a_question_no_way_to_reach_its_author_is_kept(scene: Scene, asked: str, kept: str) -> None:
    await scene.says(asked)
    assert [text for text, *_ in await questions(scene)] == [kept]
