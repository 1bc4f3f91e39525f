"""Messages that make sense only after what was shown: "la suite", "et le deuxième ?", "elle travaille où ?"."""

from __future__ import annotations

import re

from bot.dialogue.browsing import Cursor
from bot.dialogue.intents import FollowUp, Step
from bot.dialogue.looking import position
from bot.dialogue.phrases import phrases
from bot.dialogue.wording import Wording, is_content
from bot.store.memory import Memory
from retrieval.text import words

_STEPS: tuple[Step, ...] = ("shorter", "others", "source", "whole_text", "related", "previous", "back", "next", "more")
_PAGED = frozenset({"document", "contexte", "definition", "entretien", "ressource", "participation"})
"""Places that are read page by page; from an enjeu or a fiche one goes to another."""
_SHORT = 10
"""Words in a message that may point back to what was said before."""
_VAGUE = frozenset({"ca", "cela"})
_NOT_THAT = re.compile(
    r"(?:non\b[, ]*)?(?:(?:ce n['’]|c['’]|je ne |je )\w+ )?pas [^,;?]{1,60}?"
    r"(?:[,;]\s*(?:mais )?|\s(?=plut[oô]t\b)|\smais )(?:plut[oô]t )?",
    re.IGNORECASE,
)
_FEW = 4
"""Words with a subject that "et … ?" may hold."""


def bare_step(wording: Wording) -> FollowUp | None:
    """A step that the whole message names ("la suite", "et le deuxième ?"), whether or not anything was shown."""
    bare = wording.drop(phrases().head("leading", wording.forms))
    step = phrases().first(_STEPS, wording.plain, bare.plain or wording.plain)
    if step is not None:
        return FollowUp(step)
    place = position(bare.forms)
    return None if place is None else FollowUp("nth", number=place)


def turning_back(wording: Wording, memory: Memory) -> FollowUp | None:
    """What "retour" is on a page that has one before it; elsewhere it is the way to all there is."""
    cursor = Cursor.read(memory.place)
    paged = cursor.kind in _PAGED and cursor.page > 0
    return FollowUp("back") if paged and phrases().matches("turning_back", wording.plain) else None


def without_leading(wording: Wording, memory: Memory) -> Wording:
    """The message without its "et", "quid de", "pas X, mais", when it goes on from what was said; else as it is."""
    taken = (phrases().head("elliptic", wording.forms) or _denied(wording)) if _goes_on(wording, memory) else 0
    return wording.drop(taken) if 0 < taken < len(wording.forms) else wording


def pointing(wording: Wording, memory: Memory) -> FollowUp | None:
    """A question whose subject, or whose whole frame, is what was spoken of; None when it stands on its own feet.

    "et X ?" is asked of X as the question before was; "elle travaille où ?" of what was shown.
    """
    if not _goes_on(wording, memory):
        return None
    rest = without_leading(wording, memory)
    vague = rest is not wording and len(rest.content) <= 2 and not _VAGUE.isdisjoint(rest.forms)
    if vague or _points_back(rest):
        return FollowUp("same", rest.text)
    if rest is wording or len(rest.content) > _FEW or phrases().head("standing", rest.forms):
        return None
    return FollowUp("and", rest.text)


def _denied(wording: Wording) -> int:
    """How many words say what is not meant, before what is: "non, pas la voirie, les écoles"."""
    match = _NOT_THAT.match(wording.text)
    return 0 if match is None else sum(1 for _ in words(match.group()))


def _goes_on(wording: Wording, memory: Memory) -> bool:
    fresh = bool(memory.question or memory.place or memory.hits)
    return fresh and len(wording.forms) <= _SHORT and not wording.whole


def _points_back(wording: Wording) -> bool:
    if phrases().matches("impersonal", wording.plain):
        return False
    content = wording.content
    if not content:
        return bool(wording.forms)
    for i, form in enumerate(wording.forms):
        if is_content(form):
            # "où travaille-t-elle ?"; "comment les élus font-ils ?" has a subject of its own before.
            inverted = wording.forms[i + 2 :] if wording.forms[i + 1 : i + 2] == ("t",) else wording.forms[i + 1 :]
            if phrases().head("pronouns", inverted):
                return len(content) <= 2
            break
        if phrases().head("pronouns", wording.forms[i:]):
            return len(content) <= 3
        if phrases().listed("possessives", form):
            return len(content) <= 2
    names_it = "quoi" in wording.forms or "qui" in wording.forms
    return len(content) <= 2 and not names_it and phrases().head("pointing", wording.forms) > 0
