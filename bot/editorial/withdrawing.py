"""Withdrawing a document: an interviewee may ask.  It goes from every version that is kept, and no step brings it back.

``withdrawn.json`` is written first: from then on the document is served no more, whatever happens to this process, and
what it did not get to is done by the next one.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.editorial.files import write_whole
from bot.editorial.overlay import Overlay
from bot.editorial.refusals import Refused
from bot.editorial.serving import SHELF, body_digest, body_words
from bot.editorial.versions import PREVIEW, Versions, read_json, read_manifest, write_manifest
from bot.editorial.withdrawals import Withdrawal, keep, withdrawals, withdrawn
from corpus.keeping import with_ids
from corpus.loading import load_document, passages_of
from corpus.model import Corpus, Document, Theme
from corpus.sources.assembling import forget

TELLING = 20
"""Words from which on a text is one document's: shorter ones ("to come", "see the film") are those of several."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A document (its key) that is gone for good, and the version that is served without it."""

    document: str
    version: str


def resolve(name: str, served: Corpus, versions: Versions) -> str:
    """The key of the document that somebody means by a key, a file's name or its slug.

    Raises:
        Refused: no document that is served or kept has this name, or several have.
    """
    wanted = name.strip().removesuffix(".md").replace("--", "/", 1 if "/" not in name else 0)
    known = {document.key for theme in served.themes for document in theme.documents}
    everywhere = known | {key for folder in folders(versions) for key in _keys(folder)} | _names(versions)
    for form in (wanted, name.strip().removesuffix(".md")):
        if form in everywhere and "/" in form:
            return form
        found = sorted(key for key in everywhere if key.partition("/")[2] == form)
        if len(found) == 1:
            return found[0]
        if found:
            message = f"Several documents have this name: {', '.join(found)}."
            raise Refused("unknown_document", message, name, str(len(found)))
    raise Refused("unknown_document", f"There is no document {name!r}.", name)


def folders(versions: Versions) -> list[Path]:
    """The versions that are kept."""
    return [versions.folder(number) for number in versions.numbers()]


def sayings(key: str, served: Corpus, versions: Versions) -> Iterator[Corpus]:
    """The document alone, as each version has it: for whoever keeps what was drawn from it."""
    document = served.document(key)
    if document is not None:
        yield Corpus((_theme_of(document),), served.passages_of(key), (), "")
    for folder, name in _kept(key, served, versions):
        found = load_document(folder / f"{name}.md", name)
        # A name that another document has by now: what people keep under it may be of that one.
        if found is not None and (name == key or served.document(name) is None):
            ids = read_json(folder / "ids.json")
            corpus = Corpus((_theme_of(found),), passages_of([found]), (), "")
            yield with_ids(corpus, {name: ids[name]} if isinstance(ids, dict) and name in ids else {})


def note(key: str, served: Corpus, versions: Versions, now: datetime) -> None:
    """Write down that nobody is to see this document again."""
    copies = tuple(
        (folder.relative_to(versions.root).as_posix(), name)
        for folder, name in _kept(key, served, versions)
        if name != key
    )
    names = (key, *_digests(key, served, versions))
    keep(versions, (*withdrawals(versions), Withdrawal(now.isoformat(), names, copies)))


def _kept(key: str, served: Corpus, versions: Versions) -> Iterator[tuple[Path, str]]:
    """The versions and drafts that hold the document, and under which name: it may have had others."""
    digests = _digests(key, served, versions)
    same: dict[int, bool] = {}
    for folder in [*folders(versions), *_drafts(versions)]:
        for name in _keys(folder):
            # A file that versions share is read once.
            file = (folder / f"{name}.md").stat().st_ino
            if file not in same:
                same[file] = body_digest(_text(folder, name)) in digests
            if name == key or same[file]:
                yield folder, name


def _text(folder: Path, key: str) -> str:
    return (folder / f"{key}.md").read_bytes().decode("utf-8", "replace")


def _digests(key: str, served: Corpus, versions: Versions) -> list[str]:
    """By which the document is known under other names, as each version has it."""
    texts = [_text(folder, key) for folder in folders(versions) if (folder / f"{key}.md").is_file()]
    document = served.document(key)
    if document is not None:
        texts.append(document.body)
    return list(dict.fromkeys(body_digest(text) for text in texts if len(body_words(text)) >= TELLING))


def purge(versions: Versions) -> None:
    """Take what was withdrawn out of every version and draft; what is purged already costs little."""
    keys, copies = _names(versions), _copies(versions)
    for folder in folders(versions):
        for key in keys | copies.get(folder, set()):
            if _holds(folder, key):
                _take_out(folder, key)
    for draft in _drafts(versions):
        if any(_holds(draft, key) for key in keys | copies.get(draft, set())):
            shutil.rmtree(draft, ignore_errors=True)


def _take_out(folder: Path, key: str) -> None:
    """The manifest changes first: what was indexed of this version fits it no more."""
    path = f"{key}.md"
    manifest = read_manifest(folder)
    if manifest is not None:
        fingerprint = f"{manifest.fingerprint[:23]}-{body_digest(key)[:8]}"
        left = manifest.documents - (load_document(folder / path, key) is not None)
        write_manifest(folder, replace(manifest, fingerprint=fingerprint, documents=max(left, 0)))
    for name in (PREVIEW, SHELF):
        (folder / name).unlink(missing_ok=True)
    states = read_json(folder / "sources.json")
    if isinstance(states, dict):
        forgotten = {name: dict(forget(state, [path])) for name, state in states.items()}
        write_whole(folder / "sources.json", json.dumps(forgotten, ensure_ascii=False))
    ids = read_json(folder / "ids.json")
    if isinstance(ids, dict):
        ids.pop(key, None)
        write_whole(folder / "ids.json", json.dumps(ids))
    overlay = Overlay.read(folder)
    if path in overlay.files:
        for name, text in overlay.without([path]).as_files().items():
            write_whole(folder / name, text)
        (folder / "_own" / path).unlink(missing_ok=True)
    (folder / path).unlink(missing_ok=True)


def _holds(folder: Path, key: str) -> bool:
    return any((folder / part / f"{key}.md").exists() for part in ("", "_own")) or _previewed(folder, key)


def _previewed(folder: Path, key: str) -> bool:
    """Whether a preview names it: that of a draft, or of a version whose swap was killed just before its end."""
    try:
        return json.dumps(key, ensure_ascii=False) in (folder / PREVIEW).read_text("utf-8")
    except OSError:
        return False


def _drafts(versions: Versions) -> list[Path]:
    return list((versions.root / "drafts").glob("*"))


def _copies(versions: Versions) -> dict[Path, set[str]]:
    """By version or draft the other names of what was withdrawn, which may be another document's elsewhere."""
    found: dict[Path, set[str]] = {}
    for one in withdrawals(versions):
        for place, name in one.copies:
            found.setdefault(versions.root / place, set()).add(name)
    return found


def _theme_of(document: Document) -> Theme:
    return Theme(document.theme, document.theme, "", False, (document,))


def _keys(folder: Path) -> Iterator[str]:
    for path in folder.glob("[!_.]*/*.md"):
        yield f"{path.parent.name}/{path.stem}"


def _names(versions: Versions) -> set[str]:
    return {name for name in withdrawn(versions) if "/" in name}
