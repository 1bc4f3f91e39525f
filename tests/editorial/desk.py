"""An editor's desk: an invented theme in a folder, what is served of it, and the refresher."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.editorial.library import Library
from bot.editorial.refreshing import Refresher
from bot.settings import Settings, load_settings

SECOND = Path(__file__).parent.parent / "data" / "second_theme"
TIDE = "---\ntitle: La marée\nsection: ressource\ndate: 2024-05-06\n---\n\nLa marée haute arrive avant midi.\n"


class Desk:
    """An editor's desk: a folder of sources, a data folder, what is served, the refresher."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "accueil"
        shutil.copytree(SECOND, self.source)
        (folder / "config.yaml").touch()
        self.folder = folder
        self.open()

    def open(self, **flags: str) -> None:
        """The program starts again."""
        self.settings = self.configured(**flags)
        self.library = Library.open(self.settings)
        self.refresher = Refresher(self.settings, self.library)

    def configure(self, text: str) -> None:
        """The settings' file says this; the program starts again."""
        (self.folder / "config.yaml").write_text(text, "utf-8")
        self.open()

    def configured(self, **flags: str) -> Settings:
        given = {"data_dir": str(self.folder / "data"), "corpus": str(self.source), **flags}
        return load_settings(self.folder / "config.yaml", given, {})

    def write(self, name: str, text: str) -> None:
        (self.source / name).write_text(text, "utf-8")

    def replace(self, name: str, before: str, after: str) -> None:
        text = (self.source / name).read_text("utf-8")
        assert before in text
        self.write(name, text.replace(before, after))

    async def publish(self) -> str:
        prepared = await self.refresher.prepare()
        return (await self.refresher.swap(prepared.draft)).version

    @property
    def served(self) -> str:
        """All that is served, as one text."""
        return "\n".join(passage.text for passage in self.library.current.corpus.passages)
