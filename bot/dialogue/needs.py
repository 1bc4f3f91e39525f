"""Needs that no corpus of texts meets: amounts, deadlines, addresses, the law in force, jobs, templates."""

from __future__ import annotations

import re

from bot.dialogue.expressions import Expression
from bot.dialogue.intents import Need
from bot.dialogue.phrases import phrases
from bot.dialogue.view import View
from bot.dialogue.wording import is_content

_NEEDS: tuple[Need, ...] = ("job", "law", "deadline", "amount", "template", "phone", "other")

_OF_WHAT_IS_LED: tuple[Need, ...] = ("job", "deadline")
"""Needs that a question on how something is led does not have: "comment animer la prochaine réunion ?"."""


def beyond(said: str, view: View) -> Need | None:
    """The need out of reach that a plain form speaks of, in words of which the corpus lacks one."""
    # "Écris-moi un mail" asks for work, not for an address.
    made = phrases().patterns["made_for_them"].find(said)
    if made is not None and _is_lacking(made, view):
        return "other"
    spoken_of = phrases().expressions.named(said)
    led = phrases().matches("how_led", said)
    needs = (need for need in _NEEDS if need in spoken_of and not (led and need in _OF_WHAT_IS_LED))
    return next((need for need in needs for one in phrases().needs[need] if _lacks(one, said, view)), None)


def _lacks(expression: Expression, text: str, view: View) -> bool:
    return any(_is_lacking(match, view) for match in expression.finditer(text))


def _is_lacking(match: re.Match[str], view: View) -> bool:
    said = match.group()
    if any(is_content(form) and not form.isdigit() and not view.says(form) for form in said.split()):
        return True
    # Ordinary words that only together name the need: "prochaine réunion".
    return match.lastgroup == "together" and not view.says(match.group("together"))
