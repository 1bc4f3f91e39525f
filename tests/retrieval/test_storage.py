"""A saved index answers as the built one; a damaged one is refused in one clear sentence."""

import json
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import Index, IndexUnusable, fast, storage
from retrieval.storage import StringTable
from tests.retrieval.doubles import VILLAGE, Text, Wording


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Index.build(VILLAGE, lexicon=[Wording(("boulange",), ("pain",))]).save(tmp_path / "index")
    return tmp_path / "index"


def test_an_opened_index_answers_like_the_built_one(folder: Path) -> None:
    built, opened = Index.build(VILLAGE, lexicon=[Wording(("boulange",), ("pain",))]), Index.open(folder)
    for question in ("le pain du four", "boulange", "Kerjouant", "rien de tel"):
        assert opened.answer(question) == built.answer(question)


def test_an_empty_index_is_saved_and_opened(tmp_path: Path) -> None:
    Index.build([]).save(tmp_path / "empty")
    assert Index.open(tmp_path / "empty").search("four") == []


def test_nothing_is_pickled(folder: Path) -> None:
    names = {path.suffix for path in folder.iterdir()}
    assert names == {".npy", ".json"}


def test_a_folder_that_holds_an_index_is_not_overwritten(folder: Path) -> None:
    with pytest.raises(OSError, match="index"):
        Index.build([Text("a", "autre")]).save(folder)
    assert len(Index.open(folder)) == len(VILLAGE)
    assert [path.name for path in folder.parent.iterdir()] == ["index"]


@pytest.mark.parametrize("name", ["posting.npy", "form_blob.npy", "meta.json"])
@pytest.mark.parametrize("harm", ["missing", "cut", "altered"])
def test_a_damaged_index_is_refused(folder: Path, name: str, harm: str) -> None:
    path = folder / name
    content = path.read_bytes()
    if harm == "missing":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(content[: len(content) // 2])
    else:
        path.write_bytes(content[:-9] + bytes([content[-9] ^ 255]) + content[-8:])
    with pytest.raises(IndexUnusable) as raised:
        Index.open(folder)
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_large_file_is_read_whole_only_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "CHECKED_BYTES", 0)
    monkeypatch.setattr(storage, "PAGE", 1)
    folder = tmp_path / "index"
    Index.build(VILLAGE).save(folder)
    path = folder / "token_start.npy"
    content = path.read_bytes()
    path.write_bytes(content[:-9] + bytes([content[-9] ^ 255]) + content[-8:])
    assert len(Index.open(folder)) == len(VILLAGE)
    with pytest.raises(IndexUnusable, match=r"token_start\.npy: damaged"):
        Index.open(folder, verify=True)


def test_another_format_is_refused(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | {"format": 0}), "utf-8")
    with pytest.raises(IndexUnusable, match="format 0"):
        Index.open(folder)


@pytest.mark.parametrize("change", [{"files": {}}, {"files": []}, {"lexicon": None}, {"weighting": "tfidf"}])
def test_a_meta_that_says_something_else_is_refused(folder: Path, change: dict[str, object]) -> None:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | change), "utf-8")
    with pytest.raises(IndexUnusable, match=r"meta\.json: damaged"):
        Index.open(folder)


def test_no_index_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="no index here"):
        Index.open(tmp_path)


@pytest.mark.parametrize("kernel", ["numpy", "compiled"])
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=30), st.text(max_size=8))
def test_a_string_table_finds_what_it_holds_and_nothing_else(kernel: str, strings: list[str], other: str) -> None:
    assert fast.warm()
    chosen = fast.compiled_search() if kernel == "compiled" else None
    with patch.object(storage, "compiled_search", lambda: chosen):
        table = StringTable.build(strings)
        assert [table[i] for i in range(len(table))] == sorted(set(strings))
        assert all(table[table.find(string)] == string for string in strings)
        assert (table.find(other) >= 0) == (other in strings)
