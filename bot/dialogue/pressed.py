"""A button typed instead of pressed: what was just asked or shown says which ones are meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.actions import Action
from bot.dialogue.intents import Intent, NotNoted
from bot.dialogue.note_buttons import ItIs
from bot.dialogue.phrases import phrases
from bot.dialogue.wording import Wording
from bot.store.memory import Memory


@dataclass(frozen=True, slots=True)
class Pressed(Intent):
    """What a button does, asked for by its label or by a yes or no."""

    action: Action


# In this order: "non" says that it is no note, and other ways of declining that it is neither.
_NOTE_OR_QUESTION: Mapping[str, Intent] = {
    "is_note": Pressed(ItIs(1)),
    "is_question": Pressed(ItIs(0)),
    "agree": Pressed(ItIs(1)),
    "decline": NotNoted(),
}


def pressed(wording: Wording, memory: Memory, now: datetime) -> Intent | None:
    """The button that a message names, of those under what was asked last; None when it names none."""
    pending = memory.pending
    if wording.whole or pending is None or pending.expires <= now or pending.kind != "doubt":
        return None
    said = phrases().first(tuple(_NOTE_OR_QUESTION), wording.plain)
    return None if said is None else _NOTE_OR_QUESTION[said]
