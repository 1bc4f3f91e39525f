"""The one decision taken before anything is searched: what does this message ask for?

A pure function of the text, of what was said before, and of what the corpus knows.  Its table of cases is
``tests/dialogue/test_router.py``; the wordings it recognises are data, in ``phrases/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.dialogue.admin.intents import TeamAdds, TeamReply
from bot.dialogue.elliptic import bare_step, pointing, turning_back, without_leading
from bot.dialogue.giving.intents import Gifts, Given, Moderate, Space
from bot.dialogue.giving.waited import ASIDE, GIVING, given, politely
from bot.dialogue.intents import (
    About,
    Ask,
    Command,
    Confirm,
    Courteous,
    Courtesy,
    Erase,
    Help,
    Injection,
    Intent,
    MyData,
    Need,
    Notebook,
    Noted,
    NotNoted,
    OfAnswer,
    OutOfReach,
    Privacy,
    Reason,
    Reflect,
    Resource,
    Setting,
    TakeDown,
    TakePart,
    ToTeam,
    Unreadable,
    Wish,
)
from bot.dialogue.looking import looking
from bot.dialogue.needs import beyond
from bot.dialogue.note_wish import reflection, thought
from bot.dialogue.phrases import phrases, plain
from bot.dialogue.subscription_wish import adjusted
from bot.dialogue.team_intents import Composed, TeamState
from bot.dialogue.typed_buttons import typed_button
from bot.dialogue.verdict import verdict_on
from bot.dialogue.view import View
from bot.dialogue.wording import Wording, in_words, read
from bot.store.memory import Memory

# In this order: the first that recognises the message decides.  What touches a person's rights comes first, and
# leaving comes before joining, so that a doubt never keeps anyone.
_WISHES: Mapping[str, Intent] = {
    "distress": Courtesy("distress"),
    "injection": Injection(),
    "one_note": Notebook(),
    "erase": Erase(),
    "pause": Wish("pause"),
    "leaving_another": Wish("unsubscribe_another"),
    "unsubscribe": Wish("unsubscribe"),
    "own_settings": Wish("schedule"),
    "schedule": Wish("schedule"),
    "subscribing_another": Wish("subscribe_another"),
    "subscribe": Wish("subscribe"),
    "admin_refresh": Wish("admin_refresh"),
    "moderate": Moderate(),
    "gifts": Gifts(),
    "space": Space(),
    "volunteer": TakePart("volunteer"),
    "comment": TakePart("comment"),
    "note": TakeDown(),
    "notebook": Notebook(),
    "notebook_export": Notebook("export"),
    "my_data": MyData(),
    "privacy": Privacy(),
    "to_team": ToTeam(),
    "about": About(),
    "pass_on": OfAnswer("pass_on"),
    "follow": OfAnswer("follow"),
    "help": Help(),
}
_WISHED = tuple(_WISHES)
_SETTINGS = frozenset({"hour", "days", "place", "enjeux", "pause"})
"""What the views of a subscription's settings wait for."""
_TEAM = frozenset({"missed_reply", "missed_document", "missed_wording"})
"""What the editors' view of missed questions waits for: what they write is it, whatever it looks like."""
_ANSWERED = _TEAM | {"erase", "join", "broadcast"}
"""What a message that is all courtesy may answer too."""
_TYPED = 8
"""Words that a typed setting may hold."""
_TALK: tuple[Courteous, ...] = ("assent", "thanks", "smalltalk")
"""Talk that asks nothing, beyond the courtesy at both ends."""


def route(text: str, memory: Memory, view: View, now: datetime) -> Intent:
    """What a message asks for.

    Args:
        text: what the person typed, as it came.
        memory: the conversation so far; empty when it is older than half an hour.
        view: what the corpus knows.
        now: for what the person is in the middle of, which expires.
    """
    command = _command(text)
    if command is not None:
        return command
    text = in_words(text)
    as_typed, mended = read(text), read(text, view.knows)
    intent = _polite(text, as_typed, memory, now) or _understood(as_typed, memory, view, now)
    if isinstance(intent, Ask | Noted | Given) and mended.forms != as_typed.forms:
        meant = _understood(mended, memory, view, now)
        intent = intent if isinstance(meant, Ask | Noted | Given) else meant
    if isinstance(intent, Wish | TakePart) and not intent.text:
        return replace(intent, text=as_typed.text if as_typed.whole else text)
    return intent


def _understood(wording: Wording, memory: Memory, view: View, now: datetime) -> Intent:
    if not wording.forms:
        return Courtesy(wording.kind) if wording.kind else Unreadable()
    pending = _pending(wording, memory, now) or typed_button(wording, memory, now)
    if pending is not None:
        return pending
    verdict = None if wording.whole else verdict_on(wording, memory)
    wish = verdict or _wish(wording)
    if wish is not None:
        return wish
    said = None if wording.whole else _step(wording, memory)
    if said is None and len(wording.plain) == 1 and wording.plain.isalpha():
        # A slip of the thumb: no question, and not the one before once more.
        return Unreadable()
    return said or _request(wording, memory, view)


def _polite(text: str, wording: Wording, memory: Memory, now: datetime) -> Intent | None:
    """What a message that is all courtesy says where something is waited for: "d'accord" is an answer there."""
    pending = memory.pending
    if wording.forms or not wording.kind or pending is None or pending.expires <= now:
        return None
    if pending.kind in GIVING:
        return politely(text, wording, pending)
    if pending.kind == "erase" and wording.kind == "thanks":
        # "OK merci" may take note of what was said: it erases nothing.
        return None
    whole = replace(wording, text=text.strip(), forms=tuple(plain(text).split()))
    return _pending(whole, memory, now) if pending.kind in _ANSWERED else typed_button(whole, memory, now)


def _command(text: str) -> Command | None:
    head, _, argument = text.strip().partition(" ")
    if not head.startswith("/") or len(head) < 2 or not head[1].isalpha():
        return None
    return Command(head[1:].partition("@")[0].lower(), argument.strip())


def _pending(wording: Wording, memory: Memory, now: datetime) -> Intent | None:
    """The answer to what the bot asked, when this message is one."""
    pending = memory.pending
    if pending is None or pending.expires <= now:
        return None
    agreed, declined = phrases().matches("agree", wording.plain), phrases().matches("decline", wording.plain)
    if pending.kind == "broadcast":
        return TeamState() if declined else Composed()
    if pending.kind == "erase":
        return Confirm("erase", agreed) if agreed or declined else None
    if pending.kind == "join":
        return Wish("subscribe", pending.subject or wording.text) if agreed else None
    if pending.kind in _TEAM:
        wrote = TeamReply if pending.kind == "missed_reply" else TeamAdds
        return wrote(pending.kind, pending.subject, declined)
    if pending.kind == "reason" and not wording.asks and not (_wish(wording) or bare_step(wording)):
        return Reason("" if declined else wording.text)
    if pending.kind in GIVING:
        return given(wording, pending, _wish(wording))
    if _wish(wording) is not None and not wording.whole and len(wording.forms) <= ASIDE:
        return None
    match pending.kind:
        case "settings":
            return None if _wish(wording) is not None else adjusted(wording, now)
        case "note" | "edit":
            return NotNoted() if declined else Noted(pending.subject, pending.kind == "edit")
        case "search":
            return NotNoted() if declined else Notebook("search", wording.text)
        case kind if kind in _SETTINGS and not wording.asks and len(wording.forms) <= _TYPED:
            return None if declined or _wish(wording) is not None else Setting(kind, wording.text)
    return None


def _wish(wording: Wording) -> Intent | None:
    """A wish that concerns the bot itself; in a long mail, only in the question found in it."""
    sought = phrases().patterns["notebook_search"].find(wording.plain)
    if sought is not None:
        return Notebook("search", sought["sought"] or sought["about"])
    noted = thought(wording)
    if noted:
        return TakeDown(noted)
    wish = phrases().first(_WISHED, wording.plain)
    return None if wish is None else _WISHES[wish]


def _step(wording: Wording, memory: Memory) -> Intent | None:
    """A step after what was shown, said in full ("la suite"), or talk that asks nothing."""
    step = bare_step(wording) or turning_back(wording, memory)
    if step is not None:
        return step
    talk = phrases().first(_TALK, wording.plain)
    return None if talk is None else Courtesy("greeting" if wording.kind == "greeting" else talk)


def _request(wording: Wording, memory: Memory, view: View) -> Intent:
    """What is wanted of the corpus: a question to think with, a document, a part of it, or an answer."""
    asked = without_leading(wording, memory)
    elliptic = asked is not wording
    noted = reflection(wording, memory)
    if noted is not None:
        return noted
    if phrases().matches("reflect", asked.plain):
        return Reflect(_topic(asked))
    browse = looking(asked.forms, view)
    if browse is not None and not phrases().matches("download", asked.plain):
        return replace(browse, elliptic=elliptic or any(phrases().listed("possessives", form) for form in asked.forms))
    if phrases().matches("resource", asked.plain):
        return Resource(asked.text)
    need = beyond(asked.plain, view) or _inherited(wording, memory, view)
    if need is not None:
        return OutOfReach(need, asked.text)
    return pointing(wording, memory) or Ask(wording.text, wording.whole)


def _inherited(wording: Wording, memory: Memory, view: View) -> Need | None:
    """The need of the question before, when this one only moves it elsewhere: "et pour un agent ?"."""
    if not memory.question or not phrases().head("moving", wording.forms):
        return None
    return beyond(plain(memory.question), view)


def _topic(wording: Wording) -> str:
    """What a wanted question should be about: the words after those that ask for it."""
    match = phrases().patterns["reflect_head"].find(wording.plain)
    if match is None:
        return ""
    rest = wording.drop(len(wording.plain[: match.end()].split()))
    return rest.text if rest.content else ""
