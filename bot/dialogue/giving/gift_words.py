"""Contributions in words: what each is about, whole or shortened, as its giver, the editors or everybody read it."""

from __future__ import annotations

from bot.dialogue.note_words import excerpt
from bot.dialogue.present import named
from bot.dialogue.turn import Turn
from bot.messages import Block, Heading, Paragraph
from bot.store.contributions import Contribution
from bot.texts import french_date, texts
from corpus.model import Passage

IN_LIST = 400
"""Characters of a contribution among others."""
ANSWER_IN_LIST = 300
"""Characters of one answer where a testimony is read over."""


def about(turn: Turn, passage: Passage) -> str:
    """What a contribution on the document of a passage is about, in words."""
    document = turn.corpus.document(passage.document)
    if document is None or passage.section == "questions":
        return named(turn.corpus, passage)
    return document.title.rstrip(". ")


def heading(gift: Contribution) -> str:
    """What it is, what it is about, and when it was given."""
    day = french_date(gift.given_at.date())
    key = f"gift-{gift.kind}" if gift.about else f"gift-{gift.kind}-free"
    return texts(key, about=excerpt(gift.about, 120), date=day)


def whole(gift: Contribution) -> tuple[Block, ...]:
    """All of it."""
    return (Heading(heading(gift)), *_answers(gift, 0), *_paragraphs(gift.published))


def in_list(gift: Contribution) -> tuple[Block, ...]:
    """Its beginning, among others."""
    answers = " ".join(answer for _, answer in gift.answers if answer)
    return Heading(heading(gift)), Paragraph(excerpt(gift.published or answers, IN_LIST))


def is_long(gift: Contribution) -> bool:
    """Whether a list shows only its beginning."""
    said = gift.published or " ".join(answer for _, answer in gift.answers if answer)
    return len(gift.answers) > 1 or len(" ".join(said.split())) > IN_LIST


def read_over(gift: Contribution) -> tuple[Block, ...]:
    """A testimony before it is handed in: every question with the beginning of its answer."""
    return _answers(gift, ANSWER_IN_LIST, numbered=True)


def is_asked(text: str) -> bool:
    """Whether a text ends as a question does: it may be one that the bot is asked."""
    return text.rstrip(' »")').endswith("?")


def state(gift: Contribution) -> str:
    """What has become of it, as its giver reads it."""
    return texts(f"gift-state-{gift.state}")


def _answers(gift: Contribution, at_most: int, numbered: bool = False) -> tuple[Block, ...]:
    shown: list[Block] = []
    for number, (question, answer) in enumerate(gift.answers, 1):
        if answer or numbered:
            said = (excerpt(answer, at_most) if at_most else answer) or texts("testify-no-answer")
            asked = texts("testify-numbered", number=number, question=question) if numbered else question
            shown.append(Paragraph(f"{asked}\n{said}"))
    return tuple(shown)


def _paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph(part) for part in text.split("\n\n") if part.strip())
