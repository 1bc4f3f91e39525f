"""The stock: every question of the corpus that a person can think about on its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.model import Corpus, Document, Passage
from corpus.questions import split_questions
from retrieval.text import fold

_ASKS = r"(?:comment|pourquoi|que|quand|ou|en quoi|jusqu'ou|quel(?:le)?s?)"
_DEPENDS = tuple(
    re.compile(pattern)
    for pattern in (
        # It begins by pointing back: "Et…", "Si oui…", "Cela…", "Avec qui ?".
        r"^(?:et|ou|mais|donc|alors|or|sinon|si (?:oui|non)|ainsi|de meme|inversement|au contraire|en effet)\b",
        r"^(?:ils?|elles?|cela|ca|ceci|ce(?:lui|lle|ux|lles)(?:-ci|-la)?|l'un|l'une|les uns|les unes) (?!faut\b|y a\b)",
        r"^(?:dans|en|a|pour|sur|avec|de|sous) (?:cet?|cette|ces) (?:cas|fins?|but|sens|conditions?|egard|titre)\b",
        # Somewhere in it, it goes on with what was said: "pour autant", "en revanche".
        r"\b(?:pour autant|en revanche|au contraire|des lors|dans ce cas|a leur tour|a son tour)\b",
        # A pronoun stands for what came before: "Comment y parvenir ?", "Comment les associer ?".
        rf"^{_ASKS} (?:y|en|lui|leur) \w+(?:er|ir|oir|re)\b",
        rf"^{_ASKS} (?:(?:le|la|les) |l')\w+(?:er|ir|oir)\b",
        # The verb's subject is a pronoun, and no noun with its article stands before it: "Que font-ils ?".
        r"^(?!.*\b(?:les?|la|l'|des|du|un|une|nos|vos|notre|votre|mes|mon|ma|leurs?) ?.*\w-(?:t-)?(?:ils?|elles?)\b)"
        r"(?!.*\b(?:faut|agit|a-t|convient|vaut|suffit|peut|importe|est)-il\b).*\w-(?:t-)?(?:ils?|elles?)\b",
    )
)
_BEFORE = r"(?:pour|selon|avec|par|dans|a|de|sur|sous|en|vers|chez|entre|sans|jusqu'a|aupres de)"
_FRAGMENT = re.compile(
    rf"^{_BEFORE} (?:qui|quoi|ou|lesquel(?:le)?s|qui d'autre|quoi faire)(?: \w+)? ?\?|^\w+ ?\?"
    rf"|^{_BEFORE} (?:\w+(?:er|ir|re|oir) {_BEFORE} )?quel(?:le)?s?(?: [\w'-]+){{0,3}} ?\?"
)
_HAS_VERB = re.compile(r"-(?:t-)?(?:il|elle|on|nous|vous|je|ce|ils|elles)\b|\best-ce\b|\w+(?:er|ir|oir) ?\?")
"""An infinitive at the end is verb enough: "Avec quels élus travailler ?"."""


@dataclass(frozen=True, slots=True)
class DailyQuestion:
    """A question to think with, word for word, and where it stands; its ``id`` is made of the two."""

    id: str
    text: str
    passage: str
    title: str
    theme: str
    enjeu: int | None = None
    fiche: int | None = None


@dataclass(frozen=True)
class Stock:
    """The questions of one corpus version, in its order."""

    questions: tuple[DailyQuestion, ...]

    @cached_property
    def _by_id(self) -> dict[str, DailyQuestion]:
        return {question.id: question for question in self.questions}

    def get(self, question_id: str) -> DailyQuestion | None:
        """The question of this id, unless the corpus has it no more."""
        return self._by_id.get(question_id)

    def wanted(self, themes: Sequence[str] = (), enjeux: Sequence[str] = ()) -> tuple[DailyQuestion, ...]:
        """The questions of these themes (keys) and enjeux (``theme:3``), all of them where nothing is asked for.

        What is asked for and does not exist (any more) asks for nothing: better any question than silence.
        """
        of_themes = tuple(one for one in self.questions if not themes or one.theme in themes) or self.questions
        return tuple(one for one in of_themes if not enjeux or f"{one.theme}:{one.enjeu}" in enjeux) or of_themes


def stock_of(corpus: Corpus) -> Stock:
    """The stock of a corpus: its fiches, its contexte, and what its interviewees are asked.

    Documents with ``daily: false`` are left out.
    """
    return Stock(tuple(_unique(_questions(corpus))))


def _questions(corpus: Corpus) -> Iterator[DailyQuestion]:
    for passage in corpus.passages:
        document = corpus.document(passage.document)
        if document is not None and _counts(document, passage):
            for text in standing_alone(split_questions(passage.text)):
                identity = hashlib.blake2b(f"{passage.id}\n{text}".encode(), digest_size=5).hexdigest()
                yield DailyQuestion(
                    identity, text, passage.id, passage.title, document.theme, passage.enjeu, passage.fiche
                )


def _counts(document: Document, passage: Passage) -> bool:
    if not document.daily:
        return False
    return passage.section in ("questions", "contexte") or (passage.section == "entretien" and not document.person)


def _unique(questions: Iterator[DailyQuestion]) -> Iterator[DailyQuestion]:
    """The same words in two places are one question."""
    seen: set[tuple[str, str]] = set()
    for question in questions:
        words = (question.theme, fold(question.text))
        if words not in seen:
            seen.add(words)
            yield question


def standing_alone(questions: Sequence[str]) -> tuple[str, ...]:
    """Questions that can be read alone; one that cannot stays behind the one before it, or before the one after it.

    >>> standing_alone(["Que partager ?", "Avec qui ?", "Qui décide ?"])
    ('Que partager ? Avec qui ?', 'Qui décide ?')
    """
    units: list[str] = []
    waiting = ""
    for question in questions:
        if depends(question) and units:
            units[-1] += f" {question}"
        elif depends(question):
            waiting = f"{waiting} {question}".strip()
        else:
            units.append(f"{waiting} {question}".strip())
            waiting = ""
    return tuple([*units, waiting] if waiting else units)


def depends(question: str) -> bool:
    """Whether a question needs the one before it to be understood."""
    folded = fold(question)
    if question[:1].islower() or any(pattern.search(folded) for pattern in _DEPENDS):
        return True
    return bool(_FRAGMENT.match(folded)) and not _HAS_VERB.search(folded)
