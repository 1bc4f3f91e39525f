"""``coop admin``: what the person who runs the bot types, and reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in ("TELEGRAM_BOT_TOKEN", "COOP_ADMINS"):
        monkeypatch.delenv(name, raising=False)

    def step(*arguments: str, admins: str = "") -> tuple[int, str, str]:
        monkeypatch.setenv("COOP_ADMINS", admins)
        code = main(["admin", *arguments])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return step


def test_nobody_is_an_admin_at_first(run: Run) -> None:
    assert run("list") == (0, "Nobody yet: coop admin invite\n", "")


def test_those_of_the_settings_are_listed_and_only_the_settings_take_them_out(run: Run) -> None:
    assert run("list", admins="telegram:5")[1] == "telegram:5  by the settings (-1)\n"
    code, out, err = run("revoke", "telegram:5", admins="telegram:5")
    assert (code, out) == (1, "")
    assert "COOP_ADMINS" in err


def test_an_invitation_leaves_its_secret_on_the_screen_alone(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("invite")
    assert code == 0
    secret = out.splitlines()[0].removeprefix("/start a_")
    assert len(secret) >= 32
    assert not any(secret.encode() in file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert "command line  invited" in run("log")[1]


def test_a_link_fits_what_a_messenger_hands_on(run: Run) -> None:
    payload = run("invite")[1].splitlines()[0].removeprefix("/start ")
    assert len(payload) <= 64
    assert payload.replace("_", "").replace("-", "").isalnum()


def test_a_ban_is_listed_by_its_number_and_lifted_by_the_address(run: Run) -> None:
    assert run("ban", "telegram:9") == (0, "telegram:9  banned; a running bot knows within seconds\n", "")
    listed = run("list")[1]
    assert "ban n° 1" in listed
    assert "telegram:9" not in listed
    assert run("unban", "telegram:9")[0] == 0
    assert run("unban", "telegram:9")[2] == "coop: telegram:9 is not banned\n"


@pytest.mark.parametrize("last", ["-3", "0", "1.5", "", "²", "9" * 20])
def test_how_many_entries_is_a_whole_number_from_one_on(
    run: Run, capsys: pytest.CaptureFixture[str], last: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("log", "--last", last)
    assert capsys.readouterr().err.endswith(f"argument --last: {last!r} is not a whole number from 1 on\n")
    assert run("log", "--last", "1") == (0, "", "")


def test_an_admin_is_not_banned(run: Run) -> None:
    assert run("ban", "telegram:5", admins="telegram:5") == (1, "", "coop: telegram:5 is an admin: revoke it first\n")


def test_who_is_not_of_the_team_cannot_leave_it(run: Run) -> None:
    assert run("revoke", "telegram:9") == (1, "", "coop: telegram:9 is not of the editorial team\n")


@pytest.mark.parametrize(
    "address", ["telegram:@jeanne", "9", "telegram:", "telegram:9 8", ":9", "tele gram:9", "Telegram:9"]
)
def test_what_is_no_address_is_refused(run: Run, address: str) -> None:
    code, out, err = run("ban", address)
    assert (code, out) == (2, "")
    assert "write telegram:123456789" in err


def test_the_log_holds_no_address(run: Run) -> None:
    run("ban", "telegram:9")
    run("allow", "telegram:-5")
    run("unban", "telegram:9")
    log = run("log")[1]
    assert [line.split("  ", 2)[2] for line in log.splitlines()] == ["banned  n° 1", "allowed", "unbanned  n° 1"]
    assert "telegram" not in log
    assert len(run("log", "--last", "1")[1].splitlines()) == 1
