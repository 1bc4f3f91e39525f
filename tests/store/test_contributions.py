"""What people give: theirs until they take it back, read by all once published, linked to them while they like."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine, text

from bot.settings import Retention
from bot.store import Store
from bot.store.contributions import (
    Contribution,
    begun_testimony,
    contribution,
    count,
    given_by,
    given_since,
    own,
    published,
    published_of,
    waiting,
)
from bot.store.facts import Seen
from bot.store.giving import Decided, DocumentForgotten, Exchanged, Given, TakenBack
from bot.store.notes import NoteDeleted, NoteEdited, NoteKept, NoteWithdrawn
from tests.store.conftest import ANNE, NOON, PAUL
from tests.store.samples import GIFT, NOTE


async def one(store: Store, id: str = "g1") -> Contribution | None:
    return await store.read(partial(contribution, id=id))


async def test_what_is_handed_in_waits_is_published_and_can_be_taken_back(store: Store) -> None:
    await store.apply([Given(replace(GIFT, state="draft"))], NOON)
    assert await store.read(waiting) == []
    await store.apply([Given(GIFT)], NOON)
    assert await store.read(waiting) == [GIFT]
    await store.apply([Decided("g1", "published")], NOON)
    assert await store.read(partial(published, document="theme/text")) == [
        replace(GIFT, state="published", decided_at=NOON)
    ]
    assert await store.read(partial(published, theme="other")) == []
    assert await store.read(partial(count, state="published")) == 1
    await store.apply([TakenBack(PAUL, "g1")], NOON)
    assert await store.read(partial(published_of, giver=ANNE)) == 1
    await store.apply([TakenBack(ANNE, "g1")], NOON)
    assert await store.read(partial(published, document="theme/text")) == []
    assert await one(store) is None


async def test_nobody_reads_or_writes_over_another_s(store: Store) -> None:
    await store.apply([Given(GIFT)], NOON)
    assert await store.read(partial(own, giver=PAUL, id="g1")) is None
    await store.apply([Given(replace(GIFT, giver=PAUL, text="À moi."))], NOON)
    assert await store.read(partial(own, giver=ANNE, id="g1")) == GIFT


async def test_a_testimony_is_gone_on_with_until_it_is_handed_in(store: Store) -> None:
    begun = replace(GIFT, kind="testimony", state="draft", answers=(("Comment ?", ""), ("Où ?", "Ici.\x00")))
    await store.apply([Given(begun)], NOON)
    found = await store.read(partial(begun_testimony, giver=ANNE))
    assert found is not None
    assert found.answers == (("Comment ?", ""), ("Où ?", "Ici.\N{REPLACEMENT CHARACTER}"))
    await store.apply([Decided("g1", "published"), Exchanged("g1", (("Qui ?", ""),), "asked_back")], NOON)
    assert await one(store) == found, "nothing is decided on a draft"
    await store.apply([Given(replace(begun, state="waiting"))], NOON)
    assert await store.read(partial(begun_testimony, giver=ANNE)) is None


async def test_what_is_asked_back_completes_the_text(store: Store) -> None:
    await store.apply([Given(GIFT), Exchanged("g1", (("Où ?", ""),), "asked_back")], NOON)
    assert await store.read(waiting) == []
    await store.apply([Exchanged("g1", (("Où ?", "Au bourg."),), "waiting")], NOON)
    (found,) = await store.read(waiting)
    assert found.published == "Une remarque.\n\nAu bourg."


async def test_erasing_takes_everything_or_leaves_what_is_published_without_its_giver(store: Store) -> None:
    drafts = [replace(GIFT, id="g2", state="draft"), replace(GIFT, id="g3", giver=PAUL)]
    await store.apply([Given(GIFT), *map(Given, drafts), Decided("g1", "published"), Decided("g3", "published")], NOON)
    assert await store.erase(ANNE, leaving_published=True) == 2
    assert await store.personal_data(ANNE) == ()
    assert {(found.id, found.giver) for found in await store.read(published)} == {("g1", None), ("g3", PAUL)}
    await store.erase(PAUL)
    assert [found.id for found in await store.read(published)] == ["g1"]


async def test_a_reflection_goes_when_its_note_is_private_again_or_gone(store: Store) -> None:
    reflection = replace(GIFT, id=NOTE.id, kind="reflection")
    for gone in (NoteWithdrawn(ANNE, "n1"), NoteEdited(ANNE, "n1", "Autrement."), NoteDeleted(ANNE, "n1")):
        await store.apply([NoteKept(NOTE), Given(reflection)], NOON)
        assert await one(store, "n1") == reflection
        await store.apply([gone], NOON)
        assert await one(store, "n1") is None


async def test_drafts_and_what_was_declined_are_purged_and_texts_outlive_the_absent(store: Store) -> None:
    kept = Retention(drafts_days=30, inactive_days=60)
    states = {"g1": "published", "g2": "declined", "g3": "waiting"}
    given = [Given(replace(GIFT, id=id)) for id in (*states, "g4")]
    decided = [Decided("g1", "published"), Decided("g2", "declined", "Merci.")]
    await store.apply([Seen(ANNE), *given, Given(replace(GIFT, id="g4", state="draft")), *decided], NOON)
    await store.purge(NOON + timedelta(days=31), kept)
    assert {found.id for found in await store.read(partial(given_by, giver=ANNE))} == {"g1", "g3"}
    await store.purge(NOON + timedelta(days=61), kept)
    assert [(found.id, found.giver) for found in await store.read(published)] == [("g1", None)]
    assert await store.read(waiting) == []


async def test_what_was_given_on_a_withdrawn_document_is_looked_at_anew(store: Store) -> None:
    await store.apply([Given(GIFT), Given(replace(GIFT, id="g2", document="theme/other"))], NOON)
    await store.apply([Decided("g1", "published"), Decided("g2", "published")], NOON)
    await store.apply([DocumentForgotten("theme/text")], NOON)
    assert [found.id for found in await store.read(published)] == ["g2"]
    (found,) = await store.read(waiting)
    assert (found.document, found.about, found.text) == ("", "", "Une remarque.")


async def test_what_was_given_since_a_day_is_told_without_givers(store: Store) -> None:
    await store.apply([Given(replace(GIFT, contact="06")), Given(replace(GIFT, id="g2", state="draft"))], NOON)
    assert await store.read(partial(given_since, since=NOON)) == [replace(GIFT, giver=None)]
    assert await store.read(partial(given_since, since=NOON + timedelta(1))) == []


async def test_notes_offered_before_there_was_a_queue_are_in_it(tmp_path: Path) -> None:
    """Une base d'avant cette version : les réflexions déjà proposées attendent avec le reste."""
    from alembic import command
    from alembic.config import Config

    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", "bot.store:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        connection.execute(
            text(
                "insert into notes (id, owner, written_on, question_id, question, theme, text, shared_on, withdrawn_on)"
                " values ('n1', 'telegram:1', '2026-03-01', 'q', 'Comment ?', 'theme', 'Oser.', '2026-03-02', null),"
                " ('n2', 'telegram:1', '2026-03-01', 'q', 'Comment ?', 'theme', 'Non.', null, null)"
            )
        )
    engine.dispose()
    store = await Store.open(f"sqlite+aiosqlite:///{path}")
    (found,) = await store.read(waiting)
    await store.close()
    expected = Contribution("n1", ANNE, "reflection", "theme", NOON.replace(hour=0), about="Comment ?", text="Oser.")
    assert found == replace(expected, state="waiting")
