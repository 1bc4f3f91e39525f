"""The features, in the order of the help, and who answers what.  A new feature is one file and one name here."""

from __future__ import annotations

from typing import TypeVar

from bot.actions import Action
from bot.dialogue import (
    about,
    ask,
    beyond,
    browse_enjeux,
    browse_entretiens,
    browse_fiches,
    browse_sections,
    commands,
    daily_question,
    feedback,
    followup,
    joining_team,
    menu,
    narrowing,
    note_sharing,
    note_taking,
    notebook,
    passing_by,
    personal,
    reading,
    reflect,
    resources,
    several,
    subscribing,
    subscription_views,
    taking_part,
    welcome,
)
from bot.dialogue.admin import (
    access,
    broadcast,
    completing,
    documents,
    missed,
    missed_replies,
    moderation,
    refreshing,
    shutting_out,
    signals,
    state,
    stats,
)
from bot.dialogue.giving import commenting, following, mine, precising, receiving, space, testifying
from bot.dialogue.intents import Intent, Place
from bot.dialogue.reserved import reserved
from bot.dialogue.turn import CommandLine, Feature, Handler

_FAMILIES: dict[str, tuple[Feature, ...]] = {
    "asking": (
        ask.FEATURE,
        followup.FEATURE,
        reading.FEATURE,
        narrowing.FEATURE,
        several.FEATURE,
        feedback.FEATURE,
        following.FEATURE,
        beyond.FEATURE,
        browse_sections.FEATURE,
        browse_enjeux.FEATURE,
        browse_fiches.FEATURE,
        browse_entretiens.FEATURE,
        resources.FEATURE,
    ),
    "thinking": (
        reflect.FEATURE,
        subscribing.FEATURE,
        subscription_views.FEATURE,
        daily_question.FEATURE,
        note_taking.FEATURE,
        notebook.FEATURE,
        note_sharing.FEATURE,
    ),
    "giving": (
        taking_part.FEATURE,
        commenting.FEATURE,
        testifying.FEATURE,
        space.FEATURE,
        mine.FEATURE,
        receiving.FEATURE,
        precising.FEATURE,
    ),
    "about": (
        welcome.FEATURE,
        commands.FEATURE,
        about.FEATURE,
        passing_by.FEATURE,
        personal.FEATURE,
        joining_team.FEATURE,
        menu.FEATURE,
    ),
    "team": (
        state.FEATURE,
        access.FEATURE,
        broadcast.FEATURE,
        shutting_out.FEATURE,
        refreshing.FEATURE,
        missed.FEATURE,
        missed_replies.FEATURE,
        completing.FEATURE,
        signals.FEATURE,
        stats.FEATURE,
        moderation.FEATURE,
        documents.FEATURE,
    ),
}
"""What the help puts under one heading."""
FEATURES = tuple(reserved(feature.under(family)) for family, features in _FAMILIES.items() for feature in features)


K = TypeVar("K")
V = TypeVar("V")


def _once(pairs: list[tuple[K, V]]) -> dict[K, V]:
    """A table of who answers what.

    Raises:
        ValueError: two features claim the same thing.
    """
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError(f"claimed twice among {[str(key) for key, _ in pairs]}")
    return table


COMMANDS: dict[str, CommandLine] = _once([(line.name, line) for feature in FEATURES for line in feature.commands])
INTENTS: dict[type[Intent], Handler] = _once([pair for feature in FEATURES for pair in feature.intents.items()])
PLACES: dict[Place, Handler] = _once([pair for feature in FEATURES for pair in feature.places.items()])
ACTIONS: dict[type[Action], Handler] = _once([pair for feature in FEATURES for pair in feature.actions.items()])
