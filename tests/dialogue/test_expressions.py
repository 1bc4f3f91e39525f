"""No expression that can match is left out because RE2 was asked first, whatever a person writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.abc import Traversable
from importlib.resources import files

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.expressions import BETWEEN_WORDS, Expression, Expressions, _relaxed
from bot.dialogue.phrases import phrases, plain
from corpus.loading import EMBEDDED

_BEFORE, _AFTER = BETWEEN_WORDS


def every_expression() -> Iterator[Expression]:
    known = phrases()
    for pattern in known.patterns.values():
        yield from (one for one in (pattern.within, pattern.whole, pattern.unless) if one is not None)
    for several in known.needs.values():
        yield from several
    for kind in (known.courtesy, known.closing, known.sentences):
        yield from kind.values()


EXACT = [(one, re.compile(one.source)) for one in every_expression()]
WORDS = sorted({word for one, _ in EXACT for word in re.findall(r"[a-z]+", one.source)})


@pytest.mark.parametrize(
    "file", sorted((files("bot.dialogue") / "phrases").iterdir(), key=str), ids=lambda file: file.name
)
def test_the_phrases_are_read_alike_where_the_compiled_yaml_parser_is_missing(file: Traversable) -> None:
    text = file.read_text("utf-8")
    assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, yaml.CSafeLoader)


def asked() -> list[str]:
    lines = (EMBEDDED / "cooperation" / "questions.jsonl").read_text("utf-8").splitlines()
    return [plain(json.loads(line)["question"]) for line in lines if line.strip()]


def left_out(said: str) -> list[str]:
    """The families that match and are not found."""
    return [one.name for one, exact in EXACT if (exact.search(said) is None) != (one.search(said) is None)]


@pytest.mark.parametrize("said", asked())
def test_what_people_ask_is_recognised_as_without_the_filter(said: str) -> None:
    assert left_out(said) == []


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_our_own_words_in_any_order_are_recognised_as_without_the_filter(forms: list[str]) -> None:
    assert left_out(" ".join(forms)) == []


@given(st.text(max_size=60))
def test_any_text_is_recognised_as_without_the_filter(text: str) -> None:
    assert left_out(plain(text)) == []


@given(st.data())
def test_every_expression_is_found_where_its_own_words_are(data: st.DataObject) -> None:
    expression, exact = data.draw(st.sampled_from(EXACT))
    source = re.sub(r"\(\?<?[=!]", "(?:", expression.source.removeprefix(_BEFORE).removesuffix(_AFTER))
    said = plain(data.draw(st.from_regex(re.compile(source), fullmatch=True)))
    assert (exact.search(said) is None) == (expression.search(said) is None)


def test_letters_and_digits_are_those_of_every_script() -> None:
    expressions = Expressions()
    word = expressions.add("word", rf"{_BEFORE}(?:le \w+ \d){_AFTER}")
    expressions.ready()
    for said in ("le café 3", "le λόγος ٣", "et le x_1 2 la"):
        assert word.search(said) is not None, said
    assert word.search("le 3") is None


def test_every_match_is_given_in_turn() -> None:
    expressions = Expressions()
    number, other = (expressions.add(name, rf"{_BEFORE}(?:{name} \d+(?! fois)){_AFTER}") for name in ("la", "le"))
    expressions.ready()
    assert [match.group() for match in number.finditer("la 1 la 2 fois la 3")] == ["la 1", "la 3"]
    assert list(other.finditer("la 1 la 2 fois la 3")) == []
    assert expressions.named("la 1") == {"la"}


def test_a_lookaround_that_is_never_closed_is_a_mistake_in_our_own_files() -> None:
    with pytest.raises(ValueError, match="not closed"):
        _relaxed("(?!a")
