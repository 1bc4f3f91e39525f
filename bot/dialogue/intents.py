"""What a message may ask of the bot: small typed values that the router makes and the features answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Courteous = Literal["greeting", "thanks", "goodbye", "assent", "reproach", "smalltalk", "distress"]
Wanted = Literal[
    "subscribe", "subscribe_another", "unsubscribe", "unsubscribe_another", "pause", "schedule", "admin_refresh"
]
Part = Literal["volunteer", "comment"]
Need = Literal["amount", "deadline", "phone", "law", "job", "template", "other"]
Step = Literal[
    "more", "next", "previous", "back", "shorter", "others", "source", "whole_text", "related", "nth", "and", "same"
]
Place = Literal[
    "contexte", "definition", "enjeu", "questions", "entretien", "ressource", "participation", "themes", "all"
]
LAST = -1
"""The number of "le dernier"."""


@dataclass(frozen=True, slots=True)
class Intent:
    """Base of all intents."""


@dataclass(frozen=True, slots=True)
class Command(Intent):
    """``/name argument``, the slash taken off."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Start(Intent):
    """First contact; ``payload`` is what a deep link carries (``p_<passage id>``, ``help``)."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Courtesy(Intent):
    """A greeting, thanks, a goodbye, "d'accord", a reproach to the bot, distress, or other talk that asks nothing."""

    kind: Courteous


@dataclass(frozen=True, slots=True)
class Help(Intent):
    """How to use the bot, or the commands that speak of something."""

    about: str = ""


@dataclass(frozen=True, slots=True)
class About(Intent):
    """What the bot is and what it rests on."""


@dataclass(frozen=True, slots=True)
class ToTeam(Intent):
    """Wants to reach somebody: the team, or any person rather than a program."""


@dataclass(frozen=True, slots=True)
class Privacy(Intent):
    """What becomes of what people write."""


@dataclass(frozen=True, slots=True)
class MyData(Intent):
    """What is kept about the person who asks."""


@dataclass(frozen=True, slots=True)
class Erase(Intent):
    """Wants what is kept about them erased."""


@dataclass(frozen=True, slots=True)
class Confirm(Intent):
    """An answer to "shall I?": what was asked (the pending kind) and whether they agree."""

    of: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class Reason(Intent):
    """Why an answer was of no use; empty when the person would rather not say."""

    text: str


@dataclass(frozen=True, slots=True)
class OfAnswer(Intent):
    """What the buttons under an answer do, asked for in words: of the question in memory."""

    do: Literal["pass_on", "useful", "not_useful", "follow"]


@dataclass(frozen=True, slots=True)
class Wish(Intent):
    """What somebody wants of their subscription, or of the corpus as an editor; ``text`` is what they typed."""

    kind: Wanted
    text: str = ""


@dataclass(frozen=True, slots=True)
class OutOfTouch(Intent):
    """Wants to be written to, or to settle when, where nobody can be."""

    kind: Wanted


@dataclass(frozen=True, slots=True)
class Setting(Intent):
    """What was typed after a view of the settings asked for it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TakeDown(Intent):
    """Wants to note a thought; ``text`` when it comes with it."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Noted(Intent):
    """A new note about a question (``of``), or another wording of one (``edits``); ``unsure``: or it is a question."""

    of: str
    edits: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class NotNoted(Intent):
    """Would rather not write the note that we wait for."""


@dataclass(frozen=True, slots=True)
class Notebook(Intent):
    """Wants to see their notes, to search them (``text``), or to take them away."""

    do: Literal["show", "search", "export"] = "show"
    text: str = ""


@dataclass(frozen=True, slots=True)
class TakePart(Intent):
    """Wants to testify or to comment; ``text`` is what they typed, which may name what to comment on."""

    kind: Part
    text: str = ""


@dataclass(frozen=True, slots=True)
class Resource(Intent):
    """Wants a document or a link."""

    text: str


@dataclass(frozen=True, slots=True)
class Reflect(Intent):
    """Wants a question to think with, now; on a topic, or on any."""

    topic: str = ""


@dataclass(frozen=True, slots=True)
class Browse(Intent):
    """Wants to look at a part of the corpus.

    ``nth`` counts in the list of that section (-1: the last one); ``words`` filter it; ``theme`` is a key;
    ``elliptic`` says that the kind of thing looked at before may be meant ("et l'enjeu 3 ?"); ``page`` counts from 0,
    and ``edits`` asks to replace the page before.
    """

    place: Place
    enjeu: int | None = None
    fiche: int | None = None
    nth: int | None = None
    words: tuple[str, ...] = ()
    theme: str = ""
    elliptic: bool = False
    page: int = 0
    edits: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp(Intent):
    """Makes sense only after what was shown: ``number`` for "nth", ``text`` for "and" and "same"."""

    step: Step
    text: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class OutOfReach(Intent):
    """A need that no corpus of texts meets."""

    need: Need
    text: str


@dataclass(frozen=True, slots=True)
class Injection(Intent):
    """Tries to turn the bot from its purpose, or asks for its secrets."""


@dataclass(frozen=True, slots=True)
class UpdateCorpus(Intent):
    """An editor wants the corpus brought up to date; ``text`` is what they typed."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Restore(Intent):
    """An editor wants the version of the corpus before this one."""


@dataclass(frozen=True, slots=True)
class SentFile(Intent):
    """An editor sent a file (``Message.file``), for the corpus."""


@dataclass(frozen=True, slots=True)
class Unreadable(Intent):
    """Nothing to read: empty, signs only."""


@dataclass(frozen=True, slots=True)
class Ask(Intent):
    """An ordinary question; ``whole`` is the long message that ``text`` was taken from, when it was."""

    text: str
    whole: str = ""
