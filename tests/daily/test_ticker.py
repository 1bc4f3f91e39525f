"""The tick: who is due gets what is due, once, whatever happens on the way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest

from bot.daily.running import deliver_forever
from bot.daily.stock import Stock
from bot.daily.ticker import Ticked
from bot.messages import Address
from bot.outbox.sender import Gone, Moved, Outcome, Refused, SlowDown, Uncertain
from bot.store import Store
from bot.store.access import ban
from bot.store.deliveries import Delivery, claim
from bot.store.reminders import PutOff
from bot.store.subscribing import Alive, Reachable, Subscribed, Unsubscribed
from bot.store.subscriptions import Subscription, had, of
from tests.daily.conftest import MONDAY
from tests.daily.simulation import STOCK, Keeping, SetClock, cut_short, got_on, person, subscribe, ticker
from tests.doubles.delivered import counted, of_unknown_fate

ANNE = Subscription(person("anne"), 11, MONDAY.date())
PAUL = Subscription(person("paul"), 12, MONDAY.date())
DUE = MONDAY + timedelta(minutes=30)
DAY = timedelta(days=1)


async def known(store: Store, chat: Address = ANNE.chat) -> Subscription:
    found = await store.read(partial(of, chat=chat))
    assert found is not None
    return found


async def states(store: Store) -> dict[tuple[str, str], int]:
    return await store.read(counted)


async def test_nothing_is_sent_before_its_moment_and_once_at_it(store: Store, clock: SetClock, sender: Keeping) -> None:
    await subscribe(store, clock.now, ANNE, replace(PAUL, silent=True))
    tick = ticker(store, sender, clock)
    assert await tick.tick() == Ticked()
    clock.now = DUE
    assert await tick.tick() == Ticked(due=2, sent=2)
    assert await tick.tick() == Ticked()
    assert [len(got) for got in sender.got.values()] == [1, 1]
    assert sender.silent == {PAUL.chat}
    anne = await known(store)
    assert (anne.due, anne.last_day, anne.unanswered) == (DUE + DAY, date(2026, 3, 2), 1)
    assert len((await store.read(partial(had, chats=[ANNE.chat])))[ANNE.chat]) == 1


async def test_who_is_shut_out_gets_none_though_their_chat_is_open_again(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await subscribe(store, clock.now, ANNE, PAUL)
    await store.write(lambda connection: ban(connection, ANNE.chat, clock.now, clock.now.date()))
    await store.apply([Reachable(ANNE.chat, DUE)], clock.now)
    clock.now = DUE
    assert await ticker(store, sender, clock).tick() == Ticked(due=2, sent=1)
    assert set(sender.got) == {PAUL.chat}
    clock.now = DUE + DAY
    await ticker(store, sender, clock).tick()
    assert set(sender.got) == {PAUL.chat}


async def test_every_question_once_then_a_new_round_which_is_said(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    few = Stock(STOCK.questions[:3])
    every_day = replace(ANNE, days=frozenset(range(1, 8)), territory="")
    await subscribe(store, clock.now, every_day)
    tick = ticker(store, sender, clock, stock=few)
    for day in range(7):
        clock.now = DUE + day * DAY
        await tick.tick()
    texts = [said for _, said in sender.got[ANNE.chat]]
    assert sorted(texts[:3]) == sorted(texts[3:6]) == sorted(question.text for question in few.questions)
    assert texts[2] != texts[3]
    assert (await known(store)).round == 2


async def test_late_within_the_cut_off_it_still_comes_beyond_it_the_day_is_skipped(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await subscribe(store, clock.now, ANNE)
    tick = ticker(store, sender, clock)
    clock.now = DUE + timedelta(hours=4)
    assert await tick.tick() == Ticked(due=1, sent=1)
    clock.now = DUE + DAY + timedelta(hours=4, seconds=1)
    assert await tick.tick() == Ticked(due=1, skipped=1)
    clock.now = DUE + 2 * DAY
    assert (await tick.tick()).sent == 1
    assert got_on(sender, ANNE) == [date(2026, 3, 2), date(2026, 3, 4)]
    assert await states(store) == {("question", "sent"): 2, ("question", "skipped"): 1}


async def test_after_a_long_stop_the_days_are_counted_and_today_comes_at_once(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await subscribe(store, clock.now, ANNE)
    clock.now = DUE + 9 * DAY + timedelta(minutes=5)
    assert await ticker(store, sender, clock).tick() == Ticked(due=2, skipped=7, sent=1)
    assert got_on(sender, ANNE) == [date(2026, 3, 11)]


async def test_two_tickers_at_once_send_once(store: Store, clock: SetClock, sender: Keeping, url: str) -> None:
    people = [replace(ANNE, chat=person(number), seed=number) for number in range(60)]
    await subscribe(store, clock.now, *people)
    clock.now = DUE
    other = await Store.open(url)
    one, two = await asyncio.gather(ticker(store, sender, clock).tick(), ticker(other, sender, clock).tick())
    await other.close()
    assert one.sent + two.sent == 60
    assert set(sender.attempts.values()) == {1}


async def test_a_claim_left_by_a_crash_is_uncertain_and_never_sent_again(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await subscribe(store, clock.now, ANNE)
    crashed = Delivery(ANNE.chat, date(2026, 3, 2), "question", STOCK.questions[0].id, DUE)
    assert await store.write(partial(claim, wanted=crashed, now=DUE)) == "ours"
    assert await store.write(partial(claim, wanted=crashed, now=DUE)) == "another's"
    tick = ticker(store, sender, clock)
    clock.now = DUE + timedelta(minutes=1)
    assert (await tick.tick()).sent == 0
    clock.now = DUE + timedelta(minutes=6)
    assert (await tick.tick()).uncertain == 1
    assert sender.attempts[ANNE.chat] == 0
    assert await store.read(of_unknown_fate) == [crashed.chat]
    clock.now = DUE + DAY
    assert (await tick.tick()).sent == 1
    assert sender.got[ANNE.chat][0][1] != STOCK.questions[0].text


@pytest.mark.parametrize(
    ("outcome", "counts", "state"),
    [
        (Uncertain("no answer"), Ticked(due=1, uncertain=1), "uncertain"),
        (Gone("blocked"), Ticked(due=1, inactive=1), "failed"),
        (Refused("too long"), Ticked(due=1), "failed"),
    ],
)
async def test_what_is_not_sent_is_recorded_and_not_repeated(
    store: Store, clock: SetClock, sender: Keeping, outcome: Outcome, counts: Ticked, state: str
) -> None:
    await subscribe(store, clock.now, ANNE)
    sender.answer = lambda address: outcome
    clock.now = DUE
    tick = ticker(store, sender, clock)
    assert await tick.tick() == counts
    assert await tick.tick() == Ticked()
    assert sender.attempts[ANNE.chat] == 1
    assert await states(store) == {("question", state): 1}
    assert (await known(store)).unanswered == 0


async def test_who_blocked_the_bot_is_inactive_until_they_return(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await subscribe(store, clock.now, ANNE)
    sender.answer = lambda address: Gone("bot was blocked by the user")
    tick = ticker(store, sender, clock)
    clock.now = DUE
    await tick.tick()
    anne = await known(store)
    assert (anne.inactive_on, anne.inactive_reason, anne.due) == (DUE.date(), "bot was blocked by the user", None)
    clock.now = DUE + DAY
    assert await tick.tick() == Ticked()
    sender.answer = lambda address: None
    await store.apply([Reachable(ANNE.chat, DUE + 2 * DAY)], clock.now)
    clock.now = DUE + 2 * DAY
    assert (await tick.tick()).sent == 1
    assert (await known(store)).inactive_on is None


async def test_a_group_that_moved_is_followed_everywhere(store: Store, clock: SetClock, sender: Keeping) -> None:
    old, new = person("group"), person("supergroup")
    await subscribe(store, clock.now, replace(ANNE, chat=old, group=True))
    sender.answer = lambda address: Moved(new) if address == old else None
    clock.now = DUE
    tick = ticker(store, sender, clock)
    assert await tick.tick() == Ticked(due=1, sent=1)
    assert len(sender.got[new]) == 1
    assert await store.read(partial(of, chat=old)) is None
    clock.now = DUE + DAY
    await tick.tick()
    assert len(sender.got[new]) == 2
    assert sender.attempts[old] == 1
    assert len({said for _, said in sender.got[new]}) == 2


async def test_a_chat_to_be_spared_waits_and_the_others_do_not(store: Store, clock: SetClock, sender: Keeping) -> None:
    await subscribe(store, clock.now, ANNE, PAUL)
    sender.answer = lambda address: SlowDown(600) if address == ANNE.chat and sender.attempts[address] == 1 else None
    clock.now = DUE
    tick = ticker(store, sender, clock)
    assert await tick.tick() == Ticked(due=2, sent=1)
    assert (await tick.tick()).due == 0
    # Neither a restart nor a question that is due makes the program forget the wait.
    clock.now = DUE + timedelta(seconds=599)
    assert (await ticker(store, sender, clock).tick()).due == 0
    clock.now = DUE + timedelta(seconds=601)
    assert (await ticker(store, sender, clock).tick()).sent == 1
    assert sender.attempts == {ANNE.chat: 2, PAUL.chat: 1}


async def test_a_short_wait_is_waited_within_the_tick(store: Store, clock: SetClock, sender: Keeping) -> None:
    await subscribe(store, clock.now, ANNE)
    sender.answer = lambda address: SlowDown(5) if sender.attempts[address] == 1 else None
    clock.now = DUE
    assert (await ticker(store, sender, clock).tick()).sent == 1
    assert sender.got[ANNE.chat][0][0] >= DUE + timedelta(seconds=5)


async def test_after_twenty_questions_without_a_sign_the_bot_asks_once_then_is_silent(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await subscribe(store, clock.now, replace(ANNE, days=frozenset(range(1, 8)), territory=""))
    tick = ticker(store, sender, clock)
    for day in range(30):
        clock.now = DUE + day * DAY
        await tick.tick()
    assert len(sender.got[ANNE.chat]) == 21
    assert "continuer" in sender.got[ANNE.chat][-1][1]
    await store.apply([Alive(ANNE.chat)], clock.now)
    clock.now += DAY
    assert (await tick.tick()).sent == 1
    assert (await known(store)).unanswered == 1


async def test_a_sign_of_life_begins_the_count_anew(store: Store, clock: SetClock, sender: Keeping) -> None:
    await subscribe(store, clock.now, ANNE)
    clock.now = DUE
    await ticker(store, sender, clock).tick()
    await store.apply([Alive(ANNE.chat), Alive(person("somebody else"))], clock.now)
    assert (await known(store)).unanswered == 0


async def test_a_question_put_off_comes_again_at_its_moment(store: Store, clock: SetClock, sender: Keeping) -> None:
    question = STOCK.questions[5]
    stranger = person("stranger")
    for chat in (ANNE.chat, stranger):
        await store.apply([PutOff(chat, question.id, MONDAY + timedelta(hours=1))], clock.now)
    await store.apply([PutOff(stranger, "gone from the corpus", MONDAY + timedelta(hours=1))], clock.now)
    tick = ticker(store, sender, clock)
    assert (await tick.tick()).due == 0
    clock.now = MONDAY + timedelta(hours=1)
    assert await tick.tick() == Ticked(due=3, sent=2, skipped=1)
    assert await tick.tick() == Ticked()
    assert sender.got[stranger] == sender.got[ANNE.chat] == [(clock.now, question.text)]


async def test_two_questions_put_off_to_the_same_moment_both_come(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    evening = MONDAY + timedelta(hours=10)
    await store.apply([PutOff(ANNE.chat, question.id, evening) for question in STOCK.questions[:2]], clock.now)
    clock.now = evening
    await ticker(store, sender, clock).tick()
    assert sorted(said for _, said in sender.got[ANNE.chat]) == [question.text for question in STOCK.questions[:2]]


async def test_a_question_that_the_messenger_refuses_does_not_stand_before_the_others(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await subscribe(store, clock.now, ANNE)
    clock.now = DUE
    sender.answer = lambda address: Refused("not a text that is taken")
    await ticker(store, sender, clock).tick()
    (refused,) = (await store.read(partial(had, chats=[ANNE.chat])))[ANNE.chat]
    sender.answer = lambda address: None
    clock.now = DUE + DAY
    assert (await ticker(store, sender, clock).tick()).sent == 1
    ((_, said),) = sender.got[ANNE.chat]
    assert said != next(question.text for question in STOCK.questions if question.id == refused)


async def test_who_leaves_while_a_tick_runs_gets_nothing_more(store: Store, clock: SetClock, sender: Keeping) -> None:
    await subscribe(store, clock.now, ANNE)
    clock.now = DUE
    stale = Delivery(ANNE.chat, date(2026, 3, 2), "question", "q", DUE)
    await store.apply([Unsubscribed(ANNE.chat)], clock.now)
    assert await store.write(partial(claim, wanted=stale, now=DUE)) == "unwanted"
    assert await ticker(store, sender, clock).tick() == Ticked()
    assert await store.personal_data(ANNE.chat) == ()


async def test_another_hour_chosen_after_the_question_of_the_day_means_tomorrow(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await subscribe(store, clock.now, ANNE)
    clock.now = DUE
    tick = ticker(store, sender, clock)
    await tick.tick()
    await subscribe(store, clock.now, replace(await known(store), time=time(18)))
    clock.now = DUE + timedelta(hours=10)
    assert await tick.tick() == Ticked()
    assert (await known(store)).due == datetime(2026, 3, 3, 17, tzinfo=MONDAY.tzinfo)


async def test_a_clock_that_ran_ahead_and_is_put_back_loses_no_day(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await subscribe(store, clock.now, ANNE, PAUL)
    clock.now = DUE + 300 * DAY + timedelta(hours=6)
    await ticker(store, sender, clock).tick()
    assert sender.attempts == {}
    clock.now = DUE
    assert (await ticker(store, sender, clock).tick()).sent == 2
    clock.now = DUE + DAY
    assert (await ticker(store, sender, clock).tick()).sent == 2
    assert got_on(sender, ANNE) == [date(2026, 3, 2), date(2026, 3, 3)]


async def test_a_clock_put_back_sends_nothing_twice(store: Store, clock: SetClock, sender: Keeping) -> None:
    await subscribe(store, clock.now, ANNE)
    for moment in (DUE, DUE - timedelta(hours=2), DUE, DUE + timedelta(hours=1), DUE - DAY, DUE):
        clock.now = moment
        await ticker(store, sender, clock).tick()
    assert got_on(sender, ANNE) == [date(2026, 3, 2)]


async def test_other_rules_of_time_move_the_moments_that_were_computed(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await subscribe(store, clock.now, ANNE, PAUL)
    await ticker(store, sender, clock).tick()
    # As if the zone had been an hour off when they were computed.
    wrong = [Subscribed(replace(one, due=DUE + timedelta(hours=1))) for one in (ANNE, PAUL)]
    await store.apply(wrong, clock.now)
    tick = ticker(store, sender, clock)
    tick.rules.signature = lambda: "other rules"
    await tick.tick()
    assert [(await known(store, one.chat)).due for one in (ANNE, PAUL)] == [DUE, DUE]


async def test_a_moment_that_is_not_one_of_its_own_any_more_is_not_served(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await store.apply([Subscribed(replace(ANNE, due=DUE - timedelta(minutes=20)))], clock.now)
    clock.now = DUE - timedelta(minutes=10)
    assert (await ticker(store, sender, clock).tick()).sent == 0
    assert (await known(store)).due == DUE


async def test_an_empty_corpus_sends_nothing_and_begins_when_it_has_questions(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    await subscribe(store, clock.now, ANNE)
    clock.now = DUE
    assert await ticker(store, sender, clock, stock=Stock(())).tick() == Ticked(due=1)
    clock.now = DUE + DAY
    assert (await ticker(store, sender, clock).tick()).sent == 1


async def test_another_channel_s_people_are_left_to_who_can_reach_them(
    store: Store, clock: SetClock, sender: Keeping
) -> None:
    elsewhere = replace(ANNE, chat=Address("elsewhere", "1"))
    await subscribe(store, clock.now, elsewhere, PAUL)
    clock.now = DUE
    assert await ticker(store, sender, clock).tick() == Ticked(due=2, sent=1)
    assert (await known(store, elsewhere.chat)).due == DUE


async def test_it_goes_on_ticking_until_it_is_stopped(store: Store, clock: SetClock, sender: Keeping) -> None:
    await subscribe(store, clock.now, ANNE)
    clock.now = DUE
    stop = asyncio.Event()

    def answer(address: Address) -> None:
        stop.set()

    sender.answer = answer
    await asyncio.wait_for(deliver_forever(ticker(store, sender, clock), stop, every=0), 10)
    assert await states(store) == {("question", "sent"): 1}


async def test_a_messenger_that_never_answers_does_not_hold_the_end(store: Store, clock: SetClock) -> None:
    await subscribe(store, clock.now, ANNE)
    clock.now = DUE
    await cut_short(lambda mute: ticker(store, mute, clock).tick(), clock)
    assert await states(store) == {("question", "claimed"): 1}
