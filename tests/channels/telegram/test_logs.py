"""What may stand in a log."""

from __future__ import annotations

import logging

import pytest

from bot.channels.telegram.logs import Redacting, configure, trace_of
from bot.faults import Faults


def test_the_token_is_hidden_wherever_it_stands() -> None:
    formatter = Redacting("123:geheim")
    try:
        raise RuntimeError("https://api/bot123:geheim/getMe")
    except RuntimeError as error:
        trace = (type(error), error, error.__traceback__)
        record = logging.LogRecord("x", logging.ERROR, "", 0, "%s", ("bot123%3Ageheim",), trace)
    text = formatter.format(record)
    assert "geheim" not in text
    assert "RuntimeError" in text


def test_a_trace_names_every_cause_without_its_text() -> None:
    try:
        try:
            raise ValueError("mot de la personne")
        except ValueError as error:
            raise RuntimeError("encore un mot") from error
    except RuntimeError as error:
        text = trace_of(error)
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert text.count("\n  File ") + text.startswith("  File ") == 2


def test_errors_are_counted_however_often_the_log_is_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    root, faults = logging.getLogger(), Faults()
    monkeypatch.setattr(root, "handlers", [logging.StreamHandler(), faults])
    for _ in range(2):
        configure("123:geheim", root.level)
    root.error("something failed")
    assert faults.count == 1
    assert len(root.handlers) == 2, "and nothing is said twice"
