"""What a person wrote, made ready for routing: spelling read, courtesy taken off, the question found in a long mail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from bot.dialogue.expressions import Expression
from bot.dialogue.intents import Courteous
from bot.dialogue.phrases import phrases
from retrieval.analysis import analyser
from retrieval.spoken import respell
from retrieval.text import sentences, words

READ_AT_MOST = 12_000
"""Characters of a message that are read: the first and the last half of them."""
_READ = 64
"""Messages remembered: each is read as typed and again with its near misses put right, mostly the same."""
LONG = 300
"""From this many characters on, a message is a mail: its question is looked for."""
_STRONGEST: tuple[tuple[str, Courteous], ...] = (
    *(("goodbye", "goodbye"), ("thanks", "thanks"), ("greeting", "greeting"), ("assent", "assent")),
    ("beforehand", "thanks"),
)
"""The kinds of courtesy and what each makes of a message that is nothing else."""


@dataclass(frozen=True)
class Wording:
    """A message read: ``text`` as meant, without courtesy; ``forms`` its folded words, near misses put right.

    ``courtesy`` holds the kinds taken off; ``whole`` the long message when ``text`` is the question found in it.
    """

    text: str
    forms: tuple[str, ...]
    courtesy: frozenset[str] = frozenset()
    whole: str = ""

    @cached_property
    def plain(self) -> str:
        """The words parted by single spaces: what patterns are matched on."""
        return " ".join(self.forms)

    @property
    def kind(self) -> Courteous | None:
        """The strongest kind of courtesy in it."""
        return next((kind for name, kind in _STRONGEST if name in self.courtesy), None)

    @property
    def asks(self) -> bool:
        """Whether it is put as a question."""
        return self.text.rstrip().endswith("?") or phrases().head("standing", self.forms) > 0

    @property
    def content(self) -> tuple[str, ...]:
        """The words that carry a subject."""
        return tuple(form for form in self.forms if is_content(form))

    def drop(self, count: int) -> Wording:
        """The wording without its first ``count`` words."""
        starts = [word.start for word in words(self.text)]
        text = self.text[starts[count] :] if count < len(starts) else ""
        return replace(self, text=text, forms=self.forms[count:])


def is_content(form: str) -> bool:
    """Whether a folded word carries a subject, rather than being an article, a pronoun, a question word.

    >>> is_content("table"), is_content("combien"), is_content("d")
    (True, False, False)
    """
    return len(form) > 1 and form not in analyser().stop_words


def read(text: str, knows: Callable[[str], bool] | None = None) -> Wording:
    """A message, made ready for routing.

    Args:
        text: what was typed, of any length and content.
        knows: whether the corpus holds a word.  When given, words that neither it nor we know are taken for the
            near miss that they are of one of ours; else they are left as typed.

    Example:
        >>> read("Merci ! et la suite, svp ?").text
        'et la suite,'
    """
    if len(text) > READ_AT_MOST:
        text = f"{text[: READ_AT_MOST // 2]}\n{text[-READ_AT_MOST // 2 :]}"
    meant = respell(text).strip()
    if len(meant) <= LONG:
        return _short(meant, knows)
    question = _question_of(meant)
    found = _short(question, knows)
    if not found.forms or question == meant:
        return _short(meant, knows)
    return replace(found, whole=meant, courtesy=frozenset())


def as_typed(text: str) -> Wording:
    """A message without the courtesy around it; its spelling, links and marks stay."""
    return _short(text.strip(), None)


def _short(text: str, knows: Callable[[str], bool] | None) -> Wording:
    return _without_courtesy(text, _forms(text, knows))


def in_words(text: str) -> str:
    """A message of signs alone in the words that they stand for; any other as it is.

    >>> in_words("👍🏽👍🏽"), in_words("d'accord 👍")
    ('ok', "d'accord 👍")
    """
    if next(iter(words(text)), None) is not None:
        return text
    said = dict.fromkeys(phrases().signs[sign] for sign in text if sign in phrases().signs)
    return " ".join(said) or text


def _forms(text: str, knows: Callable[[str], bool] | None) -> tuple[str, ...]:
    forms = tuple(word.form for word in words(text))
    if knows is None:
        return forms
    return phrases().respelled(forms, [not is_content(form) or knows(form) for form in forms])


@lru_cache(_READ)
def _without_courtesy(text: str, forms: tuple[str, ...]) -> Wording:
    found: set[str] = set()
    first, last = 0, len(forms)
    while first < last:
        kind, count = _courtesy(phrases().courtesy, forms[first:last])
        if not count:
            break
        found.add(kind)
        first += count
    while first < last:
        kind, count = _courtesy(phrases().closing, forms[first:last])
        if not count:
            break
        found.add(kind)
        last -= count
    if first == last and found <= {"plea"}:
        first, last, found = 0, len(forms), set()
    if (first, last) == (0, len(forms)):
        return Wording(text, forms)
    places = list(words(text))
    end = places[last].start if last < len(places) else len(text)
    kept = text[places[first].start : end].rstrip() if first < last else ""
    return Wording(kept, forms[first:last], frozenset(found - {"plea"}))


def _courtesy(kinds: Mapping[str, Expression], forms: tuple[str, ...]) -> tuple[str, int]:
    """The kind of the longest courtesy at one end, and how many words it takes."""
    plain = " ".join(forms)
    best = ("", 0)
    for kind, expression in kinds.items():
        match = expression.search(plain)
        if match is not None and (count := len(match.group().split())) > best[1]:
            best = (kind, count)
    return best


def _question_of(text: str) -> str:
    """The last question of a long message, from its lead-in on; the whole message when none is found."""
    found = [text[start:end] for start, end in sentences(text)]
    asked = [i for i, sentence in enumerate(found) if sentence.rstrip(' »")').endswith("?")]
    if not asked:
        heads = [tuple(word.form for word in words(sentence)) for sentence in found]
        asked = [i for i, head in enumerate(heads) if phrases().head("standing", head)]
    if not asked:
        return text
    chosen = found[asked[-1]]
    if len(asked) > 1 and asked[-2] == asked[-1] - 1 and len(found[asked[-2]]) + len(chosen) < LONG:
        chosen = f"{found[asked[-2]]} {chosen}"
    places = list(words(chosen))
    plain = " ".join(word.form for word in places)
    lead = phrases().patterns["lead_in"].find(plain)
    if lead is not None:
        count = len(plain[: lead.end()].split())
        if len(places) - count >= 3:
            return chosen[places[count].start :]
    after_colon = chosen.rpartition(":")[2].strip() if ":" in chosen else ""
    if len(chosen) > LONG // 2 and len(after_colon.split()) >= 4:
        return after_colon
    return _last_turn(chosen) if len(chosen) > LONG else chosen


def _last_turn(sentence: str) -> str:
    """An endless sentence from its last turn of asking on ("… quel conseil régional …")."""
    places = list(words(sentence))
    forms = tuple(word.form for word in places)
    for i in range(len(forms) - 3, -1, -1):
        if phrases().head("standing", forms[i : i + 4]):
            return sentence[places[i].start :]
    return sentence
