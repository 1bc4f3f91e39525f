"""What the corpus cannot meet: needs out of reach, attempts to turn the bot from its purpose, nothing to read."""

from __future__ import annotations

from bot.dialogue.answers import refused
from bot.dialogue.buttons import OpenHelp, button
from bot.dialogue.intents import Injection, OutOfReach, ToTeam, Unreadable
from bot.dialogue.phrases import phrases, plain
from bot.dialogue.present import paragraphs
from bot.dialogue.turn import Answer, Feature, Turn
from bot.messages import Reply
from bot.texts import texts


async def out_of_reach(turn: Turn, intent: OutOfReach) -> Answer:
    """Said neutrally, with the theme's own wording and contact where they are known; never a passage."""
    theme = turn.theme
    added = theme.out_of_reach.get(intent.need, "") if theme else ""
    contact = turn.contact
    if intent.need == "other":
        made = phrases().matches("made_for_them", plain(intent.text))
        said = texts("beyond-made-for-them") if made else texts("beyond-other", themes=turn.subject)
    else:
        said = texts(f"beyond-{intent.need}")
    if not added and contact and intent.need != "other":
        added = texts("beyond-contact", contact=contact)
    return refused(turn, intent.text, (said, added))


async def to_team(turn: Turn, intent: ToTeam) -> Answer:
    """Where the team may be reached, if that is known, and the way to hand it a question; nothing is kept of it."""
    contact = turn.contact
    said = texts("team-contact", contact=contact) if contact else texts("team-contact-none")
    reply = Reply(paragraphs(said, texts("team-pass-on")), (button("button-help", OpenHelp()),), intent="about")
    return Answer(reply)


async def injection(turn: Turn, intent: Injection) -> Answer:
    """Says what it is for; nothing of the message is repeated or kept."""
    reply = Reply(paragraphs(texts("injection", themes=turn.subject)), intent="injection")
    return Answer(reply)


async def unreadable(turn: Turn, intent: Unreadable) -> Answer:
    """No word in it."""
    reply = Reply(paragraphs(texts("unreadable")), (button("button-help", OpenHelp()),), outcome="nothing")
    return Answer(reply)


FEATURE = Feature(
    name="beyond",
    intents={OutOfReach: out_of_reach, ToTeam: to_team, Injection: injection, Unreadable: unreadable},
)
