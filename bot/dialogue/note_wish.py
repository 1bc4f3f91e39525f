"""Notes that nobody waited for: "note : rappeler la mairie"; what somebody thinks of the question just shown."""

from __future__ import annotations

import re

from bot.dialogue.browsing import Cursor
from bot.dialogue.intents import Noted
from bot.dialogue.phrases import phrases, plain
from bot.dialogue.wording import Wording
from bot.store.memory import Memory
from retrieval.text import fold, words

_ASKS = re.compile(r"\best-?ce\b|\w-(?:t-)?(?:je|on|nous|vous|il|elle|ils|elles)\b")
"""A question that has lost its mark: "dois-je en parler au maire"."""
_SENTENCE = 5
"""Words from which on a message may be what somebody thinks."""


def thought(wording: Wording) -> str:
    """What a message asks to note, as it was typed; empty when it asks no such thing, or asks something."""
    text = wording.whole or wording.text
    if text.rstrip(' »")').endswith("?"):
        return ""
    label, colon, rest = text.partition(":")
    if colon and rest.strip() and phrases().matches("note_label", plain(label)):
        return rest.strip()
    places = list(words(text))
    head = phrases().patterns["note_that"].find(" ".join(word.form for word in places))
    if head is None:
        return ""
    count = len(head.group().split())
    return text[places[count].start :] if count < len(places) else ""


def reflection(wording: Wording, memory: Memory) -> Noted | None:
    """What somebody would not forget, or says of their own right after a question to think with: is it a note?"""
    cursor = Cursor.read(memory.place)
    question = cursor.first if cursor.kind == "question" else ""
    own = any(phrases().listed("oneself", form) for form in wording.forms)
    told = len(wording.forms) >= _SENTENCE and own and bool(question)
    if wording.asks or _ASKS.search(fold(wording.text)) or not (told or phrases().matches("reminder", wording.plain)):
        return None
    return Noted(question, unsure=True)
