"""What the command line takes and refuses."""

from __future__ import annotations

import pytest

from bot.cli.arguments import parser


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "COMMAND"),
        (["sing"], "invalid choice: 'sing'"),
        (["ask"], "required"),
        (["ask", "Où ?", "--jsonl"], "not allowed with"),
        (["corpus"], "COMMAND"),
        (["index", "burn"], "invalid choice: 'burn'"),
        (["chat", "--config"], "expected one argument"),
        (["--corpus", "x", "chat"], "invalid choice: 'x'"),
    ],
    ids=" ".join,
)
def test_bad_usage_is_refused_with_code_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parser().parse_args(arguments)
    assert caught.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["chat"], "chat"),
        (["ask", "Où ?"], "ask"),
        (["ask", "--jsonl"], "ask"),
        (["corpus", "check"], "check"),
        (["index", "build"], "build"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_every_command_takes_the_settings_behind_it(arguments: list[str], command: str) -> None:
    asked = parser().parse_args([*arguments, "--config", "c.yaml", "--corpus", "verger", "--data-dir", "d"])
    assert (asked.command, asked.config, asked.corpus, asked.data_dir) == (command, "c.yaml", "verger", "d")


def test_an_empty_question_is_a_question() -> None:
    assert parser().parse_args(["ask", ""]).question == ""
