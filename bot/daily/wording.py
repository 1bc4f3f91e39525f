"""What a daily question looks like: the dialogue says it better; this is the plain way, without buttons."""

from __future__ import annotations

from typing import Protocol

from bot.daily.stock import DailyQuestion
from bot.messages import Block, Paragraph, Quote, Reply
from bot.store.subscriptions import Subscription
from bot.texts import texts


class Wording(Protocol):
    """Who turns a decision of the ticker into what a person reads."""

    async def question(
        self, subscription: Subscription, question: DailyQuestion, *, new_round: bool = False, later: bool = False
    ) -> Reply:
        """The question; ``new_round``: all of them were had and begin again; ``later``: the person had put it off."""
        ...

    async def go_on(self, subscription: Subscription) -> Reply:
        """Whether the person wants more of them, after many without a sign of life."""
        ...


class PlainWording:
    """The question with its place in the corpus, nothing to press."""

    async def question(
        self, subscription: Subscription, question: DailyQuestion, *, new_round: bool = False, later: bool = False
    ) -> Reply:
        """As ``Wording.question``."""
        blocks: list[Block] = [Paragraph(texts("daily-new-round"))] if new_round else []
        blocks.append(Paragraph(texts("daily-intro-later" if later else "daily-intro")))
        blocks.append(Quote(question.passage, question.title, question.text, ""))
        return Reply(tuple(blocks), intent="daily")

    async def go_on(self, subscription: Subscription) -> Reply:
        """As ``Wording.go_on``."""
        return Reply((Paragraph(texts("daily-ask", count=subscription.unanswered)),), intent="daily")
