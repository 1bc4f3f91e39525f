"""From what people type on a phone or dictate to plain French, before anything is routed or searched.

Only spelling is touched: markup and invisible characters go, spoken punctuation becomes punctuation, phone spellings
become words.  What is not recognised is left exactly as it was.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_SCRIPT = re.compile(r"<(script|style)\b.{0,2000}?(</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{1,500}\)")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|~~|`+|^#{1,6}\s|^>\s", re.MULTILINE)
_DICTATED = {
    r"point d'interrogation": "?",
    r"point d'exclamation": "!",
    r"point virgule": ";",
    r"points de suspension": "…",
    r"deux points(?! de)": ":",
    r"virgule": ",",
    r"point final": ".",
    r"point a la ligne": ".",
    r"(?:nouvelle ligne|retour a la ligne)": "",
    r"(?:ouvrez|ouvrir|fermez|fermer) (?:les )?(?:guillemets|parentheses?|la parenthese)": "",
}
_DICTATION = [
    (re.compile(rf"\s+{spoken.replace(chr(39), '[’ ' + chr(39) + ']')}(?!\w)", re.IGNORECASE), mark)
    for spoken, mark in _DICTATED.items()
]
_WORD = re.compile(r"[^\W_]+")
_MAY_BE_DICTATED = ("point", "virgule", "ligne", "guillemet", "parenth")
_ODD = re.compile(r"[^A-Za-z0-9À-ÖØ-öø-ÿŒœ '’,;:!?…«»\"()/%€.-]|  |^ | \Z")
"""What ``strip_markup`` may touch; most texts have none of it."""
_TOKEN = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


@cache
def _spellings() -> tuple[dict[tuple[str, ...], str], dict[str, int]]:
    """Phone spellings as sequences of words in lower case, and the longest that begins with each word."""
    table: dict[tuple[str, ...], str] = {}
    for line in (files("retrieval") / "data" / "sms.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            typed, meant = line.split(" = ")
            for spelling in typed.split(", "):
                table[tuple(spelling.split())] = meant
    longest: dict[str, int] = {}
    for words in table:
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return table, longest


@cache
def spoken_sequences() -> frozenset[tuple[str, ...]]:
    """Sequences of words in lower case without which ``respell`` changes no word of a text without markup."""
    found = {("point",), ("points",), ("virgule",), ("ligne",)}
    found |= {(f"{word}{plural}",) for word in ("guillemet", "parenthese") for plural in ("", "s")}
    return frozenset(found | {tuple(_WORD.findall(" ".join(typed))) for typed in _spellings()[0]})


def strip_markup(text: str) -> str:
    """The text without HTML tags, Markdown marks, invisible and control characters, each accent on its letter.

    >>> strip_markup("**définition** de la <b>commune</b>")
    'définition de la commune'
    """
    if not _ODD.search(text):
        return text
    text = _SCRIPT.sub(" ", unicodedata.normalize("NFC", text))
    text = _LINK.sub(r"\1", _TAG.sub(" ", text))
    text = html.unescape(_EMPHASIS.sub("", text))
    kept = (c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") else "" for c in text)
    return re.sub(r"[^\S\n]+", " ", "".join(kept)).strip()


@lru_cache(maxsize=512)
def respell(text: str) -> str:
    """What the person meant to write: no markup, spoken punctuation written, phone spellings in full.

    >>> respell("cé koi la mutu stp")
    "c'est quoi la mutu s'il vous plaît"
    >>> respell("et la prestation point d'interrogation")
    'et la prestation ?'
    """
    text = strip_markup(text)
    lowered = text.lower()
    for spoken, mark in _DICTATION if any(word in lowered for word in _MAY_BE_DICTATED) else ():
        text = spoken.sub(f" {mark}" if mark and mark not in ",.…" else mark, text)
    table, longest = _spellings()
    if longest.keys().isdisjoint(_TOKEN.findall(text.lower().replace("’", "'"))):
        return text
    tokens = list(_TOKEN.finditer(text))
    shouting = text.upper() == text and len(tokens) > 2
    forms = [token.group().lower().replace("’", "'") for token in tokens]
    pieces, at, i = [], 0, 0
    while i < len(tokens):
        for size in range(min(longest.get(forms[i], 0), len(tokens) - i), 0, -1):
            meant = table.get(tuple(forms[i : i + size]))
            # A short word in capitals inside ordinary text is an acronym, not a phone spelling.
            if meant is not None and (shouting or size > 1 or not tokens[i].group()[-1:].isupper()):
                start, end = tokens[i].start(), tokens[i + size - 1].end()
                if text[start:end].lower().replace("’", "'") != meant:
                    pieces += [text[at:start], meant]
                    at = end
                i += size
                break
        else:
            i += 1
    return "".join([*pieces, text[at:]])
