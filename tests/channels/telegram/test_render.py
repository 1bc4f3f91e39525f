"""What a reply looks like in Telegram, and that no text of any corpus can break it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.buttons import Keyboards, citation, shortened
from bot.channels.telegram.markup import LIMIT, Run, boundary, clean, drawn_as_one, messages, units, write
from bot.channels.telegram.render import NOTHING, Attachment, Text, render
from bot.messages import Block, Button, File, Heading, Listing, Paragraph, Picture, Quote, Reply
from tests.doubles.telegram_html import Entity, parse

HOSTILE = [
    "<",
    ">",
    "&",
    "&amp;",
    "</b>",
    "<b>",
    '"',
    "é",
    "e\u0301",
    "🏳️‍🌈",
    "👩‍👩‍👧",
    "🇫🇷",
    "👍🏽",
    "\u200f",
    "\n",
    "\n\n",
    " ",
    "mot",
    ". ",
]
texts = st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from(HOSTILE), max_size=60).map("".join), st.just("x" * 300)
)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    text = draw(texts) * draw(st.sampled_from([1, 1, 10, 30]))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    marks = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    return Quote("abcdefghij", draw(texts), text, draw(texts), draw(st.sampled_from(["", "https://exemple.fr/?a=1&b=<2>"])),
                 marks=marks, folded=draw(st.booleans()), titled=draw(st.booleans()))  # fmt: skip


blocks = st.one_of(
    texts.map(Paragraph),
    texts.map(Heading),
    st.lists(texts, max_size=5).map(lambda items: Listing(tuple(items))),
    quotes(),
)


def shown(reply: Reply) -> list[tuple[str, tuple[Entity, ...]]]:
    return [parse(piece.html) for piece in render(reply) if isinstance(piece, Text)]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(st.lists(blocks, max_size=4))
def test_any_text_is_valid_and_within_the_limit(made: list[Block]) -> None:
    reply = Reply(tuple(made))
    for piece in render(reply):
        assert isinstance(piece, Text)
        assert units(piece.html) <= LIMIT
        plain, _ = parse(piece.html)
        assert any(unicodedata.category(sign)[0] not in "CZM" for sign in plain)


@given(
    st.lists(
        st.builds(Run, texts, st.sampled_from([(), ("b",), ("blockquote",), ("blockquote expandable", "b")])),
        max_size=6,
    )
)
def test_cutting_loses_no_visible_sign_and_cuts_no_drawn_one(runs: list[Run]) -> None:
    runs = [Run(clean(run.text), run.tags) for run in runs]
    whole = "".join(run.text for run in runs)
    parts = [parse(message)[0] for message in messages(runs, 200)]
    assert all(units(message) <= 200 for message in messages(runs, 200))
    kept = squeezed("".join(parts))
    if any(unicodedata.category(sign)[0] not in "CZM" for sign in whole):
        visible = [sign for sign in squeezed(whole) if unicodedata.category(sign)[0] not in "CZM"]
        assert [sign for sign in kept if unicodedata.category(sign)[0] not in "CZM"] == visible


@given(texts, st.integers(1, 80))
def test_a_boundary_moves_on_and_respects_the_limit(text: str, most: int) -> None:
    cut = boundary(text, most)
    assert cut <= max(most, 1)
    assert cut == len(text) or cut >= 1
    if 0 < cut < len(text) and drawn_as_one(text, cut):
        assert all(drawn_as_one(text, earlier) for earlier in range(1, min(most, len(text) - 1) + 1))


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("Un.\n\nDeux trois quatre", 8, 5),
        ("Première phrase. Deuxième phrase.", 20, 16),
        ("un deux trois", 9, 8),
        ("abcdef", 4, 4),
        ("ab👩‍👩‍👧cd", 4, 2),
        ("e\u0301e\u0301e\u0301", 3, 2),
        ("🇫🇷🇩🇪🇮🇹", 3, 2),
        ("a👍🏽b", 2, 1),
        ("❤️x", 1, 1),
    ],
)
def test_where_a_text_is_cut(text: str, most: int, cut: int) -> None:
    assert boundary(text, most) == cut


def test_a_passage_stands_under_its_title_with_its_source_linked() -> None:
    quote = Quote(
        "abcdefghij", "Titre", "Du texte à citer.", "Source, 2012", "https://exemple.fr/a?b=1&c=2", marks=((3, 8),)
    )
    [piece] = render(Reply((Paragraph("Voici :"), quote)))
    assert isinstance(piece, Text)
    assert piece.html == (
        "Voici :\n\n<b>Titre</b>\n<blockquote>Du <b>texte</b> à citer.</blockquote>\n"
        '<i><a href="https://exemple.fr/a?b=1&amp;c=2">Source, 2012</a></i>'
    )


def test_a_folded_passage_can_be_unfolded_and_keeps_its_title_when_it_is_quoted_too() -> None:
    quote = Quote("abcdefghij", "Anne Exemple", "Texte.", "Entretien", folded=True, titled=True)
    [(plain, entities)] = shown(Reply((quote,)))
    assert quote.quoted in plain
    assert entities[0] == Entity("expandable_blockquote", 0, len(quote.quoted))


def test_a_long_passage_is_cut_after_a_paragraph_and_quoted_in_both_messages() -> None:
    text = "\n\n".join(f"Paragraphe {n}. " + "mot " * 120 for n in range(20))
    parts = shown(Reply((Quote("abcdefghij", "", text, ""),)))
    assert len(parts) == 3
    for plain, entities in parts:
        assert plain.startswith("Paragraphe")
        assert entities == (Entity("blockquote", 0, units(plain)),)


def test_a_reply_with_nothing_visible_still_says_something() -> None:
    assert render(Reply((Paragraph(" \u200b"),))) == (Text(NOTHING),)


def test_halves_of_emoji_and_control_characters_are_left_out() -> None:
    assert render(Reply((Paragraph("a\ud83d\x00b\x07"),))) == (Text("ab"),)


def test_a_list_is_numbered_when_asked() -> None:
    assert render(Reply((Listing(("un", "deux"), numbered=True),))) == (Text("1. un\n2. deux"),)


def test_pictures_and_files_stand_between_texts_and_a_long_caption_follows() -> None:
    pieces = render(Reply((Paragraph("avant"), Picture(b"png", "légende"), File("a.md", b"#", "mot " * 400))))
    assert pieces[0] == Text("avant")
    assert pieces[1] == Attachment("image.png", b"png", "légende", picture=True)
    assert pieces[2] == Attachment("a.md", b"#", "", picture=False)
    assert isinstance(pieces[3], Text)


def labels(reply: Reply, keyboards: Keyboards) -> list[list[str]]:
    made = keyboards.of(reply)
    return [[key["text"] for key in row] for row in made["inline_keyboard"]] if made else []


def test_buttons_stand_two_a_row() -> None:
    buttons = tuple(Button(f"b{n}", url="https://exemple.fr") for n in range(5))
    assert labels(Reply((), buttons), Keyboards()) == [["b0", "b1"], ["b2", "b3"], ["b4"]]
    assert labels(Reply(()), Keyboards("essai_bot")) == []


def test_an_open_passage_can_be_shared_and_copied_where_there_is_room() -> None:
    quote = Quote("abcdefghij", "Titre", "Texte.", "Source")
    five = tuple(Button(f"b{n}", url="https://exemple.fr") for n in range(5))
    assert labels(Reply((quote,)), Keyboards("essai_bot")) == [["Partager", "Copier la citation"]]
    assert labels(Reply((quote,), five), Keyboards("essai_bot"))[2] == ["b4", "Partager"]
    made = Keyboards("essai_bot", inline=True).of(Reply((quote,)))
    assert made is not None
    share, copy = made["inline_keyboard"][0]
    assert share["switch_inline_query_chosen_chat"]["query"] == "p_abcdefghij"
    assert copy["copy_text"]["text"] == citation(quote) == "«\u00a0Texte.\u00a0»\nTitre. Source"
    without = Keyboards("essai_bot").of(Reply((quote,)))
    assert without is not None
    assert without["inline_keyboard"][0][0]["url"] == (
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fessai_bot%3Fstart%3Dp_abcdefghij&text=Titre"
    )


@given(texts)
def test_what_a_button_copies_fits(text: str) -> None:
    assert units(shortened(text.encode("utf-8", "ignore").decode())) <= 256


def test_a_long_citation_keeps_its_source_when_copied() -> None:
    copied = shortened("«\u00a0" + "mot " * 200 + "\u00a0»\nUn titre, 2012")
    assert copied.endswith("…\u00a0»\nUn titre, 2012")
    assert 200 < units(copied) <= 256


def test_tags_shared_by_neighbours_are_opened_once() -> None:
    assert write([Run("a", ("b",)), Run("", ("i",)), Run("c", ("b", "u"))]) == "<b>a<u>c</u></b>"
