"""One value of each kind that the daily question stores."""

from __future__ import annotations

from bot.store.access import AskedIn
from bot.store.audit_log import AdminDid
from bot.store.broadcasts import Drafted
from bot.store.contributions import Contribution
from bot.store.deliveries import Delivery, Released, Settled, Skipped
from bot.store.facts import Fact
from bot.store.followers import FollowersTold, Follows, FollowsNoMore
from bot.store.giving import Decided, DocumentForgotten, Exchanged, Given, TakenBack
from bot.store.holds import Held
from bot.store.letters import LetterPutBack, LetterQueued, LetterSettled
from bot.store.notes import Note, NoteDeleted, NoteEdited, NoteKept, NoteShared, NoteWithdrawn, QuestionForgotten
from bot.store.notices import Noticed
from bot.store.reminders import PutOff, Reminded, ReminderDropped, ReminderWaits
from bot.store.subscribing import (
    Advanced,
    Alive,
    AskedToGoOn,
    Had,
    Reachable,
    Reached,
    Subscribed,
    Unreachable,
    Unsubscribed,
    Waits,
)
from bot.store.subscriptions import Subscription
from tests.store.conftest import ANNE, NOON

SUBSCRIPTION = Subscription(ANNE, 7, NOON.date(), due=NOON)
DELIVERY = Delivery(ANNE, NOON.date(), "question", "q1", NOON)
NOTE = Note("n1", ANNE, NOON.date(), "Une idée.", "q1", "Comment faire ?", "theme", 3)

GIFT = Contribution("g1", ANNE, "comment", "theme", NOON, "theme/text", "Un texte", "Une remarque.", state="waiting")


def daily_facts() -> list[Fact]:
    return [
        Subscribed(SUBSCRIPTION),
        Unsubscribed(ANNE),
        Alive(ANNE),
        Had(ANNE, "q1", 1),
        Reachable(ANNE, NOON),
        Unreachable(ANNE, "blocked"),
        Reached(ANNE, NOON.date()),
        AskedToGoOn(ANNE, NOON.date()),
        Advanced(ANNE, NOON, None),
        Waits(ANNE, NOON, NOON),
        Settled(DELIVERY, "sent", ("5",)),
        Released(DELIVERY),
        Skipped(DELIVERY),
        PutOff(ANNE, "q1", NOON),
        Reminded(ANNE, "q1", NOON),
        ReminderDropped("q1"),
        ReminderWaits(ANNE, "q1", NOON),
        Held(ANNE, NOON),
        Follows("q", ANNE),
        FollowsNoMore("q", ANNE),
        FollowersTold(("q",), (ANNE,)),
        LetterQueued("l1", ANNE, "Bonjour"),
        LetterSettled("l1", "sent"),
        LetterPutBack("l1", NOON),
        Noticed("x", "y"),
        NoteKept(NOTE),
        NoteEdited(ANNE, "n1", "Une autre."),
        NoteShared(ANNE, "n1"),
        NoteWithdrawn(ANNE, "n1"),
        NoteDeleted(ANNE, "n1"),
        QuestionForgotten("q1"),
        Given(GIFT),
        Decided("g1", "published"),
        Exchanged("g1", (("Où ?", ""),), "asked_back"),
        DocumentForgotten("theme/text"),
        TakenBack(ANNE, "g1"),
        AskedIn("a1", ANNE, "Anne"),
        AdminDid(1, "banned", "3"),
        Drafted("b1", ANNE, "Bonjour"),
    ]


def filled() -> dict[str, object]:
    """A value for every column that must have one, by its name in any of these tables."""
    texts = ("thread", "zone", "territory", "inactive_reason", "question_id", "question", "kind", "state", "reason")
    switches = ("in_group", "weekly", "silent", "august_off", "paused")
    days = ("day", "since", "written_on")
    moments = ("due_utc", "next_due_utc", "at_utc", "until_utc", "asked_at", "given_at", "queued_at", "not_before")
    return {
        **dict.fromkeys(texts, "x"),
        **dict.fromkeys(switches, False),
        **dict.fromkeys(days, NOON.date()),
        **dict.fromkeys(moments, NOON),
        **{"time": "08:30", "days": "12345", "themes": [], "enjeux": [], "seed": 1, "round": 0, "unanswered": 0},
        **{"id": "x", "text": "x", "theme": "x", "about": "x", "document": "x", "reply": "x"},
        **{
            "answers": [],
            "exchange": [],
            "may_publish": True,
            "buttons": [],
            "batch": "x",
            "name": "x",
            "recipients": 1,
        },
    }
