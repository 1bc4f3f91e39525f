"""Which question comes next: a pure function of the person's seed, what they have had, and the stock."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence

from bot.daily.stock import DailyQuestion


def choose(
    seed: int, had: Collection[str], questions: Sequence[DailyQuestion], round: int = 0
) -> tuple[DailyQuestion, bool]:
    """The next question, and whether a new round begins with it because all of them were had.

    Args:
        seed: the subscriber's.
        had: ids of the questions had in this round.
        questions: those that the subscriber wants, not empty.
        round: how often the stock was used up.

    Raises:
        ValueError: there is no question at all.
    """
    if not questions:
        raise ValueError("an empty stock has no question")
    order = shuffled(seed, round, questions)
    left = next((question for question in order if question.id not in had), None)
    if left is not None:
        return left, False
    anew = shuffled(seed, round + 1, questions)
    # The last of one round is not the first of the next, unless it is the only one.
    return (anew[1] if anew[0] == order[-1] and len(anew) > 1 else anew[0]), True


def shuffled(seed: int, round: int, questions: Sequence[DailyQuestion]) -> list[DailyQuestion]:
    """All the questions in the order of a round: each enjeu is spread evenly over it.

    A question that joins or leaves the stock does not stir up the others: each one's place is drawn from its own id.
    """
    groups: defaultdict[tuple[str, int | None], list[DailyQuestion]] = defaultdict(list)
    for question in questions:
        groups[question.theme, question.enjeu].append(question)
    placed: list[tuple[float, str, DailyQuestion]] = []
    for (theme, enjeu), members in groups.items():
        members.sort(key=lambda question: (_draw(seed, round, question.id), question.id))
        start = _draw(seed, round, f"{theme}:{enjeu}")
        placed += [((rank + start) / len(members), member.id, member) for rank, member in enumerate(members)]
    return [question for _, _, question in sorted(placed, key=lambda place: place[:2])]


def _draw(seed: int, round: int, name: str) -> float:
    """A number from 0 to 1 that depends on nothing else."""
    digest = hashlib.blake2b(f"{seed}:{round}:{name}".encode(), digest_size=7).digest()
    return int.from_bytes(digest) / 256**7
