"""A bar appears only when something takes long, and goes when it is over."""

from __future__ import annotations

import io

import pytest

from bot.cli.progress import Bar, working


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_is_quick_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with working("Building the index", 3) as bar:
        bar.advance()
    assert capsys.readouterr() == ("", "")


def test_beside_a_screen_the_label_alone_is_said_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Bar("Building the index")
    bar.show()
    bar.advance()
    bar.end()
    bar.show()
    assert capsys.readouterr() == ("", "Building the index…\n")


def test_on_a_screen_a_bar_is_shown_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    bar = Bar("Answering", 4)
    bar.advance(2)
    bar.show()
    bar.advance(1)
    bar.end()
    assert "Answering" in screen.getvalue()
    assert "75%" in screen.getvalue()
