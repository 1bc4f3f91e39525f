"""From what people wrote to one checked ``Settings``: flag before environment before file before default."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.settings.explaining import one_line, refuse_hosts
from bot.settings.model import Settings
from bot.settings.sources import Dotted, Given, SettingsError, from_environment, from_file, from_flags

DEFAULT_FILE = Path("config.yaml")
_PASSWORD = re.compile(r"://[^/@]*:[^/@]+@")


def load_settings(config: Path | None, flags: Mapping[str, str], environ: Mapping[str, str]) -> Settings:
    """The settings of this run.

    Args:
        config: the file named on the command line; None for ``./config.yaml`` where there is one.
        flags: values of the command line by setting (``{"data_dir": …}``).
        environ: the environment's variables.

    Raises:
        SettingsError: one line with the place, the key and what is allowed.
    """
    file = config or (DEFAULT_FILE if DEFAULT_FILE.is_file() else None)
    written = from_file(file) if file else {}
    _refuse_password(written)
    given = {**written, **from_environment(environ), **from_flags(flags)}
    try:
        settings = Settings.model_validate(_nested(given))
    except ValidationError as error:
        raise SettingsError(one_line(error, given)) from None
    refuse_hosts(settings, given)
    return settings


def _refuse_password(written: Mapping[Dotted, Given]) -> None:
    database = written.get(("database_url",))
    if database and _PASSWORD.search(str(database.value)):
        raise SettingsError(f"{database.place}: database_url holds a password; use the variable COOP_DATABASE_URL")


def _nested(given: Mapping[Dotted, Given]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, entry in given.items():
        level = tree
        for name in path[:-1]:
            level = level.setdefault(name, {})
        level[path[-1]] = entry.value
    return tree
