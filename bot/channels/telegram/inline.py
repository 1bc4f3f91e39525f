"""Inline mode: ``@bot words`` typed in any conversation brings the best passages, to be sent with their source."""

from __future__ import annotations

import logging
from collections import OrderedDict

import telegram
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.channels.telegram.buttons import Keyboards
from bot.channels.telegram.logs import trace_of
from bot.channels.telegram.markup import boundary
from bot.channels.telegram.render import Text, render
from bot.channels.telegram.updates import Typed
from bot.clock import Clock
from bot.dialogue.present import quote
from bot.editorial.library import Library, Served
from bot.messages import Quote, Reply
from bot.texts import texts
from corpus.model import Passage

log = logging.getLogger(__name__)
SHOWN = 8
REMEMBERED = 500
"""Answers kept, so that what many people type is searched once."""
FRESH = 300
"""Seconds that Telegram itself may reuse an answer."""
EXCERPT = 120
PASSAGE = "p_"
"""Begins the query that the share button types: one passage, by its id."""
BEGUN = 2
"""Letters that are only the beginning of a word: when they bring nothing, the examples stay."""
Articles = tuple[telegram.InlineQueryResultArticle, ...]


class Inline:
    """Answers inline queries; whatever happens, with a list, even an empty one.

    ``private``: Telegram may not give one person's answer to another.
    """

    def __init__(
        self, bot: telegram.Bot, library: Library, keyboards: Keyboards, clock: Clock, *, private: bool = False
    ) -> None:
        self._bot = bot
        self._library = library
        self._keyboards = keyboards
        self._clock = clock
        self._private = private
        self._known: OrderedDict[tuple[str, str], Articles] = OrderedDict()

    async def answer(self, typed: Typed, *, allowed: bool = True) -> None:
        """Answer one query, with nothing for who is not allowed; that it is too old by now is no error."""
        served = self._library.current
        try:
            articles = self._articles(served, " ".join(typed.text.split())) if allowed else ()
        except Exception as error:
            log.error("an inline query could not be searched\n%s", trace_of(error))
            articles = ()
        key = "telegram-inline-button" if articles else "telegram-inline-nothing"
        button = telegram.InlineQueryResultsButton(texts(key), start_parameter="help")
        try:
            personal = self._private or not allowed
            await self._bot.answer_inline_query(
                typed.query, articles, cache_time=FRESH, is_personal=personal or None, button=button
            )
        except TelegramError as error:
            log.info("an inline query was not answered: %s", error.message)

    def _articles(self, served: Served, query: str) -> Articles:
        key = (served.version, query.casefold())
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        articles = tuple(self._article(quoted) for quoted in self._quotes(served, query))
        self._known[key] = articles
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return articles

    def _quotes(self, served: Served, query: str) -> list[Quote]:
        today, corpus = self._clock().date(), served.corpus
        if not query:
            return [quote(corpus, passage, today) for passage in examples(served)]
        if query.startswith(PASSAGE):
            shared = corpus.passage(query.removeprefix(PASSAGE))
            return [quote(corpus, shared, today)] if shared is not None else []
        found = served.index.answer(query, SHOWN)
        if found.outcome == "nothing":
            return self._quotes(served, "") if len(query) <= BEGUN and query.isalpha() else []
        hits = ((hit, corpus.passage(hit.id)) for hit in found.hits)
        return [quote(corpus, passage, today, hit=hit) for hit, passage in hits if passage is not None]

    def _article(self, quoted: Quote) -> telegram.InlineQueryResultArticle:
        first = render(Reply((quoted,)))[0]
        text = first.html if isinstance(first, Text) else ""
        excerpt = quoted.text.strip()
        if len(excerpt) > EXCERPT:
            excerpt = excerpt[: boundary(excerpt, EXCERPT)].rstrip() + "…"
        return telegram.InlineQueryResultArticle(
            quoted.passage,
            quoted.title or quoted.source,
            telegram.InputTextMessageContent(
                text, ParseMode.HTML, link_preview_options=telegram.LinkPreviewOptions(is_disabled=True)
            ),
            reply_markup=telegram.InlineKeyboardMarkup.de_json(self._keyboards.opening(quoted.passage), self._bot),
            description=f"{quoted.source}\n{excerpt}",
        )


def examples(served: Served) -> tuple[Passage, ...]:
    """A few passages of different sections, to show what can be found."""
    first: dict[str, Passage] = {}
    for passage in served.corpus.passages:
        first.setdefault(passage.section, passage)
    return tuple(first.values())[:SHOWN]
