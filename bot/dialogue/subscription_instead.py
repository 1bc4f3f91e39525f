"""What is said to a wish about subscribing or leaving that is not about a subscription of one's own."""

from __future__ import annotations

from bot.dialogue.intents import Wish
from bot.dialogue.present import paragraphs
from bot.dialogue.subscription import none_yet
from bot.dialogue.subscription_views import open_settings
from bot.dialogue.subscription_wish import for_another, wonders
from bot.dialogue.turn import Answer, Turn
from bot.messages import Reply
from bot.store.subscriptions import Subscription
from bot.texts import texts


def said_instead(turn: Turn, subscription: Subscription | None, intent: Wish) -> Answer | None:
    """The answer to who asks for somebody else, or only wonders; None to who wants it for themselves."""
    if intent.kind == "unsubscribe_another":
        return Answer(Reply(paragraphs(texts("unsubscribe-another")), intent="unsubscribe"), turn.remember())
    another = intent.kind == "subscribe_another" or for_another(turn.message.text)
    if another and subscription is not None:
        return Answer(Reply(paragraphs(texts("subscription-own")), intent="subscribe"), turn.remember())
    if another:
        return none_yet(turn, "subscribe", "subscription-another")
    if not wonders(turn.message.text):
        return None
    # Who is subscribed sees what they have: asking takes up nothing again.
    if subscription is not None:
        return open_settings(turn, subscription)
    return none_yet(turn, "subscribe", "subscription-about", intent.text)
