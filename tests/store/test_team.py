"""The editorial team, bans, those let in, words to all: each in one transaction, on any database."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.settings import Retention
from bot.store import Store
from bot.store.access import AskedIn, access, ban, banned, guest, lift, pending, settle, unban
from bot.store.admins import VALID, accept, invite, revoke, team
from bot.store.audit_log import AdminDid, latest
from bot.store.broadcasts import Drafted, audience, broadcast, reported, send, stop, to_report
from bot.store.inbox import Relocated
from bot.store.letters import BEGINNING, LetterQueued, claim_letter, counted_letters, letters_waiting
from bot.store.overview import overview
from bot.store.subscribing import Subscribed
from bot.store.subscriptions import Subscription
from tests.store.conftest import ANNE, GROUP, NOON, PAUL

TODAY = NOON.date()


async def subscribed(store: Store, *subscriptions: Subscription) -> None:
    await store.apply([Subscribed(one) for one in subscriptions], NOON)


async def test_of_two_who_open_one_invitation_one_is_taken(store: Store) -> None:
    await store.write(partial(invite, token="t", now=NOON))
    opened = [store.write(partial(accept, token="t", address=one, name="", now=NOON)) for one in (ANNE, PAUL)]
    assert sorted(await asyncio.gather(*opened)) == [0, 1]
    assert len(await store.read(team)) == 1


async def test_an_invitation_that_is_too_old_is_purged(store: Store) -> None:
    await store.write(partial(invite, token="t", now=NOON))
    deleted = await store.purge(NOON + VALID + timedelta(seconds=1), Retention())
    assert deleted["invitations"] == 1


async def test_who_leaves_and_comes_back_has_another_number(store: Store) -> None:
    for token, number in (("a", 1), ("b", 2)):
        await store.write(partial(invite, token=token, now=NOON))
        assert await store.write(partial(accept, token=token, address=ANNE, name="Anne", now=NOON)) == number
        assert await store.write(partial(revoke, address=ANNE)) == number
    assert await store.write(partial(revoke, address=ANNE)) == 0


async def test_the_log_is_read_in_order_and_purged(store: Store) -> None:
    for number in range(3):
        await store.apply([AdminDid(1, "did", str(number))], NOON)
    assert [one.did.details for one in await store.read(partial(latest, limit=2))] == ["1", "2"]
    deleted = await store.purge(NOON + timedelta(days=11), Retention(audit_days=10))
    assert deleted["audit_log"] == 3


async def test_a_ban_holds_through_erasing_and_is_the_same_twice(store: Store) -> None:
    assert [await store.write(partial(ban, address=ANNE, now=NOON, today=TODAY)) for _ in range(2)] == [1, 1]
    await store.erase(ANNE)
    known = await store.read(access)
    assert known.banned(ANNE)
    assert not known.banned(PAUL)
    assert await store.write(partial(unban, address=ANNE)) == 1
    assert not (await store.read(access)).banned(ANNE)


async def test_a_ban_is_lifted_by_its_number_and_goes_in_time(store: Store) -> None:
    await store.write(partial(ban, address=ANNE, now=NOON, today=TODAY))
    await store.write(partial(ban, address=PAUL, now=NOON, today=TODAY))
    first, second = [number for number, _ in await store.read(banned)]
    assert await store.write(partial(lift, number=first)) == first
    assert await store.write(partial(lift, number=first)) == 0
    assert [number for number, _ in await store.read(banned)] == [second]
    await store.purge(NOON + timedelta(days=800), Retention())
    assert await store.read(banned) == []


async def test_who_asks_twice_asks_once(store: Store) -> None:
    await store.apply([AskedIn("a", ANNE, "Anne")], NOON)
    await store.apply([AskedIn("b", ANNE, "Anne")], NOON)
    [waiting] = await store.read(pending)
    assert (waiting.id, waiting.name) == ("a", "Anne")
    await store.write(partial(settle, address=ANNE, state="allowed", today=TODAY))
    assert await store.read(pending) == []
    found = await store.read(partial(guest, guest_id="a"))
    assert found is not None
    assert found.state == "allowed"


async def test_who_was_not_let_in_is_forgotten_in_time(store: Store) -> None:
    await store.apply([AskedIn("a", ANNE, "Anne"), AskedIn("b", PAUL, "Paul"), AskedIn("c", GROUP, "")], NOON)
    await store.write(partial(settle, address=PAUL, state="refused", today=TODAY))
    await store.write(partial(settle, address=GROUP, state="allowed", today=TODAY))
    assert (await store.purge(NOON + timedelta(days=10), Retention(inactive_days=10)))["guests"] == 0
    assert (await store.purge(NOON + timedelta(days=11), Retention(inactive_days=10)))["guests"] == 2
    assert dict((await store.read(access)).guests) == {GROUP: "allowed"}


async def test_a_group_let_in_stays_so_where_it_moves(store: Store) -> None:
    for group in (GROUP, PAUL):
        await store.write(partial(settle, address=group, state="allowed", today=TODAY))
    await store.apply([Relocated(GROUP, ANNE)], NOON)
    await store.apply([Relocated(PAUL, ANNE)], NOON)
    assert dict((await store.read(access)).guests) == {ANNE: "allowed"}


async def test_a_word_to_all_is_one_letter_each_and_sent_once(store: Store) -> None:
    people = [Subscription(ANNE, 1, TODAY), Subscription(PAUL, 2, TODAY, leave_until=TODAY)]
    await subscribed(store, *people, Subscription(GROUP, 3, TODAY, thread="9", group=True))
    assert await store.read(partial(audience, today=TODAY)) == (1, 1)
    await store.apply([Drafted("b", ANNE, "Bonjour")], NOON)
    sending = partial(send, id="b", above="Un mot", now=NOON, today=TODAY)
    assert sorted(await asyncio.gather(store.write(sending), store.write(sending)), key=str) == [2, None]
    found = {
        one.address: one for _, one in await store.read(partial(letters_waiting, now=NOON, after=BEGINNING, limit=9))
    }
    assert set(found) == {ANNE, GROUP}
    assert replace(found[GROUP], id="") == LetterQueued("", GROUP, "Un mot\n\nBonjour", (), "b", "9", True)
    assert not any(ANNE.id in one.id.removeprefix("b-1").removeprefix("b-2") for one in found.values())


async def test_what_is_in_flight_is_not_stopped_and_the_report_waits_for_it(store: Store) -> None:
    await subscribed(store, Subscription(ANNE, 1, TODAY), Subscription(PAUL, 2, TODAY))
    await store.apply([Drafted("b", ANNE, "Bonjour")], NOON)
    await store.write(partial(send, id="b", above="", now=NOON, today=TODAY))
    assert await store.write(partial(claim_letter, letter="b-1", now=NOON))
    assert await store.write(partial(stop, id="b", now=NOON)) == 1
    assert await store.read(partial(counted_letters, batch="b")) == {"claimed": 1, "cancelled": 1}
    assert await store.read(to_report) == []
    await store.erase(ANNE)
    await store.apply([Drafted("c", PAUL, "Bonsoir")], NOON)
    assert await store.read(partial(broadcast, id="b")) is None
    assert not await store.write(partial(reported, id="c"))


async def test_a_word_to_all_whose_author_has_everything_erased_goes_on_and_can_be_stopped(store: Store) -> None:
    await subscribed(store, Subscription(PAUL, 2, TODAY))
    await store.apply([Drafted("b", ANNE, "Bonjour"), Drafted("c", ANNE, "Bonsoir")], NOON)
    await store.write(partial(send, id="b", above="", now=NOON, today=TODAY))
    assert await store.erase(ANNE) == 2
    assert await store.personal_data(ANNE) == ()
    assert await store.read(partial(broadcast, id="c")) is None
    left = await store.read(partial(broadcast, id="b"))
    assert left is not None
    assert (left.author, left.state, left.recipients) == (None, "queued", 1)
    assert await store.write(partial(stop, id="b", now=NOON)) == 1
    assert [one.id for one in await store.read(to_report)] == ["b"]
    assert await store.write(partial(reported, id="b"))


async def test_how_things_stand(store: Store) -> None:
    await subscribed(store, Subscription(ANNE, 1, TODAY), Subscription(PAUL, 2, TODAY, paused=True))
    await store.apply([LetterQueued("l", ANNE, "Bonjour"), AskedIn("a", GROUP, "")], NOON)
    seen = await store.read(partial(overview, now=NOON))
    assert (seen.active, seen.paused, seen.unreachable, seen.waiting, seen.pending, seen.banned) == (1, 1, 0, 1, 1, 0)
