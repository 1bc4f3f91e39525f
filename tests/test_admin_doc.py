"""docs/admin.md : chaque échange montré aux éditeurs est rejoué, mot pour mot, sur le corpus livré."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from bot.messages import Address
from bot.store import Store
from bot.store.contributions import Contribution
from bot.store.giving import Given
from corpus.loading import EMBEDDED
from tests.dialogue.editors import Editor
from tests.transcripts import Player, steps

DOCUMENT = Path(__file__).parent.parent / "docs" / "admin.md"

COMMENT = Contribution(
    "g1",
    Address("telegram", "7"),
    "comment",
    "accueil",
    datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
    "accueil/enjeu-4-questions-2",
    "Enjeu 4, fiche 2",
    "Cette fiche oublie les associations.",
    state="waiting",
)
"""What a reader gave before the editor comes."""


async def test_every_exchange_is_as_it_is_shown(tmp_path: Path) -> None:
    shutil.copytree(EMBEDDED / "cooperation", tmp_path / "accueil")
    # The labelled questions are tried at each preview, which takes its time, and none of them is about this.
    (tmp_path / "accueil" / "questions.jsonl").unlink()
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'coop.db'}")
    try:
        await store.apply([Given(COMMENT)], COMMENT.given_at)
        editor = Editor(tmp_path, store, admins=())
        await editor.refresher.swap((await editor.refresher.prepare()).draft)
        player = Player(editor)
        shown = list(steps(DOCUMENT))
        assert shown
        for step in shown:
            assert await player.play(step) == step.answered, step.done
    finally:
        await store.close()
