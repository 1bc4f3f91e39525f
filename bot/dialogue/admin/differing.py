"""Documents that come, change or go, in words: their names, and the sentences that differ."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.note_words import excerpt
from bot.texts import listed, texts
from corpus.differences import SETTINGS, Changed, Named

SENTENCES = 3
"""Of one document that went, and that came, in the message."""
LENGTH = 240
"""Characters of a sentence in the message."""
LEAD = 80
"""Characters before the first difference of two long sentences."""


def named(document: Named | Changed, several: bool) -> str:
    """A document's title and file; with its theme where there are several.  Settings bear their theme's name."""
    if document.key.endswith(SETTINGS):
        return texts("preview-theme", title=document.title)
    file = document.key if several else document.key.rpartition("/")[2]
    return texts("preview-document", title=document.title, file=f"{file}.md")


def changed(document: Changed, several: bool, *, short: bool) -> str:
    """A document with the sentences that went and came, each beside the one that it was where as many came as went."""
    before, after = list(document.before), list(document.after)
    if len(before) == len(after):
        pairs = list(zip(before, after, strict=True))
        if short:
            pairs = [around(*pair) for pair in pairs[:SENTENCES]]
        said = [line for went, came in pairs for line in (_went(went), _came(came))]
    else:
        most = SENTENCES if short else None
        said = [_went(shortened(one) if short else one) for one in before[:most]]
        said += [_came(shortened(one) if short else one) for one in after[:most]]
    if short and max(len(before), len(after)) > SENTENCES:
        said.append(texts("preview-sentences"))
    if document.key.endswith(SETTINGS):
        said += [texts(f"preview-setting-{name}") for name in document.fields if name != "lexicon"]
    elif document.fields:
        said.append(texts("preview-fields", fields=listed(document.fields)))
    return "\n".join([named(document, several), *said])


def shortened(text: str) -> str:
    """The beginning of what is too long for the message."""
    return text if len(text) <= LENGTH else excerpt(text, LENGTH)


def around(before: str, after: str) -> tuple[str, str]:
    """Two sentences, where they are long from a little before the first word that differs.

    >>> around("Un hiver doux.", "Un hiver rude.")
    ('Un hiver doux.', 'Un hiver rude.')
    """
    if max(len(before), len(after)) <= LENGTH:
        return before, after
    same = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    start = before.rfind(" ", 0, max(0, same - LEAD)) + 1 if same > LEAD else 0
    lead = "…\u00a0" if start else ""
    return f"{lead}{shortened(before[start:])}", f"{lead}{shortened(after[start:])}"


def _went(sentence: str) -> str:
    return texts("preview-before", sentence=sentence)


def _came(sentence: str) -> str:
    return texts("preview-after", sentence=sentence)


def all_named(documents: Sequence[Named], several: bool) -> tuple[str, ...]:
    """The names of documents."""
    return tuple(named(document, several) for document in documents)
