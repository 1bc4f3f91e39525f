"""The buttons of missed questions.  A group is named by any of its questions: groups are made anew at each look."""

from __future__ import annotations

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True, slots=True)
class ShowMissed(Action, prefix="zl"):
    """A page of the groups that the corpus misses, most asked first."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowAnswered(Action, prefix="za"):
    """A page of the groups that it answers, most asked first."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenGroup(Action, prefix="zo"):
    """One group."""

    question: str


@dataclass(frozen=True, slots=True)
class SetAside(Action, prefix="zx"):
    """Its questions call for nothing: they leave the list; ``back``: 1 puts them in again."""

    question: str
    back: int = 0


@dataclass(frozen=True, slots=True)
class WriteReply(Action, prefix="zr"):
    """Write to those who asked to be told."""

    question: str


@dataclass(frozen=True, slots=True)
class SendReply(Action, prefix="zs"):
    """Send them what was written."""

    question: str


@dataclass(frozen=True, slots=True)
class TellOfCorpus(Action, prefix="zt"):
    """The corpus answers by now: tell those who asked to be told."""

    question: str


@dataclass(frozen=True, slots=True)
class WriteDocument(Action, prefix="zd"):
    """Complete the corpus by a document."""

    question: str


@dataclass(frozen=True, slots=True)
class WriteWording(Action, prefix="zw"):
    """Tell the corpus what a word stands for."""

    question: str
