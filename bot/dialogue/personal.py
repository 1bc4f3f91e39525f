"""What is kept about a person: what it is for, all of it shown, all of it erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.actions import Action
from bot.dialogue.buttons import button
from bot.dialogue.intents import Confirm, Erase, Intent, MyData, Privacy
from bot.dialogue.personal_words import named, row_lines
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Block, File, Heading, Listing, Paragraph, Reply
from bot.store.contributions import published_of
from bot.store.memory import Memory, Pending
from bot.store.personal import PersonalTable
from bot.texts import texts

WAITING = timedelta(minutes=10)
"""How long a typed "oui" confirms the erasure."""
ROWS = 5
"""Rows of a table that are shown in the conversation; all of them are in a file then."""


@dataclass(frozen=True, slots=True)
class EraseNow(Action, prefix="x"):
    """Erase (1), erase and leave what is published without its author (2), or keep (0)."""

    erase: int


@dataclass(frozen=True, slots=True)
class AskErase(Action, prefix="xa"):
    """Asked first, when something of theirs is published."""


async def privacy(turn: Turn, intent: Privacy) -> Answer:
    """Controller, purpose, legal basis, retention, rights; what is not filled in is said to be missing."""
    organisation, kept = turn.settings.organisation, turn.settings.retention
    items = (
        texts("privacy-controller", name=organisation.name)
        if organisation.name
        else texts("privacy-controller-missing"),
        texts("privacy-contact", contact=organisation.contact)
        if organisation.contact
        else texts("privacy-contact-missing"),
        texts("privacy-purpose"),
        texts("privacy-basis", basis=organisation.legal_basis)
        if organisation.legal_basis
        else texts("privacy-basis-missing"),
        texts(
            "privacy-kept",
            minutes=turn.settings.dialogue.context_minutes,
            questions=kept.questions_days,
            inactive=kept.inactive_days,
        ),
        texts("privacy-given", days=kept.drafts_days),
        texts("privacy-team"),
        texts("privacy-rights"),
        texts("privacy-dpo", dpo=organisation.dpo) if organisation.dpo else texts("privacy-dpo-missing"),
        texts("privacy-hosting", hosting=organisation.hosting)
        if organisation.hosting
        else texts("privacy-hosting-missing"),
    )
    said = texts("privacy-confidential", channel=turn.message.sender.channel)
    blocks: tuple[Block, ...] = (Heading(texts("privacy-title")), Listing(items), Paragraph(said))
    return Answer(Reply(blocks, intent="about"))


async def my_data(turn: Turn, intent: MyData) -> Answer:
    """Every row that holds the person's address, column by column, in words."""
    if turn.message.place == "group":
        return Answer(Reply(paragraphs(texts("private-only")), intent="my_data"))
    tables = await turn.store.personal_data(turn.message.sender)
    if not tables:
        return Answer(Reply(paragraphs(texts("data-none"), texts("data-questions")), intent="about"), forget=True)
    blocks: list[Block] = [Paragraph(texts("data-intro"))]
    for table in tables:
        blocks.append(Heading(named("data-table", table.name)))
        blocks += [Listing(row_lines(turn, row)) for row in table.rows[:ROWS]]
        if len(table.rows) > ROWS:
            blocks.append(Paragraph(texts("data-more", count=len(table.rows) - ROWS)))
    if any(len(table.rows) > ROWS for table in tables):
        blocks.append(
            File(texts("data-file"), _whole(turn, tables).encode("utf-8", "replace"), texts("data-file-caption"))
        )
    blocks.append(Paragraph(texts("data-questions")))
    erasing = AskErase() if await _published(turn) else EraseNow(1)
    return Answer(Reply(tuple(blocks), (button("button-erase", erasing),), intent="about"))


def _whole(turn: Turn, tables: Sequence[PersonalTable]) -> str:
    """Every row of every table, as a text."""
    parts = []
    for table in tables:
        parts.append(named("data-table", table.name))
        parts += ["\n".join(row_lines(turn, row)) for row in table.rows]
    return "\n\n".join(parts) + "\n"


async def erase(turn: Turn, intent: Erase) -> Answer:
    """Asks once; a button or a typed "oui" confirms."""
    if turn.message.place == "group":
        return Answer(Reply(paragraphs(texts("private-only")), intent="erase"))
    texts_published = await _published(turn)
    there = texts("erase-published", count=texts_published) if texts_published else ""
    buttons = (
        button("button-erase", EraseNow(1)),
        *((button("button-erase-leaving", EraseNow(2)),) if texts_published else ()),
        button("button-keep", EraseNow(0)),
    )
    reply = Reply(paragraphs(texts("erase-ask"), there, texts("erase-sure")), buttons, intent="erase")
    return Answer(reply, turn.waiting(Pending("erase", "", turn.now + WAITING)))


async def confirmed(turn: Turn, intent: Confirm) -> Answer:
    """A typed answer to "shall I erase?"."""
    return await _settle(turn, EraseNow(int(intent.agreed)), edits=False)


async def erase_now(turn: Turn, action: EraseNow) -> Answer:
    """The two buttons."""
    return await _settle(turn, action, edits=True)


async def ask_erase(turn: Turn, action: AskErase) -> Intent:
    """The button under what is kept."""
    return Erase()


async def _published(turn: Turn) -> int:
    """How many texts of this person everybody may read."""
    return await turn.store.read(partial(published_of, giver=turn.message.sender))


async def _settle(turn: Turn, action: EraseNow, edits: bool) -> Answer:
    if not action.erase:
        return Answer(Reply(paragraphs(texts("erase-kept")), edits=edits, intent="erase"), turn.remember())
    rows = await turn.store.erase(turn.message.sender, leaving_published=action.erase == 2)
    if turn.standing is not None:
        await turn.standing.refresh()
    said = texts("erase-done" if rows else "erase-nothing")
    return Answer(Reply(paragraphs(said), edits=edits, intent="erase"), Memory(), forget=True)


FEATURE = Feature(
    name="personal",
    commands=(
        CommandLine("confidentialite", lambda argument: Privacy(), "help-confidentialite"),
        CommandLine("mesdonnees", lambda argument: MyData(), "help-mesdonnees"),
        CommandLine("effacer", lambda argument: Erase(), "help-effacer"),
    ),
    intents={Privacy: privacy, MyData: my_data, Erase: erase, Confirm: confirmed},
    actions={EraseNow: erase_now, AskErase: ask_erase},
)
