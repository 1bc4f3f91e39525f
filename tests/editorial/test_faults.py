"""Whatever happens to a refresh, what is served stays as it was, and the editor reads one clear sentence."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp import web

from bot.editorial.changes import PutFiles
from bot.editorial.refusals import Refused
from retrieval import Index, storage
from tests.corpus.sources.making import zipped
from tests.corpus.sources.site import Site, endless
from tests.editorial.desk import TIDE, Desk

PAGE = """
sources:
  - {{kind: page, theme: accueil, url: "{url}/page"}}
refresh:
  allowed_hosts: ["127.0.0.1"]
  private_hosts: ["127.0.0.1"]
  timeout_seconds: 60
  max_mebibytes: 1
"""
WORDPRESS = PAGE.replace("kind: page", "kind: wordpress").replace("/page", "")


async def unchanged(desk: Desk, change: PutFiles | None = None) -> Refused:
    """The refusal of a refresh that leaves everything as it was."""
    before = (desk.library.current, everything(desk))
    with pytest.raises(Refused) as caught:
        await attempted(desk, change)
    await desk.library.adopt()
    assert (desk.library.current, everything(desk)) == before
    desk.open()
    assert desk.library.current.version == before[0].version
    assert desk.library.current.corpus == before[0].corpus
    sentence = str(caught.value)
    assert sentence
    assert "\n" not in sentence
    return caught.value


async def attempted(desk: Desk, change: PutFiles | None) -> None:
    await desk.refresher.swap((await desk.refresher.prepare(change)).draft)


def everything(desk: Desk) -> dict[str, bytes]:
    """What is kept of the corpus; drafts that wait for an editor and the record of tries may come and go."""
    root = desk.folder / "data" / "corpus"
    kept = [path for path in root.rglob("*") if path.is_file() and path.name not in ("last.json", "lock")]
    return {str(path): path.read_bytes() for path in kept if path.relative_to(root).parts[0] != "drafts"}


def broken(request: web.Request) -> web.Response:
    return web.Response(status=500)


async def test_a_site_that_fails_or_never_ends(desk: Desk) -> None:
    await desk.publish()
    async with Site(fault=broken).open() as site:
        desk.configure(WORDPRESS.format(url=site.url))
        assert (await unchanged(desk)).reason == "status"
        desk.configure(PAGE.format(url=site.url))
        assert (await unchanged(desk)).reason == "status"
    async with Site(slow=lambda request: endless(request, b"<p>Encore.</p>" * 4096)).open() as site:
        desk.configure(PAGE.format(url=site.url))
        assert (await unchanged(desk)).reason == "too_large"
    desk.configure(PAGE.format(url=site.url))
    assert (await unchanged(desk)).reason == "unreachable"
    async with Site(redirects={"/page": "http://elsewhere.example/"}).open() as site:
        desk.configure(PAGE.format(url=site.url))
        refused = await unchanged(desk)
        assert (refused.reason, refused.detail) == ("refused_host", "elsewhere.example")


def gone(desk: Desk) -> None:
    for file in desk.source.glob("*.md"):
        file.unlink()


def moved(desk: Desk) -> None:
    desk.source.rename(desk.folder / "moved")


def not_text(desk: Desk) -> None:
    (desk.source / "definition.md").write_bytes(b"---\ntitle: \x81\x8d\nsection: contexte\n---\n\x90\n")


def not_closed(desk: Desk) -> None:
    desk.write("definition.md", "---\ntitle: La marée\nLa marée haute.\n")


def untitled(desk: Desk) -> None:
    desk.write("definition.md", "---\nsection: contexte\n---\nLa marée haute.\n")


def most_gone(desk: Desk) -> None:
    for file in sorted(desk.source.glob("e*.md")):
        file.unlink()


@pytest.mark.parametrize(
    ("fault", "reason", "place"),
    [
        (gone, "empty", None),
        (moved, "missing", None),
        (not_text, "bad_encoding", None),
        (not_closed, "broken", "accueil/definition.md"),
        (untitled, "broken", "accueil/definition.md"),
        (most_gone, "vanish", ""),
    ],
)
async def test_a_folder_that_is_not_as_it_should_be(
    desk: Desk, fault: Callable[[Desk], None], reason: str, place: str | None
) -> None:
    await desk.publish()
    fault(desk)
    refused = await unchanged(desk)
    assert refused.reason == reason
    assert place is None or refused.place == place


BOMB = zipped({"tout.md": b"0" * 60_000_000})


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("tout.zip", BOMB, "too_large"),
        ("tout.zip", BOMB[:2000], "bad_archive"),
        ("note.md", b"---\ntitle: \x81\x8d\n---\n\x90\n", "bad_encoding"),
        ("note.docx", b"no document", "bad_archive"),
        ("image.png", b"...", "unsupported"),
        ("note.md", b"", "empty"),
    ],
)
async def test_a_file_that_hurts(desk: Desk, name: str, content: bytes, reason: str) -> None:
    await desk.publish()
    refused = await unchanged(desk, PutFiles(((name, content),)))
    assert refused.reason == reason


async def test_a_new_document_that_is_broken_changes_nothing_and_is_named(desk: Desk) -> None:
    await desk.publish()
    prepared = await desk.refresher.prepare(PutFiles((("note.md", b"---\ntitle: Un titre\nUn texte.\n"),)))
    assert prepared.nothing
    assert [problem.file for problem in prepared.errors] == ["accueil/note.md"]


async def test_a_file_of_the_editors_that_cannot_be_read_is_not_taken_for_none(desk: Desk) -> None:
    await desk.publish()
    given = await desk.refresher.prepare(PutFiles((("maree.md", TIDE.encode()),)))
    version = (await desk.refresher.swap(given.draft)).version
    file = desk.folder / "data" / "corpus" / "versions" / version / "_own" / "accueil" / "maree.md"
    file.unlink()
    file.mkdir()
    assert (await unchanged(desk)).reason == "disk"


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (Path, "mkdir"),
        (Path, "write_bytes"),
        (Path, "rename"),
        (Path, "replace"),
        (os, "fsync"),
        (Index, "save"),
        (storage, "save"),
    ],
)
async def test_a_disk_that_is_full(desk: Desk, monkeypatch: pytest.MonkeyPatch, place: object, name: str) -> None:
    await desk.publish()
    desk.write("maree.md", TIDE)
    with monkeypatch.context() as patched:
        patched.setattr(place, name, full)
        with pytest.raises(Refused) as caught:
            await desk.refresher.swap((await desk.refresher.prepare()).draft)
    assert str(caught.value) == "The disk is full: nothing was changed."
    assert desk.library.current.version == "1"
    desk.open()
    assert desk.library.current.version == "1"
    assert await desk.publish() == "2"
    assert "La marée haute" in desk.served
