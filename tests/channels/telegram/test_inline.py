"""Inline mode: passages while typing, always an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.telegram.inline import Inline, examples
from bot.editorial.library import Library
from bot.messages import Quote
from bot.texts import texts
from tests.doubles.bot_api import BotApi
from tests.doubles.telegram_html import parse

ANNE = 501


@pytest.fixture
def typed(api: BotApi, bot: None) -> Callable[[str], Any]:
    async def type_it(text: str) -> dict[str, Any]:
        query = api.world.type_inline(ANNE, text)
        answer: dict[str, Any] = await api.until(lambda: api.world.answers.get(query))
        return answer

    return type_it


async def test_words_bring_passages_with_their_source(library: Library, typed: Callable[[str], Any]) -> None:
    passage = library.current.corpus.passages[0]
    answer = await typed(" ".join(passage.text.split()[:12]))
    found = {result["id"]: result for result in answer["results"]}
    assert passage.id in found
    plain, _ = parse(found[passage.id]["input_message_content"]["message_text"])
    assert passage.text[:200] in plain
    [[key]] = found[passage.id]["reply_markup"]["inline_keyboard"]
    assert key["url"] == f"https://t.me/essai_bot?start=p_{passage.id}"
    assert int(answer["cache_time"]) > 0


async def test_nothing_typed_shows_examples(library: Library, typed: Callable[[str], Any]) -> None:
    answer = await typed("  ")
    assert [result["id"] for result in answer["results"]] == [p.id for p in examples(library.current)]
    assert answer["button"] == {"text": texts("telegram-inline-button"), "start_parameter": "help"}


async def test_the_first_letters_of_a_word_do_not_find_nothing(library: Library, typed: Callable[[str], Any]) -> None:
    answer = await typed("mz")
    assert [result["id"] for result in answer["results"]] == [p.id for p in examples(library.current)]
    assert (await typed("mzq"))["results"] == []
    assert (await typed("?"))["results"] == []


async def test_nothing_found_is_an_empty_list_with_a_way_on(typed: Callable[[str], Any]) -> None:
    answer = await typed("zzzzqwx")
    assert answer["results"] == []
    assert answer["button"]["text"] == texts("telegram-inline-nothing")


async def test_the_share_button_brings_its_one_passage(library: Library, typed: Callable[[str], Any]) -> None:
    passage = library.current.corpus.passages[3]
    assert [result["id"] for result in (await typed(f"p_{passage.id}"))["results"]] == [passage.id]
    assert (await typed("p_absent0000"))["results"] == []


async def test_a_failing_search_is_an_empty_list(typed: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> list[Quote]:
        raise RuntimeError("index")

    monkeypatch.setattr(Inline, "_quotes", fail)
    assert (await typed("quoi"))["results"] == []


async def test_the_same_words_are_searched_once(typed: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    searched = []
    search = Inline._quotes

    def counted(self: Inline, *given: Any) -> list[Quote]:
        searched.append(given[1])
        return search(self, *given)

    monkeypatch.setattr(Inline, "_quotes", counted)
    first, second = await typed("la question"), await typed("  La  question ")
    assert first["results"] == second["results"]
    assert searched == ["la question"]


async def test_a_query_that_is_too_old_is_no_error(api: BotApi, typed: Callable[[str], Any]) -> None:
    api.world.answers["7000"] = {}
    api.world.type_inline(ANNE, "trop tard")
    assert (await typed("à temps")) is not None


def test_examples_come_from_several_sections(library: Library) -> None:
    shown = examples(library.current)
    assert len({passage.section for passage in shown}) == len(shown) > 2
    empty = replace(library.current, corpus=replace(library.current.corpus, passages=()))
    assert examples(empty) == ()
