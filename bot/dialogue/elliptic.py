"""Messages that make sense only after what was shown: "la suite", "et le deuxième ?", "elle travaille où ?"."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.intents import Browse, FollowUp, Intent, Step
from bot.dialogue.looking import looking, position
from bot.dialogue.phrases import phrases
from bot.dialogue.view import View
from bot.dialogue.wording import Wording, is_content
from bot.store.memory import Memory

_STEPS: tuple[Step, ...] = ("shorter", "others", "source", "whole_text", "related", "back", "more")
_SHORT = 10
"""Words in a message that may point back to what was said before."""
_FEW = 4
"""Words with a subject that "et … ?" may hold."""


def follow_up(wording: Wording, memory: Memory, view: View) -> Intent | None:
    """The step that a message asks for after what was shown; None when it stands on its own feet.

    A bare "la suite" is a step even when nothing was shown: the feature then says so.
    """
    bare = wording.drop(phrases().head("leading", wording.forms))
    for step in _STEPS:
        if phrases().matches(step, wording.plain) or (bare.forms and phrases().matches(step, bare.plain)):
            return FollowUp(step)
    place = position(bare.forms)
    if place is not None:
        return FollowUp("nth", number=place)
    fresh = bool(memory.question or memory.place or memory.hits)
    if not fresh or len(wording.forms) > _SHORT or wording.whole:
        return None
    return _elliptic(wording, view) or _pointing(bare, view)


def _elliptic(wording: Wording, view: View) -> Intent | None:
    """The same thing asked of X: « et X ? »."""
    taken = phrases().head("elliptic", wording.forms)
    if not taken:
        return None
    rest = wording.drop(taken)
    browse = looking(rest.forms, view)
    if browse is not None:
        return replace(browse, elliptic=True)
    if rest.content and len(rest.content) <= _FEW and not phrases().head("standing", rest.forms):
        return None if _points_back(rest) else FollowUp("and", rest.text)
    return None


def _pointing(wording: Wording, view: View) -> Intent | None:
    """A pronoun, or no subject at all: the subject is what was spoken of."""
    if isinstance(looking(wording.forms, view), Browse) or phrases().matches("smalltalk", wording.plain):
        return None
    return FollowUp("same", wording.text) if _points_back(wording) else None


def _points_back(wording: Wording) -> bool:
    if phrases().matches("impersonal", wording.plain):
        return False
    content = wording.content
    if not content:
        return bool(wording.forms)
    for i in range(len(wording.forms)):
        if is_content(wording.forms[i]):
            break
        if phrases().head("pronouns", wording.forms[i:]):
            return len(content) <= 3
    names_it = "quoi" in wording.forms or "qui" in wording.forms
    return len(content) <= 2 and not names_it and phrases().head("pointing", wording.forms) > 0
