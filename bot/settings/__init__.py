"""The settings: one frozen value, read from flags, the environment and a file, checked before anything is touched."""

from bot.settings.corpus_sources import Refresh as Refresh
from bot.settings.loading import load_settings as load_settings
from bot.settings.model import Daily as Daily
from bot.settings.model import Organisation as Organisation
from bot.settings.model import Outbox as Outbox
from bot.settings.model import Retention as Retention
from bot.settings.model import Settings as Settings
from bot.settings.sources import SettingsError as SettingsError
