"""What people gave and the editors published: on a theme, under a document, one text whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.actions import Action
from bot.dialogue.buttons import button, space_link, tag, tagged
from bot.dialogue.giving.acts import ChooseIn, CommentOn, OpenSpace, ReadGift, Testify, UnderDocument
from bot.dialogue.giving.gift_words import heading, in_list, is_long, whole
from bot.dialogue.giving.intents import Space
from bot.dialogue.present import label, paragraphs
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import BUTTONS_AT_MOST, Block, Button, Paragraph, Reply
from bot.store.contributions import Contribution, contribution, published
from bot.texts import texts

_IN_A_PAGE = 3


async def space(turn: Turn, intent: Space) -> Answer:
    """The theme's collaborative space, and what its readers gave."""
    return await _of_theme(turn, 0)


async def open_space(turn: Turn, action: OpenSpace) -> Answer:
    """A page of it."""
    return await _of_theme(turn.within(tagged(turn.corpus, action.theme)), action.page, edits=True)


async def under_document(turn: Turn, action: UnderDocument) -> Answer:
    """What is published under a document."""
    passage = turn.corpus.passage(action.passage)
    if passage is None:
        return Answer(Reply(paragraphs(texts("start-passage-gone")), intent="browse"), turn.remember())
    there = await turn.store.read(partial(published, document=passage.document))
    ways = (button("button-comment", CommentOn(passage.id)),)
    turned = [UnderDocument(passage.id, page) for page in (action.page - 1, action.page + 1)]
    return _page(turn, there, action.page, texts("space-under", count=len(there)), turned, ways, action.page > 0)


async def read_gift(turn: Turn, action: ReadGift) -> Answer:
    """One text, whole; one that is no longer published is gone."""
    gift = await turn.store.read(partial(contribution, id=action.gift))
    if gift is None or gift.state != "published":
        return Answer(Reply(paragraphs(texts("space-gone")), intent="browse"), turn.remember())
    buttons = (button("button-space-read", OpenSpace(0, tag(turn.within(gift.theme).theme))),)
    return Answer(Reply(whole(gift), buttons, intent="browse"), turn.remember())


async def _of_theme(turn: Turn, page: int, edits: bool = False) -> Answer:
    theme = turn.theme
    if theme is None:
        empty = Reply(paragraphs(texts("corpus-empty")), (button("button-testify", Testify()),), intent="browse")
        return Answer(empty, turn.remember())
    given = await turn.store.read(partial(published, theme=theme.key))
    # What is withdrawn from the corpus takes what stood under it along.
    there = [gift for gift in given if not gift.document or turn.corpus.document(gift.document) is not None]
    link = space_link(turn.corpus, theme.key)
    said = texts("space-theme", theme=theme.name, count=len(there))
    ways = (*link, button("button-comment", ChooseIn()), button("button-testify", Testify()))
    turned = [OpenSpace(number, tag(theme)) for number in (page - 1, page + 1)]
    return _page(turn, there, page, said, turned, ways, edits)


def _page(
    turn: Turn,
    given: Sequence[Contribution],
    page: int,
    said: str,
    turned: Sequence[Action],
    ways: Sequence[Button],
    edits: bool,
) -> Answer:
    last = max(0, (len(given) - 1) // _IN_A_PAGE)
    page = min(max(page, 0), last)
    shown = given[page * _IN_A_PAGE : (page + 1) * _IN_A_PAGE]
    blocks: list[Block] = [Paragraph(said), *(block for gift in shown for block in in_list(gift))]
    if last:
        blocks.append(Paragraph(texts("browse-page", page=page + 1, pages=last + 1)))
    buttons = [Button(label(heading(gift)), ReadGift(gift.id)) for gift in shown if is_long(gift)]
    if page > 0:
        buttons.append(button("button-previous-page", turned[0]))
    if page < last:
        buttons.append(button("button-next-page", turned[1]))
    buttons += list(ways)[: BUTTONS_AT_MOST - len(buttons)]
    return Answer(Reply(tuple(blocks), tuple(buttons), edits, "browse"), turn.remember())


FEATURE = Feature(
    name="space",
    commands=(CommandLine("espace", lambda argument: Space(), "help-espace"),),
    intents={Space: space},
    actions={OpenSpace: open_space, UnderDocument: under_document, ReadGift: read_gift},
)
