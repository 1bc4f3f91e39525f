"""What an editor should look at in a corpus that loads: gaps, cut texts, repetitions, dead words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from corpus.duplicates import near_duplicates
from corpus.model import Corpus, Document, Theme
from corpus.problems import Level, Problem
from corpus.structure import Enjeu, enjeux
from corpus.words import words

__all__ = ["Level", "Problem", "audit"]

READ_ON = re.compile(r"\W*(?:lire la suite|en savoir plus|read more)\W*", re.I)
"""What a line is that only leads to the rest of the text: all of it."""
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)[\s»\")\]]*$")
_URL = re.compile(r"https?://[^\s/.]+(?:\.[^\s/.]+)*(?:[/:?#]\S*)?")
_MARKDOWN_LINK = re.compile(r"\[[^\]\n]*\]\(\s*<?((?:[^()\s>]|\([^()\s>]*\))*)")


def audit(corpus: Corpus, *, thorough: bool = True) -> tuple[Problem, ...]:
    """Everything worth an editor's look, by theme: warnings to mend, notes to know.

    Complements ``Loaded.problems``, which says what could not be read at all.  ``thorough`` False leaves out
    what takes the longest to find: passages that repeat each other, and dead words of a lexicon.
    """
    checks: tuple[Callable[[Corpus, Theme], Iterator[Problem]], ...] = (
        _fiches,
        _texts,
        _undated,
        _titles,
        _links,
        *([_repetitions, _lexicon] if thorough else []),
    )
    return tuple(problem for theme in corpus.themes for check in checks for problem in check(corpus, theme))


def links_of(document: Document) -> Iterator[str]:
    """What the links of a document's text lead to, as it is written."""
    return (match[1] for match in _MARKDOWN_LINK.finditer(document.body))


def _file(document_key: str) -> str:
    return f"{document_key}.md"


def _fiches(corpus: Corpus, theme: Theme) -> Iterator[Problem]:
    found = enjeux(corpus, theme.key)
    for enjeu in found:
        yield from _fiche_gaps(theme, enjeu)
    numbers = [enjeu.number for enjeu in found]
    missing = sorted(set(range(1, max(numbers, default=0))) - set(numbers))
    if missing:
        message = f"Enjeux absent: {_listed(missing)}."
        yield Problem("note", theme.key, None, "enjeu", message, "Add their documents if they exist.")
    sheets: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for passage in corpus.section("questions", theme.key):
        if passage.enjeu is None:
            if passage.position == 0:
                message = "Questions without the number of their enjeu: they cannot be browsed."
                yield Problem(
                    "warning", _file(passage.document), None, "enjeu", message, "Write enjeu: and its number."
                )
        elif passage.fiche is not None:
            sheets[passage.enjeu, passage.fiche].append(passage.document)
    for (number, fiche), documents in sheets.items():
        for document in documents[1:]:
            message = f"Enjeu {number} has its questions {fiche} twice (first in {_file(documents[0])})."
            yield Problem("warning", _file(document), None, "fiche", message, "Give one of them another number.")


def _fiche_gaps(theme: Theme, enjeu: Enjeu) -> Iterator[Problem]:
    if not enjeu.fiches:
        message = f"Enjeu {enjeu.number} has no fiche."
    elif enjeu.absent:
        message = f"Enjeu {enjeu.number}: fiches absent: {_listed(enjeu.absent)}."
    else:
        message = ""
    if message:
        yield Problem(
            "note", theme.key, None, "fiche", message, "Add them if they exist; the bot says which are absent."
        )
    if not enjeu.passages:
        message = f"Enjeu {enjeu.number} has fiches, and no document that states it."
        fix = f'Add a document of section enjeu that says "Enjeu {enjeu.number} : …".'
        yield Problem("warning", theme.key, None, "enjeu", message, fix)


def _texts(corpus: Corpus, theme: Theme) -> Iterator[Problem]:
    cut = [document.key for document in theme.documents if document.excerpt]
    if cut:
        message = f"{len(cut)} of {len(theme.documents)} documents are cut at their source."
        yield Problem("note", theme.key, None, "excerpt", message, "Bring in the whole texts when you have them.")
    for document in theme.documents:
        name = _file(document.key)
        passages = corpus.passages_of(document.key)
        if not passages:
            yield Problem("warning", name, None, "text", "The document holds no text.", "Write its text, or remove it.")
        for _ in filter(READ_ON.fullmatch, document.body.split("\n")):
            message = '"Lire la suite" is a link of the site, not part of the text.'
            yield Problem("warning", name, None, "excerpt", message, "Remove it and write excerpt: true.")
        if passages and not document.excerpt and _ELLIPSIS.search(passages[-1].text):
            message = "The text ends in an ellipsis: it may be cut."
            yield Problem("warning", name, None, "excerpt", message, "Write excerpt: true, or bring in the whole text.")


def _undated(_corpus: Corpus, theme: Theme) -> Iterator[Problem]:
    undated = sum(document.date is None for document in theme.documents)
    if undated:
        message = f"{undated} of {len(theme.documents)} documents have no date."
        yield Problem("note", theme.key, None, "date", message, "Write date: year-month-day where you know it.")


def _titles(_corpus: Corpus, theme: Theme) -> Iterator[Problem]:
    seen: dict[str, Document] = {}
    for document in theme.documents:
        title = " ".join(words(document.title))
        if title in seen:
            message = f"The title is that of {_file(seen[title].key)} too."
            yield Problem("warning", _file(document.key), None, "title", message, "Make the two titles differ.")
        seen.setdefault(title, document)


def _repetitions(corpus: Corpus, theme: Theme) -> Iterator[Problem]:
    passages = [passage for passage in corpus.passages if passage.document.startswith(theme.key + "/")]
    for first, second, share in near_duplicates([passage.text for passage in passages]):
        original, copy = passages[first], passages[second]
        same = "reads the same as" if share == 1 else f"is close ({share:.0%}) to"
        message = f"Passage {copy.position + 1} {same} passage {original.position + 1} of {_file(original.document)}."
        yield Problem("warning", _file(copy.document), None, None, message, "Keep one of the two.")


def _links(_corpus: Corpus, theme: Theme) -> Iterator[Problem]:
    fix = "Write the whole address, such as https://site.example/page."
    for key, link in theme.links.items():
        if not _URL.fullmatch(link) and not (key == "contact" and re.fullmatch(r"[^\s@]+@[^\s@]+\.\w+", link)):
            message = f"links.{key} is {link!r}, not an address."
            yield Problem("warning", f"{theme.key}/theme.yaml", None, f"links.{key}", message, fix)
    for document in theme.documents:
        if document.url is not None and not _URL.fullmatch(document.url):
            yield Problem("warning", _file(document.key), None, "url", f"url is {document.url!r}, not an address.", fix)
        for link in links_of(document):
            if not _URL.fullmatch(link) and not link.startswith(("mailto:", "#")):
                message = f"The text has a link to {link!r}, not an address."
                yield Problem("warning", _file(document.key), None, "link", message, fix)


def _lexicon(corpus: Corpus, theme: Theme) -> Iterator[Problem]:
    if not theme.lexicon:
        return
    known = Counter(
        stem
        for passage in corpus.passages
        if passage.document.startswith(theme.key + "/")
        for word in words(" ".join((passage.title, *passage.headings, passage.text)))
        for stem in (word, _stem(word))
    )
    for entry in theme.lexicon:
        dead = [text for text in entry.corpus if not all(w in known or _stem(w) in known for w in words(text))]
        if dead:
            message = f"Lexicon: {', '.join(dead)} occurs nowhere in the theme (for {', '.join(entry.typed[:3])})."
            fix = "Use words that the documents hold."
            yield Problem("note", f"{theme.key}/theme.yaml", None, "lexicon", message, fix)


def _stem(word: str) -> str:
    """A word without its plural mark: enough to tell a dead entry from a living one."""
    return word.rstrip("sx") if len(word) > 3 else word


def _listed(numbers: tuple[int, ...] | list[int]) -> str:
    return ", ".join(map(str, numbers))
