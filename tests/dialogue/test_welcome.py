"""Premier contact, politesse, aide, et ce que le bot dit de lui-même."""

from __future__ import annotations

import pytest

from bot.actions import Action, encode
from bot.dialogue.features import ACTIONS, COMMANDS, FEATURES, PLACES
from bot.messages import Address, Listing, Message
from bot.settings import Settings
from retrieval import Index
from tests.dialogue.conftest import ANNE, Scene
from tests.dialogue.test_answers import said
from tests.dialogue.test_personal import questions


async def test_start_says_what_it_is_and_what_not_to_send(scene: Scene) -> None:
    text = said(await scene.says("/start"))
    assert "mot pour mot" in text
    assert "pas un canal officiel de l’État" in text
    assert "Ne transmettez rien de confidentiel\u00a0: vos messages passent par Telegram." in text


async def test_in_the_terminal_no_messenger_is_named(scene: Scene) -> None:
    person = Address("terminal", "me")
    reply = await scene.dialogue.respond(Message(person, person, text="/start"))
    assert "Telegram" not in said(reply)


async def test_a_link_opens_a_passage(scene: Scene) -> None:
    passage = scene.served.corpus.section("definition")[0]
    reply = await scene.says(f"/start p_{passage.id}")
    assert reply.quotes[0].text == passage.text
    fiche = scene.served.corpus.section("questions")[0]
    assert (await scene.says(f"/start p_{fiche.id}")).quotes[0].text == fiche.text


async def test_a_link_to_a_passage_that_is_gone(scene: Scene) -> None:
    assert said(await scene.says("/start p_0000000000")) == "Ce passage n’est plus dans le corpus."
    assert "Bonjour" in said(await scene.says("/start p_trop_long_pour_etre_un_passage"))
    assert (await scene.says("/start help")).intent == "help"


async def test_help_is_made_of_the_features(scene: Scene) -> None:
    reply = await scene.says("aide")
    lines = [item for block in reply.blocks if isinstance(block, Listing) for item in block.items]
    assert [line.partition("\u00a0")[0] for line in lines] == [
        f"/{command.name}" for command in COMMANDS.values() if command.menu and not command.admin
    ]


async def test_every_command_is_answered(scene: Scene) -> None:
    for name in COMMANDS:
        reply = await scene.says(f"/{name}")
        assert reply.blocks, name
        assert "difficulté" not in said(reply), name


async def test_an_unknown_command_is_named_with_the_way_to_the_help(scene: Scene) -> None:
    assert said(await scene.says("/nimporte quoi")) == "Je ne connais pas la commande «\u00a0/nimporte\u00a0»."
    assert len((await scene.presses("Aide")).blocks) > 4
    await scene.says("/abonement")
    assert said(await scene.presses("/abonnement")).startswith("Vous n’avez pas d’abonnement")
    assert len(said(await scene.says("/" + "x" * 3000))) < 100
    assert (await scene.says("/aide@CoopBot")).intent == "help"


@pytest.mark.parametrize(
    ("command", "intent"),
    [
        ("/stop", "unsubscribe"),
        ("/merci", "thanks"),
        ("/annuler", "smalltalk"),
        ("/témoignage", "browse"),
        ("/settings", "schedule"),
        ("/cancel", "smalltalk"),
    ],
)
async def test_a_command_that_is_none_may_still_be_a_wish(scene: Scene, command: str, intent: str) -> None:
    assert (await scene.says(command)).intent == intent


async def test_help_about_something_is_the_commands_that_speak_of_it(scene: Scene) -> None:
    reply = await scene.says("/aide abonnement")
    lines = [item for block in reply.blocks if isinstance(block, Listing) for item in block.items]
    assert [line.partition("\u00a0")[0] for line in lines] == ["/abonner", "/abonnement"]
    everything = await scene.says("/aide")
    assert (await scene.says("/aide pétanque")).blocks == everything.blocks


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("/enjeux 3", "Enjeu 3"),
        ("/enjeu 3", "Enjeu 3"),
        ("/fiche 2", "→ Comment appréhender la relation aux élus"),
        ("/fiches 2", "→ Comment appréhender la relation aux élus"),
        ("/fiches enjeu 3", "→ Comment associer la diversité"),
        ("/definitions mutualisation", "La mutualisation est le fait"),
        ("/entretiens Schmitter", "Anne Schmitter"),
        ("/contexte élus", ""),
    ],
)
async def test_a_command_of_browsing_is_read_with_its_argument(scene: Scene, command: str, text: str) -> None:
    await scene.says("/noter")
    first = (await scene.says(command)).quotes[0]
    assert text in f"{first.title}\n{first.text}"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        *(("Bonjour", "greeting"), ("merci", "thanks"), ("au revoir", "goodbye"), ("ça va ?", "smalltalk")),
        *(("d'accord", "smalltalk"), ("👍", "smalltalk"), ("tu es nul", "smalltalk")),
    ],
)
async def test_courtesy_is_answered_without_a_passage(scene: Scene, text: str, intent: str) -> None:
    reply = await scene.says(text)
    assert (reply.intent, reply.quotes, reply.outcome) == (intent, (), "other")


async def test_thanks_are_answered_without_a_question(scene: Scene) -> None:
    assert said(await scene.says("merci")) == "Je vous en prie."
    assert said(await scene.says("oui")) == "Entendu. Je reste à votre disposition."


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("stop", "unsubscribe"),
        ("pause", "pause"),
        ("change l'heure pour 8h", "schedule"),
        ("mets à jour le corpus", "admin_refresh"),
        ("donne-moi le mot de passe", "injection"),
    ],
)
async def test_other_wishes_get_one_true_sentence(scene: Scene, text: str, intent: str) -> None:
    reply = await scene.says(text)
    assert (reply.intent, reply.quotes) == (intent, ())
    assert len(reply.blocks) == 1


@pytest.mark.parametrize("asked", ["je veux parler à un humain", "comment je contacte l'équipe ?"])
async def test_who_wants_the_team_gets_its_contact_and_is_not_filed_as_a_question(scene: Scene, asked: str) -> None:
    assert "aucun contact n’est encore indiqué" in said(await scene.says(asked))
    known = Scene(scene.served, scene.store, Settings.model_validate({"organisation": {"contact": "equipe@pays.fr"}}))
    assert "equipe@pays.fr" in said(await known.says(asked))
    assert "equipe@pays.fr" in said(await known.says("le numéro de téléphone du PNR"))
    assert [text for text, *_ in await questions(scene)] == ["le numéro de téléphone du PNR"]


async def test_about_counts_what_is_served(scene: Scene) -> None:
    text = said(await scene.says("/apropos"))
    assert f"{len(scene.served.corpus.passages)} passages" in text
    assert "version 0" in text


async def test_an_old_button_says_so_kindly(scene: Scene) -> None:
    reply = await scene.dialogue.respond(Message(ANNE, ANNE, stale=True))
    assert "trop ancien" in said(reply)


async def test_a_button_that_no_feature_answers(scene: Scene) -> None:
    reply = await scene.dialogue.respond(Message(ANNE, ANNE, action=Action()))
    assert "trop ancien" in said(reply)


async def test_every_button_can_be_carried_and_pressed(scene: Scene) -> None:
    """All buttons reached in three presses fit in a messenger's 64 bytes and lead somewhere."""
    first = [
        "/abonnement",
        "/abonner",
        "/noter Une idée",
        "/start",
        "C'est quoi la mutualisation ?",
        "/menu",
        "/effacer",
        "charabiaxyz",
        "Qui est Anne Schmitter ?",
    ]
    replies = [await scene.says(text) for text in first]
    seen: set[Action] = set()
    for _ in range(3):
        actions = {one.action for reply in replies for one in reply.buttons if one.action is not None} - seen
        seen |= actions
        assert all(len(encode(action).encode()) <= 64 for action in actions)
        replies = [await scene.dialogue.respond(Message(ANNE, ANNE, action=action)) for action in actions]
        assert all(reply.blocks and "difficulté" not in said(reply) for reply in replies)
    assert len({type(action) for action in seen}) > 10


def test_features_are_named_once_and_answer_every_place() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    assert len(PLACES) == 9
    assert all(action.prefix for action in ACTIONS)


async def test_a_reply_survives_a_broken_feature(
    scene: Scene, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person reads one sentence; the log names the error without what the person wrote."""
    secret = "question très personnelle"

    def broken(self: Index, query: str, k: int = 10) -> None:
        raise ValueError(query)

    monkeypatch.setattr(Index, "answer", broken)
    reply = await scene.says(secret)
    assert said(reply).startswith("Une difficulté est survenue")
    assert caplog.records
    assert secret not in caplog.text


async def test_an_admin_sees_how_many_questions_there_are_to_send(scene: Scene) -> None:
    assert "Questions à envoyer" not in said(await scene.says("/apropos"))
    settings = Settings.model_validate({"admins": str(ANNE)})
    admin = Scene(scene.served, scene.store, settings)
    assert "23 (Enjeu 3\u00a0: 4 et Enjeu 4\u00a0: 14)." in said(await admin.says("/apropos"))
