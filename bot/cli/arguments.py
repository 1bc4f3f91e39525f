"""What the command line takes."""

from __future__ import annotations

import argparse
import re
from typing import Any

_EXAMPLES = """\
examples:
  coop chat
  coop ask "Quels sont les enjeux ?"
  coop ask --jsonl < questions.jsonl > answers.jsonl
  TELEGRAM_BOT_TOKEN=123456:ABC coop serve
  coop corpus check my-corpus --json
  coop corpus refresh --yes

exit codes: 0 done, 1 failed, 2 bad usage or settings, 3 a guard refuses. Settings: config.yaml and docs/settings.md.
"""


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *given: Any) -> None:
        from importlib.metadata import version

        print(f"coop {version('cooperation-bot')}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The parser of ``coop``; ``command`` in its result names the subcommand."""
    coop = argparse.ArgumentParser(
        prog="coop",
        description="Answers questions in French with the passages of a corpus, word for word, with their source.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    coop.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = coop.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add(commands, "chat", "a conversation in this terminal", "Type a question; the number of a button presses it.")
    ask = _add(commands, "ask", "answer one question, or many from standard input", _ASK)
    what = ask.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", help="the question, in quotes")
    what.add_argument("--jsonl", action="store_true", help="read questions and write answers, one JSON object a line")
    ask.add_argument("--explain", action="store_true", help="say below the answer what each signal contributed to it")
    serve = _add(commands, "serve", "be a Telegram bot, with the token in TELEGRAM_BOT_TOKEN", _SERVE)
    levels = ("debug", "info", "warning", "error")
    serve.add_argument("--log-level", choices=levels, default="warning", help="what is logged (default: warning)")
    evaluation = _add(commands, "eval", "measure the answers on labelled questions", _EVAL)
    evaluation.add_argument("paths", nargs="+", metavar="PATH", help="a collection's folder, or a file of questions")
    evaluation.add_argument("--json", action="store_true", help="the figures as one JSON object")
    tick = _add(commands, "tick", "send the daily questions and the letters that are due, once, and stop", _TICK)
    tick.add_argument("--now", metavar="MOMENT", help="take this for the present moment: 2026-03-02T08:30:00+01:00")
    tick.add_argument("--json", action="store_true", help="one object {due, sent, skipped, uncertain, inactive}")
    corpus = commands.add_parser("corpus", help="look after the corpus", description="Look after the corpus.")
    steps = corpus.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = _add(steps, "check", "say what is wrong with a corpus and what to write instead", _CHECK)
    check.add_argument("folder", nargs="?", metavar="DIR", help="its folder (default: the corpus of the settings)")
    check.add_argument("--json", action="store_true", help="a list of {level, file, line, key, message, fix}")
    refresh = _add(steps, "refresh", "fetch the sources anew, show what would change, serve it", _REFRESH)
    refresh.add_argument("--yes", action="store_true", help="serve it without asking")
    refresh.add_argument("--force", action="store_true", help="serve it although a guard refuses")
    refresh.add_argument("--json", action="store_true", help=_REFRESHED)
    _add(steps, "restore", "serve the version before this one again", "A running bot takes it within five seconds.")
    withdraw = _add(steps, "withdraw", "make a document disappear for good", _WITHDRAW)
    withdraw.add_argument("document", metavar="DOCUMENT", help="theme/name, or the name of its file")
    _add_admin(commands)
    index = commands.add_parser("index", help="look after the search index", description="Look after the search index.")
    steps = index.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add(
        steps, "build", "build the index now, even when there is one", "The other commands build it when it is missing."
    )
    return coop


def _add_admin(commands: Any) -> None:
    admin = commands.add_parser(
        "admin",
        help="look after the editorial team",
        description="Look after the editorial team, and who may write to the bot.",
    )
    steps = admin.add_subparsers(title="commands", metavar="COMMAND", required=True)
    found = {
        name: _add(steps, name, summary, more, command="admin")
        for name, (summary, more) in {
            "invite": ("print a link that makes whoever opens it an admin", "It holds for 24 hours, once."),
            "list": ("say who is an admin, who asks to be let in, how many are banned", ""),
            "revoke": ("take an admin out of the team", ""),
            "ban": ("answer somebody no more", "What waits to be sent to them is not."),
            "unban": ("answer somebody again", ""),
            "allow": ("let a person or a group in, for safety.allow_list and safety.groups", ""),
            "log": ("print what admins did", ""),
        }.items()
    }
    for name in ("revoke", "ban", "unban", "allow"):
        found[name].add_argument("address", metavar="ADDRESS", help="such as telegram:123456789")
    found["log"].add_argument("--last", type=_count, default=50, metavar="N", help="how many entries (default: 50)")


def _count(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


_ASK = """\
Nothing is remembered of whoever asks. With --jsonl each line of standard input is {"id", "question", "context"?}, where
context is the question that the same person asked just before; each line of the output is {"id", "answered", "outcome",
"passages", "ids", "reply", "buttons", "intent", "version"}, or {"error", "id"} for a line that cannot be read.
"""
_SERVE = """\
Prints "ready" on standard error once messages are being fetched; SIGTERM ends it within ten seconds, with the answers
in hand finished.
"""
_EVAL = """\
A folder with corpus.jsonl, queries.jsonl and qrels.tsv gives nDCG, MRR, recall and success, with 95 % bootstrap
intervals; a .jsonl file of labelled questions over the corpus gives success and refusals, by kind, through the whole
dialogue.
"""
_TICK = """\
For a crontab, every minute; coop serve does the same by itself. Both may run at once: nobody gets a question twice.
Standard output has the counts; what goes to a terminal is printed there too, or on standard error with --json.
"""
_REFRESH = """\
Without --yes the preview is shown and the question asked; where nobody can be asked, nothing is changed. A guard
refuses when something is broken, more than a third of the documents would vanish, or the corpus is no more in the
folder to which the editors gave documents (exit code 3). A running bot takes the new version within five seconds.
"""
_REFRESHED = "one object {added, changed, removed, warnings, errors, version}, keys of documents and sentences"
_WITHDRAW = """\
It goes from answers, from every version that is kept, from notes and from questions put off; no step back and no
refresh brings it back. The sources themselves are not touched.
"""
_CHECK = "Exit code 1 when something is broken: an error leaves a document or a setting out, a warning deserves a look."


def _add(commands: Any, name: str, summary: str, more: str, command: str = "") -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(
        name, help=summary, description=f"{summary[0].upper()}{summary[1:]}. {more}"
    )
    made.set_defaults(command=command or name, step=name)
    common = made.add_argument_group("settings")
    common.add_argument(
        "--config", metavar="FILE", help="the settings file (default: config.yaml here, where there is one)"
    )
    common.add_argument("--corpus", metavar="DIR", help="answer from this folder instead of the embedded corpus")
    common.add_argument("--data-dir", metavar="DIR", help="where the database and the index are (default: data)")
    return made
