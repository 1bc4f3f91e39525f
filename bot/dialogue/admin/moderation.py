"""The editors' queue: what people gave, one at a time, to publish, to ask back about, or to decline with a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.actions import Action, encode
from bot.dialogue.admin.shutting_out import ShutGiver
from bot.dialogue.buttons import button
from bot.dialogue.giving.acts import OpenGift, Precise
from bot.dialogue.giving.gift_words import heading, whole
from bot.dialogue.giving.intents import EditorWrote, Moderate
from bot.dialogue.present import label, paragraphs
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Block, Button, Paragraph, Reply
from bot.store.contributions import Contribution, State, contribution, count, decided, waiting
from bot.store.facts import Fact
from bot.store.giving import Decided, Exchanged
from bot.store.letters import LetterQueued
from bot.store.memory import Pending
from bot.texts import texts

WAITING = timedelta(minutes=30)
WORD_AT_MOST = 1000
"""Characters of what an editor writes to a giver."""
_IN_A_PAGE = 4


@dataclass(frozen=True, slots=True)
class OpenQueue(Action, prefix="mo"):
    """The contribution at this place of the queue, oldest first."""

    place: int = 0


@dataclass(frozen=True, slots=True)
class OpenDecided(Action, prefix="ml"):
    """A page of what is published, or kept for the team."""

    state: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Review(Action, prefix="mr"):
    """One contribution, whatever was decided on it."""

    gift: str


@dataclass(frozen=True, slots=True)
class Decide(Action, prefix="md"):
    """Publish it, keep it for the team, put it back in the queue, or decline it without a word of one's own."""

    gift: str
    state: str


@dataclass(frozen=True, slots=True)
class WriteAbout(Action, prefix="mw"):
    """Write to its giver: something asked back, or the word with which it is declined."""

    gift: str
    do: str


async def moderate(turn: Turn, intent: Moderate) -> Answer:
    """The queue, by its command or in words."""
    return await _queue(turn, 0)


async def open_queue(turn: Turn, action: OpenQueue) -> Answer:
    """Another place of it."""
    return await _queue(turn, action.place, edits=True)


async def open_decided(turn: Turn, action: OpenDecided) -> Answer:
    """What everybody may read, or what the team keeps, contacts among it."""
    state: State = "kept" if action.state == "kept" else "published"
    there = await turn.store.read(partial(decided, state=state))
    last = max(0, (len(there) - 1) // _IN_A_PAGE)
    page = min(max(action.page, 0), last)
    shown = there[page * _IN_A_PAGE : (page + 1) * _IN_A_PAGE]
    buttons = [Button(label(heading(gift)), Review(gift.id)) for gift in shown]
    if last:
        buttons.append(button("button-next-page", OpenDecided(state, (page + 1) % (last + 1))))
    buttons.append(button("button-queue", OpenQueue()))
    return _said(turn, paragraphs(texts(f"moderation-{state}", count=len(there))), tuple(buttons), edits=True)


async def review(turn: Turn, action: Review) -> Answer:
    """One contribution with what may be done with it."""
    gift = await _gift(turn, action.gift)
    if gift is None:
        return _gone(turn)
    return _said(turn, _shown(gift), (*_ways(gift), button("button-queue", OpenQueue())), edits=True)


async def decide(turn: Turn, action: Decide) -> Answer:
    """A decision that needs no more words; its giver is told."""
    gift = await _gift(turn, action.gift)
    if gift is None:
        return _gone(turn)
    match action.state:
        case "published" if gift.may_publish and gift.state in ("waiting", "asked_back"):
            return await _decided(turn, gift, "published", "moderation-done-published")
        case "kept" if gift.state in ("waiting", "asked_back"):
            return await _decided(turn, gift, "kept", "moderation-done-kept")
        case "declined" if gift.state in ("waiting", "asked_back"):
            return await _decided(turn, gift, "declined", "moderation-done-declined")
        case "waiting" if gift.state == "published":
            return await _decided(turn, gift, "waiting", "moderation-done-waiting")
    return _said(turn, (*paragraphs(texts("moderation-before")), *_shown(gift)), (button("button-queue", OpenQueue()),))


async def write_about(turn: Turn, action: WriteAbout) -> Answer:
    """The next message goes to the giver."""
    gift = await _gift(turn, action.gift)
    if gift is None or gift.giver is None:
        return _gone(turn)
    ask = action.do == "ask_back"
    buttons = () if ask else (button("button-decline-bare", Decide(gift.id, "declined")),)
    reply = Reply(
        paragraphs(texts("moderation-ask-back" if ask else "moderation-decline")), buttons, intent="moderation"
    )
    pending = Pending("ask_back" if ask else "decline", gift.id, turn.now + WAITING)
    return Answer(reply, turn.waiting(pending))


async def wrote(turn: Turn, intent: EditorWrote) -> Answer:
    """What the editor wrote goes to the giver as a letter."""
    gift = await _gift(turn, intent.of)
    if gift is None or gift.giver is None or gift.state not in ("waiting", "asked_back"):
        return _gone(turn)
    word = turn.message.text.strip()[:WORD_AT_MOST]
    if intent.do == "decline":
        return await _decided(turn, gift, "declined", "moderation-done-declined", word)
    # A question that was not answered yet is replaced by the new one.
    answered = gift.exchange if gift.state == "waiting" else gift.exchange[:-1]
    said = texts("letter-asked-back", about=heading(gift), question=word)
    buttons = (_carried("button-precise", Precise(gift.id)), _carried("button-gift-open", OpenGift(gift.id)))
    letter = LetterQueued(f"{gift.id}-asked-{turn.new_id()}", gift.giver, said, buttons)
    facts = (
        Exchanged(gift.id, (*answered, (word, "")), "asked_back"),
        letter,
        await turn.did("contribution asked back", gift.id),
    )
    return _done(turn, "moderation-done-asked", facts)


async def _queue(turn: Turn, place: int, edits: bool = False) -> Answer:
    many = await turn.store.read(partial(count, state="waiting"))
    asked = await turn.store.read(partial(count, state="asked_back"))
    lists = (button("button-published", OpenDecided("published")), button("button-kept", OpenDecided("kept")))
    also = texts("moderation-asked", count=asked) if asked else ""
    if not many:
        return _said(turn, paragraphs(texts("moderation-none"), also), lists, edits)
    place = place % many
    (gift,) = await turn.store.read(partial(waiting, limit=1, offset=place))
    more = (button("button-queue-next", OpenQueue(place + 1)),) if many > 1 else ()
    said = paragraphs(texts("moderation-place", place=place + 1, count=many), also)
    return _said(turn, (*said, *_shown(gift)), (*_ways(gift), *more, *lists), edits)


def _shown(gift: Contribution) -> tuple[Block, ...]:
    """All of it, and what its giver left for the team; never who they are."""
    asked = tuple(Paragraph(texts("moderation-was-asked", question=question)) for question, _ in gift.exchange)
    contact = texts("gift-contact", contact=gift.contact) if gift.contact else ""
    only = "" if gift.may_publish else texts("moderation-team-only")
    word = texts("gift-word", word=gift.reply) if gift.reply else ""
    return (*whole(gift), *asked, *paragraphs(contact, only, word))


def _ways(gift: Contribution) -> tuple[Button, ...]:
    """What may be done with it, in the state it is in."""
    if gift.state == "published":
        return (button("button-unpublish", Decide(gift.id, "waiting")),)
    if gift.state not in ("waiting", "asked_back"):
        return ()
    taken = "published" if gift.may_publish else "kept"
    writes = (
        button("button-ask-back", WriteAbout(gift.id, "ask_back")),
        button("button-decline", WriteAbout(gift.id, "decline")),
    )
    # Without the link to its giver, nobody can be asked or told.
    bare = (button("button-decline", Decide(gift.id, "declined")),)
    return (button(f"button-moderate-{taken}", Decide(gift.id, taken)), *(writes if gift.giver else bare))


async def _decided(turn: Turn, gift: Contribution, state: State, done: str, word: str = "") -> Answer:
    facts: tuple[Fact, ...] = (Decided(gift.id, state, word), await turn.did(f"contribution {state}", gift.id))
    if gift.giver is not None and state != "waiting":
        said = "\n\n".join(filter(None, (texts(f"letter-{state}", about=heading(gift)), word)))
        buttons = (_carried("button-gift-open", OpenGift(gift.id)),)
        # One letter for each decision: taken back and taken again, it is not told twice.
        facts = (*facts, LetterQueued(f"{gift.id}-{state}-{len(gift.exchange)}", gift.giver, said, buttons))
    shut = (button("button-shut", ShutGiver(gift.id)),) if state == "declined" and gift.giver is not None else ()
    return _done(turn, done, facts, shut)


def _done(turn: Turn, key: str, facts: tuple[Fact, ...], more: tuple[Button, ...] = ()) -> Answer:
    reply = Reply(paragraphs(texts(key)), (button("button-queue", OpenQueue()), *more), intent="moderation")
    return Answer(reply, turn.remember(), facts)


def _said(turn: Turn, blocks: tuple[Block, ...], buttons: tuple[Button, ...], edits: bool = False) -> Answer:
    return Answer(Reply(blocks, buttons, edits, "moderation"), turn.remember())


def _carried(key: str, action: Action) -> tuple[str, str]:
    return texts(key), encode(action)


async def _gift(turn: Turn, gift: str) -> Contribution | None:
    found = await turn.store.read(partial(contribution, id=gift))
    return found if found is not None and found.state != "draft" else None


def _gone(turn: Turn) -> Answer:
    return _said(turn, paragraphs(texts("moderation-gone")), (button("button-queue", OpenQueue()),))


FEATURE = Feature(
    name="moderation",
    commands=(CommandLine("moderation", lambda argument: Moderate(), "help-moderation"),),
    intents={Moderate: moderate, EditorWrote: wrote},
    actions={
        OpenQueue: open_queue,
        OpenDecided: open_decided,
        Review: review,
        Decide: decide,
        WriteAbout: write_about,
    },
    admin=True,
)
