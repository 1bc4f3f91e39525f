"""A wish to note something that says it at once: "note : rappeler la mairie", "notez que la réunion est reportée"."""

from __future__ import annotations

from bot.dialogue.phrases import phrases, plain
from bot.dialogue.wording import Wording
from retrieval.text import words


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
