"""What the corpus' structure adds to search: a definition for who asks for one, the section asked for, a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue.phrases import phrases, plain
from bot.dialogue.wording import is_content
from corpus.model import Corpus, Passage, Section
from corpus.numbering import number
from retrieval import Found, Hit, Match
from retrieval.analysis import Token, analyser
from retrieval.spoken import respell
from retrieval.text import sentences, words

HEAD = 4
"""A definition names what it defines within this many words from the beginning of a sentence."""
_KINDS: tuple[tuple[str, Section], ...] = (
    ("seeks_word", "definition"),
    ("defines", "definition"),
    ("wants_entretien", "entretien"),
    ("wants_questions", "questions"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """The passages of one kind, as a container of their ids that looks up rather than lists.

    It is the same as another that was asked for in the same corpus, so that an index remembers what it answered.
    """

    corpus: Corpus
    section: Section
    by: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kind) and self.corpus is other.corpus and self.section == other.section

    def __hash__(self) -> int:
        return hash((id(self.corpus), self.section))

    def __contains__(self, passage_id: object) -> bool:
        passage = self.corpus.passage(passage_id) if isinstance(passage_id, str) else None
        if passage is None or passage.section != self.section:
            return False
        document = self.corpus.document(passage.document)
        return self.section != "entretien" or (document is not None and document.person is not None)

    @property
    def alone(self) -> bool:
        """Whether nothing else will do: a word is sought for what was described."""
        return self.by == "seeks_word"

    def leads(self, found: Found) -> bool:
        """Whether the first passage found is in this kind's section."""
        first = self.corpus.passage(found.hits[0].id) if found.hits else None
        return first is not None and first.section == self.section

    @property
    def ids(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(passage.id for passage in self.corpus.section(self.section) if passage.id in self)


def kind_asked_for(corpus: Corpus, question: str) -> Kind | None:
    """The kind of passage that a question's own words ask for: a definition, an interview, questions to think with."""
    said = plain(respell(question))
    return next((Kind(corpus, section, name) for name, section in _KINDS if phrases().matches(name, said)), None)


def structured(found: Found, corpus: Corpus, question: str) -> Found:
    """An answer put in the order that the question's own words ask for."""
    said = plain(respell(question))
    found = _definition_first(found, corpus, question, said)
    return _counted(found, corpus, said)


def _definition_first(found: Found, corpus: Corpus, question: str, said: str) -> Found:
    """Who asks what something is, or only names it, gets the sentence that defines it, where the corpus has one."""
    asks = phrases().matches("defines", said)
    if not asks and not phrases().matches("names", said):
        return found
    tokens = [token for token in analyser().question(question) if not token.aside]
    about = [token for token in tokens if not phrases().listed("defining", token.form)]
    if not about or len(about) > HEAD:
        return found
    terms = {token.term for token in about}
    places = ((passage, _defined(passage, terms)) for passage in corpus.section("definition"))
    defining = [(passage, match) for passage, match in places if match is not None]
    if not defining:
        if not asks:
            return found
        found = found if len(about) == len(tokens) else _holding_its_words(found, corpus, about)
        return found if _speaks_of(about[0], found, corpus) else replace(found, outcome="near")
    score = found.hits[0].score if found.hits else 1.0
    known = {hit.id: hit for hit in found.hits}
    lead = {
        passage.id: known.get(passage.id, Hit(passage.id, score, (match,))).scored(score) for passage, match in defining
    }
    hits = (*lead.values(), *(hit for hit in found.hits if hit.id not in lead))
    return replace(found, hits=hits, outcome="sure", probability=max(found.probability, 0.9))


def _holding_its_words(found: Found, corpus: Corpus, about: Sequence[Token]) -> Found:
    """The hits that hold a word of what is to be defined: a title that says "Définition" defines nothing by itself."""
    forms, terms = {token.form for token in about}, {token.term for token in about}

    def speaks(hit: Hit) -> bool:
        passage = corpus.passage(hit.id)
        titled = set(analyser().terms(passage.title)) if passage is not None else set()
        return not terms.isdisjoint(titled) or any(match.word in forms for match in hit.matches)

    hits = tuple(filter(speaks, found.hits))
    return replace(found, hits=hits) if hits else replace(found, outcome="nothing")


def _defined(passage: Passage, terms: set[str]) -> Match | None:
    """The first place in a passage where a sentence begins by naming all of these terms."""
    for start, end in sentences(passage.text):
        head = list(words(passage.text[start:end]))[: HEAD + len(terms) - 1]
        named = {analyser().term(word.form): word for word in reversed(head)}
        if terms and terms <= named.keys():
            word = min((named[term] for term in terms), key=lambda one: one.start)
            return Match(start + word.start, start + word.end, word.form)
    return None


def _speaks_of(subject: Token, found: Found, corpus: Corpus) -> bool:
    """Whether a sure answer names what is to be defined, or begins a sentence with what stands for it.

    Expansions find what is close to an acronym or a fashionable word; that does not say what either means.
    """
    passage = corpus.passage(found.hits[0].id) if found.outcome == "sure" else None
    if passage is None or subject.form in [one.typed for one in found.corrections]:
        return True
    if subject.term in {*analyser().terms(passage.title), *analyser().terms(passage.text)}:
        return True
    instead = [passage.text[match.start : match.end] for match in found.hits[0].matches if match.word == subject.form]
    return any(_defined(passage, {*analyser().terms(text)}) for text in instead)


def _counted(found: Found, corpus: Corpus, said: str) -> Found:
    """Who asks how many gets an answer only from a passage that counts that very thing."""
    match = phrases().patterns["counts"].find(said)
    if match is None or not found.hits or found.outcome == "nothing":
        return found
    passage = corpus.passage(found.hits[0].id)
    counted = analyser().term(match.group("thing"))
    if passage is None or not counted or _counts(passage.text, counted):
        return found
    return replace(found, outcome="nothing")


def _counts(text: str, term: str) -> bool:
    """Whether a number stands just before this term: "ces trois territoires"."""
    forms = [word.form for word in words(text)]
    return any(
        analyser().term(form) == term and any(_is_number(before) for before in forms[max(i - 3, 0) : i])
        for i, form in enumerate(forms)
    )


def _is_number(form: str) -> bool:
    return form not in ("un", "une", "i", "v", "x", "d", "l", "c", "m") and number(form) is not None


def says_section(question: str) -> bool:
    """Whether a question is about the interviews as a whole: "… dans vos entretiens ?"."""
    return phrases().matches("about_entretiens", plain(respell(question)))


def those_with(found: Found, subject: str) -> Found:
    """The same answer, the passages where a word of the subject was matched first."""
    wanted = {word.form for word in words(subject) if is_content(word.form)}
    ranked = sorted(found.hits, key=lambda hit: not any(match.word in wanted for match in hit.matches))
    if not ranked or ranked[0] is found.hits[0]:
        return found
    return replace(found, hits=(ranked[0].scored(found.hits[0].score), *ranked[1:]))
