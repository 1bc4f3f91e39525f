"""What was done and not committed yet outlives the process."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Memory, journal
from bot.store.facts import Remember, Seen
from bot.store.journal import Journal
from tests.store.conftest import ANNE, PAUL, private

FACTS = (Seen(ANNE), Remember(private(ANNE), Memory(question="eau")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "telegram.journal"


def test_what_was_noted_and_not_forgotten_is_left_for_the_next_process(path: Path) -> None:
    first = Journal(path)
    assert first.left == []
    first.note(7, FACTS)
    first.note(8, ())
    first.note(9, [Seen(PAUL)])
    first.forget(8)
    assert dict(Journal(path).left)[7] == FACTS
    assert dict(Journal(path).left)[9] == (Seen(PAUL),)
    first.close()


def test_nothing_is_kept_once_everything_is_forgotten(path: Path) -> None:
    noted = Journal(path)
    noted.note(7, FACTS)
    noted.note(8, FACTS)
    noted.forget(7)
    noted.forget(8)
    noted.forget(8)
    assert path.read_bytes() == b""
    noted.note(9, FACTS)
    assert Journal(path).left == [(9, FACTS)]
    noted.close()


def test_a_journal_never_emptied_does_not_grow_without_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LARGEST", 2000)
    noted = Journal(path)
    for number in range(200):
        noted.note(number, FACTS)
        if number:
            noted.forget(number - 1)
        assert path.stat().st_size < 4000
        assert path.stat().st_mode & 0o077 == 0
    assert Journal(path).left[-1] == (199, FACTS)
    noted.close()


@given(st.binary(max_size=80), st.integers(0, 400))
def test_a_torn_or_foreign_file_is_read_as_far_as_it_goes(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, cut: int
) -> None:
    path = tmp_path_factory.mktemp("torn") / "telegram.journal"
    noted = Journal(path)
    noted.note(7, FACTS)
    whole = path.stat().st_size
    noted.note(8, FACTS)
    noted.close()
    path.write_bytes(path.read_bytes()[: whole + cut] + tail)
    assert dict(Journal(path).left)[7] == FACTS


def test_facts_of_another_version_still_say_that_it_was_done(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"7 bm90IGEgcGlja2xl\n")
    assert Journal(path).left == [(7, ())]
