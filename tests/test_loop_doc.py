"""docs/boucle.md : chaque échange montré aux éditeurs est rejoué, mot pour mot, après des questions inventées."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from bot.actions import Action
from bot.dialogue.answers import Judge, PassOn
from bot.dialogue.giving.acts import Follow
from bot.messages import Address, Message
from bot.store import Store
from corpus.loading import EMBEDDED
from tests.dialogue.editors import START, Editor
from tests.transcripts import Player, steps

DOCUMENT = Path(__file__).parent.parent / "docs" / "boucle.md"
ASKED = (
    ("Comment créer une ressourcerie ?", "follow"),
    ("ressourcerie", ""),
    ("créer une resourcerie", ""),
    ("Qui tient une ressourcerie ?", "follow"),
    ("Comment évaluer un projet de territoire ?", "follow"),
    ("quels indicateurs pour évaluer un projet", "useless"),
    ("C'est quoi une recyclerie ?", ""),
    ("C'est quoi la mutualisation ?", "useful"),
    ("définition de la mutualisation", ""),
    ("mutualisation", "useful"),
)
"""What people ask, and what they do with the answer."""


async def people(editor: Editor) -> None:
    """Ask all that, one after another, within some days."""
    for number, (text, then) in enumerate(ASKED):
        person = Address("telegram", f"9{number}")
        editor.now = START - timedelta(days=9 - number)

        async def does(action: Action | None, text: str = "", person: Address = person) -> None:
            await editor.dialogue.respond(Message(person, person, text, action))

        reply = await editor.dialogue.respond(Message(person, person, text))
        actions = [one.action for one in reply.buttons]
        question = next(action.question for action in actions if isinstance(action, Judge | PassOn))
        if then == "follow":
            await does(PassOn(question))
            await does(Follow(question))
        elif then:
            await does(Judge(question, int(then == "useful")))
            if then == "useless":
                await does(None, "Rien sur la méthode.")
    editor.now = START


async def play(folder: Path) -> list[tuple[str, str, str]]:
    """Every step: what is done, what the document says is answered, what is."""
    shutil.copytree(EMBEDDED / "cooperation", folder / "accueil")
    # The labelled questions are tried at each preview, which takes its time, and none of them is about this.
    (folder / "accueil" / "questions.jsonl").unlink()
    store = await Store.open(f"sqlite+aiosqlite:///{folder / 'coop.db'}")
    try:
        editor = Editor(folder, store)
        await people(editor)
        player = Player(editor)
        return [(step.done, step.answered, await player.play(step)) for step in steps(DOCUMENT)]
    finally:
        await store.close()


async def test_every_exchange_is_as_it_is_shown(tmp_path: Path) -> None:
    played = await play(tmp_path)
    assert len(played) > 20
    for done, shown, answered in played:
        assert answered == shown, done
