"""What a version is made of: several sources, what each remembers, and what stands beside a theme's documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.editorial.refusals import Refused
from tests.corpus.sources.making import documents, post
from tests.corpus.sources.site import Site
from tests.editorial.desk import TIDE, Desk


def beside_sources(desk: Desk) -> Path:
    """The folder of a theme's settings, where its documents come from a source elsewhere."""
    (desk.folder / "notes").mkdir()
    (desk.folder / "notes" / "maree.md").write_text(TIDE, "utf-8")
    desk.configure(f"sources:\n  - {{kind: folder, path: '{desk.folder / 'notes'}', theme: accueil}}\n")
    house = desk.source / "accueil"
    house.mkdir()
    return house


async def test_what_stands_beside_a_themes_documents_is_read_as_any_file(desk: Desk) -> None:
    house = beside_sources(desk)
    (house / "theme.yaml").write_bytes("description: L’été à côté\nname: Été\n".encode("cp1252"))
    (house / "wordings.yaml").write_text("- {typed: [coquecigrue], corpus: [marée]}\n", "utf-8")
    prepared = await desk.refresher.prepare()
    assert [warning.file for warning in prepared.warnings if "Windows-1252" in warning.message] == [
        "accueil/theme.yaml"
    ]
    await desk.refresher.swap(prepared.draft, force=True)
    (theme,) = desk.library.current.corpus.themes
    assert (theme.name, theme.description) == ("Été", "L’été à côté")
    assert "coquecigrue" in {word for entry in theme.lexicon for word in entry.typed}


async def test_settings_of_a_theme_that_cannot_be_read_are_named(desk: Desk) -> None:
    file = beside_sources(desk) / "theme.yaml"
    file.write_bytes(b"name: \x81\x8d\n")
    with pytest.raises(Refused) as refused:
        await desk.refresher.prepare()
    assert (refused.value.reason, refused.value.place) == ("bad_encoding", str(file))


async def test_two_sources_of_one_site_and_theme_remember_each_their_own(desk: Desk) -> None:
    async with Site([post(document, number) for number, document in enumerate(documents(), 11)]).open() as site:
        sources = "".join(
            f"  - {{kind: wordpress, theme: Accueil, url: '{site.url}', categories: {category}}}\n"
            for category in ("reperes", "fiches")
        )
        hosts = "refresh:\n  allowed_hosts: [127.0.0.1]\n  private_hosts: [127.0.0.1]\n"
        desk.configure(f"sources:\n{sources}{hosts}")
        await desk.publish()
        site.asked.clear()
        assert (await desk.refresher.prepare()).nothing
        assert sum("modified_after" in query for query in site.queries) == 2
