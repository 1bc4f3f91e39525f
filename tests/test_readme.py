"""What the README shows can be typed, and what it quotes stands in the corpus."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path

import pytest

from bot.cli.arguments import parser
from corpus.loading import EMBEDDED, load_corpus

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```", README, re.M | re.S)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("coop ")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shown_can_be_typed(command: str) -> None:
    words = shlex.split(re.sub(r"\s[<>]\s\S+", "", command))
    assert parser().parse_args(words[1:]).command


def subcommands(of: argparse.ArgumentParser) -> set[str]:
    """The name of every subcommand, those of groups included."""
    found: set[str] = set()
    for choices in (action.choices for action in of._actions if isinstance(action, argparse._SubParsersAction)):
        for name, below in choices.items():
            found |= subcommands(below) or {name}
    return found


def test_every_subcommand_is_shown() -> None:
    typed = [parser().parse_args(shlex.split(re.sub(r"\s[<>]\s\S+", "", line))[1:]) for line in COMMANDS]
    assert {getattr(asked, "step", asked.command) for asked in typed} == subcommands(parser())


def test_the_transcript_quotes_the_corpus_word_for_word() -> None:
    texts = " ".join(passage.text for passage in load_corpus(EMBEDDED).corpus.passages)
    quoted = [line for line in BLOCKS[0].splitlines() if len(line) > 80]
    assert quoted
    assert all(line in texts for line in quoted)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", README))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).is_file()
