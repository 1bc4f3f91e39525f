"""What is to be done with a subscription whose moment has come: pure decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.daily.calendar import local_day, next_due, stands
from bot.daily.choice import choose
from bot.daily.stock import DailyQuestion, Stock
from bot.messages import Address
from bot.outbox.sender import Gone, Outcome, Refused, Sent, Uncertain
from bot.store.deliveries import LATER, Delivery, Released, Settled, Skipped
from bot.store.facts import Fact
from bot.store.reminders import Reminded, Reminder, ReminderWaits
from bot.store.subscribing import Advanced, AskedToGoOn, Had, Reached, Unreachable, Waits
from bot.store.subscriptions import Subscription

Step = Literal["question", "ask", "quiet", "skip", "moved"]


def step(subscription: Subscription, now: datetime, late: timedelta, ask_after: int) -> Step:
    """What a subscription that is due gets.

    Args:
        subscription: with its ``due`` at or before ``now``.
        now: the present moment.
        late: how late a question may still come.
        ask_after: questions without a sign of life after which we ask.

    Returns:
        ``moved`` when that moment is not one of its own any more (the rules of its zone or its holidays changed),
        ``quiet`` when it was asked whether to go on and did not answer, ``skip`` when it is too late, else what to
        send.
    """
    if not stands(subscription):
        return "moved"
    if subscription.asked_on is not None:
        return "quiet"
    if subscription.due is not None and now - subscription.due > late:
        return "skip"
    return "ask" if subscription.unanswered >= ask_after else "question"


@dataclass(frozen=True, slots=True)
class Job:
    """Something to send: what, where, and which row of the store it stands for."""

    delivery: Delivery
    subscription: Subscription
    question: DailyQuestion | None = None
    new_round: bool = False
    reminder: Reminder | None = None

    @property
    def thread(self) -> str:
        """The topic of the chat where it goes."""
        return self.reminder.thread if self.reminder else self.subscription.thread

    def at(self, chat: Address) -> Job:
        """The same for a chat that moved there."""
        return replace(
            self,
            delivery=replace(self.delivery, chat=chat),
            subscription=replace(self.subscription, chat=chat),
            reminder=replace(self.reminder, chat=chat) if self.reminder else None,
        )


def question_job(subscription: Subscription, due: datetime, had: frozenset[str], stock: Stock) -> Job | None:
    """The daily question of a subscription; None when there is no question at all."""
    wanted = stock.wanted(subscription.themes, subscription.enjeux)
    if not wanted:
        return None
    question, new_round = choose(subscription.seed, had, wanted, subscription.round)
    number = subscription.round + new_round
    day = local_day(due, subscription.zone)
    return Job(
        Delivery(subscription.chat, day, "question", question.id, due, number), subscription, question, new_round
    )


def ask_job(subscription: Subscription, due: datetime) -> Job:
    """Asking whether to go on."""
    day = local_day(due, subscription.zone)
    return Job(Delivery(subscription.chat, day, "ask", "", due, subscription.round), subscription)


def reminder_job(reminder: Reminder, subscription: Subscription, stock: Stock) -> Job | None:
    """A question that was put off; None when the corpus has it no more."""
    question = stock.get(reminder.question_id)
    if question is None:
        return None
    # Several may be put off to the same moment, "this evening", and one to several moments of a day.
    kind = f"{LATER} {reminder.due:%H:%M:%S} {question.id}"
    day = local_day(reminder.due, subscription.zone)
    delivery = Delivery(reminder.chat, day, kind, question.id, reminder.due, subscription.round)
    return Job(delivery, subscription, question, reminder=reminder)


def skipped(subscription: Subscription, now: datetime, late: timedelta) -> tuple[list[Fact], datetime | None, int]:
    """The days of a subscription that are past by too much: their facts, what is due then, and how many they are."""
    facts: list[Fact] = []
    due, days = subscription.due, 0
    while due is not None and now - due > late:
        day = local_day(due, subscription.zone)
        facts.append(Skipped(Delivery(subscription.chat, day, "question", "", due, subscription.round)))
        days += 1
        due = next_due(subscription, due)
    if subscription.due is not None:
        facts.append(Advanced(subscription.chat, subscription.due, due))
    return facts, due, days


def after(job: Job, outcome: Outcome, now: datetime) -> Sequence[Fact]:
    """What is written down once the outcome of a claimed job is known (``Moved`` and ``SlowDown`` are not outcomes)."""
    delivery, chat = job.delivery, job.delivery.chat
    done: list[Fact] = [Reminded(chat, delivery.question_id, delivery.due)] if job.reminder else [_advanced(job)]
    match outcome:
        case Sent(messages):
            return [Settled(delivery, "sent", messages), *_seen(job, counts=True), *done]
        case Uncertain(reason):
            # It may have arrived: it counts as had, and is not held against the person.
            return [Settled(delivery, "uncertain", reason=reason), *_seen(job, counts=False), *done]
        case Gone(reason):
            return [Settled(delivery, "failed", reason=reason), *done, Unreachable(chat, reason)]
        case Refused(reason):
            # It would be refused tomorrow too: it counts as had, so that another one comes.
            return [Settled(delivery, "failed", reason=reason), *_had(job), *done]
    raise ValueError(f"no end: {outcome}")


def put_back(job: Job, until: datetime, *, claimed: bool) -> Sequence[Fact]:
    """What is written down when the messenger asks to wait: nothing was sent."""
    chat, due = job.delivery.chat, job.delivery.due
    wait: Fact = ReminderWaits(chat, job.delivery.question_id, until) if job.reminder else Waits(chat, due, until)
    return [Released(job.delivery), wait] if claimed else [wait]


def _seen(job: Job, *, counts: bool) -> list[Fact]:
    delivery = job.delivery
    if delivery.kind == "question":
        return [*_had(job), Reached(delivery.chat, delivery.day, counts)]
    return [AskedToGoOn(delivery.chat, delivery.day)] if delivery.kind == "ask" else []


def _had(job: Job) -> list[Fact]:
    delivery = job.delivery
    return [Had(delivery.chat, delivery.question_id, delivery.round)] if delivery.kind == "question" else []


def _advanced(job: Job) -> Fact:
    delivery = job.delivery
    then = next_due(replace(job.subscription, last_day=delivery.day), delivery.due)
    return Advanced(delivery.chat, delivery.due, then)
