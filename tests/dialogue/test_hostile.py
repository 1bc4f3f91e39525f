"""Quoi qu'on écrive, le bot répond par une phrase polie."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.router import route
from bot.dialogue.view import View
from bot.dialogue.wording import read
from bot.store.memory import Memory
from tests.dialogue.conftest import START, Scene
from tests.dialogue.test_answers import said

HOSTILE = [
    "",
    "   \n\t",
    "a" * 100_000,
    "mutualisation " * 8_000,
    "?" * 50_000,
    "(" * 5_000,
    "😀" * 3_000,
    "\x00\x01\x02",
    "\u202eenversé\u202c",
    "<script>alert(1)</script>",
    "<b><i><u>",
    "[x](javascript:alert(1))",
    "'; DROP TABLE questions; --",
    "%s %n {0} {{x}} ${y}",
    "/",
    "//",
    "/ ",
    "\ud83d",
    "0",
    "-1",
    "enjeu 999999999999999999999",
    "enjeu -3",
    "le 0",
    "fiche 0 de l'enjeu 0",
    "ＦＵＬＬＷＩＤＴＨ ｔｅｘｔ",
    "Ω≈ç√∫˜µ≤≥÷",
    "السلام عليكم",
    "你好",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_polite_reply(scene: Scene, text: str) -> None:
    reply = await scene.says(text)
    assert reply.blocks
    assert "difficulté" not in said(reply)


async def test_nothing_typed_is_sent_back(scene: Scene) -> None:
    reply = await scene.says("<img src=x onerror=alert(1)> xyzzy42")
    assert "xyzzy42" not in said(reply)
    assert "onerror" not in said(reply)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=400), st.booleans())
def test_any_text_is_routed(view: View, text: str, fresh: bool) -> None:
    memory = Memory(question="Qui est Anne ?", place="enjeu") if fresh else Memory()
    assert route(text, memory, view, START) is not None


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=2000))
def test_what_is_read_has_as_many_words_as_its_text(view: View, text: str) -> None:
    wording = read(text, view.knows)
    assert len(wording.forms) == len(list(_words(wording.text)))


def _words(text: str) -> list[str]:
    from bot.dialogue.phrases import plain

    return plain(text).split()
