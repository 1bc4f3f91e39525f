"""Scenes: a person writes or presses, the bot answers, over the real embedded corpus, index and database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.actions import Action
from bot.dialogue import Dialogue
from bot.dialogue.turn import Turn
from bot.dialogue.view import View, view_of
from bot.editorial.library import Library, Served
from bot.messages import Address, Button, Message, Reply
from bot.settings import Settings
from bot.store import Store
from bot.store.memory import Memory
from corpus.loading import EMBEDDED, load_corpus
from retrieval import Index

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANNE = Address("telegram", "1001")


@pytest.fixture(scope="session")
def served() -> Served:
    corpus = load_corpus(EMBEDDED).corpus
    return Served("0", corpus, Index.build(corpus.passages, lexicon=corpus.lexicon))


@pytest.fixture(scope="session")
def second() -> Served:
    """An invented theme, of which the program knows nothing."""
    corpus = load_corpus(Path(__file__).parent.parent / "data" / "second_theme").corpus
    return Served("7", corpus, Index.build(corpus.passages, lexicon=corpus.lexicon))


def turn_of(scene: Scene) -> Turn:
    """What a feature is handed when this person writes."""
    message = Message(scene.person, scene.person)
    view = view_of(scene.served.corpus, scene.served.index)
    return Turn(
        message,
        Memory(),
        scene.served,
        view,
        scene.settings,
        scene.store,
        scene.now,
        lambda below: 0,
        lambda: "q1",
    )


@pytest.fixture(scope="session")
def view(served: Served) -> View:
    return view_of(served.corpus, served.index)


@dataclass
class Scene:
    """One person's conversation.  ``says`` and ``presses`` give the reply; time passes only when told."""

    served: Served
    store: Store
    settings: Settings = field(default_factory=Settings)
    person: Address = ANNE
    now: datetime = START
    group: Address | None = None
    administrator: bool = False
    hurried: bool = False
    last: Reply = field(default_factory=lambda: Reply(()))

    def __post_init__(self) -> None:
        ids = iter(range(1, 10_000))
        self.dialogue = Dialogue(
            Library(self.served),
            self.store,
            self.settings,
            lambda: self.now,
            draw=lambda below: below - 1,
            new_id=lambda: f"q{next(ids)}",
        )

    async def says(self, text: str, reply_to: str = "") -> Reply:
        """Write a message, perhaps in reply to one of the bot's."""
        self.last = await self.dialogue.respond(self._message(text=text, reply_to=reply_to))
        return self.last

    async def presses(self, label: str) -> Reply:
        """Press the button of the last reply that has this label."""
        action = button(self.last, label).action
        assert action is not None
        self.last = await self.dialogue.respond(self._message(action=action))
        return self.last

    def _message(self, text: str = "", action: Action | None = None, reply_to: str = "") -> Message:
        return Message(
            self.person,
            self.group or self.person,
            text=text,
            action=action,
            reply_to=reply_to,
            place="group" if self.group else "private",
            administrator=self.administrator,
            hurried=self.hurried,
        )

    def waits(self, time: timedelta) -> None:
        self.now += time


def button(reply: Reply, label: str) -> Button:
    found = [one for one in reply.buttons if one.label == label]
    assert found, f"no button {label!r} among {[one.label for one in reply.buttons]}"
    return found[0]


@pytest.fixture
def scene(served: Served, store: Store) -> Scene:
    return Scene(served, store)


@pytest.fixture
def elsewhere(second: Served, store: Store) -> Scene:
    """A conversation over the second theme."""
    return Scene(second, store)
