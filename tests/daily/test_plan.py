"""What a subscription that is due gets: one table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.daily.plan import Job, Step, after, ask_job, put_back, question_job, reminder_job, skipped, step
from bot.daily.stock import Stock
from bot.outbox.sender import Gone, Moved, Outcome, Refused, Sent, Uncertain
from bot.store.deliveries import Delivery, Released, Settled
from bot.store.facts import Fact
from bot.store.reminders import Reminded, Reminder, ReminderWaits
from bot.store.subscribing import Advanced, AskedToGoOn, Had, Reached, Unreachable, Waits
from bot.store.subscriptions import Subscription
from tests.daily.conftest import MONDAY
from tests.daily.simulation import STOCK, person

DUE = MONDAY + timedelta(minutes=30)
TOMORROW = DUE + timedelta(days=1)
ANNE = Subscription(person(1), 1, MONDAY.date(), due=DUE)
TODAY = date(2026, 3, 2)
LATE = timedelta(hours=4)


@pytest.mark.parametrize(
    ("subscription", "now", "expected"),
    [
        (ANNE, DUE, "question"),
        (ANNE, DUE + LATE, "question"),
        (ANNE, DUE + LATE + timedelta(seconds=1), "skip"),
        (replace(ANNE, unanswered=19), DUE, "question"),
        (replace(ANNE, unanswered=20), DUE, "ask"),
        (replace(ANNE, unanswered=20), DUE + 2 * LATE, "skip"),
        (replace(ANNE, unanswered=20, asked_on=TODAY), DUE, "quiet"),
        (replace(ANNE, unanswered=20, asked_on=TODAY), DUE + 2 * LATE, "quiet"),
        (replace(ANNE, last_day=TODAY), DUE, "moved"),
        (replace(ANNE, territory="FR-57", due=datetime(2026, 4, 3, 6, 30, tzinfo=DUE.tzinfo)), DUE, "moved"),
        (replace(ANNE, zone="Indian/Reunion"), DUE, "moved"),
        (replace(ANNE, paused=True), DUE, "moved"),
    ],
)
def test_the_step(subscription: Subscription, now: datetime, expected: Step) -> None:
    assert step(subscription, now, LATE, 20) == expected


def job() -> Job:
    made = question_job(ANNE, DUE, frozenset(), STOCK)
    assert made is not None
    return made


DELIVERY = job().delivery
HAD = Had(ANNE.chat, DELIVERY.question_id, 0)
NEXT = Advanced(ANNE.chat, DUE, TOMORROW)


@pytest.mark.parametrize(
    ("outcome", "facts"),
    [
        (Sent(("5",)), [Settled(DELIVERY, "sent", ("5",)), HAD, Reached(ANNE.chat, TODAY), NEXT]),
        (Uncertain("?"), [Settled(DELIVERY, "uncertain", (), "?"), HAD, Reached(ANNE.chat, TODAY, False), NEXT]),
        (Gone("blocked"), [Settled(DELIVERY, "failed", (), "blocked"), NEXT, Unreachable(ANNE.chat, "blocked")]),
        (Refused("bad"), [Settled(DELIVERY, "failed", (), "bad"), HAD, NEXT]),
    ],
)
def test_what_is_written_down_after_a_question(outcome: Outcome, facts: list[Fact]) -> None:
    assert list(after(job(), outcome, DUE)) == facts


def test_what_is_no_end_is_not_written_down_as_one() -> None:
    with pytest.raises(ValueError, match="Moved"):
        after(job(), Moved(person(2)), DUE)


def test_after_asking_whether_to_go_on() -> None:
    asked = ask_job(replace(ANNE, unanswered=20), DUE)
    assert asked.delivery.kind == "ask"
    assert AskedToGoOn(ANNE.chat, TODAY) in after(asked, Sent(), DUE)
    assert not any(isinstance(fact, Had) for fact in after(asked, Sent(), DUE))


def test_a_question_that_was_put_off_leaves_the_subscription_as_it_is() -> None:
    reminder = Reminder(ANNE.chat, STOCK.questions[3].id, "7", DUE)
    made = reminder_job(reminder, ANNE, STOCK)
    assert made is not None
    assert made.thread == "7"
    assert list(after(made, Sent(), DUE))[1:] == [Reminded(ANNE.chat, STOCK.questions[3].id, DUE)]
    waits = ReminderWaits(ANNE.chat, STOCK.questions[3].id, TOMORROW)
    assert list(put_back(made, TOMORROW, claimed=True)) == [Released(made.delivery), waits]
    moved = made.at(person(2))
    assert moved.reminder == replace(reminder, chat=person(2))
    assert reminder_job(replace(reminder, question_id="gone"), ANNE, STOCK) is None


def test_a_wait_gives_the_claim_back() -> None:
    assert list(put_back(job(), TOMORROW, claimed=False)) == [Waits(ANNE.chat, DUE, TOMORROW)]
    assert list(put_back(job(), TOMORROW, claimed=True)) == [
        Released(DELIVERY),
        Waits(ANNE.chat, DUE, TOMORROW),
    ]


def test_the_question_keeps_to_what_is_wanted() -> None:
    wanting = replace(ANNE, enjeux=("theme:2",))
    had: set[str] = set()
    for _ in range(4):
        made = question_job(wanting, DUE, frozenset(had), STOCK)
        assert made is not None
        assert made.question is not None
        assert made.question.enjeu == 2
        had.add(made.question.id)
    assert question_job(ANNE, DUE, frozenset(), Stock(())) is None


def test_the_days_of_a_long_stop_are_skipped_one_by_one() -> None:
    now = DUE + timedelta(days=9, minutes=5)
    facts, due, days = skipped(ANNE, now, LATE)
    assert days == 7
    assert due == DUE + timedelta(days=9)
    assert facts[-1] == Advanced(ANNE.chat, DUE, due)


def test_the_local_day_counts_not_that_of_greenwich() -> None:
    noumea = replace(ANNE, zone="Pacific/Noumea", due=datetime(2026, 3, 1, 21, 30, tzinfo=DUE.tzinfo))
    assert noumea.due is not None
    made = question_job(noumea, noumea.due, frozenset(), STOCK)
    assert made is not None
    assert made.delivery == Delivery(ANNE.chat, TODAY, "question", made.delivery.question_id, noumea.due)
