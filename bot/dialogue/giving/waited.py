"""What a message is when somebody is in the middle of giving something: the thing itself, "later", yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from bot.dialogue.giving.intents import Begin, Correct, EditorWrote, Gift, Given, HandInOr, PutAside
from bot.dialogue.intents import Intent, TakePart
from bot.dialogue.phrases import phrases, plain
from bot.dialogue.wording import Wording
from bot.store.memory import Pending

ASIDE = 4
"""Words that a wish may hold while something else is waited for: a longer message is what was waited for."""
_SHORT = 8
"""Words of the name of what somebody wants to comment on."""
_WRITTEN: Mapping[str, Gift] = {gift: gift for gift in get_args(Gift)}
GIVING = frozenset({*_WRITTEN, "invited", "hand_in", "consent", "ask_back", "decline"})
"""The pending kinds of comments, of testimonies, and of the editors who read them."""


def given(wording: Wording, pending: Pending, wish: Intent | None) -> Intent | None:
    """What this message is, for somebody in the middle of giving; None when it is none of that.

    Args:
        wording: the message.
        pending: what they were asked, of the kinds ``GIVING``.
        wish: what the message would wish for otherwise; a short one comes first, unless the message says "later".
    """
    kind, of = pending.kind, pending.subject
    if kind == "invited":
        return None if wording.whole else _invited(wording, kind)
    if wording.whole:
        # A long message may hold anything: it is what was waited for, where something to read was.
        return None if kind in ("hand_in", "consent", "comment_about") else _written(kind, of)
    if _says("put_aside", wording):
        return PutAside(kind, of)
    if kind == "testimony" and _says("ask_again", wording):
        return Correct(of, -1 if _says("ask_before", wording) else 0)
    left_out = kind in ("testimony", "contact") and (_says("decline", wording) or _says("left_out", wording))
    if wish is not None and len(wording.forms) <= ASIDE and not left_out and not _tells(kind, wish):
        return None
    if left_out:
        # "Non" answers many a question; asked for an address, it says that there is none.
        return Given(_WRITTEN[kind], of, nothing=kind == "contact" or wording.forms != ("non",))
    if kind in ("hand_in", "consent"):
        return _handing_in(wording, kind, of)
    if kind in ("comment", "precision") and _says("decline", wording):
        return PutAside(kind, of)
    if kind == "comment_about" and (wish is not None or wording.asks or len(wording.forms) > _SHORT):
        return None
    if kind == "comment_about" and _says("decline", wording):
        return PutAside(kind, of)
    return _written(kind, of)


def politely(text: str, wording: Wording, pending: Pending) -> Intent | None:
    """The same for a message that is all courtesy: a "d'accord" agrees, a goodbye is "later", thanks may be a word."""
    kind, of = pending.kind, pending.subject
    if kind == "invited":
        return Begin() if phrases().matches("agree", plain(text)) else None
    if kind in ("hand_in", "consent") and phrases().matches("agree", plain(text)):
        return HandInOr(of, agreed=True)
    if kind in ("comment", "precision", "ask_back", "decline"):
        return _written(kind, of)
    return PutAside(kind, of) if wording.kind == "goodbye" else None


def _invited(wording: Wording, kind: str) -> Intent | None:
    if _says("agree", wording) or _says("begin", wording):
        return Begin()
    return PutAside(kind, "") if _says("put_aside", wording) else None


def _says(name: str, wording: Wording) -> bool:
    return phrases().matches(name, wording.plain)


def _tells(kind: str, wish: Intent) -> bool:
    """Whether a wish is rather a part of what is told: "partager notre expérience", in the middle of doing so."""
    return kind == "testimony" and isinstance(wish, TakePart) and wish.kind == "volunteer"


def _written(kind: str, of: str) -> Intent:
    if kind in ("ask_back", "decline"):
        return EditorWrote("ask_back" if kind == "ask_back" else "decline", of)
    return Given(_WRITTEN[kind], of)


def _handing_in(wording: Wording, kind: str, of: str) -> Intent | None:
    if _says("team_only", wording):
        return HandInOr(of, agreed=True, publish=False)
    if _says("agree", wording):
        return HandInOr(of, agreed=True)
    if _says("decline", wording) or _says("refuse", wording):
        return HandInOr(of, agreed=False)
    which = phrases().patterns["correct"].find(wording.plain) if kind == "consent" else None
    return Correct(of, int(which["which"] or 0)) if which is not None else None
