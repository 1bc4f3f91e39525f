"""From the sources to a draft: a version that is whole and not served, and what it would change."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from bot.editorial import indexes
from bot.editorial.changes import Change, Withhold
from bot.editorial.files import remove, write_tree
from bot.editorial.gathering import Gathered, from_base, from_sources
from bot.editorial.links import dead_links
from bot.editorial.prepared import STEPS, Prepared, Step, as_json
from bot.editorial.previewing import known_errors, left_behind, look, lost_questions, near_duplicates
from bot.editorial.refusals import Refused
from bot.editorial.serving import SHELF, Reading, read_served, reading_program, withdrawn_paths
from bot.editorial.standing import origin
from bot.editorial.versions import PREVIEW, Manifest, Versions, write_manifest
from bot.editorial.withdrawing import purge
from bot.settings import Settings
from corpus.identity import carry_over
from corpus.keeping import ids_of
from corpus.loading import Loaded, load_corpus
from corpus.model import Corpus
from corpus.problems import CorpusError, Problem
from corpus.shelf import as_text
from retrieval import Index

Stepping = Callable[[Step], None]


def prepare(settings: Settings, change: Change | None, step: Stepping, now: datetime) -> Prepared:
    """Make a draft.  Nothing that is served changes, whatever happens; takes seconds to minutes.

    Args:
        settings: which sources, which limits, which data folder.
        change: what an editor wants; None to fetch the sources anew.
        step: told how far it is.
        now: the present moment.

    Raises:
        Refused: a source, the change or the disk does not allow it, or another refresh is at work.
    """
    versions = Versions(settings.data_dir)
    try:
        with versions.locked():
            versions.tidy(now)
            purge(versions)
            return _Preparation(settings, versions, change, step, now).run()
    except OSError as error:
        raise Refused.of_disk(error) from None


class _Preparation:
    def __init__(
        self, settings: Settings, versions: Versions, change: Change | None, step: Stepping, now: datetime
    ) -> None:
        self._settings, self._versions, self._change, self._now = settings, versions, change, now
        self._step = step
        self._id = uuid4().hex[:8]
        self._folder = versions.root / "drafts" / f".{self._id}"

    def run(self) -> Prepared:
        try:
            return self._run()
        finally:
            # Once it is whole it has another name.
            if self._folder.exists():
                remove(self._folder)

    def _run(self) -> Prepared:
        self._step(Step("fetch", 1, STEPS))
        try:
            base = read_served(self._settings)
        except CorpusError as error:
            raise Refused("missing", str(error), str(self._settings.corpus_folder)) from None
        if self._change is None:
            gathered = from_sources(self._settings, base, self._fetching)
        else:
            gathered = from_base(self._settings, base, self._change)
        gathered = self._allowed(gathered)
        self._step(Step("read", 2, STEPS))
        loaded = self._written(gathered, base)
        if not loaded.corpus.passages:
            # Who asks to be withdrawn is, though nothing be left.
            if not isinstance(self._change, Withhold) and not base.emptied:
                raise Refused("nothing_left", "No document would be left: nothing was changed.")
            loaded = replace(loaded, problems=tuple(one for one in loaded.problems if one.file != self._folder.name))
        return self._drafted(loaded, base, gathered)

    def _fetching(self, label: str) -> None:
        self._step(Step("fetch", 1, STEPS, label))

    def _allowed(self, gathered: Gathered) -> Gathered:
        """Without what was withdrawn; where a source or an editor gives that again, it is said."""
        gone = withdrawn_paths(gathered.files, self._versions)
        if gathered.given and gathered.given <= gone:
            raise Refused.withdrawn(min(gathered.given))
        again = gone if self._change is None else gone & gathered.given
        notes = (Problem("warning", path, None, "withdrawn", "Withdrawn for good: left out.") for path in sorted(again))
        if isinstance(self._change, Withhold):
            gone |= {f"{self._change.key}.md"}
        return gathered.without(gone, notes)

    def _written(self, gathered: Gathered, base: Reading) -> Loaded:
        """The draft's files, read again as they will be when they are served."""
        states = json.dumps(gathered.states, ensure_ascii=False)
        kept = {**gathered.files, **gathered.overlay.as_files(), "sources.json": states}
        write_tree(self._folder, kept, base.version)
        return load_corpus(self._folder, base.loaded.shelf)

    def _drafted(self, loaded: Loaded, base: Reading, gathered: Gathered) -> Prepared:
        loaded = replace(loaded, corpus=carry_over(loaded.corpus, base.corpus.passages))
        # The first version of a folder or of sources is compared with nothing: all of it is new.
        first = base.version is None and self._change is None and not self._embedded
        old = None if first else base.corpus
        # What is served must not vanish, but for the embedded corpus: it is there until one has one's own.
        served = None if first and self._settings.corpus_folder is None else base.corpus
        known = known_errors(base) if self._change is not None else frozenset()
        self._step(Step("compare", 3, STEPS))
        seen = look(old, loaded, gathered.notes, known, served)
        seen = replace(seen, guards=(*left_behind(base.standing), *seen.guards))
        if old is not None and not seen.difference and old.fingerprint == loaded.corpus.fingerprint:
            return replace(seen, base=base.number)
        dead, left = dead_links(loaded.corpus, seen.difference, self._settings.refresh.guard)
        seen = replace(seen, dead_links=(*seen.dead_links, *dead), links_left=left)
        self._step(Step("index", 4, STEPS))
        before, index = self._indexed(loaded.corpus, base)
        self._step(Step("questions", 5, STEPS))
        lost = lost_questions(self._folder, None if first else before, base.corpus, index, loaded.corpus)
        alike = near_duplicates(index, loaded.corpus, seen.difference.touched)
        prepared = replace(seen, draft=self._id, base=base.number, lost_questions=lost, near_duplicates=alike)
        self._finish(loaded, base, prepared)
        return prepared

    @property
    def _embedded(self) -> bool:
        return not self._settings.sources and self._settings.corpus_folder is None

    def _indexed(self, corpus: Corpus, base: Reading) -> tuple[Index | None, Index]:
        weighting, folder = self._settings.retrieval.weighting, self._settings.data_dir / "index"
        before = indexes.find(base.corpus.fingerprint, weighting, folder)
        needed = [indexes.index_name(found, weighting) for found in self._versions.fingerprints()]
        needed.append(indexes.name_of(base.corpus, weighting))
        index = indexes.open_or_build(corpus, weighting, folder, previous=before, needed=needed, must_save=True)
        return before, index

    def _finish(self, loaded: Loaded, base: Reading, prepared: Prepared) -> None:
        corpus = loaded.corpus
        made_from, made_beside = origin(self._settings)
        beside = {
            "ids.json": json.dumps(ids_of(corpus), ensure_ascii=False),
            SHELF: as_text(loaded.shelf.of(corpus), reading_program()),
            PREVIEW: as_json(prepared),
        }
        write_tree(self._folder, beside, None)
        manifest = Manifest(
            number=0,
            made_at=self._now.isoformat(),
            previous=base.number,
            made_from=made_from,
            draft=self._id,
            fingerprint=corpus.fingerprint,
            documents=prepared.documents,
            passages=prepared.passages,
            broken=tuple(sorted({problem.file for problem in prepared.errors})),
            made_beside=made_beside,
        )
        write_manifest(self._folder, manifest)
        self._folder.rename(self._versions.draft_folder(self._id))
