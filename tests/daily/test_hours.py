"""The hours that people type are understood, or asked again: never guessed."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.hours import read_hour, said_hour
from bot.daily.numbers import WORDS, value_of

HOURS = [
    ("8h", time(8)),
    ("8h15", time(8, 15)),
    ("8 h 30", time(8, 30)),
    ("8\u202fh\u00a030", time(8, 30)),
    ("08:30", time(8, 30)),
    ("8.30", time(8, 30)),
    ("08H30", time(8, 30)),
    ("8h30min", time(8, 30)),
    ("8 heures", time(8)),
    ("8heures", time(8)),
    ("8 hrs", time(8)),
    ("midi", time(12)),
    ("Midi !", time(12)),
    ("midi et demi", time(12, 30)),
    ("midi et quart", time(12, 15)),
    ("midi trente", time(12, 30)),
    ("midi moins le quart", time(11, 45)),
    ("minuit", time(0)),
    ("minuit moins le quart", time(23, 45)),
    ("24h", time(0)),
    ("0h30", time(0, 30)),
    ("7h du soir", time(19)),
    ("19h du soir", time(19)),
    ("8h du matin", time(8)),
    ("8 du mat", time(8)),
    ("2h de l’après-midi", time(14)),
    ("12h de l'après-midi", time(12)),
    ("7 pm", time(19)),
    ("7:45 pm", time(19, 45)),
    ("8 am", time(8)),
    ("19 heures", time(19)),
    ("vers 9h", time(9)),
    ("plutôt vers neuf heures", time(9)),
    ("à huit heures précises", time(8)),
    ("huit heures et demie", time(8, 30)),
    ("huit heures et quart", time(8, 15)),
    ("neuf heures moins dix", time(8, 50)),
    ("9h moins le quart", time(8, 45)),
    ("vingt heures trente", time(20, 30)),
    ("vingt et une heures", time(21)),
    ("dix-huit heures quarante-cinq", time(18, 45)),
    ("dix huit heures", time(18)),
    ("change l'heure pour 7h45", time(7, 45)),
    ("mets-le à 18h s'il te plaît", time(18)),
    ("demain à 8h", time(8)),
    ("8h, oui 8h", time(8)),
    ("8", time(8)),
    ("à 18", time(18)),
]
NO_HOURS = [
    "",
    "bonjour",
    "dans 2 heures",
    "dans deux heures",
    "pendant 8h",
    "depuis 8h",
    "toutes les 8 heures",
    "3 heures par jour",
    "8h/jour",
    "une heure plus tard",
    "un quart d'heure",
    "25h",
    "24h30",
    "8h75",
    "8:60",
    "12h du soir",
    "13h du matin",
    "entre 8h et 9h",
    "8h ou 9h",
    "le 8 mars",
    "08/30",
    "18h30h",
    "2026-03-02",
    "plus tard",
    "demain matin",
    "100",
]


@pytest.mark.parametrize(("typed", "meant"), HOURS)
def test_an_hour_is_understood(typed: str, meant: time) -> None:
    assert read_hour(typed) == meant


@pytest.mark.parametrize("typed", NO_HOURS)
def test_what_is_no_hour_of_the_day_is_not_taken_for_one(typed: str) -> None:
    assert read_hour(typed) is None


@given(st.times())
def test_every_hour_that_we_say_is_read_back(hour: time) -> None:
    hour = hour.replace(second=0, microsecond=0)
    assert read_hour(said_hour(hour)) == hour


@given(
    st.integers(0, 23), st.integers(0, 59), st.sampled_from(["{}h{:02}", "{}:{:02}", "à {} h {:02}", "{} heures {}"])
)
def test_every_hour_in_figures_is_read(hour: int, minute: int, form: str) -> None:
    assert read_hour(form.format(hour, minute)) == time(hour, minute)


@given(st.sampled_from(sorted(WORDS)), st.sampled_from(sorted(WORDS)))
def test_every_hour_in_words_is_read(hour: str, minute: str) -> None:
    if value_of(hour) < 24:
        assert read_hour(f"{hour} heures {minute}") == time(value_of(hour), value_of(minute))


@given(st.text(max_size=40))
def test_no_text_is_too_strange(text: str) -> None:
    read = read_hour(text)
    assert read is None or read.second == 0
