"""Scenes of an editor: a corpus folder of their own, the refresher, files sent and received."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.dialogue import Dialogue
from bot.editorial.library import Library
from bot.editorial.refreshing import Refresher
from bot.messages import Address, Attachment, File, Listing, Message, Paragraph, Reply
from bot.settings import Settings, load_settings
from bot.store import Store
from tests.dialogue.conftest import button

SECOND = Path(__file__).parent.parent / "data" / "second_theme"
JEANNE = Address("telegram", "2002")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def sentences(reply: Reply) -> list[str]:
    """All that a reply says by itself, a line of text each."""
    said: list[str] = []
    for block in reply.blocks:
        if isinstance(block, Paragraph):
            said.append(block.text)
        elif isinstance(block, Listing):
            said.extend(block.items)
    return said


def labels(reply: Reply) -> list[str]:
    return [one.label for one in reply.buttons]


def file_of(reply: Reply) -> File:
    [found] = [block for block in reply.blocks if isinstance(block, File)]
    return found


@dataclass
class Editor:
    """One editor's conversation over a corpus folder in ``folder``; ``shown`` is the progress of the last message."""

    folder: Path
    store: Store
    person: Address = JEANNE
    admins: tuple[str, ...] = (str(JEANNE),)
    shown: list[str] = field(default_factory=list)
    last: Reply = field(default_factory=lambda: Reply(()))
    now: datetime = START

    def __post_init__(self) -> None:
        self.source = self.folder / "accueil"
        if not self.source.exists():
            shutil.copytree(SECOND, self.source)
        (self.folder / "config.yaml").touch()
        given = {"data_dir": str(self.folder / "data"), "corpus": str(self.source)}
        self.settings: Settings = load_settings(self.folder / "config.yaml", given, {}).model_copy(
            update={"admins": self.admins}
        )
        self.library = Library.open(self.settings)
        self.refresher = Refresher(self.settings, self.library, lambda: self.now)
        self.dialogue = Dialogue(self.library, self.store, self.settings, lambda: self.now, refresher=self.refresher)

    async def says(self, text: str) -> Reply:
        return await self._sends(Message(self.person, self.person, text=text))

    async def presses(self, label: str) -> Reply:
        return await self._sends(Message(self.person, self.person, action=button(self.last, label).action))

    async def sends(self, name: str, content: str | bytes, caption: str = "") -> Reply:
        """Send a file."""
        data = content.encode() if isinstance(content, str) else content

        async def read() -> bytes:
            return data

        return await self._sends(
            Message(self.person, self.person, text=caption, file=Attachment(name, len(data), read))
        )

    async def _sends(self, message: Message) -> Reply:
        self.shown.clear()
        self.last = await self.dialogue.respond(message, self._show)
        return self.last

    async def _show(self, reply: Reply) -> None:
        self.shown += sentences(reply)

    def replace(self, name: str, before: str, after: str) -> None:
        """Somebody edits a file of the source."""
        text = (self.source / name).read_text("utf-8")
        assert before in text
        (self.source / name).write_text(text.replace(before, after), "utf-8")

    @property
    def served(self) -> str:
        """All that is served, as one text."""
        return "\n".join(passage.text for passage in self.library.current.corpus.passages)
