"""Les signaux : ce qui est demandé, ce qui manque, ce qui est confié ; sans aucun nom, à la demande et chaque mois."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.dialogue.admin.monthly import Monthly
from bot.editorial.library import Library, Served
from bot.messages import Address, Heading, Listing
from bot.outbox.letters import reply_of
from bot.settings import Settings
from bot.store import Store
from bot.store.contributions import Contribution
from bot.store.facts import Asked, Judged, Reasoned
from bot.store.giving import Given
from bot.store.letters import BEGINNING, LetterQueued, letters_waiting
from tests.dialogue.conftest import ANNE, START, Scene
from tests.dialogue.test_answers import said

PAUL = Address("telegram", "2002")
FEBRUARY = datetime(2026, 2, 10, 9, 0, tzinfo=UTC)


async def happens(served: Served, store: Store, at: datetime) -> None:
    """People ask, judge and give."""
    passage = served.corpus.section("definition")[0]
    await store.apply([Asked("m", "C'est quoi la mutualisation ?", "sure", "0", (passage.id,))], at)
    await store.apply([Asked("h", "Où planter des haies ?", "nothing", "0"), Judged("h", False)], at)
    await store.apply([Reasoned("h", "Rien sur les haies.")], at)
    gift = Contribution("g", PAUL, "comment", "cooperation", at, about="Contexte", text="Bien vu.", state="waiting")
    await store.apply([Given(gift)], at)


@pytest.fixture
def editor(served: Served, store: Store) -> Scene:
    return Scene(served, store, Settings(admins=(str(ANNE),)))


async def test_the_digest_says_what_is_asked_missed_and_given(editor: Scene) -> None:
    await happens(editor.served, editor.store, START - timedelta(days=1))
    reply = await editor.says("/signaux")
    assert Heading("Signaux du 1er février 2026 au 2 mars 2026") in reply.blocks
    listings = [block.items for block in reply.blocks if isinstance(block, Listing)]
    assert listings == [
        (f"{editor.served.corpus.section('definition')[0].title} (1 fois)",),
        ("«\u00a0Où planter des haies ?\u00a0»\u00a0: 1 question mal servie (mots\u00a0: planter, haies)",),
        ("Rien sur les haies.",),
        ("1 commentaire",),
    ]
    assert "À propos de\u00a0: «\u00a0Contexte\u00a0»." in said(reply)
    assert PAUL.id not in repr(reply)


async def test_nothing_to_tell_is_one_sentence(editor: Scene) -> None:
    assert said(await editor.says("/signaux 7")) == "Rien n’a été demandé ni confié sur cette période."


async def test_the_digest_is_for_the_editors(scene: Scene) -> None:
    assert said(await scene.says("/signaux")) == "Cette action est réservée à l’équipe éditoriale."


class Months:
    """A monthly digest whose clock is set by hand."""

    def __init__(self, served: Served, store: Store) -> None:
        self.now = FEBRUARY
        self.store = store
        self.monthly = Monthly(store, Library(served), Settings(), self.team, lambda: self.now)

    async def team(self) -> Collection[Address]:
        return {ANNE, PAUL}

    async def letters(self) -> list[LetterQueued]:
        found = await self.store.read(partial(letters_waiting, now=self.now, after=BEGINNING, limit=100))
        return [letter for _, letter in found]


async def test_every_editor_gets_last_month_once(served: Served, store: Store) -> None:
    months = Months(served, store)
    assert await months.monthly.queue() == 0
    await happens(served, store, FEBRUARY)
    months.now = datetime(2026, 3, 1, 6, 59, tzinfo=UTC)
    assert await months.monthly.queue() == 0
    months.now = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
    assert await months.monthly.queue() == 2
    assert await months.monthly.queue() == 0
    letters = await months.letters()
    assert {letter.address for letter in letters} == {ANNE, PAUL}
    first = reply_of(letters[0])
    assert "Signaux du 1er février 2026 au 28 février 2026" in said(first)
    assert "– «\u00a0Où planter des haies ?\u00a0»" in said(first)
    assert [one.label for one in first.buttons] == ["Questions sans réponse"]
    months.now = datetime(2026, 3, 31, 20, 0, tzinfo=UTC)
    assert await months.monthly.queue() == 0


async def test_two_processes_queue_the_same_letters(served: Served, store: Store) -> None:
    one, other = Months(served, store), Months(served, store)
    await happens(served, store, FEBRUARY)
    one.now = other.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    # Both have looked before either has written.
    await store.apply([LetterQueued("signals-2026-02-0", ANNE, "déjà là")], one.now)
    await one.monthly.queue()
    assert len(await other.letters()) == 2


async def test_a_month_without_anything_sends_nothing(served: Served, store: Store) -> None:
    months = Months(served, store)
    months.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert await months.monthly.queue() == 0
    assert await months.letters() == []
