"""What a feature is handed for one message, and what it hands back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.actions import Action
from bot.daily.stock import Stock
from bot.dialogue.giving.waited import GIVING
from bot.dialogue.intents import Intent, Place
from bot.messages import Message, Progress, Reply, silent
from bot.store.audit_log import AdminDid
from bot.store.facts import Fact
from bot.store.memory import Memory, Pending
from bot.texts import listed, texts
from corpus.model import Corpus, Passage, Theme

if TYPE_CHECKING:
    from bot.dialogue.standing import Standing
    from bot.dialogue.view import View
    from bot.editorial.library import Served
    from bot.editorial.refreshing import Refresher
    from bot.settings import Settings
    from bot.store import Store
    from retrieval.index import Index

LASTING = GIVING | {"doubt", "missed_ready"}
"""Pending kinds that another answer does not end: what is given is told over many messages, the others wait for a
button."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message and all that answering it may rest on.

    ``draw`` gives an integer below its argument (a seeded choice in tests); ``new_id`` a fresh question id;
    ``commands`` are those of all features, for the help; ``stocked`` gives the questions to think with; ``progress``
    shows how far a long action is, in a message that each call replaces and the reply replaces at the end;
    ``refresher`` is what editors change the corpus with, None where nobody can; ``standing`` knows who they are;
    ``errors`` counts those of this program since it began.
    """

    message: Message
    memory: Memory
    served: Served
    view: View
    settings: Settings
    store: Store
    now: datetime
    draw: Callable[[int], int]
    new_id: Callable[[], str]
    commands: tuple[CommandLine, ...] = ()
    stocked: Callable[[], Stock] = lambda: Stock(())
    progress: Progress = silent
    refresher: Refresher | None = None
    standing: Standing | None = None
    errors: Callable[[], int] = lambda: 0

    async def is_admin(self) -> bool:
        """Whether the person belongs to the editorial team."""
        if str(self.message.sender) in self.settings.admins:
            return True
        return self.standing is not None and await self.standing.is_admin(self.message.sender)

    async def did(self, action: str, details: str = "") -> AdminDid:
        """What is written in the audit log of something that an editor does; no words or address of anybody."""
        number = 0 if self.standing is None else await self.standing.number(self.message.sender)
        return AdminDid(number, action, details)

    @property
    def stock(self) -> Stock:
        """The questions to think with, of the corpus being served."""
        return self.stocked()

    @property
    def corpus(self) -> Corpus:
        """The corpus being served."""
        return self.served.corpus

    @property
    def index(self) -> Index:
        """The index over it."""
        return self.served.index

    @property
    def theme(self) -> Theme | None:
        """The theme the person is in: the one chosen, else the default; None when the corpus is empty."""
        chosen = next((theme for theme in self.corpus.themes if theme.key == self.memory.theme), None)
        return chosen or self.corpus.default_theme

    @property
    def contact(self) -> str:
        """Where to write to people: the theme's contact, else the organisation's; empty when neither is known."""
        return (self.theme.links.get("contact", "") if self.theme else "") or self.settings.organisation.contact

    @property
    def subject(self) -> str:
        """What the corpus is about, in words."""
        if not self.corpus.themes:
            return texts("subject-none")
        return listed(tuple(f"«\u00a0{theme.name}\u00a0»" for theme in self.corpus.themes))

    def theme_of(self, passages: Sequence[Passage]) -> str:
        """The key of the theme that the person is in once these are shown; as before when there is only one theme."""
        if len(self.corpus.themes) < 2 or not passages:
            return self.memory.theme
        return passages[0].document.partition("/")[0]

    def within(self, theme: str) -> Turn:
        """The same turn in another theme (its key); as it is when there is no such theme or no other one."""
        if len(self.corpus.themes) < 2 or all(known.key != theme for known in self.corpus.themes):
            return self
        return replace(self, memory=replace(self.memory, theme=theme))

    def remember(self, **changes: Any) -> Memory:
        """The memory with these changes; what the person was in the middle of is over."""
        return replace(self.memory, **({"pending": None} | changes))

    def in_passing(self) -> Memory:
        """The memory after an answer that changes nothing of it: what the very next message was to be is over."""
        lasts = self.memory.pending is not None and self.memory.pending.kind in LASTING
        return self.memory if lasts else self.remember()

    def waiting(self, pending: Pending) -> Memory:
        """The memory of someone whose next message we wait for."""
        return replace(self.memory, pending=pending)


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply, the memory to keep (None: as ``Turn.in_passing`` leaves it) and what else is to be written down.

    ``forget`` says that nothing at all may be written about this person after this message.
    """

    reply: Reply
    memory: Memory | None = None
    facts: tuple[Fact, ...] = ()
    forget: bool = False


Handler = Callable[[Turn, Any], Awaitable["Answer | Intent"]]
"""Answers an intent or a button; returning an intent hands the message on to the feature that answers it."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A slash command: its name, the intent that its argument makes, and the key of its line of help.

    ``words`` stand for it where an argument comes with it ("/fiches 3" is read as "fiches 3").
    ``menu`` is False for a command that works without being listed; ``admin`` is set for those of the editorial team.
    ``family`` is the heading that it has in the help.
    """

    name: str
    means: Callable[[str], Intent]
    help: str
    menu: bool = True
    admin: bool = False
    family: str = ""
    words: str = ""


@dataclass(frozen=True)
class Feature:
    """What one file of the dialogue answers to: commands, intents, parts of the corpus browsed, buttons.

    ``admin``: all of it is for the editorial team alone (``bot.dialogue.reserved`` sees to it).
    """

    name: str
    commands: tuple[CommandLine, ...] = ()
    intents: Mapping[type[Intent], Handler] = field(default_factory=dict)
    places: Mapping[Place, Handler] = field(default_factory=dict)
    actions: Mapping[type[Action], Handler] = field(default_factory=dict)
    admin: bool = False

    def under(self, family: str) -> Feature:
        """The feature with its commands under a heading of the help."""
        return replace(self, commands=tuple(replace(line, family=family) for line in self.commands))
