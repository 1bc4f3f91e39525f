"""Needs that no corpus of texts meets: amounts, deadlines, addresses, the law in force, jobs."""

from __future__ import annotations

from bot.dialogue.expressions import Expression
from bot.dialogue.intents import Need
from bot.dialogue.phrases import phrases
from bot.dialogue.view import View
from bot.dialogue.wording import is_content

_NEEDS: tuple[Need, ...] = ("job", "law", "deadline", "amount", "phone", "other")


def beyond(said: str, view: View) -> Need | None:
    """The need out of reach that a plain form speaks of, in words of which the corpus lacks one."""
    spoken_of = phrases().expressions.named(said)
    # "Écris-moi un mail" asks for work, not for an address.
    made = phrases().matches("made_for_them", said)
    needs = sorted((need for need in _NEEDS if need in spoken_of), key=lambda need: not (made and need == "other"))
    return next((need for need in needs for one in phrases().needs[need] if _lacks(one, said, view)), None)


def _lacks(expression: Expression, text: str, view: View) -> bool:
    for match in expression.finditer(text):
        said = match.group()
        if any(is_content(form) and not form.isdigit() and not view.says(form) for form in said.split()):
            return True
        # Ordinary words that only together name the need: "prochaine réunion".
        if match.lastgroup == "together" and not view.says(match.group("together")):
            return True
    return False
