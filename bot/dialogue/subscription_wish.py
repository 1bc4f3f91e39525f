"""Before a subscription ("faut-il s'abonner ?") and right after its settings were said ("jusqu'au 3 mars")."""

from __future__ import annotations

import re
from datetime import datetime

from bot.daily.days import read_days
from bot.daily.hours import hour_unread, read_hour
from bot.dialogue.intents import Wish
from bot.dialogue.phrases import phrases, plain
from bot.dialogue.subscription_terms import away
from bot.dialogue.wording import Wording
from corpus.numbering import number
from retrieval import fold

_UNTIL = re.compile(r"\b(?:jusqu\w*|(?:du|des|le) \d|pendant|durant)")
_SHORT = 8
"""Words of a message that adjusts the settings just said."""


def adjusted(wording: Wording, now: datetime) -> Wish | None:
    """The change that a short message asks for; None when it is about something else."""
    text = wording.text
    if wording.whole or len(wording.forms) > _SHORT or wording.asks or text.strip().isdigit():
        return None
    if not all(_timely(form) for form in wording.content):
        return None
    if _UNTIL.search(fold(text)) and away(text, now.date()) is not None:
        return Wish("pause", text)
    says = read_hour(text) is not None or hour_unread(text) or read_days(text) is not None
    return Wish("schedule", text) if says or phrases().matches("adjusting", wording.plain) else None


def wonders(text: str) -> bool:
    """Whether a message about subscribing only wonders about it: nobody joins by asking."""
    return phrases().matches("about_subscribing", plain(text))


def for_another(text: str) -> bool:
    """Whether it asks for somebody else, who has not asked."""
    return phrases().matches("subscribing_another", plain(text))


def _timely(form: str) -> bool:
    """Whether a word belongs to saying when: "les élus du lundi" are no setting."""
    return form[0].isdigit() or number(form) is not None or phrases().listed("timely", form)
