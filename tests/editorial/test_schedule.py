"""The refresh that nobody asks for: at its hours, served only when nothing speaks against it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.editorial.refreshing import Refresher
from bot.editorial.schedule import refresh_if_due
from bot.editorial.tries import Try, is_due
from tests.editorial.desk import TIDE, Desk

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours_ago", "every", "due"),
    [(None, 6, True), (7, 6, True), (6, 6, True), (5, 6, False), (-9, 6, True), (99, 0, False)],
)
def test_when_it_is_time(hours_ago: int | None, every: int, due: bool) -> None:
    before = None if hours_ago is None else Try((NOON - timedelta(hours=hours_ago)).isoformat(), "nothing")
    assert is_due(before, every, NOON) is due


class Clock:
    """Noon, and so many hours later."""

    def __init__(self) -> None:
        self.hours = 0

    def __call__(self) -> datetime:
        return NOON + timedelta(hours=self.hours)


async def test_it_serves_what_is_sound_and_leaves_the_rest_to_an_editor(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    desk.refresher = Refresher(desk.settings, desk.library, clock)
    assert await refresh_if_due(desk.refresher, 6, clock) == "1"
    desk.write("maree.md", TIDE)
    assert await refresh_if_due(desk.refresher, 6, clock) == ""
    clock.hours = 6
    assert await refresh_if_due(desk.refresher, 6, clock) == "2"
    assert "La marée haute" in desk.served

    clock.hours = 12
    desk.write("maree.md", "---\ntitle: [La marée\n---\nLa marée basse.\n")
    assert await refresh_if_due(desk.refresher, 6, clock) == ""
    assert "La marée haute" in desk.served
    last = desk.refresher.state().last
    assert last is not None
    assert (last.outcome, last.reason, last.place) == ("prepared", "broken", "accueil/maree.md")
    assert "waits for an editor" in caplog.text

    clock.hours = 18
    desk.source.rename(desk.folder / "moved")
    assert await refresh_if_due(desk.refresher, 6, clock) == ""
    last = desk.refresher.state().last
    assert last is not None
    assert (last.outcome, last.reason) == ("refused", "missing")
    assert desk.refresher.state().version == "2"
    assert "The scheduled refresh failed: The folder" in caplog.text


@pytest.mark.parametrize("at", ["", "hier", "2026-03-02T12:00:00", None])
async def test_a_damaged_record_of_the_last_one_is_no_obstacle(desk: Desk, at: str | None) -> None:
    await desk.publish()
    desk.write("maree.md", TIDE)
    (desk.folder / "data" / "corpus" / "last.json").write_text(json.dumps({"at": at, "outcome": "nothing"}), "utf-8")
    assert desk.refresher.state().last is None
    assert await refresh_if_due(desk.refresher, 6, Clock()) == "2"


async def test_a_mistake_at_any_point_ends_one_refresh_and_not_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(desk.refresher, "is_due", None)
        assert await refresh_if_due(desk.refresher, 6, Clock()) == ""
    assert "a mistake of the program (TypeError in schedule.py:" in caplog.text
    assert await refresh_if_due(desk.refresher, 6, Clock()) == "1"


@pytest.mark.parametrize("corpus", ["of its own", "embedded"])
async def test_the_first_one_from_sources_does_not_make_a_folder_vanish(desk: Desk, corpus: str) -> None:
    other = desk.folder / "other" / "accueil"
    other.mkdir(parents=True)
    (other / "maree.md").write_text(TIDE, "utf-8")
    desk.configure(f"sources:\n  - {{kind: folder, path: {other.parent}}}\n")
    if corpus == "embedded":
        desk.open(corpus="")
        assert await refresh_if_due(desk.refresher, 6, Clock()) == "1"
        return
    assert await refresh_if_due(desk.refresher, 6, Clock()) == ""
    last = desk.refresher.state().last
    assert last is not None
    assert (last.reason, last.detail) == ("vanish", "12/12")
    waiting = desk.refresher.prepared(last.draft)
    assert waiting is not None
    assert ([one.key for one in waiting.difference.added], waiting.difference.removed) == (["accueil/maree"], ())
