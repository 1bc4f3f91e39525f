"""What a person gave: all of it, what has become of each, and taking it back."""

from __future__ import annotations

from functools import partial

from bot.dialogue.buttons import button
from bot.dialogue.giving.acts import ChooseIn, FollowNoMore, HandIn, OpenGift, OpenGifts, Precise, TakeBack, Testify
from bot.dialogue.giving.gift_words import heading, in_list, state, whole
from bot.dialogue.giving.intents import Gifts
from bot.dialogue.giving.places import elsewhere
from bot.dialogue.note_words import excerpt
from bot.dialogue.present import label, paragraphs
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Block, Button, Paragraph, Reply
from bot.store.contributions import Contribution, given_by, own
from bot.store.facts import Fact
from bot.store.followers import waited_for
from bot.store.giving import TakenBack
from bot.store.notes import NoteWithdrawn
from bot.texts import listed, texts

_IN_A_PAGE = 3


async def gifts(turn: Turn, intent: Gifts) -> Answer:
    """By the command, or in words."""
    return await _page(turn, 0)


async def open_gifts(turn: Turn, action: OpenGifts) -> Answer:
    """A page of them."""
    return await _page(turn, action.page, edits=True)


async def open_gift(turn: Turn, action: OpenGift) -> Answer:
    """One of them, whole, with what may be done with it."""
    gift = await turn.store.read(partial(own, giver=turn.message.sender, id=action.gift))
    if gift is None or turn.message.place != "private":
        return _gone(turn)
    asked = texts("gift-asked-back", question=gift.exchange[-1][0]) if gift.state == "asked_back" else ""
    word = texts("gift-word", word=gift.reply) if gift.reply else ""
    kept = texts("gift-contact", contact=gift.contact) if gift.contact else ""
    blocks: tuple[Block, ...] = (*whole(gift), *paragraphs(kept, state(gift), asked, word))
    return Answer(Reply(blocks, _ways(gift), edits=True, intent="gifts"), turn.remember())


async def take_back(turn: Turn, action: TakeBack) -> Answer:
    """Asked once when others read it; taken back at once, and nothing of it is kept."""
    gift = await turn.store.read(partial(own, giver=turn.message.sender, id=action.gift))
    if gift is None or turn.message.place != "private":
        return _gone(turn)
    if not action.sure:
        ways = (button("button-gift-take-back", TakeBack(gift.id, 1)), button("button-gift-keep", OpenGift(gift.id)))
        key = "gift-take-back-published" if gift.state == "published" else "gift-take-back-ask"
        blocks = (*paragraphs(texts(key)), *in_list(gift))
        return Answer(Reply(blocks, ways, edits=True, intent="gifts"), turn.remember())
    sender = turn.message.sender
    # A reflection is a note of the notebook: it stays there, private again.
    fact: Fact = NoteWithdrawn(sender, gift.id) if gift.kind == "reflection" else TakenBack(sender, gift.id)
    key = "gift-dropped" if gift.state == "draft" else "gift-taken-back"
    reply = Reply(paragraphs(texts(key)), edits=True, intent="gifts")
    return Answer(reply, turn.remember(), (fact,))


async def _page(turn: Turn, page: int, edits: bool = False) -> Answer:
    denied = elsewhere(turn, "gifts")
    if denied is not None:
        return denied
    given = await turn.store.read(partial(given_by, giver=turn.message.sender))
    waits, no_more = await _waited_for(turn)
    if not given:
        ways = (*no_more, button("button-comment", ChooseIn()), button("button-testify", Testify()))
        return Answer(Reply(paragraphs(texts("gifts-none"), waits), ways, edits, "gifts"), turn.remember())
    last = (len(given) - 1) // _IN_A_PAGE
    page = min(max(page, 0), last)
    shown = given[page * _IN_A_PAGE : (page + 1) * _IN_A_PAGE]
    blocks: list[Block] = [Paragraph(texts("gifts-count", count=len(given)))]
    for gift in shown:
        blocks += [*in_list(gift), Paragraph(state(gift))]
    if last:
        blocks.append(Paragraph(texts("browse-page", page=page + 1, pages=last + 1)))
    blocks += paragraphs(waits)
    buttons = [Button(label(heading(gift)), OpenGift(gift.id)) for gift in shown]
    if page > 0:
        buttons.append(button("button-previous-page", OpenGifts(page - 1)))
    if page < last:
        buttons.append(button("button-next-page", OpenGifts(page + 1)))
    return Answer(Reply(tuple(blocks), (*buttons, *no_more), edits, "gifts"), turn.remember())


async def _waited_for(turn: Turn) -> tuple[str, tuple[Button, ...]]:
    """The questions that the person is to be told about, in a sentence, and the button that ends it."""
    waited = await turn.store.read(partial(waited_for, address=turn.message.sender))
    if not waited:
        return "", ()
    said = listed(tuple(f"«\u00a0{excerpt(question, 80)}\u00a0»" for _, question in waited[:_IN_A_PAGE]))
    said = texts("excerpt-end", text=said) if len(waited) > _IN_A_PAGE else said
    ways = (button("button-follow-no-more", FollowNoMore()),)
    return texts("gifts-followed", count=len(waited), questions=said), ways


def _ways(gift: Contribution) -> tuple[Button, ...]:
    ways = []
    if gift.state == "asked_back":
        ways.append(button("button-precise", Precise(gift.id)))
    if gift.state == "draft":
        testimony = gift.kind == "testimony"
        ways.append(button("button-testify-on", Testify()) if testimony else button("button-hand-in", HandIn(gift.id)))
    return (*ways, button("button-gift-take-back", TakeBack(gift.id)), button("button-gifts", OpenGifts()))


def _gone(turn: Turn) -> Answer:
    return Answer(Reply(paragraphs(texts("gift-gone")), edits=True, intent="gifts"), turn.remember())


FEATURE = Feature(
    name="mine",
    commands=(CommandLine("mescontributions", lambda argument: Gifts(), "help-mescontributions"),),
    intents={Gifts: gifts},
    actions={OpenGifts: open_gifts, OpenGift: open_gift, TakeBack: take_back},
)
