"""The library loads a corpus and keeps an index of it that always fits."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import retrieval
from bot.editorial.indexes import KEPT, name_of
from bot.editorial.library import Library, LibraryError
from bot.settings import Settings, load_settings
from corpus.loading import load_corpus
from retrieval import Index

DOCUMENT = "---\ntitle: {title}\nsection: contexte\n---\n{text}\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "verger"
    folder.mkdir()
    write(folder, "pommes", "Les pommes mûrissent en septembre, avant les poires tardives.")
    write(folder, "poires", "Les poires tardives se conservent tout l'hiver au cellier.")
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.md").write_text(DOCUMENT.format(title=name.title(), text=text), "utf-8")


def settings(tmp_path: Path, corpus: Path | str, **more: str) -> Settings:
    flags = {"data_dir": str(tmp_path / "data"), "corpus": str(corpus), **more}
    return load_settings(tmp_path / "none.yaml", flags, {})


@pytest.fixture(autouse=True)
def no_file(tmp_path: Path) -> None:
    (tmp_path / "none.yaml").touch()


def indexes(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "data" / "index").iterdir())


def best(library: Library, question: str) -> str:
    found = library.current.index.search(question, k=1)
    passage = library.current.corpus.passage(found[0].id)
    assert passage is not None
    return passage.title


def test_the_embedded_corpus_is_version_0(tmp_path: Path) -> None:
    library = Library.open(settings(tmp_path, ""))
    assert library.current.version == "0"
    assert len(library.current.index) == len(library.current.corpus.passages) > 10


def test_a_folder_of_ones_own_is_answered_from_and_its_version_follows_its_content(
    tmp_path: Path, corpus: Path
) -> None:
    first = Library.open(settings(tmp_path, corpus))
    assert best(first, "quand mûrissent les pommes ?") == "Pommes"
    assert first.current.version == f"dir-{first.current.corpus.fingerprint[:8]}"
    write(corpus, "pommes", "Les pommes se récoltent en octobre.")
    assert Library.open(settings(tmp_path, corpus)).current.version != first.current.version


def test_a_built_index_is_opened_not_built(tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Library.open(settings(tmp_path, corpus))
    monkeypatch.setattr(Index, "build", None)
    assert best(Library.open(settings(tmp_path, corpus)), "poires") == "Poires"


def test_another_weighting_or_other_words_make_another_index(tmp_path: Path, corpus: Path) -> None:
    Library.open(settings(tmp_path, corpus))
    Library.open(settings(tmp_path, corpus, **{"retrieval.weighting": "tfidf"}))
    assert len(indexes(tmp_path)) == 2
    write(corpus, "prunes", "Les prunes tombent en août.")
    assert best(Library.open(settings(tmp_path, corpus)), "prunes") == "Prunes"
    assert len(indexes(tmp_path)) == 3


@pytest.mark.parametrize("file", ["analysis.py", "data/stop_words.txt"])
def test_another_analysis_makes_another_index(
    file: str, tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = load_corpus(corpus).corpus
    house = shutil.copytree(Path(retrieval.__file__).parent, tmp_path / "retrieval")
    monkeypatch.setattr(retrieval, "__file__", str(house / "__init__.py"))
    before = name_of(loaded, "bm25")
    with (house / file).open("a") as changed:
        changed.write("\n# changed\n")
    assert name_of(loaded, "bm25") != before


def test_old_indexes_are_removed_but_for_the_newest(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "data" / "index" / ".killed-draft").mkdir(parents=True)
    os.utime(tmp_path / "data" / "index" / ".killed-draft", (0, 0))
    for age in range(KEPT + 2):
        write(corpus, "pommes", f"Les pommes de l'année {age}.")
        library = Library.open(settings(tmp_path, corpus))
        for folder in (tmp_path / "data" / "index").iterdir():
            os.utime(folder, (folder.stat().st_mtime - 100,) * 2)
    assert len(indexes(tmp_path)) == KEPT
    assert name_of(library.current.corpus, "bm25") in indexes(tmp_path)


def test_a_draft_that_another_program_ends_meanwhile_is_no_trouble(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    draft = tmp_path / "data" / "index" / ".draft"
    draft.mkdir(parents=True)
    is_dir = Path.is_dir

    def ended_right_after(path: Path) -> bool:
        found = is_dir(path)
        if path == draft and found:
            path.rename(path.with_name("ended"))
        return found

    monkeypatch.setattr(Path, "is_dir", ended_right_after)
    Library.open(settings(tmp_path, corpus))
    assert not draft.exists()
    assert "works from memory" not in caplog.text


def test_a_damaged_index_is_built_anew_and_said(tmp_path: Path, corpus: Path, caplog: pytest.LogCaptureFixture) -> None:
    Library.open(settings(tmp_path, corpus))
    (name,) = indexes(tmp_path)
    largest = max((tmp_path / "data" / "index" / name).iterdir(), key=lambda file: file.stat().st_size)
    largest.write_bytes(b"no index")
    assert best(Library.open(settings(tmp_path, corpus)), "poires") == "Poires"
    assert "built anew" in caplog.text
    assert indexes(tmp_path) == [name]
    assert len(Index.open(tmp_path / "data" / "index" / name)) == 2


def test_without_a_place_to_write_the_index_works_from_memory(
    tmp_path: Path, corpus: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_text("a file is in the way")
    assert best(Library.open(settings(tmp_path, corpus)), "pommes") == "Pommes"
    assert "works from memory" in caplog.text


def test_broken_documents_are_named_and_the_rest_is_served(
    tmp_path: Path, corpus: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(7):
        (corpus / f"cassé{number}.md").write_text("---\nsection: contexte\n---\nSans titre.\n", "utf-8")
    with caplog.at_level(logging.WARNING):
        library = Library.open(settings(tmp_path, corpus))
    assert "cassé0.md" in caplog.text
    assert "and 2 more" in caplog.text
    assert len(library.current.corpus.passages) == 2


def test_nothing_to_answer_from_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in ("empty", "absent"):
        with pytest.raises(LibraryError) as caught:
            Library.open(settings(tmp_path, tmp_path / folder))
        assert folder in str(caught.value)
        assert "\n" not in str(caught.value)


def test_two_programs_that_build_at_once_both_succeed(tmp_path: Path, corpus: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from bot.editorial.library import Library\n"
        "from bot.settings import load_settings\n"
        "flags = {'data_dir': sys.argv[2], 'corpus': sys.argv[3]}\n"
        "library = Library.open(load_settings(Path(sys.argv[1]), flags, {}))\n"
        "assert library.current.index.search('pommes')"
    )
    command = [
        sys.executable,
        "-W",
        "error",
        "-c",
        script,
        str(tmp_path / "none.yaml"),
        str(tmp_path / "data"),
        str(corpus),
    ]
    programs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [program.communicate()[1] for program in programs]
    assert ([program.returncode for program in programs], said) == ([0, 0], ["", ""])
    assert len(indexes(tmp_path)) == 1


@pytest.mark.parametrize(("from_on", "times"), [(2, 1), (3, 0)])
async def test_a_large_corpus_is_searched_by_compiled_code_while_it_is_served(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch, from_on: int, times: int
) -> None:
    library = Library.open(settings(tmp_path, corpus))
    warmed: list[str] = []
    monkeypatch.setattr("bot.editorial.library.COMPILED_FROM", from_on)
    monkeypatch.setattr(retrieval, "warm", lambda: warmed.append(threading.current_thread().name))
    stop, looks = asyncio.Event(), iter(range(3))

    async def adopt() -> bool:
        if next(looks) == 2:
            stop.set()
        return False

    monkeypatch.setattr(library, "adopt", adopt)
    await library.follow(stop, every=0.001)
    assert len(warmed) == times
    assert threading.main_thread().name not in warmed
