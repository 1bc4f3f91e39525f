"""In the terminal, numbers press buttons and unfold passages, words are marked, and no text acts on the screen."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions import Action
from bot.channels.plain import Line, lines_of, plain, reply_lines, showable, unwrapped
from bot.channels.terminal import Conversation, printer, save_files
from bot.messages import (
    Address,
    Button,
    File,
    Heading,
    Listing,
    Message,
    Paragraph,
    Picture,
    Progress,
    Quote,
    Reply,
    silent,
)

ANNE = Address("terminal", "anne")
OPEN = Quote("a" * 10, "Les pommes", "Elles mûrissent\nen septembre.", "Verger · contexte", marks=((6, 15), (19, 28)))
FOLDED = Quote(
    "b" * 10, "Jeanne Poirier", "« Les poires ! »", "Entretien", "https://verger.example/p", titled=True, folded=True
)


@dataclass(frozen=True, slots=True)
class Press(Action, prefix="test-press"):
    what: str


ANSWER = Reply(
    (Paragraph("Voici."), OPEN, FOLDED),
    (
        Button("Voir la suite", Press("more")),
        Button("Le site", url="https://verger.example"),
        Button("Copier", copy="« Elles » (Verger)"),
    ),
)


class Gardener:
    """A dialogue that gives the same answer to everything, and keeps what it heard."""

    def __init__(self, reply: Reply = ANSWER) -> None:
        self.reply = reply
        self.heard: list[Message] = []

    async def respond(self, message: Message, progress: Progress = silent) -> Reply:
        self.heard.append(message)
        if message.text == "panne":
            raise RuntimeError("panne")
        return self.reply


def test_in_a_pipe_everything_stands_in_full_and_the_buttons_below() -> None:
    lines = Conversation(Gardener(), ANNE).laid_out(ANSWER)
    assert unwrapped(lines) == (
        "Voici.\n\n"
        "Les pommes\nElles mûrissent\nen septembre.\nVerger · contexte\n\n"
        "Jeanne Poirier\n« Les poires ! »\nEntretien\nhttps://verger.example/p\n\n"
        "[1] Voir la suite\n[2] Le site : https://verger.example\n[3] Copier"
    )


def test_every_quotation_stands_word_for_word_in_the_plain_text() -> None:
    assert all(quote.quoted in plain(ANSWER) for quote in ANSWER.quotes)


async def test_on_a_screen_a_folded_passage_waits_for_its_number() -> None:
    conversation = Conversation(Gardener(), ANNE, folds=True)
    shown = unwrapped(conversation.laid_out(await conversation.hear("les poires ?")))
    assert "Jeanne Poirier\nEntretien\nhttps://verger.example/p\n[4] Déplier\n" in shown
    assert "« Les poires ! »" not in shown
    unfolded = unwrapped(conversation.laid_out(await conversation.hear("4")))
    assert unfolded == "Jeanne Poirier\n« Les poires ! »\nEntretien\nhttps://verger.example/p"
    assert (await conversation.hear(" 4 ")).quotes[0].passage == FOLDED.passage, "numbers stay good"


async def test_a_number_presses_its_button() -> None:
    dialogue = Gardener()
    conversation = Conversation(dialogue, ANNE)
    await conversation.hear("bonjour")
    await conversation.hear("1")
    assert dialogue.heard == [Message(ANNE, ANNE, "bonjour"), Message(ANNE, ANNE, action=Press("more"))]
    assert plain(await conversation.hear("2")) == "https://verger.example"
    assert plain(await conversation.hear("3")) == "« Elles » (Verger)"
    assert len(dialogue.heard) == 2


@pytest.mark.parametrize("line", ["4", "0", "007", "1.", "²", "-1", "", "12345678901234567890"])
async def test_what_is_no_number_on_the_screen_is_a_message(line: str) -> None:
    dialogue = Gardener()
    conversation = Conversation(dialogue, ANNE)
    await conversation.hear("bonjour")
    await conversation.hear(line)
    assert dialogue.heard[-1] == Message(ANNE, ANNE, line)


async def test_a_failure_is_one_sentence_and_its_log_does_not_repeat_the_person(
    caplog: pytest.LogCaptureFixture,
) -> None:
    conversation = Conversation(Gardener(), ANNE)
    with caplog.at_level(logging.ERROR):
        reply = await conversation.hear("panne")
    assert plain(reply).startswith("Une erreur inattendue")
    assert caplog.records[0].getMessage() == "An answer failed"


def test_each_kind_of_block_has_its_lines() -> None:
    reply = Reply(
        (
            Heading("Titre"),
            Listing(("un", "deux")),
            Listing(("un", "deux"), numbered=True),
            Picture(b"", "Un graphique : 3 questions."),
            File("corpus.md", b"", "Votre export."),
            File("seul.md", b""),
            Quote("c" * 10, "", "Sans titre.", ""),
        )
    )
    assert plain(reply).split("\n\n") == [
        "Titre",
        "- un\n- deux",
        "1. un\n2. deux",
        "Un graphique : 3 questions.",
        "Votre export.\nFichier\u00a0: corpus.md",
        "Fichier\u00a0: seul.md",
        "Sans titre.",
    ]
    assert plain(Reply(())) == ""


def test_marks_follow_their_words_over_line_ends() -> None:
    quote = Quote("d" * 10, "", "ab cd\nef gh", "", marks=((3, 8), (9, 11)))
    assert [line.marks for line in lines_of(quote)] == [((3, 5),), ((0, 2), (3, 5))]


@given(st.text(max_size=60), st.data())
def test_marked_words_are_the_same_words_after_layout(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = Quote("e" * 10, "", text, "", marks=((start, end),))
    lines = lines_of(quote)
    marked = [line.text[a:b] for line in lines for a, b in line.marks]
    assert "".join(marked) == showable(text)[start:end].replace("\n", "")
    assert "\n".join(line.text for line in lines) == showable(text)


@given(st.text())
def test_nothing_shown_acts_on_the_terminal(text: str) -> None:
    shown = showable(text)
    assert len(shown) == len(text)
    assert showable(shown) == shown
    assert not set(shown) & set("\x00\x07\x08\r\x1b\x7f\x9b\u202e\u2066\ud800")
    assert shown.encode().decode() == shown


def printed(lines: list[Line], monkeypatch: pytest.MonkeyPatch, columns: int) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen = io.StringIO()
    monkeypatch.setattr("sys.stdout", screen)
    printer()(lines)
    return screen.getvalue()


def test_on_a_screen_lines_wrap_and_matched_words_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Elles mûrissent en septembre, et les poires tardives se gardent jusqu'au printemps au cellier."
    out = printed(lines_of(Quote("f" * 10, "Les pommes", text, "", marks=((6, 15),))), monkeypatch, 40)
    assert "\x1b[1;4mmûrissent\x1b[0m" in out
    assert "\x1b[1mLes pommes\x1b[0m" in out
    assert max(len(line) for line in out.replace("\x1b[1;4m", "").replace("\x1b[0m", "").splitlines()) <= 40


@pytest.mark.parametrize("text", ["les années\u00a0?", "les années ?", "le mot\u202f; ", "deux « années »", "« ici »"])
def test_no_line_begins_with_a_mark_that_french_sets_after_a_space(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in range(11, 16):
        out = printed([Line(text)], monkeypatch, columns)
        assert "".join(out.split()) == "".join(text.split())
        assert not any(line.startswith(("?", ";", "»")) for line in out.splitlines())
        assert not any(line.rstrip().endswith("«") for line in out.splitlines())
        assert (text.count("\u00a0"), text.count("\u202f")) == (out.count("\u00a0"), out.count("\u202f"))


def test_markup_emoji_codes_and_escapes_are_shown_not_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    out = printed(
        reply_lines(Reply((Paragraph("[red]a[/red] :smile: \x1b[2J https://x.example 42"),))), monkeypatch, 80
    )
    assert out == "[red]a[/red] :smile: \ufffd[2J https://x.example 42\n"


def test_a_file_is_saved_where_it_is_said_and_nowhere_else(tmp_path: Path) -> None:
    reply = Reply((File("../../carnet.md", b"# Carnet"), Paragraph("Voilà.")))
    assert save_files(reply, tmp_path / "files") == [
        Line(f"Fichier enregistré\u00a0: {tmp_path / 'files' / 'carnet.md'}")
    ]
    assert (tmp_path / "files" / "carnet.md").read_bytes() == b"# Carnet"


async def test_a_file_is_sent_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ma fiche.md"
    path.write_bytes(b"# Fiche")
    dialogue = Gardener()
    conversation = Conversation(dialogue, ANNE)
    for typed in (str(path), f"'{path}'", f' "{path}" '):
        await conversation.hear(f"/envoyer {typed}")
        file = dialogue.heard[-1].file
        assert file is not None
        assert (file.name, file.size, await file.read()) == ("ma fiche.md", 7, b"# Fiche")
        assert dialogue.heard[-1].text == ""


@pytest.mark.parametrize(
    "typed", ["/envoyer", "/envoyer nulle-part.md", "/envoyer .", "/envoyer \0", f"/envoyer {'a' * 300}"]
)
async def test_a_path_without_a_file_is_said(typed: str) -> None:
    dialogue = Gardener()
    assert plain(await Conversation(dialogue, ANNE).hear(typed)).startswith("Il n’y a pas de fichier")
    assert dialogue.heard == []


async def test_how_far_a_long_action_is_is_shown_as_it_goes() -> None:
    shown: list[str] = []

    class Works(Gardener):
        async def respond(self, message: Message, progress: Progress = silent) -> Reply:
            await progress(Reply((Paragraph("un sur deux"),)))
            return await super().respond(message)

    async def show(reply: Reply) -> None:
        shown.append(plain(reply))

    await Conversation(Works(), ANNE, progress=show).hear("chantier")
    assert shown == ["un sur deux"]
