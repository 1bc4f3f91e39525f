"""Which version is served when the corpus is elsewhere, when another one is refreshed, when the pointer is damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.editorial.changes import PutDocument
from bot.editorial.refusals import Refused
from tests.editorial.desk import TIDE, Desk

GIVEN = PutDocument("accueil/maree.md", TIDE)


async def given(desk: Desk) -> None:
    """A second version, with a document of the editors."""
    await desk.publish()
    await desk.refresher.swap((await desk.refresher.prepare(GIVEN)).draft)
    assert "La marée haute" in desk.served


def elsewhere(desk: Desk) -> str:
    """Another folder, which holds the same theme."""
    other = desk.folder / "elsewhere" / "accueil"
    return str(other if other.exists() else shutil.copytree(desk.source, other))


def pointer(desk: Desk) -> Path:
    return desk.folder / "data" / "corpus" / "current"


async def test_what_editors_gave_is_not_left_behind_without_a_word(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await given(desk)
    desk.open(corpus=elsewhere(desk))
    said = f"version 2 was made from {desk.source}"
    assert caplog.messages == [f"What the editors gave is not served: {said}."]
    prepared = await desk.refresher.prepare()
    assert [(one.reason, one.detail) for one in prepared.guards] == [("other_corpus", "2")]
    with pytest.raises(Refused, match=f"Not done: {said}: what the editors gave would not be carried over") as refused:
        await desk.refresher.swap(prepared.draft)
    assert (refused.value.reason, refused.value.exit_code) == ("other_corpus", 3)
    assert (await desk.refresher.swap(prepared.draft, force=True)).version == "3"
    desk.open()
    assert desk.library.current.version == "2"
    assert "La marée haute" in desk.served


async def test_a_corpus_without_anything_of_the_editors_is_left_freely(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.publish()
    desk.open(corpus=elsewhere(desk))
    assert not (await desk.refresher.prepare()).guards
    assert caplog.messages == []


async def test_a_step_back_leads_to_before_the_other_corpus(desk: Desk) -> None:
    await given(desk)
    desk.open(corpus=elsewhere(desk))
    await desk.refresher.swap((await desk.refresher.prepare()).draft, force=True)
    assert desk.refresher.state().can_step_back
    assert (await desk.refresher.restore()).version == "0"
    assert desk.library.current.version.startswith("dir-")
    assert pointer(desk).read_text("utf-8") == "0 2\n"


async def test_however_often_another_corpus_is_refreshed_this_one_stays_where_it_was(desk: Desk) -> None:
    await given(desk)
    desk.open(corpus=elsewhere(desk))
    for number in range(8):
        (Path(elsewhere(desk)) / "phare.md").write_text(TIDE.replace("midi", f"{number} heures"), "utf-8")
        await desk.refresher.swap((await desk.refresher.prepare()).draft, force=True)
    assert desk.library.current.version == "10"
    desk.open()
    assert desk.library.current.version == "2"
    assert "La marée haute" in desk.served
    desk.write("phare.md", TIDE.replace("marée", "lumière"))
    assert await desk.publish() == "11"
    assert (await desk.refresher.restore()).version == "2"


@pytest.mark.parametrize("older", [False, True])
async def test_a_step_back_of_one_corpus_leaves_the_other_where_it_was(desk: Desk, older: bool) -> None:
    await given(desk)
    desk.open(corpus=elsewhere(desk))
    await desk.refresher.swap((await desk.refresher.prepare()).draft, force=True)
    if older:
        pointer(desk).write_text("3\n", "utf-8")  # as it was when one number spoke for all
    desk.open()
    assert desk.library.current.version == "2"
    assert (await desk.refresher.restore()).version == "1"
    desk.open(corpus=elsewhere(desk))
    assert desk.library.current.version == "3"
    assert (await desk.refresher.restore()).version == "0"
    desk.open()
    assert desk.library.current.version == "1"


async def test_a_corpus_of_which_no_version_is_served_stays_so_whatever_the_other_does(desk: Desk) -> None:
    await desk.refresher.swap((await desk.refresher.prepare(GIVEN)).draft)
    desk.open(corpus=elsewhere(desk))
    await desk.refresher.swap((await desk.refresher.prepare()).draft, force=True)
    desk.open()
    assert (await desk.refresher.restore()).version == "0"
    desk.open(corpus=elsewhere(desk))
    (Path(elsewhere(desk)) / "phare.md").write_text(TIDE, "utf-8")
    assert await desk.publish() == "3"
    desk.open()
    assert desk.library.current.version.startswith("dir-")
    assert "La marée haute" not in desk.served


async def test_what_one_corpus_steps_back_to_is_kept_however_often_the_other_is_refreshed(desk: Desk) -> None:
    await given(desk)
    desk.open(corpus=elsewhere(desk))
    for number in range(8):
        (Path(elsewhere(desk)) / "phare.md").write_text(TIDE.replace("midi", f"{number} heures"), "utf-8")
        await desk.refresher.swap((await desk.refresher.prepare()).draft, force=True)
    desk.open()
    assert (await desk.refresher.restore()).version == "1"


async def test_a_damaged_version_of_one_corpus_is_no_matter_of_the_other(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await given(desk)
    desk.open(corpus=elsewhere(desk))
    await desk.refresher.swap((await desk.refresher.prepare()).draft, force=True)
    (desk.folder / "data" / "corpus" / "versions" / "3" / "manifest.json").write_text("{", "utf-8")
    caplog.clear()
    desk.open()
    assert (desk.library.current.version, caplog.messages) == ("2", [])
    desk.open(corpus=elsewhere(desk))
    assert caplog.messages == ["Version 3 of the corpus is damaged: what the settings name is served."]


async def test_the_corpus_and_the_data_folder_move_together(desk: Desk, tmp_path: Path) -> None:
    await given(desk)
    house = tmp_path / "house"
    house.mkdir()
    for name in ("accueil", "data"):
        (tmp_path / name).rename(house / name)
    desk.open(corpus=str(house / "accueil"), data_dir=str(house / "data"))
    assert desk.library.current.version == "2"


async def test_the_data_folder_moves_alone(desk: Desk, tmp_path: Path) -> None:
    await given(desk)
    (tmp_path / "large").mkdir()
    (tmp_path / "data").rename(tmp_path / "large" / "data")
    desk.open(data_dir=str(tmp_path / "large" / "data"))
    assert desk.library.current.version == "2"


async def test_a_link_left_in_its_place_is_the_folder_that_moved(desk: Desk) -> None:
    await given(desk)
    moved = desk.folder / "moved"
    desk.source.rename(moved)
    desk.source.symlink_to(moved)
    for name in (desk.source, moved):
        desk.open(corpus=str(name))
        assert desk.library.current.version == "2"


@pytest.mark.parametrize("written", ["", "deux\n", "-1\n", "\x00\x00"])
async def test_a_damaged_pointer_is_said_and_the_newest_version_is_served(
    desk: Desk, caplog: pytest.LogCaptureFixture, written: str
) -> None:
    await given(desk)
    pointer(desk).write_text(written, "utf-8")
    desk.open()
    assert desk.library.current.version == "2"
    assert caplog.messages == [f"The pointer {pointer(desk)} is damaged: version 2 is served."]
    assert (await desk.refresher.prepare()).nothing
    assert (await desk.refresher.restore()).version == "1"
    assert desk.library.current.version == "1"


async def test_a_version_that_is_not_whole_is_said_and_the_one_before_is_served(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await given(desk)
    desk.write("phare.md", TIDE.replace("marée", "lumière"))
    await desk.publish()
    (desk.folder / "data" / "corpus" / "versions" / "3" / "manifest.json").write_text("{", "utf-8")
    desk.open()
    assert desk.library.current.version == "2"
    assert caplog.messages == ["Version 3 of the corpus is damaged: version 2 is served."]
    assert await desk.publish() == "4"
    assert (await desk.refresher.restore()).version == "2"


async def test_where_no_version_is_whole_the_folder_is_served(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    await desk.publish()
    shutil.rmtree(desk.folder / "data" / "corpus" / "versions" / "1")
    desk.open()
    assert desk.library.current.version.startswith("dir-")
    assert caplog.messages == ["Version 1 of the corpus is damaged: what the settings name is served."]


async def test_a_withdrawal_here_leaves_the_other_corpus_where_it_was(desk: Desk) -> None:
    await given(desk)
    desk.open(corpus=elsewhere(desk))
    await desk.refresher.swap((await desk.refresher.prepare()).draft, force=True)
    desk.open()
    assert (await desk.refresher.withdraw("accueil/maree")).version == "4"
    assert "La marée haute" not in desk.served
    desk.open(corpus=elsewhere(desk))
    assert desk.library.current.version == "3"
    desk.open()
    await desk.refresher.restore()
    assert (desk.library.current.version, "La marée haute" in desk.served) == ("1", False), "where it led before"
