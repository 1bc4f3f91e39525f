"""Un fichier envoyé en privé arrive entier au dialogue ; ce qui ne se télécharge pas se dit en une phrase."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.telegram import files
from bot.channels.telegram.files import MEBIBYTES, document_of
from tests.channels.telegram.conftest import Done, FewWords
from tests.channels.telegram.test_conversation import ANNE, GROUP, texts_in
from tests.doubles.bot_api import BotApi
from tests.doubles.faults import Kind
from tests.doubles.world import entities_of


async def test_a_file_arrives_whole_with_its_words(api: BotApi, dialogue: FewWords, bot: None) -> None:
    content = bytes(range(256))
    api.world.send_file(ANNE, "fiche corrigée.md", content, caption="la fiche")
    await api.until(lambda: texts_in(api, ANNE) == [f"fiche corrigée.md : {content!r}"])
    assert dialogue.heard[0].text == "la fiche"
    assert dialogue.heard[0].file is not None
    assert dialogue.heard[0].file.size == 256


async def test_nothing_is_fetched_before_it_is_read(api: BotApi, dialogue: FewWords, bot: None) -> None:
    dialogue.steps[""], dialogue.gates["étape"] = ("étape",), asyncio.Event()
    api.world.send_file(ANNE, "note.md", b"x")
    await api.until(lambda: texts_in(api, ANNE) == ["étape"])
    assert not api.called("getFile")
    dialogue.gates["étape"].set()
    await api.until(lambda: texts_in(api, ANNE) == ["note.md : b'x'"])


@pytest.mark.parametrize("kind", ["429", "502", "drop_before", "drop_after"])
async def test_fetching_goes_on_after_a_fault(
    kind: Kind, api: BotApi, bot: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for method in ("getFile", "download"):
        api.faults.add("429" if kind == "drop_after" and method == "download" else kind, method, times=1, seconds=0)
    monkeypatch.setattr(files, "PAUSE", 0.0)
    api.world.send_file(ANNE, "note.md", b"contenu")
    await api.until(lambda: texts_in(api, ANNE) == ["note.md : b'contenu'"])


async def test_a_fault_that_lasts_is_said_and_the_next_message_is_answered(
    api: BotApi, bot: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.faults.add("502", "download")
    monkeypatch.setattr(files, "PAUSE", 0.0)
    api.world.send_file(ANNE, "note.md", b"contenu")
    api.world.say(ANNE, "ensuite")
    await api.until(lambda: texts_in(api, ANNE) == ["note.md : illisible", "Réponse à : ensuite"])


async def test_what_telegram_does_not_hand_out_is_said(api: BotApi, bot: None) -> None:
    large = MEBIBYTES * 2**20 + 1
    api.world.send_file(ANNE, "a.zip", b"x", size=large)
    api.world.send_file(ANNE, "b.zip", b"x" * large, size=7)
    gone = api.world.send_file(ANNE, "c.zip", b"x")
    del api.world.files[gone["document"]["file_id"]]
    expected = [f"a.zip : plus de {MEBIBYTES} Mio", f"b.zip : plus de {MEBIBYTES} Mio", "c.zip : illisible"]
    await api.until(lambda: texts_in(api, ANNE) == expected)


async def test_in_a_group_a_file_is_left_to_the_people_there(api: BotApi, dialogue: FewWords, bot: None) -> None:
    document = {"file_id": "d", "file_unique_id": "d", "file_name": "note.md", "file_size": 1}
    api.world.send_other(ANNE, chat=GROUP, document=document)
    words = "@essai_bot et ceci ?"
    api.world.send_other(ANNE, chat=GROUP, document=document, caption=words, caption_entities=entities_of(words))
    await api.until(lambda: texts_in(api, GROUP) == ["Réponse à : et ceci ?"])
    assert dialogue.heard[0].file is None


async def test_the_words_of_a_file_that_are_edited_are_a_question(
    api: BotApi, dialogue: FewWords, bot: None, settled: Done
) -> None:
    message = api.world.send_file(ANNE, "note.md", b"x", caption="avnt")
    await api.until(lambda: texts_in(api, ANNE) == ["note.md : b'x'"])
    await settled()
    api.world.post("edited_message", {**message, "caption": "avant"})
    await api.until(lambda: texts_in(api, ANNE) == ["Réponse à : avant"])
    assert dialogue.heard[-1].file is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [("a.md", "a.md"), ("../../b.md", "b.md"), ("C:\\dossier\\c.md", "c.md"), ("..", "document"), ("", "document")],
)
def test_a_name_leads_nowhere(name: str, kept: str) -> None:
    document = document_of({"document": {"file_id": "f", "file_name": name}})
    assert document is not None
    assert document.name == kept


def test_an_animation_is_no_file() -> None:
    assert document_of({"animation": {}, "document": {"file_id": "f"}}) is None
