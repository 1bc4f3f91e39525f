"""Conversations written in documentation, played again: what an editor does, and what the bot answers to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.cli.admin import PREFIX
from bot.messages import Block, File, Heading, Listing, Paragraph, Picture, Quote, Reply
from bot.store.admins import invite
from tests.dialogue.editors import Editor

SHOWN = 72
"""Characters of a passage: the documentation is not about them."""
INVITATION = "(lien d’invitation)"
_BLOCK = re.compile(r"^```(conversation|markdown)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"\(fichier ([^\s:]+)(?: : « (.+) » devient « (.+) »)?\)")
_SITE = re.compile(r"\(entre-temps, ([^\s:]+) : « (.+) » devient « (.+) »\)")


@dataclass
class Step:
    """One thing that somebody does, and what is answered."""

    done: str
    answered: str
    before: str = ""


def steps(document: Path) -> Iterator[Step]:
    """The steps of all conversations of a document, in order; ``before`` is the last Markdown shown above."""
    markdown = ""
    for kind, text in _BLOCK.findall(document.read_text("utf-8")):
        if kind == "markdown":
            markdown = text
            continue
        for part in re.split(r"^▸ ", text, flags=re.MULTILINE)[1:]:
            done, _, answered = part.partition("\n")
            yield Step(done, answered.strip("\n"), markdown)


def written(reply: Reply) -> str:
    """A reply as the documentation shows it."""
    rows = [" ".join(f"[{button.label}]" for button in reply.buttons[at : at + 2]) for at in range(0, 6, 2)]
    blocks = [*map(_block, reply.blocks), "\n".join(filter(None, rows))]
    return re.sub("[\u00a0\u202f]", " ", "\n\n".join(filter(None, blocks)))


def _block(block: Block) -> str:
    match block:
        case Paragraph(text=text) | Heading(text=text):
            return text
        case Listing(items=items):
            return "\n".join(f"• {item}" for item in items)
        case Quote(title=title, text=text, source=source):
            return "\n".join(filter(None, (title, f"« {text[:SHOWN].rsplit(' ', 1)[0]}… »", source)))
        case File(name=name, caption=caption):
            return "\n".join(filter(None, (f"(fichier {name})", caption)))
        case Picture(caption=caption):
            return f"(image)\n{caption}"


@dataclass
class Player:
    """Does what the steps say, as one editor."""

    editor: Editor
    files: dict[str, str] = field(default_factory=dict)

    async def play(self, step: Step) -> str:
        """Do it; the answer as the documentation writes it, empty for what happens elsewhere."""
        elsewhere, sent = _SITE.fullmatch(step.done), _FILE.fullmatch(step.done)
        if elsewhere is not None:
            self.editor.replace(*elsewhere.groups())
            return ""
        if step.done == INVITATION:
            await self.editor.store.write(partial(invite, token="essai", now=self.editor.now))
            reply = await self.editor.says(f"/start {PREFIX}essai")
        elif sent is not None:
            content = self.files[sent[1]] = self._content(sent, step)
            reply = await self.editor.sends(sent[1], content)
        elif step.done.startswith("["):
            reply = await self.editor.presses(step.done.strip("[]"))
        else:
            reply = await self.editor.says(step.done)
        self.files.update({file.name: file.content.decode() for file in reply.blocks if isinstance(file, File)})
        return written(reply)

    def _content(self, sent: re.Match[str], step: Step) -> str:
        if sent[2] is None:
            return step.before
        assert sent[2] in self.files[sent[1]]
        return self.files[sent[1]].replace(sent[2], sent[3])
