"""The terminal: one person, one conversation; a button or a folded passage is opened by typing its number."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.channels.plain import Line, button_line, lines_of, separated, showable
from bot.messages import Address, Answerer, Attachment, Block, File, Message, Paragraph, Progress, Quote, Reply, silent
from bot.texts import texts

_log = logging.getLogger(__name__)
SEND = "/envoyer"
"""Followed by a path, it sends that file: what a messenger's paper clip does."""


class Conversation:
    """Turns lines into messages and remembers what the numbers on the screen stand for.

    Args:
        dialogue: who answers.
        person: the address of whoever types.
        folds: whether folded passages wait for their number (on a screen) or are printed whole (in a pipe).
        progress: shows how far a long action is.
    """

    def __init__(self, dialogue: Answerer, person: Address, folds: bool = False, progress: Progress = silent) -> None:
        self._dialogue = dialogue
        self._person = person
        self._progress = progress
        self.folds = folds
        self.shown = Reply(())

    @property
    def folded(self) -> tuple[Quote, ...]:
        """The passages that wait for their number, which follows those of the buttons."""
        return tuple(quote for quote in self.shown.quotes if quote.folded) if self.folds else ()

    async def hear(self, line: str) -> Reply:
        """The reply to a line: to the button of that number, the passage it unfolds, else to the text.

        Never raises: what goes wrong is logged, and the person reads one sentence.
        """
        number = int(line) if line.strip().isdecimal() and len(line.strip()) <= 2 else 0
        buttons = self.shown.buttons
        if 0 < number <= len(buttons):
            button = buttons[number - 1]
            if button.action is None:
                return Reply((Paragraph(button.url or button.copy),))
            message = Message(self._person, self._person, action=button.action)
        elif 0 < number - len(buttons) <= len(self.folded):
            return Reply((replace(self.folded[number - len(buttons) - 1], folded=False),))
        elif f"{line} ".startswith(f"{SEND} "):
            file = attached(line.removeprefix(SEND))
            if file is None:
                return Reply((Paragraph(texts("terminal-no-file")),))
            message = Message(self._person, self._person, file=file)
        else:
            message = Message(self._person, self._person, text=showable(line))
        try:
            self.shown = await self._dialogue.respond(message, self._progress)
        except Exception:
            _log.exception("An answer failed")
            return Reply((Paragraph(texts("terminal-error")),))
        return self.shown

    def laid_out(self, reply: Reply) -> list[Line]:
        """The lines of a reply as they are shown here, with its numbered entries."""
        blocks = [self._block(block) for block in reply.blocks]
        entries = [Line(button_line(number, button)) for number, button in enumerate(reply.buttons, 1)]
        return separated([*blocks, entries] if entries else blocks)

    def _block(self, block: Block) -> list[Line]:
        lines = lines_of(block)
        if not isinstance(block, Quote) or block not in self.folded:
            return lines
        number = len(self.shown.buttons) + self.folded.index(block) + 1
        named = [line for line in lines if line.role in ("title", "source")] or [Line(f"{lines[0].text[:60]}…")]
        return [*named, Line(texts("terminal-unfold", number=number))]


def attached(typed: str) -> Attachment | None:
    """The file at a typed path, as one dragged into a terminal is written; None when there is none."""
    path = Path(typed.strip().strip("'\"")).expanduser()
    try:
        size = path.stat().st_size if path.is_file() else -1
    except (OSError, ValueError):
        return None

    async def read() -> bytes:
        return await asyncio.to_thread(path.read_bytes)

    return Attachment(path.name, size, read) if size >= 0 else None


def save_files(reply: Reply, folder: Path) -> list[Line]:
    """Write the files of a reply into ``folder``; the lines that say where they are."""
    saved = []
    for file in (block for block in reply.blocks if isinstance(block, File)):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / Path(file.name).name
        path.write_bytes(file.content)
        saved.append(Line(texts("terminal-saved", path=str(path))))
    return saved


# Rich wraps at no-break spaces too, and French does not begin a line with "?": while a line is wrapped such spaces are
# held by characters that no text may have (Unicode's noncharacters).
_HELD = {"\u00a0": "\ufdd0", "\u202f": "\ufdd1", " ": "\ufdd2"}
_NO_BREAK = re.compile("[\u00a0\u202f]|(?<=\\S) (?=[?!:;»])|(?<=«) ")
_RELEASED = str.maketrans({held: space for space, held in _HELD.items()})


def printer() -> Callable[[list[Line]], None]:
    """Prints lines on the screen: wrapped to its width, titles bold, matched words underlined, sources dim."""
    from rich.console import Console
    from rich.text import Text

    # What people and the corpus wrote is never read as markup, emoji codes or something to colour.
    console = Console(markup=False, emoji=False, highlight=False)
    styles = {"said": "", "title": "bold", "quoted": "", "source": "dim"}

    def show(lines: list[Line]) -> None:
        for line in lines:
            text = Text(_NO_BREAK.sub(lambda space: _HELD[space[0]], line.text), styles[line.role])
            for start, end in line.marks:
                text.stylize("bold underline", start, end)
            for part in text.wrap(console, console.width, overflow="fold"):
                part.plain = part.plain.translate(_RELEASED)
                console.print(part, no_wrap=True, overflow="ignore", crop=False)

    return show
