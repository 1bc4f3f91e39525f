"""The command ``coop``: reads the command line and the settings, then hands over to one file a subcommand."""

from __future__ import annotations

import gc
import io
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from bot.cli.arguments import parser
from bot.failure import CannotRun


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand.  Returns 0, 1 when it failed, 2 for bad usage or settings, 3 when a guard refuses."""
    # Collecting garbage while everything is being imported finds none and costs a tenth of the start.
    gc.disable()
    # Of pydantic's plugins we use none: looking for them in every installed package is a twentieth of it.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _fill_in()
    _make_tolerant()
    logging.basicConfig(level=logging.WARNING, format="coop: %(message)s", stream=sys.stderr)
    asked = parser().parse_args(arguments)
    try:
        code = _run(asked)
        sys.stdout.flush()
        return code
    except CannotRun as error:
        print(f"coop: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _write_no_more()
        return 0
    except OSError as error:
        # Such as a full disk under the file that the output goes to.
        where = f" ({error.filename})" if error.filename else ""
        print(f"coop: cannot go on: {error.strerror or type(error).__name__}{where}", file=sys.stderr)
        _write_no_more()
        return 1


def _run(asked: Namespace) -> int:
    # Each subcommand is imported when it is the one: a question need not wait for what the others use.
    from bot.settings import load_settings

    flags = {name: value for name in ("corpus", "data_dir") if (value := getattr(asked, name)) is not None}
    settings = load_settings(Path(asked.config) if asked.config else None, flags, os.environ)
    match asked.command:
        case "chat":
            from bot.cli.chat import chat

            return chat(settings)
        case "ask" if asked.jsonl:
            from bot.cli.jsonl import answer_lines

            return answer_lines(settings)
        case "ask":
            from bot.cli.ask import ask

            return ask(settings, asked.question, asked.explain)
        case "serve":
            from bot.cli.serve import serve

            return serve(settings, asked.log_level)
        case "tick":
            from bot.cli.tick import tick

            return tick(settings, asked.now, asked.json)
        case "eval":
            from bot.cli.evaluate import evaluation

            return evaluation(settings, asked.paths, asked.json)
        case "admin":
            from bot.cli.admin import admin

            return admin(settings, asked)
        case "check":
            from bot.cli.corpus import check

            return check(settings, asked.folder, asked.json)
        case "refresh":
            from bot.cli.refresh import refresh

            return refresh(settings, asked.yes, asked.force, asked.json)
        case "restore":
            from bot.cli.refresh import restore

            return restore(settings)
        case "withdraw":
            from bot.cli.refresh import withdraw

            return withdraw(settings, asked.document)
        case _:
            from bot.cli.index import build

            return build(settings)


def _fill_in() -> None:
    """An empty stream in the place of one that was closed before we began (``<&-``): Python gives none."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8", closefd=False))


def _write_no_more() -> None:
    """Nothing more may be flushed to standard output at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _make_tolerant() -> None:
    """UTF-8 both ways whatever the machine's language; bytes that are not become visible, never an error."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
