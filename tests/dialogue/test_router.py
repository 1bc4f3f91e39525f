"""The table of cases of the router: what people write, and what it is understood as."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.dialogue.features import COMMANDS
from bot.dialogue.giving.intents import Correct, EditorWrote, Given, HandInOr, PutAside
from bot.dialogue.intents import (
    LAST,
    Browse,
    Command,
    Confirm,
    Courtesy,
    FollowUp,
    Intent,
    Notebook,
    Noted,
    OfAnswer,
    OutOfReach,
    Reason,
    Reflect,
    Setting,
    TakePart,
    Wish,
)
from bot.dialogue.question_shown import AnotherQuestion, NotNow
from bot.dialogue.router import route
from bot.dialogue.typed_buttons import TypedButton
from bot.dialogue.view import View
from bot.store.memory import Memory, Pending

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TABLE = yaml.safe_load((Path(__file__).parent / "router_cases.yaml").read_text("utf-8"))
CASES = [(entry["is"], entry.get("after", {}), said) for entry in TABLE for said in entry["says"]]
NAMES = {"ToTeam": "to the team", "MyData": "my_data", "TakeDown": "take down", "NotNoted": "not noted"}
BUTTONS = {AnotherQuestion: "another question", NotNow: "not now"}


def number(value: int) -> str:
    return "last" if value == LAST else str(value)


def described(intent: Intent) -> str:
    """An intent in the words of the table."""
    match intent:
        case Command(name, argument):
            return described(COMMANDS[name].means(argument))
        case Courtesy(kind) | Wish(kind) | TakePart(kind):
            return kind
        case Browse():
            numbers = [number(value) for value in (intent.enjeu, intent.fiche) if value is not None]
            nth = ["nth", number(intent.nth)] if intent.nth is not None else []
            words = ["of", *intent.words] if intent.words else []
            going_on = ", going on" if intent.elliptic else ""
            return " ".join(["browse", intent.place, *numbers, *nth, *words]) + going_on
        case FollowUp(step, _, value):
            return f"follow-up {step}" + (f" {number(value)}" if step == "nth" else "")
        case OutOfReach(need, _):
            return f"beyond {need}"
        case Reflect(topic):
            return f"question about {topic}" if topic else "question"
        case Notebook(do, _):
            return f"notebook {do}"
        case OfAnswer(do):
            return f"of the answer: {do}"
        case Noted(_, edits):
            return "noted, in place of another" if edits else "noted"
        case Setting(kind, _):
            return f"setting {kind}"
        case Reason(text):
            return "reason" if text else "reason, none given"
        case Given(kind, _, nothing):
            return f"given: {kind}" + (", left out" if nothing else "")
        case HandInOr(_, agreed, publish):
            return f"hand in: {'yes' if publish else 'for the team'}" if agreed else "hand in: no"
        case Correct(_, which):
            return f"correct {which}"
        case PutAside(kind, _):
            return f"put aside: {kind}"
        case EditorWrote(do, _):
            return f"the editor's word: {do}"
        case TypedButton(action):
            return BUTTONS.get(type(action), "a button")
        case Confirm(_, agreed):
            return "confirm yes" if agreed else "confirm no"
        case _:
            return NAMES.get(type(intent).__name__, type(intent).__name__.lower())


def remembered(after: dict[str, Any]) -> Memory:
    pending = Pending(after["pending"], "q1", NOW + timedelta(minutes=5)) if "pending" in after else None
    return Memory(
        after.get("question", ""), "q1" if "question" in after else "", place=after.get("place", ""), pending=pending
    )


@pytest.mark.parametrize(
    ("expected", "after", "said"), CASES, ids=[f"{i}-{case[2][:40]}" for i, case in enumerate(CASES)]
)
def test_what_a_message_is_understood_as(expected: str, after: dict[str, Any], said: str, view: View) -> None:
    assert described(route(said, remembered(after), view, NOW)) == expected


def test_the_table_is_large_and_says_nothing_twice() -> None:
    assert len(CASES) > 400
    assert len({(str(after), said) for _, after, said in CASES}) == len(CASES)


def test_what_the_person_is_in_the_middle_of_expires(view: View) -> None:
    """L'usager écrit « oui » une heure après qu'on lui a demandé de confirmer : ce n'est plus une confirmation."""
    late = Memory(pending=Pending("erase", "", NOW - timedelta(hours=1)))
    assert described(route("oui", late, view, NOW)) == "assent"


def test_a_need_is_out_of_reach_only_where_the_corpus_lacks_its_words(view: View) -> None:
    """Un corpus qui parle de salaires répond sur les salaires."""
    knowing = View(knows=lambda word: True, says=lambda words: True)
    assert described(route("Quel est le salaire moyen ?", Memory(), knowing, NOW)) == "ask"
    assert described(route("Quel est le salaire moyen ?", Memory(), view, NOW)) == "beyond job"
