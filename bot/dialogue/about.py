"""What this service is and what it rests on: its version, how much the corpus holds, and how old it is."""

from __future__ import annotations

from collections import Counter

from bot.dialogue.intents import About
from bot.dialogue.present import paragraphs
from bot.dialogue.subscription_words import enjeu_name
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Reply
from bot.texts import french_date, listed, texts


async def about(turn: Turn, intent: About) -> Answer:
    """In a few sentences, with figures of the corpus being served."""
    documents = [document for theme in turn.corpus.themes for document in theme.documents]
    dates = [document.date for document in documents if document.date is not None]
    name = turn.settings.organisation.name
    counts = {"documents": len(documents), "passages": len(turn.corpus.passages)}
    age = texts("about-dated", date=french_date(max(dates))) if dates else texts("about-undated")
    said = (
        texts("about-what", themes=turn.subject),
        texts("about-corpus", **counts, version=turn.served.version) if documents else texts("corpus-empty"),
        age if documents else "",
        texts("about-who", name=name) if name else "",
        _stock(turn) if await turn.is_admin() else "",
    )
    return Answer(Reply(paragraphs(*said), intent="about"))


def _stock(turn: Turn) -> str:
    """The level of the stock, for admins: how many questions there are to send, in all and on each enjeu."""
    counts = Counter(f"{one.theme}:{one.enjeu}" for one in turn.stock.questions if one.enjeu is not None)
    on = tuple(texts("about-stock-enjeu", enjeu=enjeu_name(turn.corpus, key), count=n) for key, n in counts.items())
    return texts("about-stock", count=len(turn.stock.questions), enjeux=listed(on))


FEATURE = Feature(
    name="about",
    commands=(CommandLine("apropos", lambda argument: About(), "help-apropos"),),
    intents={About: about},
)
