"""What the editors gave through the bot: it stays when the sources are fetched again, and wins over them."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.editorial.versions import read_json
from corpus.loading import WORDINGS
from corpus.problems import Problem

OWN = "_own"
"""The folder of a version that holds its overlay; what begins with "_" is no theme."""
_NOTES = "notes.json"


@dataclass(frozen=True, slots=True)
class Shadow:
    """What a source said of a file when the editors gave theirs, and what it says now; empty for nothing."""

    then: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Files by path (``theme/slug.md``); ``None`` for a document that the editors removed."""

    files: Mapping[str, str | None] = field(default_factory=dict)
    shadows: Mapping[str, Shadow] = field(default_factory=dict)

    @classmethod
    def read(cls, version: Path) -> Overlay:
        """The overlay of a version; empty when it has none.

        Raises:
            OSError: a file of the editors is there and cannot be read.
        """
        notes = read_json(version / OWN / _NOTES)
        if not isinstance(notes, dict):
            return cls()
        files: dict[str, str | None] = dict.fromkeys(notes.get("removed", ()))
        for path in notes.get("given", ()):
            # One that was withdrawn is named still where nothing else was given.
            with contextlib.suppress(FileNotFoundError):
                files[path] = (version / OWN / path).read_text("utf-8")
        shadows = {path: Shadow(*said) for path, said in notes.get("shadows", {}).items() if path in files}
        return cls(files, shadows)

    def as_files(self) -> dict[str, str]:
        """The files to be written into a version, by path inside it."""
        if not self.files:
            return {}
        notes = {
            "given": sorted(path for path, text in self.files.items() if text is not None),
            "removed": sorted(path for path, text in self.files.items() if text is None),
            "shadows": {path: [shadow.then, shadow.now] for path, shadow in sorted(self.shadows.items())},
        }
        given = {f"{OWN}/{path}": text for path, text in self.files.items() if text is not None}
        return {**given, f"{OWN}/{_NOTES}": json.dumps(notes, ensure_ascii=False, indent=1)}

    def put(self, path: str, text: str | None, source: str | None) -> Overlay:
        """With this file (None: removed), which stands before what the source says of it now."""
        known = self.shadows.get(path)
        says = known.now if known is not None else digest(source)
        return Overlay({**self.files, path: text}, {**self.shadows, path: Shadow(says, says)})

    def without(self, paths: Collection[str]) -> Overlay:
        """Without any trace of these files."""
        return Overlay(
            {path: text for path, text in self.files.items() if path not in paths},
            {path: shadow for path, shadow in self.shadows.items() if path not in paths},
        )

    def over(self, files: Mapping[str, str]) -> tuple[dict[str, str], Overlay, list[Problem]]:
        """The sources' files with the editors' on top, the overlay that knows these sources, and what to look at."""
        merged, shadows, found = dict(files), dict(self.shadows), []
        for path, text in self.files.items():
            said = Shadow(self.shadows.get(path, Shadow()).then, digest(files.get(path)))
            shadows[path] = said
            if said.then != said.now and not path.endswith(WORDINGS):
                message = "The source changed this document since the editors gave theirs, which is kept."
                fix = "Send the document again to settle it."
                found.append(Problem("warning", path, None, "source", message, fix))
            if text is None:
                merged.pop(path, None)
            else:
                merged[path] = text
        return merged, Overlay(self.files, shadows), found


def digest(text: str | None) -> str:
    """A short digest of a text; empty for none."""
    return "" if text is None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def with_wording(lexicon: str | None, typed: tuple[str, ...], corpus: tuple[str, ...]) -> str:
    """A file of wordings with one more entry."""
    entry = json.dumps({"typed": typed, "corpus": corpus}, ensure_ascii=False)
    before = f"{lexicon.rstrip()}\n" if lexicon and lexicon.strip() else ""
    return f"{before}- {entry}\n"
