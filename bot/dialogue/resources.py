"""A wish for a document or a link: the passages that speak of it, its link where one is recorded, never a file."""

from __future__ import annotations

from bot.dialogue.answers import PassOn, folded
from bot.dialogue.buttons import OpenPlace, button
from bot.dialogue.intents import Resource
from bot.dialogue.phrases import phrases, plain
from bot.dialogue.present import paragraphs, people, quote
from bot.dialogue.turn import Answer, Feature, Turn
from bot.dialogue.unsigned import unsigned
from bot.dialogue.wording import is_content
from bot.messages import Block, Button, Reply
from bot.store.facts import Asked
from bot.texts import texts
from corpus.model import Passage
from retrieval import Hit

_TAIL = 0.4
"""A second document is shown when its score is at least this share of the first one's."""


async def resource(turn: Turn, intent: Resource) -> Answer:
    """The resource asked for; all of them when none is named."""
    found = _found(turn, intent.text)
    question_id, kept = turn.new_id(), unsigned(intent.text)
    if not found:
        buttons = (button("button-ressource", OpenPlace("ressource")), button("button-pass-on", PassOn(question_id)))
        asked = Asked(question_id, kept, "nothing", turn.served.version)
        reply = Reply(paragraphs(texts("resource-none"), _where(turn)), buttons, intent="resource", outcome="nothing")
        return Answer(reply, turn.remember(question=kept, question_id=question_id, hits=(), shown=0), (asked,))
    passages = [passage for passage, _ in found]
    quotes = folded(
        [quote(turn.corpus, passage, turn.now.date(), hit=hit) for passage, hit in found],
        turn.settings.dialogue.passage_characters,
    )
    link = quotes[0].url
    said = (texts("resource-link"),) if link else (texts("resource-no-link"), _where(turn))
    way = Button(texts("button-open-link"), url=link) if link else button("button-pass-on", PassOn(question_id))
    asked = Asked(question_id, kept, "sure", turn.served.version, tuple(passage.id for passage in passages))
    memory = turn.remember(
        question=kept,
        question_id=question_id,
        hits=tuple(passage.id for passage in passages),
        shown=len(passages),
        place="",
        theme=turn.theme_of(passages),
        people=people(turn.corpus, passages),
    )
    blocks: tuple[Block, ...] = (*paragraphs(texts("resource-found")), *quotes, *paragraphs(*said))
    return Answer(Reply(blocks, (way,), intent="resource", outcome="sure"), memory, (asked,))


def _found(turn: Turn, text: str) -> list[tuple[Passage, Hit | None]]:
    """Resources named in the message, best first; every one when the message names none."""
    theme = turn.theme
    shelf = turn.corpus.section("ressource") + turn.corpus.section("participation")
    wanted = {passage.id: passage for passage in shelf}
    hits = turn.index.search(text, within=wanted.keys())
    if hits:
        floor = _TAIL * hits[0].score
        return [(wanted[hit.id], hit) for hit in hits[: turn.settings.retrieval.shown] if hit.score >= floor]
    named = [form for form in plain(text).split() if is_content(form) and not phrases().listed("showing", form)]
    if any(not turn.view.knows(form) and form not in phrases().vocabulary for form in named):
        return []
    own = turn.corpus.section("ressource", theme.key) if theme else ()
    return [(passage, None) for passage in own[: turn.settings.retrieval.shown]]


def _where(turn: Turn) -> str:
    return texts("resource-where", contact=turn.contact) if turn.contact else texts("resource-where-team")


FEATURE = Feature(name="resources", intents={Resource: resource})
