"""Ids of passages: drawn from what they say, and kept when they are edited."""

from __future__ import annotations

import dataclasses
import hashlib
import operator
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from corpus.model import Corpus, Passage

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
LENGTH = 10
ALIKE = 60.0
"""Percent of likeness (rapidfuzz ratio) from which an edited passage of the same document is still the same one."""
ALIKE_IN_PLACE = 52.0
"""The same, for a passage that also kept its position in the document."""

WINDOW = 60
"""Passages that an edited one may have moved by inside its document."""


def derive(document: str, text: str, occurrence: int, salt: int = 0) -> str:
    """The id of the ``occurrence``-th passage of a document that reads ``text``; ``salt`` avoids a taken one."""
    digest = hashlib.sha256(f"{document}\x00{text}\x00{occurrence}\x00{salt}".encode("utf-8", "surrogatepass")).digest()
    value = int.from_bytes(digest[:10], "big")
    characters = []
    for _ in range(LENGTH):
        value, digit = divmod(value, len(ALPHABET))
        characters.append(ALPHABET[digit])
    return "".join(characters)


class Identifiers:
    """Hands out ids that are unique among those it handed out and those it was told are ``taken``."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._seen: defaultdict[tuple[str, str], int] = defaultdict(int)

    def next(self, document: str, text: str) -> str:
        """An id for the next passage of ``document`` that reads ``text``."""
        occurrence = self._seen[document, text]
        self._seen[document, text] += 1
        salt = 0
        while (identifier := derive(document, text, occurrence, salt)) in self._taken:
            salt += 1
        self._taken.add(identifier)
        return identifier


def carry_over(corpus: Corpus, previous: Sequence[Passage]) -> Corpus:
    """The corpus with the ids of the version before, wherever a passage is recognisably the same.

    In this order: the same text in the same document; the same text elsewhere (a file was renamed); in the same or
    renamed document, the same fiche or the best likeness.  Ids of passages that went are not given to others.
    """
    match = _Matching(corpus.passages, previous)
    match.by(lambda passage: (passage.document, passage.text))
    match.by(lambda passage: (passage.text,))
    successors = match.successors()
    match.by(lambda passage: _fiche_key(passage, successors))
    match.by_likeness(successors)
    fresh = Identifiers(passage.id for passage in previous)
    ids = (
        match.kept[index] if index in match.kept else fresh.next(passage.document, passage.text)
        for index, passage in enumerate(corpus.passages)
    )
    return identified(corpus, ids)


def identified(corpus: Corpus, ids: Iterable[str]) -> Corpus:
    """The corpus whose passages have these ids, in their order."""
    passages = tuple(
        passage if passage.id == wanted else dataclasses.replace(passage, id=wanted)
        for passage, wanted in zip(corpus.passages, ids, strict=True)
    )
    if all(map(operator.is_, passages, corpus.passages)):
        return corpus
    return dataclasses.replace(corpus, passages=passages, fingerprint=fingerprint(corpus.content, passages))


class _Matching:
    """Pairs new passages with old ones, one to one; ``kept`` maps a new passage's index to the id it keeps."""

    def __init__(self, new: Sequence[Passage], old: Sequence[Passage]) -> None:
        self.kept: dict[int, str] = {}
        self._new = new
        self._old = old
        self._pairs: dict[int, int] = {}
        self._free_new = dict(enumerate(new))
        self._free_old = dict(enumerate(old))

    def by(self, key: Callable[[Passage], Hashable]) -> None:
        """Pair the passages left whose keys are equal, in reading order; a key of None pairs nothing."""
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for index, passage in reversed(self._free_old.items()):
            waiting[key(passage)].append(index)
        for index, passage in list(self._free_new.items()):
            wanted = key(passage)
            if wanted is not None and waiting[wanted]:
                self._pair(index, waiting[wanted].pop())

    def by_likeness(self, successors: Mapping[str, str]) -> None:
        """Pair what is left inside each document, the most alike first."""
        old: defaultdict[str, list[int]] = defaultdict(list)
        for index, passage in self._free_old.items():
            old[passage.document].append(index)
        candidates = [
            (likeness, new_index, old_index)
            for new_index, passage in self._free_new.items()
            for old_index in old.get(successors.get(passage.document, ""), ())
            if (likeness := _likeness(passage, self._old[old_index]))
        ]
        for _, new_index, old_index in sorted(candidates, key=lambda found: (-found[0], found[1], found[2])):
            if new_index in self._free_new and old_index in self._free_old:
                self._pair(new_index, old_index)

    def successors(self) -> dict[str, str]:
        """For each new document the old one that it continues: of the same name, else renamed."""
        names = {passage.document for passage in self._old}
        current = dict.fromkeys(passage.document for passage in self._new)
        gone = names.difference(current)
        found = {name: name for name in current if name in names}
        shared: Counter[tuple[str, str]] = Counter()
        for new_index, old_index in self._pairs.items():
            shared[self._new[new_index].document, self._old[old_index].document] += 1
        titles = {passage.title: passage.document for passage in self._old if passage.document in gone}
        for passage in self._new:
            if passage.title in titles:
                shared[passage.document, titles[passage.title]] += 0
        for (new_name, old_name), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
            if new_name not in found and old_name in gone:
                found[new_name] = old_name
                gone.discard(old_name)
        return found

    def _pair(self, new_index: int, old_index: int) -> None:
        self._pairs[new_index] = old_index
        self.kept[new_index] = self._old[old_index].id
        del self._free_new[new_index], self._free_old[old_index]


def _fiche_key(passage: Passage, successors: Mapping[str, str]) -> Hashable:
    if passage.fiche is None:
        return None
    return successors.get(passage.document, passage.document), passage.enjeu, passage.fiche


def _likeness(new: Passage, old: Passage) -> float:
    """How surely two passages of a document are one and the same before and after an edit; 0 when they are not."""
    from rapidfuzz import fuzz  # a corpus that is only read needs no likeness

    apart = abs(new.position - old.position)
    if apart > WINDOW:
        return 0.0
    floor = ALIKE if apart else ALIKE_IN_PLACE
    ratio = fuzz.ratio(new.text, old.text, score_cutoff=floor)
    return ratio + 5.0 / (1 + apart) if ratio else 0.0


def fingerprint(content: str, passages: Sequence[Passage]) -> str:
    """A digest of a content digest and of the passages: an index built for others, or other ids, is another index."""
    digest = hashlib.sha256(content.encode())
    for part in ((passage.id for passage in passages), (passage.text for passage in passages)):
        digest.update("\0".join(part).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
