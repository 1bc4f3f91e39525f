"""The buttons under what people give, shared by the features that take it, show it and take it back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True, slots=True)
class Follow(Action, prefix="gf"):
    """Tell me what the team answers to this question."""

    question: str


@dataclass(frozen=True, slots=True)
class FollowNoMore(Action, prefix="gu"):
    """Rather not, after all; of no question at all when empty."""

    question: str = ""


@dataclass(frozen=True, slots=True)
class CommentOn(Action, prefix="gc"):
    """Comment on the document of a passage; on the whole theme when empty."""

    passage: str = ""


@dataclass(frozen=True, slots=True)
class ChooseIn(Action, prefix="gp"):
    """The documents of a section that may be commented on, a page of them; the sections when empty."""

    section: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Testify(Action, prefix="gt"):
    """Begin a testimony, or go on with the one begun."""


@dataclass(frozen=True, slots=True)
class PassOver(Action, prefix="gk"):
    """Leave a question of a testimony without an answer, by its mark (``grid.mark``); the contact when it is empty."""

    gift: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Later(Action, prefix="gl"):
    """Put a testimony aside: what is answered is kept."""

    gift: str


@dataclass(frozen=True, slots=True)
class WasQuestion(Action, prefix="gq"):
    """What was taken for a comment, or for an answer of a testimony (its question's mark), was meant for the bot."""

    gift: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class HandIn(Action, prefix="gh"):
    """Hand it to the team: to be published (1), or for the team alone (0)."""

    gift: str
    publish: int = 1


@dataclass(frozen=True, slots=True)
class Precise(Action, prefix="ga"):
    """Answer what the team asked back."""

    gift: str


@dataclass(frozen=True, slots=True)
class OpenGifts(Action, prefix="gm"):
    """A page of what the person gave."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenGift(Action, prefix="go"):
    """One of these, whole."""

    gift: str


@dataclass(frozen=True, slots=True)
class TakeBack(Action, prefix="gd"):
    """Take it back: asked (0), sure (1)."""

    gift: str
    sure: int = 0


@dataclass(frozen=True, slots=True)
class OpenSpace(Action, prefix="ge"):
    """A page of what is published on a theme (its tag)."""

    page: int = 0
    theme: str = ""


@dataclass(frozen=True, slots=True)
class ReadGift(Action, prefix="gr"):
    """One published text, whole."""

    gift: str


@dataclass(frozen=True, slots=True)
class UnderDocument(Action, prefix="gw"):
    """All that is published under the document of a passage, a page of it."""

    passage: str
    page: int = 0
