"""What a message is when somebody is in the middle of giving something: the thing itself, "later", yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from bot.dialogue.giving.intents import Correct, EditorWrote, Gift, Given, HandInOr, PutAside
from bot.dialogue.intents import Intent
from bot.dialogue.phrases import phrases
from bot.dialogue.wording import Wording
from bot.store.memory import Pending

ASIDE = 4
"""Words that a wish may hold while something else is waited for: a longer message is what was waited for."""
_SHORT = 8
"""Words of the name of what somebody wants to comment on."""
_WRITTEN: Mapping[str, Gift] = {gift: gift for gift in get_args(Gift)}
GIVING = frozenset({*_WRITTEN, "hand_in", "consent", "ask_back", "decline"})
"""The pending kinds of comments, of testimonies, and of the editors who read them."""


def given(wording: Wording, pending: Pending, aside: bool) -> Intent | None:
    """What this message is, for somebody in the middle of giving; None when it is none of that.

    Args:
        wording: the message.
        pending: what they were asked, of the kinds ``GIVING``.
        aside: the message is a short wish of its own, which comes before what was asked, unless it says "later".
    """
    kind, of = pending.kind, pending.subject
    if not wording.whole and phrases().matches("put_aside", wording.plain):
        return PutAside(kind, of)
    declined = phrases().matches("decline", wording.plain)
    left_out = kind in ("testimony", "contact") and (declined or phrases().matches("left_out", wording.plain))
    if aside and not left_out:
        return None
    if kind in ("hand_in", "consent"):
        return _handing_in(wording, kind, of)
    match kind:
        case "ask_back" | "decline":
            return EditorWrote("ask_back" if kind == "ask_back" else "decline", of)
        case "testimony" | "contact" if left_out:
            # "Non" answers many a question; asked for an address, it says that there is none.
            return Given(_WRITTEN[kind], of, nothing=kind == "contact" or wording.forms != ("non",))
        case "comment" | "precision" if declined:
            return PutAside(kind, of)
        case "comment_about" if declined or wording.asks or len(wording.forms) > _SHORT:
            return None
    return Given(_WRITTEN[kind], of)


def _handing_in(wording: Wording, kind: str, of: str) -> Intent | None:
    if phrases().matches("team_only", wording.plain):
        return HandInOr(of, agreed=True, publish=False)
    if phrases().matches("agree", wording.plain):
        return HandInOr(of, agreed=True)
    if phrases().matches("decline", wording.plain):
        return HandInOr(of, agreed=False)
    which = phrases().patterns["correct"].find(wording.plain) if kind == "consent" else None
    return Correct(of, int(which["which"])) if which is not None else None
