"""What this service is and what it rests on: its version, how much the corpus holds, and how old it is."""

from __future__ import annotations

from bot.dialogue.intents import About
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, CommandLine, Feature, Turn
from bot.messages import Reply
from bot.texts import french_date, texts


async def about(turn: Turn, intent: About) -> Answer:
    """In a few sentences, with figures of the corpus being served."""
    documents = [document for theme in turn.corpus.themes for document in theme.documents]
    dates = [document.date for document in documents if document.date is not None]
    name = turn.settings.organisation.name
    said = (
        texts("about-what", themes=turn.subject),
        texts(
            "about-corpus",
            documents=len(documents),
            passages=len(turn.corpus.passages),
            version=turn.served.version,
        ),
        texts("about-dated", date=french_date(max(dates))) if dates else texts("about-undated"),
        texts("about-who", name=name) if name else "",
    )
    return Answer(Reply(paragraphs(*said), intent="about"))


FEATURE = Feature(
    name="about",
    commands=(CommandLine("apropos", lambda argument: About(), "help-apropos"),),
    intents={About: about},
)
