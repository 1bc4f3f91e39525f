"""Les lettres de l'équipe : chacune part une fois, jamais deux, quoi qu'il arrive entre-temps."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.actions import Action, encode
from bot.messages import Address, Button, Paragraph, Reply
from bot.outbox.gate import Gate
from bot.outbox.letters import PAGE, ROUNDS, Post, Posted, post_forever, reply_of
from bot.outbox.outbox import Outbox
from bot.outbox.pace import Pace
from bot.outbox.sender import Gone, Moved, Outcome, Refused, Sent, SlowDown, Uncertain
from bot.settings import Retention
from bot.store import Store
from bot.store.access import ban
from bot.store.deliveries import LEASE
from bot.store.letters import LetterPutBack, LetterQueued, cancel, claim_letter, counted_letters, letters
from bot.store.subscribing import Subscribed
from bot.store.subscriptions import Subscription, of
from tests.daily.simulation import Keeping, SetClock, cut_short, person
from tests.outbox.conftest import NOW


@dataclass(frozen=True, slots=True)
class Answered(Action, prefix="test-letter"):
    """A button under a letter."""


def post(store: Store, sender: Keeping, clock: SetClock) -> Post:
    gate = Gate(Pace(1000), clock, clock.sleep)
    return Post(store, Outbox({"test": sender}, store, gate, clock, clock.sleep), clock, clock.sleep)


def letter(number: int, to: int = 1, batch: str = "") -> LetterQueued:
    return LetterQueued(f"l{number}", person(to), f"Lettre {number}", batch=batch)


async def states(store: Store, batch: str = "") -> dict[str, int]:
    return await store.read(lambda connection: counted_letters(connection, batch))


async def words_kept(store: Store) -> list[str]:
    tables = await store.personal_data(person(1))
    return [row["text"] for table in tables if table.name == "letters" for row in table.rows]


async def test_each_letter_goes_once(store: Store, sender: Keeping, clock: SetClock) -> None:
    await store.apply([letter(n, n % 20) for n in range(120)], NOW)
    await store.apply([letter(0)], NOW)
    assert await post(store, sender, clock).deliver() == Posted(sent=120)
    assert await post(store, sender, clock).deliver() == Posted()
    assert sorted(said for got in sender.got.values() for _, said in got) == sorted(f"Lettre {n}" for n in range(120))


async def test_two_processes_share_the_letters(store: Store, sender: Keeping, clock: SetClock) -> None:
    await store.apply([letter(n, n) for n in range(100)], NOW)
    done = await asyncio.gather(*(post(store, sender, clock).deliver() for _ in range(3)))
    assert sum(one.sent for one in done) == 100
    assert set(sender.attempts.values()) == {1}


async def test_a_letter_is_shown_with_its_paragraphs_and_the_buttons_that_can_be_read() -> None:
    buttons = (("Lire", encode(Answered())), ("Le site", "https://example.org/a"), ("Vieux", "no-such-thing:1"))
    reply = reply_of(LetterQueued("l", person(1), "Bonjour.\n\nUne nouvelle.\n", buttons))
    assert reply.blocks == (Paragraph("Bonjour."), Paragraph("Une nouvelle."))
    assert reply.buttons == (Button("Lire", Answered()), Button("Le site", url="https://example.org/a"))


async def test_once_sent_its_words_are_not_kept(store: Store, sender: Keeping, clock: SetClock) -> None:
    await store.apply([letter(1)], NOW)
    assert await words_kept(store) == ["Lettre 1"]
    await post(store, sender, clock).deliver()
    assert await words_kept(store) == [""]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Gone("blocked"), "gone"), (Uncertain("no answer"), "uncertain"), (Refused("bad"), "refused")],
)
async def test_what_cannot_be_sent_is_not_tried_again(
    store: Store, sender: Keeping, clock: SetClock, outcome: Outcome, state: str
) -> None:
    sender.answer = lambda address: outcome
    await store.apply([letter(1)], NOW)
    assert (await post(store, sender, clock).deliver()).as_dict() == {**Posted().as_dict(), state: 1}
    await post(store, sender, clock).deliver()
    assert sender.attempts[person(1)] == 1
    assert await states(store) == {state: 1}


async def test_who_is_gone_is_left_alone_by_the_daily_question_too(
    store: Store, sender: Keeping, clock: SetClock
) -> None:
    sender.answer = lambda address: Gone("blocked")
    await store.apply([Subscribed(Subscription(person(1), 7, NOW.date(), due=NOW)), letter(1)], NOW)
    await post(store, sender, clock).deliver()
    subscription = await store.read(lambda connection: of(connection, person(1)))
    assert subscription is not None
    assert subscription.inactive_on == NOW.date()


async def test_a_sender_that_breaks_leaves_a_letter_uncertain_and_the_others_go(
    store: Store, sender: Keeping, clock: SetClock
) -> None:
    def answer(address: Address) -> Outcome | None:
        if address == person(1):
            raise RuntimeError("broken")
        return None

    sender.answer = answer
    await store.apply([letter(1, 1), letter(2, 2)], NOW)
    assert await post(store, sender, clock).deliver() == Posted(sent=1, uncertain=1)


async def test_a_chat_to_be_spared_gets_its_letter_later(store: Store, sender: Keeping, clock: SetClock) -> None:
    sender.answer = lambda address: SlowDown(600.0) if sender.attempts[address] == 1 else None
    await store.apply([letter(1)], NOW)
    assert await post(store, sender, clock).deliver() == Posted()
    assert await states(store) == {"waiting": 1}
    clock.now += timedelta(seconds=601)
    assert await post(store, sender, clock).deliver() == Posted(sent=1)


async def test_a_short_wait_is_sat_out(store: Store, sender: Keeping, clock: SetClock) -> None:
    sender.answer = lambda address: SlowDown(5.0) if sender.attempts[address] < ROUNDS else None
    await store.apply([letter(1)], NOW)
    assert await post(store, sender, clock).deliver() == Posted(sent=1)


async def test_a_chat_that_moved_is_followed(store: Store, sender: Keeping, clock: SetClock) -> None:
    sender.answer = lambda address: Moved(person(2)) if address == person(1) else None
    await store.apply([letter(1)], NOW)
    assert await post(store, sender, clock).deliver() == Posted(sent=1)
    assert [said for _, said in sender.got[person(2)]] == ["Lettre 1"]


async def test_what_was_in_flight_at_a_crash_is_reported_and_not_sent_again(
    store: Store, sender: Keeping, clock: SetClock
) -> None:
    await store.apply([letter(1)], NOW)
    assert await store.write(lambda connection: claim_letter(connection, "l1", NOW))
    assert await post(store, sender, clock).deliver() == Posted()
    clock.now += LEASE + timedelta(seconds=1)
    assert await post(store, sender, clock).deliver() == Posted(uncertain=1)
    assert not sender.attempts


async def test_only_whoever_claimed_a_letter_puts_it_back(store: Store) -> None:
    """Un second processus qui doit attendre ne remet pas en jeu une lettre que le premier est en train d'envoyer."""
    await store.apply([letter(1)], NOW)
    assert await store.write(lambda connection: claim_letter(connection, "l1", NOW))
    await store.apply([LetterPutBack("l1", NOW, claimed=False)], NOW)
    assert not await store.write(lambda connection: claim_letter(connection, "l1", NOW))


async def test_a_batch_is_counted_and_cancelled_together(store: Store, sender: Keeping, clock: SetClock) -> None:
    await store.apply([letter(n, n, batch="b") for n in range(3)] + [letter(9, 9)], NOW)
    assert await store.write(lambda connection: cancel(connection, NOW, letters.c.batch == "b")) == 3
    assert await post(store, sender, clock).deliver() == Posted(sent=1)
    assert await states(store, "b") == {"cancelled": 3}
    assert await states(store) == {"cancelled": 3, "sent": 1}


async def test_a_letter_to_somebody_alone_does_not_wait_for_the_end_of_a_word_to_all(
    store: Store, clock: SetClock
) -> None:
    order: list[Address] = []

    class Interrupted(Keeping):
        async def send(self, address: Address, reply: Reply, *, thread: str = "", silent: bool = False) -> Outcome:
            order.append(address)
            if len(order) == 1:
                await store.apply([letter(999, 999)], clock.now)
            return await super().send(address, reply, thread=thread, silent=silent)

    await store.apply([letter(n, n, batch="b") for n in range(200)] + [letter(998, 998)], NOW)
    assert await post(store, Interrupted(clock), clock).deliver() == Posted(sent=202)
    assert order[0] == person(998)
    assert order.index(person(999)) <= PAGE


async def test_who_is_erased_gets_nothing_more(store: Store, sender: Keeping, clock: SetClock) -> None:
    await store.apply([letter(1)], NOW)
    await store.erase(person(1))
    assert await post(store, sender, clock).deliver() == Posted()


async def test_who_is_shut_out_gets_no_letter_that_is_written_later_either(
    store: Store, sender: Keeping, clock: SetClock
) -> None:
    await store.write(lambda connection: ban(connection, person(1), NOW, NOW.date()))
    await store.apply([letter(1, 1), letter(2, 2)], NOW)
    assert await post(store, sender, clock).deliver() == Posted(sent=1)
    assert person(1) not in sender.got
    assert await states(store) == {"cancelled": 1, "sent": 1}
    assert await words_kept(store) == [""]


async def test_a_channel_that_this_program_does_not_reach_waits_for_another(
    store: Store, sender: Keeping, clock: SetClock
) -> None:
    elsewhere = [LetterQueued(f"a{n}", Address("other", str(n)), "x") for n in range(60)]
    await store.apply([*elsewhere, letter(1)], NOW)
    assert await post(store, sender, clock).deliver() == Posted(sent=1)
    assert await states(store) == {"waiting": 60, "sent": 1}


async def test_what_was_settled_long_ago_is_purged(store: Store, sender: Keeping, clock: SetClock) -> None:
    await store.apply([letter(1)], NOW)
    await post(store, sender, clock).deliver()
    await store.apply([letter(2)], NOW)
    kept = Retention(deliveries_days=10)
    assert (await store.purge(NOW + timedelta(days=9), kept))["letters"] == 0
    assert (await store.purge(NOW + timedelta(days=11), kept))["letters"] == 1
    assert await states(store) == {"waiting": 1}


async def test_it_goes_on_until_it_is_stopped(store: Store, sender: Keeping, clock: SetClock) -> None:
    stop = asyncio.Event()

    def answer(address: Address) -> Outcome | None:
        stop.set()
        return Sent()

    sender.answer = answer
    await store.apply([letter(1)], NOW)
    await asyncio.wait_for(post_forever(post(store, sender, clock), stop), 10)
    assert await states(store) == {"sent": 1}


async def test_a_messenger_that_never_answers_does_not_hold_the_end(store: Store, clock: SetClock) -> None:
    await store.apply([letter(1)], NOW)
    await cut_short(lambda mute: post(store, mute, clock).deliver(), clock)
    assert await states(store) == {"claimed": 1}
