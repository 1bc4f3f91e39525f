"""Every setting, its type, its limits and its default.  ``config.yaml`` and ``docs/settings.md`` describe them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr, field_validator

from bot.settings.corpus_sources import AnySource, Refresh
from bot.settings.groups import Group, several, shaped

Days = Annotated[int, Field(ge=1, le=36_500)]
WebRoot = Annotated[str, shaped(r"https?://[^\s/]+(/\S*)?", "an address such as https://host:port")]
ADDRESS = r"telegram:-?\d+|(?!telegram:)[a-z]+:\S+"
"""The form of somebody's address, wherever a person writes one; Telegram knows nobody by a name such as @jeanne."""
PersonAddress = Annotated[str, shaped(ADDRESS, "addresses such as telegram:123456789")]

DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg", "postgresql+psycopg")
"""What ``database_url`` may begin with: asynchronous drivers of the two databases that we test statements for."""


class Retrieval(Group):
    """How passages are found and how many are shown."""

    weighting: Literal["bm25", "tfidf"] = "bm25"
    shown: Annotated[int, Field(ge=1, le=5)] = 3


class Dialogue(Group):
    """How long a conversation is remembered (minutes) and how much text one answer leaves unfolded (characters)."""

    context_minutes: Annotated[int, Field(ge=1, le=1440)] = 30
    passage_characters: Annotated[int, Field(ge=200, le=3500)] = 900


class Daily(Group):
    """The daily question: what a new subscription begins with, and when the bot gives a day or a person up.

    ``late_minutes``: how late a question may still come.  ``ask_after``: questions without a sign of life.
    """

    time: Annotated[str, shaped(r"([01]\d|2[0-3]):[0-5]\d", "an hour such as 08:30")] = "08:30"
    zone: str = "Europe/Paris"
    territory: Annotated[str, shaped(r"(FR(-[0-9A-Z]{2,3})?)?", "FR, a subdivision such as FR-57, or empty")] = "FR"
    late_minutes: Annotated[int, Field(ge=1, le=1200)] = 240
    ask_after: Annotated[int, Field(ge=1, le=1000)] = 20

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("should be a time zone such as Europe/Paris") from None
        return value

    @field_validator("territory")
    @classmethod
    def _known_territory(cls, value: str) -> str:
        country, _, subdivision = value.partition("-")
        if subdivision:
            # Imported late: it takes longer than reading all the settings.
            from holidays import list_supported_countries

            known = [code for code in list_supported_countries()[country] if code.isalnum()]
            if subdivision not in known:
                raise ValueError(f"should be FR, FR- and one of {', '.join(known)}, or empty")
        return value


class Outbox(Group):
    """The pace of everything that the bot sends unasked: messages a second in all, and a minute in one group."""

    per_second: Annotated[float, Field(gt=0, le=1000)] = 28.0
    group_minute: Annotated[int, Field(ge=1, le=1000)] = 20


class Organisation(Group):
    """Who answers for the personal data: shown by /confidentialite."""

    name: str = ""
    contact: str = ""
    dpo: str = ""
    legal_basis: str = ""
    hosting: str = ""

    @property
    def complete(self) -> bool:
        """Whether the notice on personal data can be given in full."""
        return all((self.name, self.contact, self.dpo, self.legal_basis, self.hosting))


class Retention(Group):
    """How many days questions, deliveries, drafts and people who stay away are kept; purged daily."""

    questions_days: Days = 365
    deliveries_days: Days = 400
    drafts_days: Days = 90
    inactive_days: Days = 730
    audit_days: Days = 730


class Safety(Group):
    """Who may write to the bot, and how much: ``messages_minute`` of one person, 0 for no limit.

    ``allow_list``: people are let in by the editorial team.  ``groups``: any, or those that the team has opened.
    """

    messages_minute: Annotated[int, Field(ge=0, le=6000)] = 120
    allow_list: bool = False
    groups: Literal["open", "known"] = "open"


class Telegram(Group):
    """The messenger's server, and the bot's token, which only the environment gives."""

    api_root: WebRoot = "https://api.telegram.org"
    token: SecretStr = SecretStr("")

    @field_validator("api_root")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")


class Settings(Group):
    """All settings.  An empty ``corpus`` is the embedded one, an empty ``database_url`` a file in ``data_dir``."""

    data_dir: Path = Path("data")
    database_url: str = ""
    corpus: str = ""
    sources: tuple[AnySource, ...] = ()
    refresh: Refresh = Refresh()
    admins: Annotated[tuple[PersonAddress, ...], BeforeValidator(several)] = ()
    retrieval: Retrieval = Retrieval()
    dialogue: Dialogue = Dialogue()
    daily: Daily = Daily()
    outbox: Outbox = Outbox()
    organisation: Organisation = Organisation()
    retention: Retention = Retention()
    safety: Safety = Safety()
    telegram: Telegram = Telegram()

    @property
    def database(self) -> str:
        """The URL of the database in use."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'coop.db'}"

    @property
    def corpus_folder(self) -> Path | None:
        """The folder of the corpus, None for the embedded one."""
        return Path(self.corpus).expanduser() if self.corpus else None

    @field_validator("data_dir", mode="before")
    @classmethod
    def _one_folder(cls, value: object) -> Path:
        if not isinstance(value, (str, Path)) or not str(value).strip():
            raise ValueError("should be one folder")
        return Path(value).expanduser()

    @field_validator("database_url")
    @classmethod
    def _known_driver(cls, value: str) -> str:
        if value and value.partition("://")[0] not in DRIVERS:
            raise ValueError(f"should begin with one of {', '.join(driver + '://' for driver in DRIVERS)}")
        if value.startswith("sqlite") and (":memory:" in value or not value.partition(":///")[2]):
            raise ValueError("should name a file: sqlite+aiosqlite:///folder/name.db")
        return value


LISTS: frozenset[tuple[str, ...]] = frozenset({("sources",)})
"""Settings that hold a list of groups."""

SECRET: frozenset[tuple[str, ...]] = frozenset({("telegram", "token")})
"""Settings that are never read from the file nor written in a message."""


def leaves(group: type[Group] = Settings, above: tuple[str, ...] = ()) -> dict[tuple[str, ...], object]:
    """The path of every setting that is not a group, with its default, in the order of declaration.

    >>> leaves()[("retrieval", "shown")]
    3
    """
    found: dict[tuple[str, ...], object] = {}
    for name, field in group.model_fields.items():
        if isinstance(field.default, Group):
            found |= leaves(type(field.default), (*above, name))
        else:
            found[(*above, name)] = field.default
    return found
