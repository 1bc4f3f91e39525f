"""Reads passages, each once; what an earlier index has read and nobody changed is not analysed again."""

from __future__ import annotations

from hashlib import blake2b
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Analyser
from retrieval.arrays import Arrays
from retrieval.storage import Array, StringTable
from retrieval.text import sentences


class Searchable(Protocol):
    """What can be indexed: any object with these three texts."""

    @property
    def id(self) -> str:
        """Unique name of the passage."""

    @property
    def title(self) -> str:
        """Title shown above it; may be empty."""

    @property
    def text(self) -> str:
        """What is searched and shown; may be empty."""


def digest(passage: Searchable) -> int:
    """64 bits that tell whether a passage's title or text was changed."""
    content = f"{passage.title}\0{passage.text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "little")


class Reader:
    """Reads each passage once: its tokens go into columns, for the word level and for re-ranking.

    Args:
        analyser: from texts to tokens.
        previous: an earlier index by the same analyser.
    """

    def __init__(self, analyser: Analyser, previous: Arrays | None = None) -> None:
        self.analyser = analyser
        self.analysed = 0
        self.ids: list[str] = []
        self.digests: list[int] = []
        self.token_end: list[int] = []
        self.title_length: list[int] = []
        self.blocks: list[NDArray[np.int64]] = [np.zeros((0, 4), np.int64)]
        self.forms: dict[str, int] = {}
        self.form_terms: list[str] = []
        self.surfaces: list[str] = []
        self.titles: set[str] = set()
        self._previous = previous
        if previous is not None:
            self._place = {value: number for number, value in enumerate(previous.digests.tolist())}
            self._number = np.full(len(previous.forms), -1, np.int64)

    def read(self, passage: Searchable) -> None:
        """Keep the tokens of title and text."""
        value = digest(passage)
        before = None if self._previous is None else self._place.get(value)
        block = self._analysed(passage) if before is None else self._copied(passage, before)
        in_title = int(np.count_nonzero(block[:, 1] == 0))
        self.ids.append(str(passage.id))
        self.digests.append(value)
        self.blocks.append(block)
        self.token_end.append((self.token_end[-1] if self.token_end else 0) + len(block))
        self.title_length.append(in_title)
        if in_title:
            self.titles.add(" ".join(self.form_terms[form] for form in block[:in_title, 0].tolist()))

    def _analysed(self, passage: Searchable) -> NDArray[np.int64]:
        """Columns form, sentence (0: the title), start, length."""
        self.analysed += 1
        rows = []
        for token in self.analyser.tokens(passage.title):
            form = self._form(token.form, token.term, passage.title, token.start, token.end)
            rows.append((form, 0, token.start, min(token.end - token.start, 65535)))
        bounds = [end for _, end in sentences(passage.text)]
        sentence = 0
        for token in self.analyser.tokens(passage.text):
            while sentence < len(bounds) - 1 and token.start >= bounds[sentence]:
                sentence += 1
            form = self._form(token.form, token.term, passage.text, token.start, token.end)
            rows.append((form, sentence + 1, token.start, min(token.end - token.start, 65535)))
        return np.array(rows, np.int64).reshape(-1, 4)

    def _copied(self, passage: Searchable, before: int) -> NDArray[np.int64]:
        """The same columns from the earlier index."""
        arrays = self._previous
        assert arrays is not None
        start = int(arrays.token_end[before - 1]) if before else 0
        part = slice(start, int(arrays.token_end[before]))
        columns = (arrays.token_form, arrays.token_sentence, arrays.token_start, arrays.token_length)
        block = np.stack([column[part].astype(np.int64) for column in columns], axis=1)
        for row in np.flatnonzero(self._number[block[:, 0]] < 0).tolist():
            form, sentence, first, length = block[row].tolist()
            if self._number[form] < 0:
                text = passage.text if sentence else passage.title
                term = arrays.terms[int(arrays.form_term[form])]
                self._number[form] = self._form(arrays.forms[form], term, text, first, first + length)
        block[:, 0] = self._number[block[:, 0]]
        return block

    def _form(self, form: str, term: str, text: str, start: int, end: int) -> int:
        """The number of a form; the first time its term and how it was written are kept."""
        number = self.forms.get(form)
        if number is None:
            number = self.forms[form] = len(self.form_terms)
            self.form_terms.append(term)
            self.surfaces.append(text[start:end])
        return number

    def arrays(self, form_table: StringTable, term_table: StringTable) -> dict[str, Array]:
        """The token columns, passage after passage: the title's tokens (sentence 0), then the text's.

        ``token_start`` and ``token_length`` are characters of the text (of the title in sentence 0).
        """
        forms = {form_table[i]: i for i in range(len(form_table))}
        terms = {term_table[i]: i for i in range(len(term_table))}
        renumber = np.fromiter((forms[form] for form in self.forms), np.int32, len(self.forms))
        form_term = np.zeros(len(forms), np.int32)
        form_term[renumber] = np.fromiter((terms[term] for term in self.form_terms), np.int32, len(self.form_terms))
        surfaces = [""] * len(forms)
        for number, surface in zip(renumber.tolist(), self.surfaces, strict=True):
            surfaces[number] = surface
        columns = np.concatenate(self.blocks)
        ids, shown = StringTable.build(self.ids, ordered=False), StringTable.build(surfaces, ordered=False)
        return {
            "id_blob": ids.blob,
            "id_ends": ids.ends,
            "digest": np.asarray(self.digests, np.uint64),
            "token_end": np.asarray(self.token_end, np.int64),
            "title_length": np.asarray(self.title_length, np.int32),
            "token_form": renumber[columns[:, 0]],
            "token_sentence": np.minimum(columns[:, 1], 65535).astype(np.uint16),
            "token_start": columns[:, 2].astype(np.int32),
            "token_length": columns[:, 3].astype(np.uint16),
            "form_term": form_term,
            "surface_blob": shown.blob,
            "surface_ends": shown.ends,
        }
