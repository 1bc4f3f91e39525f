"""A conversation's memory goes through JSON and comes back the same, or empty when it cannot be read."""

from __future__ import annotations

import json
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Memory, Pending

texts = st.text(max_size=20)
moments = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=11))]))
pendings = st.builds(Pending, kind=texts, subject=texts, expires=moments)
memories = st.builds(
    Memory,
    question=texts,
    question_id=texts,
    hits=st.lists(texts, max_size=3).map(tuple),
    shown=st.integers(0, 100),
    place=texts,
    theme=texts,
    people=st.lists(texts, max_size=3).map(tuple),
    pending=st.none() | pendings,
)


@given(memories)
def test_a_memory_comes_back_as_it_was(memory: Memory) -> None:
    assert Memory.from_json(json.loads(json.dumps(memory.as_json()))) == memory


def test_an_empty_memory_takes_no_room() -> None:
    assert Memory().as_json() == {}


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        "text",
        {"hits": 3, "people": {"a": 1}, "shown": "many"},
        {"pending": {"kind": "note"}},
        {"pending": {"kind": "note", "subject": "", "expires": "tomorrow"}},
        {"pending": {"kind": "note", "subject": "", "expires": "2026-03-02T12:00:00"}},
        {"pending": ["note"]},
        {"from_the_future": True},
    ],
)
def test_what_another_version_wrote_is_left_out(plain: object) -> None:
    assert Memory.from_json(plain) == Memory()


def test_what_can_be_read_is_kept() -> None:
    assert Memory.from_json({"question": "q", "hits": ["a", 2], "new": 1}) == Memory(question="q", hits=("a", "2"))
