"""What people ask, grouped by likeness: what the corpus misses, and what it answers, most asked first.

The questions are compared in the space of the index being served (``Index.compare``) and clustered by scikit-learn.
It takes about a second for two thousand different ones: call it from a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.store.asked import Question
from retrieval import Index, fold
from retrieval.arrays import Floats

APART = 0.8
"""Distance from which two groups stay two: chosen on the questions in ``tests/data/asked``."""
MOSTLY = 0.25
"""Share of missed questions below which a group counts as answered."""
DIFFERENT_AT_MOST = 2000
"""Different questions that are compared with each other; the time it takes grows as their square."""
TERMS = 3
ASKING = 0.25
"""How much more a question in full says of its group than a few words that are as near to the others."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same, newest first.

    ``example`` is the one that is most like the others; ``terms`` are those that say most about them, as people write
    them.
    """

    example: Question
    terms: tuple[str, ...]
    questions: tuple[Question, ...]

    @property
    def missed(self) -> tuple[Question, ...]:
        """Those that were left without an answer that serves, and that nobody has seen to."""
        return tuple(question for question in self.questions if question.open)

    @property
    def answered(self) -> bool:
        """Whether nearly all of them have their answer, from the corpus or from the editors.

        What was settled before says nothing of what came since.
        """
        served = [question for question in self.questions if not question.open and question.settled != "set_aside"]
        since = sum(not question.settled for question in self.questions)
        return bool(served) and (not self.missed or len(self.missed) < MOSTLY * since)

    @property
    def settled(self) -> tuple[Question, ...]:
        """Those that the editors saw to before."""
        return tuple(question for question in self.questions if question.settled)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why answers were of no use, in people's words, each once."""
        return tuple(dict.fromkeys(question.reason for question in self.missed if question.reason))

    def count(self, outcome: str) -> int:
        """How many of them had this outcome."""
        return sum(question.outcome == outcome for question in self.questions)

    def texts(self, questions: Sequence[Question] | None = None) -> dict[str, int]:
        """Their different wordings, the most frequent first, and how often each was asked."""
        found: dict[str, tuple[str, int]] = {}
        for question in self.questions if questions is None else questions:
            text, times = found.get(_said(question), (question.text, 0))
            found[_said(question)] = (text, times + 1)
        return dict(sorted(found.values(), key=lambda one: -one[1]))


@dataclass(frozen=True, slots=True)
class Sorted:
    """Groups of questions: those missed, by how many missed them; those answered, by how many asked; the others."""

    missed: tuple[Group, ...]
    answered: tuple[Group, ...]
    put_aside: tuple[Group, ...] = ()

    def holding(self, question_id: str) -> Group | None:
        """The group of this question."""
        groups = (*self.missed, *self.answered, *self.put_aside)
        return next((group for group in groups if any(one.id == question_id for one in group.questions)), None)


@lru_cache(maxsize=2)
def sort_out(questions: tuple[Question, ...], index: Index) -> Sorted:
    """What people ask, in groups; the last results are remembered, since the editors look at it more than once."""
    groups = grouped(questions, index)
    missed = [group for group in groups if group.missed and not group.answered]
    answered = [group for group in groups if group.answered]
    return Sorted(
        tuple(sorted(missed, key=lambda group: (-len(group.missed), -group.missed[0].asked_at.timestamp()))),
        tuple(sorted(answered, key=lambda group: (-len(group.questions), -group.questions[0].asked_at.timestamp()))),
        tuple(group for group in groups if not group.missed and not group.answered),
    )


def grouped(questions: Sequence[Question], index: Index) -> list[Group]:
    """Questions in groups, in the order of their first ones.

    The same words are one question whoever asks them.  Beyond ``DIFFERENT_AT_MOST`` different ones, only the first
    count; one without any subject ("?", "et alors") is in no group.
    """
    same: dict[str, list[Question]] = {}
    for question in questions:
        same.setdefault(_said(question), []).append(question)
    different = list(same.values())[:DIFFERENT_AT_MOST]
    if not different:
        return []
    compared = index.compare([asked[0].text for asked in different])
    speaking = np.flatnonzero(np.diff(compared.words.indptr)).tolist()
    if not speaking:
        return []
    likeness = compared.likeness()[np.ix_(speaking, speaking)]
    members: dict[int, list[int]] = {}
    for at, cluster in enumerate(_clusters(likeness)):
        members.setdefault(cluster, []).append(at)
    groups = []
    for places in members.values():
        times = np.array([len(different[speaking[at]]) for at in places])
        asks = np.array([1 + ASKING * different[speaking[at]][0].text.rstrip().endswith("?") for at in places])
        central = places[int(np.argmax((likeness[np.ix_(places, places)] @ times + 1e-3 * times) * asks))]
        inside = [question for at in places for question in different[speaking[at]]]
        groups.append(
            Group(
                different[speaking[central]][0],
                compared.typical([speaking[at] for at in places], TERMS),
                tuple(sorted(inside, key=lambda question: (question.asked_at, question.id), reverse=True)),
            )
        )
    return groups


def _said(question: Question) -> str:
    """The words of a question, whatever their capitals, accents and full stop."""
    return fold(question.text).strip(" ?!.…")


def _clusters(likeness: Floats) -> list[int]:
    """The cluster of each question, by average linkage: no chain of neighbours draws distant questions together."""
    if len(likeness) < 2:
        return [0] * len(likeness)
    from sklearn.cluster import AgglomerativeClustering

    distance = np.clip(1 - likeness, 0, 1)
    np.fill_diagonal(distance, 0)
    clustering = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=APART
    )
    found: list[int] = clustering.fit_predict(distance).tolist()
    return found
