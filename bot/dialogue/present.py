"""How passages are shown: word for word, with title, source line, link and marked words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.dialogue.phrases import plain
from bot.messages import Paragraph, Quote
from bot.texts import french_date, listed, texts
from corpus.model import Corpus, Document, Passage
from corpus.numbering import enjeu_number
from retrieval import Hit

LABEL = 30
"""Characters of a button's label."""
PAGE = 3000
"""Characters of a page of a document."""
OLD_AFTER_YEARS = 5
"""A dated passage older than this is shown with a caution."""


def label(text: str) -> str:
    """A text short enough for a button, cut at a word."""
    if len(text) <= LABEL:
        return text
    cut = text[: LABEL - 1]
    words = cut.rsplit(" ", 1)[0] if " " in cut[LABEL // 2 :] else cut
    return texts("excerpt-end", text=words.rstrip(" ,;:.-–«"))


def quote(corpus: Corpus, passage: Passage, today: date, *, hit: Hit | None = None, folded: bool = False) -> Quote:
    """A passage as it is shown.

    Args:
        corpus: where it stands.
        passage: what is shown.
        today: to tell an old text.
        hit: what search found in it: its matched words are marked.
        folded: whether it may be shown closed.
    """
    document = corpus.document(passage.document)
    title, titled = _title(passage, document)
    return Quote(
        passage=passage.id,
        title=title,
        text=passage.text,
        source=" · ".join(filter(None, (source(corpus, passage, today, title), _twins(corpus, passage, hit)))),
        url=linked(corpus, passage, document),
        date=document.date if document else None,
        marks=_marks(hit, len(passage.text)),
        folded=folded,
        titled=titled,
    )


def source(corpus: Corpus, passage: Passage, today: date, title: str = "") -> str:
    """The line under a passage: theme, section or fiche (unless the title says it), person, date, whether it is cut."""
    document = corpus.document(passage.document)
    where = _where(passage, document)
    if document is None:
        return where
    if plain(where) == plain(title):
        where = ""
    theme = next((theme for theme in corpus.themes if theme.key == document.theme), None)
    parts = [theme.name if theme else "", where, (document.organisation or "") if document.person else ""]
    if document.date is not None:
        parts.append(texts("source-date", date=french_date(document.date)))
        if (today - document.date).days > OLD_AFTER_YEARS * 365:
            parts.append(texts("source-old"))
    if document.excerpt:
        parts.append(texts("source-excerpt"))
    return " · ".join(filter(None, parts))


def _twins(corpus: Corpus, passage: Passage, hit: Hit | None) -> str:
    """Where else nearly the same is said."""
    also = [corpus.passage(twin) for twin in hit.also] if hit is not None else []
    titles = dict.fromkeys(twin.title for twin in also if twin is not None and twin.document != passage.document)
    return texts("source-also", titles=listed(tuple(f"«\u00a0{title}\u00a0»" for title in titles))) if titles else ""


def linked(corpus: Corpus, passage: Passage, document: Document | None) -> str:
    """The link of a passage: its document's; for a resource, else the theme's link whose name the passage speaks of."""
    if document is None or document.url or passage.section not in ("ressource", "participation"):
        return (document.url or "") if document else ""
    theme = next((theme for theme in corpus.themes if theme.key == document.theme), None)
    said = set(plain(f"{passage.title} {passage.text}").split())
    for name, url in (theme.links if theme else {}).items():
        words = [word for word in name.split("_") if len(word) > 2]
        if url and name != "contact" and words and all(word in said for word in words):
            return url
    return ""


def named(corpus: Corpus, passage: Passage) -> str:
    """A short name of where a passage stands, for a button."""
    document = corpus.document(passage.document)
    if passage.section == "questions" and passage.enjeu is not None and passage.fiche is not None:
        return texts("button-fiche-number", enjeu=passage.enjeu, fiche=passage.fiche)
    if passage.section == "enjeu" and passage.enjeu is not None:
        return texts("button-enjeu-number", number=passage.enjeu)
    if document is not None and document.person:
        return document.person
    return (passage.headings[-1] if passage.headings else passage.title) or texts(f"source-section-{passage.section}")


def pages(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Passages in reading order, parted into pages of at most `PAGE` characters (a longer passage has its own)."""
    found: list[list[Passage]] = []
    size = 0
    for passage in passages:
        length = len(passage.title) + len(passage.text)
        if not found or size + length > PAGE:
            found.append([])
            size = 0
        found[-1].append(passage)
        size += length
    return found


def paragraphs(*keys: str) -> tuple[Paragraph, ...]:
    """Texts as one paragraph each, the empty ones left out."""
    return tuple(Paragraph(text) for text in keys if text)


def people(corpus: Corpus, passages: Iterable[Passage]) -> tuple[str, ...]:
    """Keys of the documents of these passages that have a person, in order, once each."""
    keys: dict[str, None] = {}
    for passage in passages:
        document = corpus.document(passage.document)
        if document is not None and document.person:
            keys[document.key] = None
    return tuple(keys)


def _title(passage: Passage, document: Document | None) -> tuple[str, bool]:
    """What stands above a passage, and whether it is part of what is quoted."""
    if document is not None and document.section == "entretien" and document.person:
        return document.title, True
    heading = passage.headings[-1] if passage.headings else passage.title
    if passage.section == "enjeu" and enjeu_number(passage.text.split("\n")[0]) is None:
        return heading, bool(heading)
    if heading and plain(passage.text[: 2 * len(heading) + 20]).startswith(plain(heading)):
        return "", False
    if passage.headings and passage.headings[-1] != passage.title and passage.section != "enjeu":
        return f"{passage.title} – {passage.headings[-1]}", False
    return heading, False


def _where(passage: Passage, document: Document | None) -> str:
    if passage.section == "questions" and passage.enjeu is not None and passage.fiche is not None:
        return texts("source-fiche", enjeu=passage.enjeu, fiche=passage.fiche)
    if passage.section == "enjeu" and passage.enjeu is not None:
        return texts("source-enjeu", enjeu=passage.enjeu)
    if document is not None and document.person:
        return texts("source-interview", person=document.person)
    return texts(f"source-section-{passage.section}")


def _marks(hit: Hit | None, length: int) -> tuple[tuple[int, int], ...]:
    """Places of matched words, in order, not overlapping."""
    found: list[tuple[int, int]] = []
    for match in sorted(hit.matches, key=lambda match: match.start) if hit else ():
        if match.end <= length and (not found or match.start >= found[-1][1]):
            found.append((match.start, match.end))
    return tuple(found)
