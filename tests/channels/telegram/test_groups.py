"""In a group the bot is quiet until it is spoken to."""

from __future__ import annotations

import pytest

from bot.channels.telegram.groups import Me, asked
from bot.channels.telegram.personal import for_one_alone, payload_as_command, with_the_way
from bot.channels.telegram.updates import Joined, Left, Migrated, Returned, Typed, Written, address, read
from bot.messages import Message, Paragraph, Reply
from bot.texts import texts
from tests.channels.telegram.conftest import FewWords
from tests.channels.telegram.test_conversation import texts_in
from tests.doubles.bot_api import BotApi
from tests.doubles.world import Json, World

ME = Me(4242, "Essai_bot", frozenset({"aide", "demander", "effacer"}))
ANNE, GROUP, FORUM = 501, -900, -1001000000900
BOT = {"id": 4242, "is_bot": True, "first_name": "Essai", "username": "Essai_bot"}
PAUL = {"id": 502, "is_bot": False, "first_name": "Paul"}


def original(sender: Json, text: str, **more: object) -> Json:
    return {"message_id": 1, "date": 1, "chat": {"id": GROUP, "type": "group"}, "from": sender, "text": text, **more}


def message(text: str, chat: int = GROUP, **more: object) -> Json:
    return World(lambda: 1.0, username="Essai_bot").say(ANNE, text, chat=chat) | more


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Bonjour à tous", None),
        ("C'est quoi ?", None),
        ("/demander C'est quoi ?", "C'est quoi ?"),
        ("/demander@Essai_bot C'est quoi ?", "C'est quoi ?"),
        ("/demander@essai_BOT\nC'est quoi ?", "C'est quoi ?"),
        ("/demander", "/demander"),
        ("/demander@autre_bot C'est quoi ?", None),
        ("/aide", "/aide"),
        ("/aide@Essai_bot", "/aide"),
        ("/aide@autre_bot", None),
        ("/inconnue", None),
        ("/inconnue@Essai_bot", "/inconnue"),
        ("@Essai_bot c'est quoi ?", "c'est quoi ?"),
        ("@essai_bot, c'est quoi ?", "c'est quoi ?"),
        ("Et selon @Essai_bot c'est quoi ?", "Et selon  c'est quoi ?"),
        ("@Essai_bot", "/demander"),
        ("@autre_bot c'est quoi ?", None),
        ("écrire à bob@Essai_bot.fr", None),
    ],
)
def test_what_is_heard_in_a_group(text: str, heard: str | None) -> None:
    assert asked(message(text), ME) == heard


@pytest.mark.parametrize(
    ("replied", "text", "heard"),
    [
        (original(BOT, "Voici."), "la suite", "la suite"),
        (original(PAUL, "C'est quoi ?"), "je ne sais pas", None),
        (original(PAUL, "C'est quoi ?"), "/demander", "C'est quoi ?"),
        (original(PAUL, "C'est quoi ?"), "@Essai_bot ?", "?"),
        (original(PAUL, "C'est quoi ?"), "@Essai_bot", "C'est quoi ?"),
        (original(BOT, "", forum_topic_created={"name": "x", "icon_color": 1}), "bonjour", None),
    ],
)
def test_replies_in_a_group(replied: Json, text: str, heard: str | None) -> None:
    assert asked(message(text, reply_to_message=replied), ME) == heard


@pytest.mark.parametrize("text", ["/aide", "/aide@Essai_bot", "/start p_abcdefghij", "/inconnue x"])
def test_in_private_every_command_is_heard(text: str) -> None:
    assert asked(message(text, chat=ANNE), ME) == text.replace("@Essai_bot", "")


def test_in_private_a_command_is_heard_under_any_bots_name() -> None:
    assert asked(message("/aide@autre_bot", chat=ANNE), ME) == "/aide"


@pytest.mark.parametrize(
    ("text", "heard"),
    [("@Essai_bot c'est quoi ?", "c'est quoi ?"), ("@Essai_bot", "/demander"), ("@autre_bot ?", "@autre_bot ?")],
)
def test_in_private_the_bots_name_is_no_part_of_the_question(text: str, heard: str) -> None:
    assert asked(message(text, chat=ANNE), ME) == heard


def reading(**update: object) -> object:
    return read({"update_id": 1, **update}, ME)


CHAT = {"id": GROUP, "type": "group", "title": "G"}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"via_bot": BOT}, None),
        ({"from": {"id": 7, "is_bot": True, "first_name": "autre"}}, None),
        ({"chat": {"id": -5, "type": "channel", "title": "C"}}, None),
        ({"is_automatic_forward": True}, None),
        ({"migrate_to_chat_id": FORUM}, Migrated(address(GROUP), address(FORUM))),
        ({"migrate_from_chat_id": FORUM}, Migrated(address(FORUM), address(GROUP))),
    ],
)
def test_messages_that_are_no_question(change: Json, found: object) -> None:
    body = {**original(PAUL, "/demander quoi ?"), **change}
    assert reading(message=body) == found


def test_an_anonymous_administrator_is_the_group_itself() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    found = reading(message={**original(anonymous, "/demander quoi ?"), "sender_chat": CHAT})
    assert isinstance(found, Written)
    assert found.message.sender == address(GROUP)


def test_membership() -> None:
    def change(old: str, new: str, chat: Json) -> Json:
        extra = {"until_date": 0} if "kicked" in (old, new) else {}
        return {
            "chat": chat,
            "from": PAUL,
            "date": 1,
            "old_chat_member": {"user": BOT, "status": old, **(extra if old == "kicked" else {})},
            "new_chat_member": {"user": BOT, "status": new, **(extra if new == "kicked" else {})},
        }

    private = {"id": ANNE, "type": "private", "first_name": "A"}
    assert reading(my_chat_member=change("left", "member", CHAT)) == Joined(address(GROUP), address(502))
    assert reading(my_chat_member=change("member", "left", CHAT)) == Left(address(GROUP))
    assert reading(my_chat_member=change("member", "kicked", private)) == Left(address(ANNE))
    assert reading(my_chat_member=change("kicked", "member", private)) == Returned(address(ANNE))
    assert reading(my_chat_member=change("member", "administrator", CHAT)) is None


def test_an_inline_query_is_read() -> None:
    assert reading(inline_query={"id": "9", "from": PAUL, "query": "eau", "offset": ""}) == Typed(
        "9", "eau", address(502)
    )


async def test_the_bot_answers_under_the_question_in_its_topic(api: BotApi, bot: None, dialogue: FewWords) -> None:
    api.world.chat(FORUM, is_forum=True)
    api.world.say(ANNE, "bonjour à tous", chat=FORUM, thread=5)
    question = api.world.say(ANNE, "/demander quoi ?", chat=FORUM, thread=5)
    [answer] = await api.until(lambda: api.world.sent_to(FORUM))
    assert answer["message_thread_id"] == 5
    assert answer["reply_to_message"]["message_id"] == question["message_id"]
    [heard] = dialogue.heard
    assert (heard.place, heard.thread, heard.sender, heard.chat) == ("group", "5", address(ANNE), address(FORUM))


async def test_a_reply_to_the_bot_carries_what_it_said(api: BotApi, bot: None, dialogue: FewWords) -> None:
    api.world.say(ANNE, "/demander quoi ?", chat=GROUP)
    [answer] = await api.until(lambda: api.world.sent_to(GROUP))
    api.world.say(ANNE, "et ensuite ?", chat=GROUP, reply_to=answer)
    await api.until(lambda: len(api.world.sent_to(GROUP)) == 2)
    assert dialogue.heard[1].reply_to == "Réponse à : quoi ?"


async def test_what_is_personal_is_opened_in_private(api: BotApi, bot: None, dialogue: FewWords) -> None:
    api.world.say(ANNE, "/effacer@essai_bot", chat=GROUP)
    [answer] = await api.until(lambda: api.world.sent_to(GROUP))
    assert answer["text"] == texts("telegram-personal")
    [[key]] = answer["reply_markup"]["inline_keyboard"]
    assert key["url"] == "https://t.me/essai_bot?start=effacer"
    assert dialogue.heard == []
    api.world.say(ANNE, "/start effacer")
    await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : /effacer"])


@pytest.mark.parametrize(
    ("sentence", "intent", "payload"),
    [
        ("private-only", "my_data", "mesdonnees"),
        ("private-only", "notebook", "carnet"),
        ("give-private", "volunteer", "temoigner"),
        ("give-private", "comment", "commenter"),
        ("give-private", "gifts", "mescontributions"),
        ("give-private", "ask", "help"),
    ],
)
def test_what_is_only_done_in_private_comes_with_the_way_there(sentence: str, intent: str, payload: str) -> None:
    reply = with_the_way(Reply((Paragraph(texts(sentence)),), intent=intent), "essai_bot")
    assert [key.url for key in reply.buttons] == [f"https://t.me/essai_bot?start={payload}"]
    command = Message(address(ANNE), address(ANNE), f"/start {payload}")
    assert payload == "help" or payload_as_command(command).text == f"/{payload}"


async def test_what_a_button_says_to_one_person_is_shown_to_them_alone(api: BotApi, bot: None) -> None:
    api.world.say(ANNE, "/demander quoi ?", chat=GROUP)
    [answer] = await api.until(lambda: api.world.sent_to(GROUP))
    query = api.world.press_data(502, answer, "zz:inconnu:7")
    shown = await api.until(lambda: api.world.answers.get(query))
    assert (shown["text"], shown["show_alert"]) == ("Ce bouton est ancien.", "true")
    late = api.world.press_data(502, answer, "zz:inconnu:7")
    api.world.answers[late] = {}
    await api.until(lambda: texts_in(api, GROUP) == ["Réponse à : quoi ?", "Ce bouton est ancien."])


async def test_what_a_button_opens_is_shown_to_the_group(api: BotApi, bot: None) -> None:
    api.world.say(ANNE, "/demander quoi ?", chat=GROUP)
    [answer] = await api.until(lambda: api.world.sent_to(GROUP))
    query = api.world.press(502, answer, "Suite")
    await api.until(lambda: texts_in(api, GROUP) == ["page 2"])
    assert "text" not in api.world.answers[query]


def test_only_what_is_said_aside_and_is_short_is_shown_to_one_alone() -> None:
    assert for_one_alone(Reply((Paragraph("x" * 200),), aside=True)) == "x" * 200
    assert not for_one_alone(Reply((Paragraph("x" * 201),), aside=True))
    assert not for_one_alone(Reply((Paragraph("x"), Paragraph("y")), aside=True))
    assert not for_one_alone(Reply((Paragraph("Répondez à ce message."),)))


async def test_asking_nothing_in_a_group_says_how(api: BotApi, bot: None) -> None:
    api.world.say(ANNE, "/demander", chat=GROUP)
    await api.until(lambda: texts_in(api, GROUP) == [texts("telegram-group-ask")])
    [how] = api.world.sent_to(GROUP)
    assert "en réponse à ce message" in how["text"]
    api.world.say(ANNE, "quoi ?", chat=GROUP, reply_to=how)
    await api.until(lambda: texts_in(api, GROUP)[1:] == ["Réponse à : quoi ?"])


async def test_the_bot_says_how_to_speak_to_it_when_it_joins(api: BotApi, bot: None) -> None:
    api.world.membership(ANNE, GROUP, "left", "member")
    await api.until(lambda: texts_in(api, GROUP) == [texts("telegram-group-hello", username="essai_bot")])


async def test_an_answer_follows_a_group_that_moved(api: BotApi, bot: None, dialogue: FewWords) -> None:
    def move(message: object) -> None:
        if GROUP not in api.world.moved:
            api.world.migrate(ANNE, GROUP, FORUM)

    dialogue.before = move
    api.world.say(ANNE, "/demander quoi ?", chat=GROUP)
    await api.until(lambda: texts_in(api, FORUM) == ["Réponse à : quoi ?"])
    api.world.say(ANNE, "/demander encore ?", chat=FORUM)
    await api.until(lambda: len(texts_in(api, FORUM)) == 2)


async def test_a_person_who_blocked_the_bot_holds_nobody_up(api: BotApi, bot: None) -> None:
    api.world.say(ANNE, "bonjour")
    api.world.membership(ANNE, ANNE, "member", "kicked")
    api.world.say(503, "bonjour")
    await api.until(lambda: texts_in(api, 503))
    api.world.membership(ANNE, ANNE, "kicked", "member")
    api.world.say(ANNE, "de retour")
    await api.until(lambda: "Réponse à : de retour" in texts_in(api, ANNE))
