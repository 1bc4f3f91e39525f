"""What ``coop chat`` does on a screen."""

from __future__ import annotations

import pytest

from bot.channels.plain import Line
from bot.cli.chat import converse_on_screen


def test_enter_alone_asks_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed = iter(["où ?", "", "   "])
    heard: list[str] = []

    def read(prompt: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    def answer(line: str) -> list[Line]:
        heard.append(line)
        return [Line("Au verger.")]

    monkeypatch.setattr("builtins.input", read)
    converse_on_screen(answer)
    assert heard == ["où ?"]
    assert capsys.readouterr().out.count("Au verger.") == 1
