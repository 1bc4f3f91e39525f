"""The one decision taken before anything is searched: what does this message ask for?

A pure function of the text, of what was said before, and of what the corpus knows.  Its table of cases is
``tests/dialogue/test_router.py``; the wordings it recognises are data, in ``phrases/``.
"""

from __future__ import annotations

from datetime import datetime

from bot.dialogue.elliptic import follow_up
from bot.dialogue.intents import (
    About,
    Ask,
    Command,
    Confirm,
    Courtesy,
    Erase,
    Help,
    Injection,
    Intent,
    MyData,
    Need,
    OutOfReach,
    Privacy,
    Reason,
    Reflect,
    Resource,
    TakePart,
    Unreadable,
    Wish,
)
from bot.dialogue.looking import looking
from bot.dialogue.phrases import phrases
from bot.dialogue.view import View
from bot.dialogue.wording import Wording, is_content, read
from bot.store.memory import Memory

# In this order: the first that recognises the message decides.  What touches a person's rights comes first, and
# leaving comes before joining, so that a doubt never keeps anyone.
_WISHES: tuple[tuple[str, Intent], ...] = (
    ("injection", Injection()),
    ("erase", Erase()),
    ("pause", Wish("pause")),
    ("unsubscribe", Wish("unsubscribe")),
    ("schedule", Wish("schedule")),
    ("subscribe", Wish("subscribe")),
    ("admin_refresh", Wish("admin_refresh")),
    ("volunteer", TakePart("volunteer")),
    ("comment", TakePart("comment")),
    ("my_data", MyData()),
    ("privacy", Privacy()),
    ("about", About()),
    ("help", Help()),
)
_NEEDS: tuple[Need, ...] = ("job", "law", "deadline", "amount", "phone", "other")


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
    wording = read(text, view.knows)
    if not wording.forms:
        return Courtesy(wording.kind) if wording.kind else Unreadable()
    pending = _pending(wording, memory, now)
    if pending is not None:
        return pending
    wish = _wish(wording)
    if wish is not None:
        return wish
    if not wording.whole:
        step = follow_up(wording, memory, view)
        if step is not None:
            return step
        if phrases().matches("smalltalk", wording.plain):
            return Courtesy("greeting" if wording.kind == "greeting" else "smalltalk")
    return _request(wording, view)


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
    if pending.kind == "erase":
        return Confirm("erase", agreed) if agreed or declined else None
    if pending.kind == "reason" and not wording.asks and _wish(wording) is None:
        return Reason("" if declined else wording.text)
    return None


def _wish(wording: Wording) -> Intent | None:
    """A wish that concerns the bot itself; in a long mail, only in the question found in it."""
    return next((intent for name, intent in _WISHES if phrases().matches(name, wording.plain)), None)


def _request(wording: Wording, view: View) -> Intent:
    """What is wanted of the corpus: a question to think with, a document, a part of it, or an answer."""
    plain = wording.plain
    browse = looking(wording.forms, view)
    if phrases().matches("reflect", plain):
        return Reflect(_topic(wording))
    if browse is not None and not phrases().matches("download", plain):
        return browse
    if phrases().matches("resource", plain):
        return Resource(wording.text)
    need = next((need for need in _NEEDS if _beyond(need, plain, view)), None)
    if need is not None:
        return OutOfReach(need, wording.text)
    return Ask(wording.text, wording.whole)


def _topic(wording: Wording) -> str:
    """What a wanted question should be about: the words after those that ask for it."""
    match = phrases().patterns["reflect_head"].find(wording.plain)
    if match is None:
        return ""
    rest = wording.drop(len(wording.plain[: match.end()].split()))
    return rest.text if rest.content else ""


def _beyond(need: Need, plain: str, view: View) -> bool:
    """Whether a need is meant, in words of which the corpus lacks one."""
    return any(
        is_content(form) and not form.isdigit() and not view.knows(form)
        for match in phrases().needs[need].finditer(plain)
        for form in match.group().split()
    )
