"""The database: what is remembered of conversations, the questions without their authors, and who may erase what."""

from bot.store.facts import ConversationKey as ConversationKey
from bot.store.memory import Memory as Memory
from bot.store.memory import Pending as Pending
from bot.store.personal import PersonalTable as PersonalTable
from bot.store.store import Store as Store
from bot.store.store import StoreError as StoreError
