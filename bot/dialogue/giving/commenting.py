"""Commenting on a document: which one, the words, read over once, then handed to the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.dialogue.buttons import button
from bot.dialogue.giving.acts import ChooseIn, CommentOn, HandIn, TakeBack, WasQuestion
from bot.dialogue.giving.gift_words import about, is_asked
from bot.dialogue.giving.intents import Given
from bot.dialogue.giving.places import elsewhere
from bot.dialogue.giving.targets import COMMENTED, current, named
from bot.dialogue.intents import TakePart
from bot.dialogue.present import label, paragraphs
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Button, Paragraph, Reply
from bot.store.contributions import Contribution
from bot.store.giving import Given as GivenFact
from bot.store.memory import Pending
from bot.texts import texts
from corpus.model import Passage, Section

WAITING = timedelta(minutes=30)
TEXT_AT_MOST = 3000
"""Characters of a comment that are kept."""
_IN_A_PAGE = 4


def ways(turn: Turn) -> tuple[Button, ...]:
    """The buttons under what the corpus says of commenting: the document open, another, the theme as a whole."""
    here = current(turn)
    open_one = (Button(label(about(turn, here)), CommentOn(here.id)),) if here is not None else ()
    return (*open_one, button("button-comment-choose", ChooseIn()), button("button-comment-theme", CommentOn()))


async def comment_on(turn: Turn, action: CommentOn) -> Answer:
    """The button under a document."""
    return ask(turn, turn.corpus.passage(action.passage))


def ask(turn: Turn, passage: Passage | None) -> Answer:
    """Ask for the words: the next message is the comment.  What was said with the wish is it already."""
    denied = elsewhere(turn, "comment")
    if denied is not None:
        return denied
    said = begun(turn)
    if said:
        return _written(turn, passage, said)
    name = about(turn, passage) if passage is not None else turn.theme.name if turn.theme else ""
    key = "comment-write" if passage is not None else "comment-write-theme"
    buttons = (button("button-comment-other", ChooseIn()),)
    reply = Reply(paragraphs(texts(key, about=name), texts("give-caution")), buttons, intent="comment")
    pending = Pending("comment", passage.id if passage is not None else "", turn.now + WAITING)
    return Answer(reply, turn.waiting(pending))


async def choose_in(turn: Turn, action: ChooseIn) -> Answer:
    """The sections, then the documents of one; a few words of a title do as well."""
    denied = elsewhere(turn, "comment")
    if denied is not None:
        return denied
    section = next((one for one in COMMENTED if one == action.section), None)
    buttons = _sections(turn) if section is None else _documents(turn, section, action.page)
    reply = Reply(paragraphs(texts("comment-choose")), tuple(buttons), edits=section is not None, intent="comment")
    return Answer(reply, turn.waiting(Pending("comment_about", begun(turn), turn.now + WAITING)))


def begun(turn: Turn) -> str:
    """The words of a comment that came with the wish to write it, before it was known what on."""
    pending = turn.memory.pending
    waited = pending is not None and pending.kind == "comment_about" and pending.expires > turn.now
    return pending.subject if pending is not None and waited else ""


async def about_typed(turn: Turn, intent: Given) -> Answer:
    """What they want to comment on, in a few words."""
    found = named(turn, turn.message.text)
    if found is None:
        return Answer(Reply(paragraphs(texts("comment-about-none")), _sections(turn), intent="comment"))
    return ask(turn, found)


async def received(turn: Turn, intent: Given) -> Answer:
    """The comment."""
    return _written(turn, turn.corpus.passage(intent.of), turn.message.text.strip())


def _written(turn: Turn, passage: Passage | None, text: str) -> Answer:
    """A comment is shown once more before anybody reads it."""
    theme = turn.theme if passage is None else turn.within(passage.document.partition("/")[0]).theme
    gift = Contribution(
        turn.new_id(),
        turn.message.sender,
        "comment",
        theme.key if theme else "",
        turn.now,
        document=passage.document if passage is not None else "",
        about=about(turn, passage) if passage is not None else theme.name if theme else "",
        text=text[:TEXT_AT_MOST],
    )
    cut = texts("give-cut", count=TEXT_AT_MOST) if len(text) > TEXT_AT_MOST else ""
    answer = sure(turn, gift, cut)
    return replace(answer, facts=(GivenFact(gift),))


def sure(turn: Turn, gift: Contribution, cut: str = "") -> Answer:
    """The comment as the team would read it: hand it in?"""
    buttons = (
        button("button-hand-in", HandIn(gift.id)),
        button("button-hand-in-not", TakeBack(gift.id, 1)),
        *((button("button-was-question", WasQuestion(gift.id)),) if is_asked(gift.text) else ()),
    )
    blocks = (*paragraphs(texts("comment-sure", about=gift.about)), Paragraph(gift.text), *paragraphs(cut))
    reply = Reply((*blocks, *paragraphs(texts("give-caution"))), buttons, intent="comment")
    return Answer(reply, turn.waiting(Pending("hand_in", gift.id, turn.now + WAITING)))


def _sections(turn: Turn) -> tuple[Button, ...]:
    theme = turn.theme
    there = [one for one in COMMENTED if theme is not None and turn.corpus.section(one, theme.key)]
    return tuple(button(f"button-{one}", ChooseIn(one)) for one in there)


def _documents(turn: Turn, section: Section, page: int) -> Sequence[Button]:
    """A page of the documents of a section, each by its first passage."""
    theme = turn.theme
    firsts = {one.document: one for one in reversed(turn.corpus.section(section, theme.key if theme else None))}
    documents = list(reversed(firsts.values()))
    pages = max(1, -(-len(documents) // _IN_A_PAGE))
    page = page % pages
    shown = documents[page * _IN_A_PAGE : (page + 1) * _IN_A_PAGE]
    buttons = [Button(label(about(turn, one)), CommentOn(one.id)) for one in shown]
    if pages > 1:
        buttons.append(button("button-next-page", ChooseIn(section, (page + 1) % pages)))
    return (*buttons, button("button-back", ChooseIn()))


def _by_command(argument: str) -> TakePart:
    return TakePart("comment", f"commenter {argument}")


FEATURE = Feature(
    name="commenting",
    commands=(CommandLine("commenter", _by_command, "help-commenter"),),
    actions={CommentOn: comment_on, ChooseIn: choose_in},
)
