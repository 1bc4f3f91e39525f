"""First contact, courtesy and help: what the bot is, what it can do, and how to begin."""

from __future__ import annotations

from itertools import groupby

from bot.dialogue.buttons import OpenHelp, OpenPassage, OpenPlace, button
from bot.dialogue.intents import Browse, Courtesy, Help, Intent, Start
from bot.dialogue.present import paragraphs
from bot.dialogue.question_shown import AnotherQuestion
from bot.dialogue.reading import open_passage
from bot.dialogue.subscription import come_back
from bot.dialogue.subscription_words import coming
from bot.dialogue.team_intents import Invited
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Block, Button, Heading, Listing, Paragraph, Reply
from bot.store.subscribing import Reachable
from bot.texts import texts
from corpus.model import PASSAGE_ID
from retrieval.analysis import analyser

_LINK, _INVITATION = "p_", "a_"
_WRITTEN = frozenset({"note", "edit", "search"})
_LOST = frozenset({"greeting", "reproach"})
"""Courtesy that is answered with ways on."""


async def start(turn: Turn, intent: Start) -> Answer | Intent:
    """Says what this is, that it is not official, and not to send anything confidential; or opens a linked passage."""
    if intent.payload == "help":
        return Help()
    if intent.payload.startswith(_INVITATION):
        return Invited(intent.payload.removeprefix(_INVITATION))
    linked = intent.payload.removeprefix(_LINK)
    if intent.payload.startswith(_LINK) and PASSAGE_ID.match(linked):
        return await open_passage(turn, OpenPassage(linked))
    said = (
        texts("start-what", themes=turn.subject),
        texts("start-official"),
        texts("start-confidential", channel=turn.message.sender.channel),
        texts("start-try") if turn.corpus.themes else texts("corpus-empty"),
    )
    again = await come_back(turn)
    next_one = coming(again, turn.now) if again is not None else ""
    facts = (Reachable(again.chat, again.due),) if again is not None else ()
    return Answer(Reply(paragraphs(*said, next_one), _ways(), intent="greeting"), facts=facts)


async def courtesy(turn: Turn, intent: Courtesy) -> Answer:
    """A sentence for each kind; "d'accord" leaves a note or a search, which was asked for, to be written."""
    pending = turn.memory.pending
    if intent.kind == "assent" and pending is not None and pending.kind in _WRITTEN and pending.expires > turn.now:
        return Answer(Reply(paragraphs(texts("assent-waiting")), intent="smalltalk"), turn.memory)
    said = texts(intent.kind, themes=turn.subject)
    empty = texts("corpus-empty") if intent.kind in _LOST and not turn.corpus.themes else ""
    shown_as = intent.kind if intent.kind in ("greeting", "thanks", "goodbye") else "smalltalk"
    return Answer(Reply(paragraphs(said, empty), _ways() if intent.kind in _LOST else (), intent=shown_as))


async def show_help(turn: Turn, intent: Help) -> Answer:
    """What can be asked, then every command with its line, as the features declare them, by family.

    Where some commands speak of what help is wanted about, those alone.
    """
    admin = await turn.is_admin()
    ours = [command for command in turn.commands if command.menu and (admin or not command.admin)]
    wanted = set(analyser().terms(intent.about))
    some = [line for line in ours if wanted & set(analyser().terms(f"{line.name} {texts(line.help)}"))]
    blocks: list[Block] = [] if some else [Paragraph(texts("help-intro"))]
    ours = some or ours
    for family, lines in groupby(ours, lambda command: command.family):
        shown = tuple(texts("help-line", command=line.name, what=texts(line.help)) for line in lines)
        blocks += [Heading(texts(f"help-family-{family}")), Listing(shown)]
    return Answer(Reply(tuple(blocks), _ways(), intent="help"))


async def open_help(turn: Turn, action: OpenHelp) -> Intent:
    """The button that asks for help."""
    return Help()


def _ways() -> tuple[Button, ...]:
    return (
        button("button-browse", OpenPlace("all")),
        button("button-question", AnotherQuestion()),
    )


FEATURE = Feature(
    name="welcome",
    commands=(
        CommandLine("start", Start, "help-aide", menu=False),
        CommandLine("aide", Help, "help-aide"),
        CommandLine("help", Help, "help-aide", menu=False),
        CommandLine("menu", lambda argument: Browse("all"), "help-aide", menu=False),
    ),
    intents={Start: start, Courtesy: courtesy, Help: show_help},
    actions={OpenHelp: open_help},
)
