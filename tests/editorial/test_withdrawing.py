"""A document is withdrawn: no version, no step back, no source brings it back, and what was drawn from it goes too."""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.daily.forgetting import forget
from bot.daily.stock import stock_of
from bot.editorial import withdrawing
from bot.editorial.changes import AddWording, PutDocument, PutFiles
from bot.editorial.library import LibraryError
from bot.editorial.prepared import Prepared
from bot.editorial.refreshing import Refresher
from bot.editorial.refusals import Refused
from bot.editorial.versions import Versions
from bot.editorial.withdrawing import note
from bot.messages import Address
from bot.store import Store
from bot.store.contributions import Contribution
from bot.store.contributions import waiting as contributions_waiting
from bot.store.giving import Decided, Given
from bot.store.notes import Note, NoteKept, notes_of
from bot.store.reminders import PutOff, reminders_looked_at
from corpus.model import Corpus
from tests.corpus.sources.making import zipped
from tests.editorial.desk import TIDE, Desk

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANNE = Address("telegram", "1001")
SAID = "Bastien"


def kept(desk: Desk) -> list[Path]:
    """Every file of the data folder that speaks of the interviewee."""
    found = [path for path in (desk.folder / "data").rglob("*") if path.is_file()]
    return [path for path in found if "orsoni" in path.name or b"Orsoni" in path.read_bytes()]


async def test_it_is_nowhere_any_more(desk: Desk) -> None:
    await desk.publish()
    desk.write("maree.md", TIDE)
    await desk.publish()
    text = desk.refresher.source_of("accueil/entretien-bastien-orsoni")[1].decode()
    put = await desk.refresher.prepare(PutDocument("accueil/entretien-bastien-orsoni.md", f"{text}\nEncore un mot.\n"))
    await desk.refresher.swap(put.draft)
    assert SAID in desk.served
    waiting = await desk.refresher.prepare(PutDocument("accueil/autre.md", TIDE))
    done = await desk.refresher.withdraw("entretien-bastien-orsoni.md")
    assert (done.document, done.version) == ("accueil/entretien-bastien-orsoni", "4")
    assert desk.library.current.version == "4"
    assert SAID not in desk.served
    assert kept(desk) == []
    assert desk.refresher.prepared(waiting.draft) is None
    assert (await desk.refresher.restore()).version == "2"
    assert SAID not in desk.served
    assert (await desk.refresher.prepare()).nothing
    desk.open()
    assert SAID not in desk.served


async def test_under_another_name_it_stays_away_too(desk: Desk) -> None:
    await desk.publish()
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    file = desk.source / "entretien-bastien-orsoni.md"
    file.rename(desk.source / "un-autre-nom.md")
    assert (await desk.refresher.prepare()).nothing


async def test_of_the_folder_that_is_served_itself(desk: Desk) -> None:
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    assert (desk.library.current.version, SAID in desk.served) == ("1", False)
    desk.open(corpus="")
    assert desk.library.current.version == "0"
    await desk.refresher.withdraw("entretiens")
    assert desk.library.current.corpus.document("cooperation/entretiens") is None
    assert len(desk.library.current.corpus.passages) > 20


async def test_killed_in_between_it_is_served_no_more(desk: Desk) -> None:
    await desk.publish()
    note("accueil/entretien-bastien-orsoni", desk.library.current.corpus, Versions(desk.settings.data_dir), NOW)
    assert await desk.library.adopt()
    assert SAID not in desk.served
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    assert [path for path in kept(desk) if path.parent.parent.name == "versions"] == []


@pytest.mark.parametrize(
    "written", ["", '[{"at": "2026-03-02", "na', "null", "{}", '["accueil/un"]', '[{"at": "", "names": "accueil/un"}]']
)
async def test_where_the_note_of_it_is_damaged_nothing_comes_back_and_nothing_else_is_lost(
    desk: Desk, caplog: pytest.LogCaptureFixture, written: str
) -> None:
    await desk.publish()
    desk.write("maree.md", TIDE)
    await desk.publish()
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    waiting = await desk.refresher.prepare(PutDocument("accueil/phare.md", TIDE.replace("marée", "lumière")))
    file = Versions(desk.settings.data_dir).withdrawn
    sound = file.read_text("utf-8")
    file.write_text(written, "utf-8")
    said = re.escape(f"{file} says what was withdrawn and cannot be read (it is damaged): put back a sound copy of it.")
    for asked in (
        desk.refresher.prepare(),
        desk.refresher.swap(waiting.draft),
        desk.refresher.restore(),
        desk.refresher.withdraw("accueil/maree"),
    ):
        with pytest.raises(Refused, match=f"^{said}$") as refused:
            await asked
        assert (refused.value.reason, refused.value.place) == ("withdrawals_unread", "withdrawn.json")
    assert (SAID in desk.served, "La marée haute" in desk.served) == (False, True)
    assert re.search(said.removesuffix(r"\."), caplog.text)
    with pytest.raises(Refused, match=said):
        desk.open()
    assert file.read_text("utf-8") == written
    file.write_text(sound, "utf-8")
    desk.open()
    assert (SAID in desk.served, "La marée haute" in desk.served) == (False, True)


async def test_a_note_that_may_not_be_read_is_no_empty_one(desk: Desk) -> None:
    await desk.publish()
    file = Versions(desk.settings.data_dir).withdrawn
    file.mkdir()
    with pytest.raises(Refused, match=re.escape(f"{file} says what was withdrawn and cannot be read (Is a directory)")):
        desk.open()


async def alone(desk: Desk) -> None:
    """The corpus holds one document."""
    for file in desk.source.glob("*.md"):
        if file.name != "entretien-bastien-orsoni.md":
            file.unlink()
    desk.open()


@pytest.mark.parametrize("published", [True, False])
async def test_the_last_document_goes_too_and_the_corpus_begins_anew(desk: Desk, published: bool) -> None:
    await alone(desk)
    if published:
        await desk.publish()
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    assert (desk.served, desk.library.current.corpus.themes, kept(desk)) == ("", (), [])
    assert desk.library.current.index.answer("Qui est Bastien ?").outcome == "nothing"
    assert desk.refresher.state().documents == 0
    desk.open()
    assert desk.served == ""
    assert (await desk.refresher.prepare()).nothing
    given = await desk.refresher.prepare(PutFiles((("maree.md", TIDE.encode()),)))
    assert [one.key for one in given.difference.added] == ["accueil/maree"]
    assert given.guards == ()
    await desk.refresher.swap(given.draft)
    assert "La marée haute" in desk.served


async def test_a_step_back_to_what_held_nothing_else_is_a_step_to_an_empty_corpus(desk: Desk) -> None:
    await alone(desk)
    await desk.publish()
    desk.write("maree.md", TIDE)
    await desk.publish()
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    assert "La marée haute" in desk.served
    assert (await desk.refresher.restore()).version == "1"
    assert desk.served == ""


async def test_killed_on_the_way_to_an_empty_corpus(desk: Desk) -> None:
    await alone(desk)
    await desk.publish()
    note("accueil/entretien-bastien-orsoni", desk.library.current.corpus, Versions(desk.settings.data_dir), NOW)
    desk.open()
    assert desk.served == ""
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    assert (desk.served, kept(desk)) == ("", [])


async def test_a_version_whose_files_were_lost_is_no_empty_corpus(desk: Desk) -> None:
    await desk.publish()
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    for file in (desk.folder / "data" / "corpus" / "versions" / "2" / "accueil").glob("*.md"):
        file.unlink()
    with pytest.raises(LibraryError):
        desk.open()


async def test_an_unknown_document(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        await desk.refresher.withdraw("nobody")
    assert refused.value.reason == "unknown_document"


async def test_notes_reminders_and_comments_lose_what_they_drew_from_it(desk: Desk, tmp_path: Path) -> None:
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'coop.db'}", timedelta(minutes=30))
    try:
        desk.refresher = Refresher(desk.settings, desk.library, forget=partial(forget, store, lambda: NOW))
        mine, other = (
            next(one for one in stock_of(desk.library.current.corpus).questions if one.enjeu == enjeu)
            for enjeu in (1, 3)
        )
        for number, question in enumerate((mine, other)):
            written = Note(f"n{number}", ANNE, date(2026, 3, 1), "Ma note.", question.id, question.text)
            await store.apply([NoteKept(written), PutOff(ANNE, question.id, NOW)], NOW)
        document = desk.library.current.corpus.passage(mine.passage)
        assert document is not None
        on_it = Contribution("g1", ANNE, "comment", "accueil", NOW, document.document, "Son titre", "Un mot.")
        await store.apply([Given(replace(on_it, state="waiting")), Decided("g1", "published")], NOW)
        with store.collecting() as later:  # as while a channel answers whoever asked for it
            await desk.refresher.withdraw(document.document)
        assert later == [], "what is withdrawn waits for nobody's answer"
        notes = await store.read(partial(notes_of, owner=ANNE))
        assert {(one.id, one.question, one.text) for one in notes} == {
            ("n0", "", "Ma note."),
            ("n1", other.text, "Ma note."),
        }
        (looked_at_anew,) = await store.read(contributions_waiting)
        assert (looked_at_anew.document, looked_at_anew.about, looked_at_anew.text) == ("", "", "Un mot.")
        waiting = await store.read(partial(reminders_looked_at, now=NOW, after=None, limit=9))
        assert [reminder.question_id for _, reminder in waiting] == [other.id]
    finally:
        await store.close()


async def test_forgetting_that_fails_is_made_up_for_by_the_next_attempt(desk: Desk) -> None:
    await desk.publish()
    told: list[str] = []
    locked = [True]

    async def forgets(sayings: Sequence[Corpus]) -> None:
        if locked:
            raise OSError(locked.pop(), "locked")
        told.extend(document.key for corpus in sayings for theme in corpus.themes for document in theme.documents)

    desk.refresher = Refresher(desk.settings, desk.library, forget=forgets)
    with pytest.raises(OSError, match="locked"):
        await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    assert SAID in desk.served, "nothing is withdrawn by half"
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    assert set(told) == {"accueil/entretien-bastien-orsoni"}


@pytest.mark.parametrize("full_at", [(Versions, "point_to"), (withdrawing, "purge")])
async def test_a_disk_that_fills_up_meanwhile_is_said_with_what_is_done_and_what_is_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, full_at: tuple[object, str]
) -> None:
    await desk.publish()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patched:
        patched.setattr(*full_at, full)
        with pytest.raises(Refused) as refused:
            await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    assert refused.value.reason == "half_withdrawn"
    assert refused.value.half_done
    assert str(refused.value).endswith("(no space left): withdraw it again.")
    assert SAID not in desk.served
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    assert kept(desk) == []


async def test_documents_that_say_as_little_stay(desk: Desk) -> None:
    for name in ("un", "deux", "trois"):
        head = f"---\ntitle: Entretien {name}\nsection: entretien\ndate: 2024-01-01\n---\n"
        desk.write(f"{name}.md", f"{head}\nEntretien à venir.\n")
    await desk.publish()
    await desk.refresher.withdraw("accueil/un")
    corpus = desk.library.current.corpus
    assert corpus.document("accueil/un") is None
    assert corpus.document("accueil/deux") is not None
    assert corpus.document("accueil/trois") is not None
    assert (await desk.refresher.prepare()).nothing


async def test_it_goes_under_its_older_names_too_and_who_has_one_of_them_now_stays(desk: Desk) -> None:
    await desk.publish()
    file = desk.source / "entretien-bastien-orsoni.md"
    file.rename(desk.source / "un-autre-nom.md")
    desk.write(file.name, TIDE)
    await desk.publish()
    desk.write("phare.md", TIDE)
    waiting = await desk.refresher.prepare()
    told: list[tuple[str, str]] = []

    async def forgets(sayings: Sequence[Corpus]) -> None:
        documents = [document for corpus in sayings for theme in corpus.themes for document in theme.documents]
        told.extend((document.key, document.title) for document in documents)

    desk.refresher = Refresher(desk.settings, desk.library, forget=forgets)
    await desk.refresher.withdraw("accueil/un-autre-nom")
    assert [path for path in kept(desk) if b"Orsoni" in path.read_bytes()] == []
    assert {key for key, _ in told} == {"accueil/un-autre-nom"}
    assert desk.refresher.prepared(waiting.draft) is None
    assert "La marée haute" in desk.served
    await desk.refresher.restore()
    assert SAID not in desk.served
    await desk.publish()
    assert desk.library.current.corpus.document("accueil/entretien-bastien-orsoni") is not None


async def test_what_was_said_under_its_older_name_is_forgotten(desk: Desk) -> None:
    await desk.publish()
    (desk.source / "entretien-bastien-orsoni.md").rename(desk.source / "un-autre-nom.md")
    await desk.publish()
    told: set[str] = set()

    async def forgets(sayings: Sequence[Corpus]) -> None:
        told.update(document.key for corpus in sayings for theme in corpus.themes for document in theme.documents)

    desk.refresher = Refresher(desk.settings, desk.library, forget=forgets)
    await desk.refresher.withdraw("accueil/un-autre-nom")
    assert told == {"accueil/un-autre-nom", "accueil/entretien-bastien-orsoni"}
    assert kept(desk) == []


async def test_what_comes_beside_it_is_taken_and_the_preview_names_what_is_left_out(desk: Desk) -> None:
    text = desk.refresher.source_of("accueil/entretien-bastien-orsoni")[1]
    await desk.publish()
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    sent = zipped({"lot/un-autre-nom.md": text, "lot/maree.md": TIDE.encode()})
    prepared = await desk.refresher.prepare(PutFiles((("lot.zip", sent),)))
    assert [one.key for one in prepared.difference.added] == ["accueil/maree"]
    assert left_out(prepared) == ["accueil/un-autre-nom.md"]
    assert (await desk.refresher.swap(prepared.draft)).version == "3"
    assert ("La marée haute" in desk.served, SAID in desk.served) == (True, False)
    assert kept(desk) == []
    desk.write("phare.md", TIDE.replace("marée", "lumière"))
    (desk.source / "entretien-bastien-orsoni.md").rename(desk.source / "autrement.md")
    again = await desk.refresher.prepare()
    assert [one.key for one in again.difference.added] == ["accueil/phare"]
    assert left_out(again) == ["accueil/autrement.md"]
    assert left_out(await desk.refresher.prepare(PutDocument("accueil/lune.md", TIDE))) == []


def left_out(prepared: Prepared) -> list[str]:
    return [one.file for one in prepared.warnings if one.message == "Withdrawn for good: left out."]


@pytest.mark.parametrize("published", [True, False])
async def test_an_editor_who_gives_it_again_is_told_so(desk: Desk, published: bool) -> None:
    text = desk.refresher.source_of("accueil/entretien-bastien-orsoni")[1]
    if published:
        await desk.publish()
        longer = PutDocument("accueil/entretien-bastien-orsoni.md", f"{text.decode()}\nEncore.\n")
        await desk.refresher.swap((await desk.refresher.prepare(longer)).draft)
    await desk.refresher.withdraw("accueil/entretien-bastien-orsoni")
    for change in (
        PutDocument("accueil/entretien-bastien-orsoni.md", TIDE),
        PutDocument("accueil/un-autre-nom.md", text.decode()),
        PutFiles((("un-autre-nom.md", text), ("encore-un.md", text))),
    ):
        with pytest.raises(Refused) as refused:
            await desk.refresher.prepare(change)
        assert (refused.value.reason, refused.value.half_done) == ("withdrawn", False)
    for sound in (PutDocument("accueil/maree.md", TIDE), AddWording("accueil", ("coquecigrue",), ("habitants",))):
        await desk.refresher.swap((await desk.refresher.prepare(sound)).draft)
    assert "La marée haute" in desk.served
    assert (await desk.refresher.prepare()).nothing
