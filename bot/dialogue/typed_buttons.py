"""A button typed instead of pressed: what was just asked or shown says which ones are meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.actions import Action
from bot.dialogue.admin.corpus_buttons import CancelRefresh, ConfirmRefresh, LeaveAsItIs, StepBack
from bot.dialogue.browsing import Cursor
from bot.dialogue.intents import Intent, NotNoted
from bot.dialogue.note_buttons import DeleteNote, EditNote, ItIs, OpenNote, ShareNote
from bot.dialogue.phrases import phrases
from bot.dialogue.question_shown import AnotherQuestion, NotNow, PutOffTo
from bot.dialogue.wording import Wording
from bot.store.memory import Memory


@dataclass(frozen=True, slots=True)
class TypedButton(Intent):
    """What a button does, asked for by its label or by a yes or no."""

    action: Action


_MEANT: Mapping[str, Mapping[str, Callable[[str], Intent]]] = {
    # "Non" says that it is no note, and other ways of declining that it is neither.
    "doubt": {
        "is_note": lambda of: TypedButton(ItIs(1)),
        "is_question": lambda of: TypedButton(ItIs(0)),
        "agree": lambda of: TypedButton(ItIs(1)),
        "decline": lambda of: NotNoted(),
    },
    "kept": {
        "note_delete": lambda of: TypedButton(DeleteNote(of)),
        "note_edit": lambda of: TypedButton(EditNote(of)),
        "note_share": lambda of: TypedButton(ShareNote(of)),
    },
    "delete_note": {
        "note_keep": lambda of: TypedButton(OpenNote(of)),
        "decline": lambda of: TypedButton(OpenNote(of)),
        "note_delete": lambda of: TypedButton(DeleteNote(of, 1)),
        "agree": lambda of: TypedButton(DeleteNote(of, 1)),
    },
    "share_note": {
        "note_keep": lambda of: TypedButton(OpenNote(of)),
        "decline": lambda of: TypedButton(OpenNote(of)),
        "note_share": lambda of: TypedButton(ShareNote(of, 1)),
        "agree": lambda of: TypedButton(ShareNote(of, 1)),
    },
    "later": {
        "later_hour": lambda of: TypedButton(PutOffTo(of, "hour")),
        "later_evening": lambda of: TypedButton(PutOffTo(of, "evening")),
        "later_tomorrow": lambda of: TypedButton(PutOffTo(of, "tomorrow")),
    },
    "preview": {
        "publish": lambda of: TypedButton(ConfirmRefresh(of)),
        "agree": lambda of: TypedButton(ConfirmRefresh(of)),
        "abandon": lambda of: TypedButton(CancelRefresh(of)),
    },
    # Against a guard nothing but the button's own words will do.
    "preview_guarded": {
        "publish_anyway": lambda of: TypedButton(ConfirmRefresh(of, 1)),
        "abandon": lambda of: TypedButton(CancelRefresh(of)),
    },
    "step_back": {
        "agree": lambda of: TypedButton(StepBack(of, 1)),
        "step_back": lambda of: TypedButton(StepBack(of, 1)),
        "abandon": lambda of: TypedButton(LeaveAsItIs()),
    },
    "question": {"another_question": lambda of: TypedButton(AnotherQuestion(of))},
}
"""By what was asked last (the pending kind), or the question to think with that is shown: the first that is said."""


def typed_button(wording: Wording, memory: Memory, now: datetime) -> Intent | None:
    """The button that a message names, of those under what was asked or shown last; None when it names none.

    "Plus tard" also answers a question that was sent unasked, of which the memory knows nothing.
    """
    if wording.whole:
        return None
    pending, cursor = memory.pending, Cursor.read(memory.place)
    asked = [(pending.kind, pending.subject)] if pending is not None and pending.expires > now else []
    # "OK merci" may take note of what was said: it changes nothing.
    for kind, of in (*asked, (cursor.kind, cursor.first)) if wording.kind != "thanks" else ():
        meant = _MEANT.get(kind, {})
        said = phrases().first(tuple(meant), wording.plain)
        if said is not None:
            return meant[said](of)
    if phrases().matches("not_now", wording.plain):
        return TypedButton(NotNow(cursor.first if cursor.kind == "question" else ""))
    return None
