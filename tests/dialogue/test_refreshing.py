"""L'équipe éditoriale met le corpus à jour depuis la conversation : aperçu, mise en ligne, retour en arrière."""

from __future__ import annotations

from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from bot.dialogue.admin.refusing import sentence
from bot.editorial.library import Served
from bot.editorial.prepared import Guarded
from bot.editorial.refusals import Reason, Refused
from bot.messages import Address, Attachment, Message, TooLarge
from bot.store import Store
from bot.store.audit_log import latest
from bot.texts import has_text
from corpus.sources.model import Trouble
from tests.corpus.sources.making import zipped
from tests.dialogue.editors import JEANNE, Editor, file_of, labels, sentences

WINTER = (
    "---\ntitle: Le premier hiver\nsection: ressource\ndate: 2024-05-06\n---\n\nLe premier hiver décide du reste.\n"
)
QUESTION = (
    '{"id": "q1", "question": "C\'est quoi un logement passerelle ?", "kind": "definition",'
    ' "expected": [{"section": "definition", "must_contain": "est un logement meublé que la commune loue"}]}\n'
)
WAYS = ["Mettre en ligne", "Abandonner"]
NOTHING_DONE = "Le corpus en ligne n’a pas changé."


@pytest.fixture
def editor(tmp_path: Path, store: Store) -> Editor:
    return Editor(tmp_path, store)


async def published(editor: Editor) -> None:
    """A first version of the folder is served."""
    await editor.says("/rafraichir")
    await editor.presses("Mettre en ligne")


async def test_a_typo_is_corrected_in_three_actions_after_the_question(editor: Editor) -> None:
    await editor.says("C'est quoi un logement passerelle ?")
    given = file_of(await editor.presses("Télécharger la source (.md)"))
    assert given.name == "definition.md"
    corrected = given.content.decode().replace("un logement meublé", "un logement équipé")
    reply = await editor.sends(given.name, corrected)
    assert "1 document modifié. Le corpus aurait 12 documents." in sentences(reply)
    [changed] = [text for text in sentences(reply) if "avant" in text]
    assert changed.splitlines()[0] == "De quoi parle-t-on ? (definition.md)"
    assert "avant\u00a0: Un logement passerelle est un logement meublé que" in changed
    assert "après\u00a0: Un logement passerelle est un logement équipé que" in changed
    assert labels(reply) == WAYS
    assert "un logement équipé" not in editor.served
    assert sentences(await editor.presses("Mettre en ligne"))[0].startswith("C’est en ligne")
    assert "un logement équipé" in editor.served
    reply = await editor.presses("Lire le document")
    assert reply.quotes[0].title.startswith("De quoi parle-t-on")
    assert any("un logement équipé" in quote.text for quote in reply.quotes)


async def test_it_says_how_far_it_is(editor: Editor) -> None:
    await editor.says("/rafraichir")
    assert editor.shown[0].startswith("Étape 1 sur 5\u00a0: lecture ")
    assert editor.shown[-1] == "Étape 5 sur 5\u00a0: vérification des questions d’essai…"
    assert [text[:13] for text in editor.shown if str(editor.source) in text] == ["Étape 1 sur 5"]


@pytest.mark.parametrize(
    "asked", ["/rafraichir", "/actualiser", "mets à jour le corpus", "rafraîchis le corpus s'il te plaît"]
)
async def test_what_the_sources_changed_is_shown_and_served_once_confirmed(editor: Editor, asked: str) -> None:
    await published(editor)
    editor.replace("contexte.md", "Reste la question du toit.", "Reste la question du logement.")
    (editor.source / "premier-hiver.md").write_text(WINTER, "utf-8")
    (editor.source / "participer.md").unlink()
    reply = await editor.says(asked)
    said = sentences(reply)
    assert "1 document modifié, 1 document nouveau et 1 document retiré. Le corpus aurait 12 documents." in said
    assert "Le premier hiver (premier-hiver.md)" in said
    assert any(text.endswith("(participer.md)") for text in said)
    assert (reply.intent, labels(reply)) == ("admin_refresh", WAYS)
    await editor.presses("Mettre en ligne")
    assert "Le premier hiver décide du reste." in editor.served


async def test_nothing_new_is_said(editor: Editor) -> None:
    await published(editor)
    reply = await editor.says("/rafraichir")
    assert sentences(reply)[0].startswith("Il n’y a rien à mettre en ligne")
    assert labels(reply) == []


async def test_what_is_given_up_is_gone(editor: Editor) -> None:
    await editor.sends("premier-hiver.md", WINTER)
    preview = editor.last
    assert sentences(await editor.presses("Abandonner")) == ["C’est abandonné. " + NOTHING_DONE]
    editor.last = preview
    reply = await editor.presses("Mettre en ligne")
    assert sentences(reply) == ["Cet aperçu n’existe plus. Préparez-le de nouveau.", NOTHING_DONE]
    assert labels(reply) == ["Relire les sources"]


@pytest.mark.parametrize("typed", ["mettre en ligne", "Oui", "ok, mettez en ligne", "je confirme"])
async def test_the_buttons_of_a_preview_may_be_typed(editor: Editor, typed: str) -> None:
    assert labels(await editor.sends("premier-hiver.md", WINTER)) == WAYS
    assert sentences(await editor.says(typed))[0].startswith("C’est en ligne")
    assert "Le premier hiver décide du reste." in editor.served


@pytest.mark.parametrize("typed", ["abandonner", "non", "Annulez", "laisse tomber"])
async def test_a_preview_is_given_up_in_words(editor: Editor, typed: str) -> None:
    await editor.sends("premier-hiver.md", WINTER)
    assert sentences(await editor.says(typed)) == [f"C’est abandonné. {NOTHING_DONE}"]


async def test_a_yes_to_something_else_publishes_nothing(editor: Editor) -> None:
    await editor.sends("premier-hiver.md", WINTER)
    await editor.says("C'est quoi un logement passerelle ?")
    await editor.says("oui")
    assert "Le premier hiver décide du reste." not in editor.served


async def test_a_step_back_is_agreed_to_in_words(editor: Editor) -> None:
    await published(editor)
    await editor.sends("premier-hiver.md", WINTER)
    await editor.says("mettre en ligne")
    await editor.says("/retablir")
    assert sentences(await editor.says("non")) == [NOTHING_DONE]
    await editor.says("/retablir")
    await editor.says("oui")
    assert "Le premier hiver décide du reste." not in editor.served


async def test_confirming_twice_is_harmless(editor: Editor) -> None:
    await editor.sends("premier-hiver.md", WINTER)
    preview = editor.last
    first = sentences(await editor.presses("Mettre en ligne"))
    editor.last = preview
    assert sentences(await editor.presses("Mettre en ligne"))[0] == first[0]


async def test_of_two_previews_the_one_that_comes_late_is_refused(editor: Editor) -> None:
    await editor.sends("premier-hiver.md", WINTER)
    late = editor.last
    await editor.sends("ete.md", WINTER.replace("hiver", "été"))
    await editor.presses("Mettre en ligne")
    editor.last = late
    reply = await editor.presses("Mettre en ligne")
    assert sentences(reply) == ["Le corpus a changé depuis cet aperçu. Préparez-le de nouveau.", NOTHING_DONE]
    assert "Le premier été" in editor.served
    assert "Le premier hiver" not in editor.served


async def test_when_more_than_a_third_would_vanish_it_takes_a_button_of_its_own(editor: Editor) -> None:
    await published(editor)
    for path in sorted(editor.source.glob("enjeu*.md")):
        path.unlink()
    reply = await editor.says("/rafraichir")
    assert sentences(reply)[-1].startswith("Attention\u00a0: 5 documents sur 12 disparaîtraient, plus d’un tiers.")
    assert labels(reply) == ["Mettre en ligne quand même", "Abandonner"]
    await editor.says("oui")
    assert len(editor.library.current.corpus.themes[0].documents) == 12
    await editor.says("/rafraichir")
    await editor.presses("Mettre en ligne quand même")
    assert len(editor.library.current.corpus.themes[0].documents) == 7


async def test_a_file_that_cannot_be_read_is_one_clear_sentence(editor: Editor) -> None:
    before = editor.library.current
    for name, content, why in (
        ("photo.heic", b"\0\1", "Je ne lis pas ce genre de fichier (photo.heic)."),
        ("abime.zip", b"PK\3\4 rien", "Le fichier abime.zip est abîmé ou dangereux."),
        ("vide.md", b"  \n", "vide.md ne contient aucun texte."),
    ):
        said = sentences(await editor.sends(name, content))
        assert said[0].startswith(why)
        assert said[1:] == [NOTHING_DONE]
    assert editor.library.current is before


async def test_a_broken_header_is_named_with_its_line(editor: Editor) -> None:
    broken = WINTER.replace("section: ressource", "section: recette")
    said = sentences(await editor.sends("premier-hiver.md", broken))
    assert said[0].endswith("ce document ne se lit pas. Le corpus en ligne n’a pas changé.")
    assert said[-1].startswith(
        "premier-hiver.md, ligne 3\u00a0: la section («\u00a0section:\u00a0») doit être contexte"
    )
    assert labels(editor.last) == []


PAGE = "---\ntitle: Une page\nsection: ressource\n---\n\nUn texte de la page.\n"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "x.zip",
            zipped({"x.md": PAGE, "cr.docx": "..."}),
            "cr.docx\u00a0: ce n’est pas un .md, il est laissé de côté\u00a0; envoyez-le seul",
        ),
        (
            "x.zip",
            zipped({"x.md": PAGE, "a/x.md": PAGE}),
            "x.md\u00a0: un autre fichier porte ce nom\u00a0; le premier seul est pris",
        ),
        (
            "x.md",
            PAGE.replace("Un texte", "Un été").encode("cp1252"),
            "x.md, ligne 6\u00a0: vérifiez les accents, le fichier n’est pas en UTF-8",
        ),
        (
            "x.md",
            PAGE.replace("Une page", "Une page : la nôtre"),
            "x.md, ligne 2\u00a0: la valeur du champ «\u00a0title\u00a0» est à mettre entre guillemets",
        ),
        ("x.md", PAGE.replace("Un texte de la page.", ""), "x.md\u00a0: aucun texte ne s’y lit"),
    ],
)
async def test_what_deserves_a_look_is_said_in_words(
    editor: Editor, name: str, content: str | bytes, said: str
) -> None:
    reply = await editor.sends(name, content)
    assert sentences(reply)[sentences(reply).index("À relire\u00a0:") + 1] == said


async def test_an_archive_without_a_text_of_ours_or_too_large_says_which(editor: Editor) -> None:
    reply = await editor.sends("x.zip", zipped({"cr.docx": "..."}))
    assert sentences(reply)[0].startswith("x.zip ne contient aucun fichier .md.")
    reply = await editor.sends("x.zip", zipped({"x.md": b"a" * 2**26}))
    assert sentences(reply)[0] == "x.zip dépasse la taille permise (20\u00a0Mo)."


async def test_a_broken_file_in_the_place_of_a_document_takes_a_button_of_its_own(editor: Editor) -> None:
    reply = await editor.sends("contexte.md", WINTER.replace("section: ressource", "section: recette"))
    assert sentences(reply)[-1].startswith("Attention\u00a0: contexte.md ne se lit pas")
    assert labels(reply) == ["Mettre en ligne quand même", "Abandonner"]


async def test_a_file_of_another_kind_becomes_a_document_of_its_name(editor: Editor) -> None:
    html = "<html><body><h1>Le premier hiver</h1><p>Le premier hiver décide du reste.</p></body></html>"
    reply = await editor.sends("premier-hiver.html", html)
    assert "Le premier hiver (premier-hiver.md)" in sentences(reply)
    await editor.presses("Mettre en ligne")
    assert "Le premier hiver décide du reste." in editor.served


async def test_a_long_difference_is_whole_in_a_file(editor: Editor) -> None:
    reply = await editor.says("/rafraichir")
    said = sentences(reply)
    assert "12 documents nouveaux. Le corpus aurait 12 documents." in said
    assert "… et 7 autres." in said
    whole = file_of(reply)
    assert whole.name == "apercu.md"
    assert all(f"({path.name})" in whole.content.decode() for path in editor.source.glob("*.md"))


async def test_one_step_back_is_asked_first(editor: Editor) -> None:
    await published(editor)
    await editor.sends("premier-hiver.md", WINTER)
    await editor.presses("Mettre en ligne")
    reply = await editor.says("/retablir")
    assert sentences(reply) == [
        "La version 2 est en ligne depuis sa préparation du 2 mars 2026 (13 documents). Revenir à celle d’avant\u00a0?"
    ]
    assert "Le premier hiver" in editor.served
    asked = editor.last
    assert sentences(await editor.presses("Revenir à la version d’avant")) == [
        "C’est fait\u00a0: la version 1 est de nouveau en ligne, à la place de la version 2."
    ]
    assert "Le premier hiver" not in editor.served
    editor.last = asked
    again = sentences(await editor.presses("Revenir à la version d’avant"))
    assert again == ["Une autre version est en ligne entre-temps\u00a0: la version 1. Rien n’a été fait."]
    editor.last = asked
    kept = await editor.presses("Ne rien changer")
    assert (sentences(kept), kept.edits) == ([NOTHING_DONE], True)


async def test_the_first_correction_of_a_folder_is_undone_too(editor: Editor) -> None:
    await editor.sends("premier-hiver.md", WINTER)
    await editor.presses("Mettre en ligne")
    await editor.says("/retablir")
    said = sentences(await editor.presses("Revenir à la version d’avant"))
    assert said == ["C’est fait\u00a0: le corpus d’origine est de nouveau en ligne, à la place de la version 1."]
    assert "Le premier hiver" not in editor.served
    assert (await editor.says("C'est quoi un logement passerelle ?")).quotes


async def test_without_a_version_before_there_is_no_step_back(editor: Editor) -> None:
    for asked in ("/retablir", "revenir à la version précédente du corpus"):
        assert sentences(await editor.says(asked)) == ["Aucune version d’avant n’est gardée.", NOTHING_DONE]


async def test_how_a_document_is_added_is_said(editor: Editor) -> None:
    assert sentences(await editor.says("ajoute un document au corpus"))[0].startswith("Envoyez-moi le fichier")


async def test_a_file_that_the_messenger_does_not_hand_out_is_said(editor: Editor) -> None:
    for error, said in (
        (
            TooLarge(20),
            "«\u00a0gros.zip\u00a0» est trop lourd\u00a0: je ne peux pas lire de fichier de plus de 20 Mo.",
        ),
        (OSError("x"), "Je n’ai pas pu recevoir «\u00a0gros.zip\u00a0»."),
    ):

        async def read(error: OSError = error) -> bytes:
            raise error

        message = Message(JEANNE, JEANNE, file=Attachment("gros.zip", 1, read))
        assert sentences(await editor.dialogue.respond(message))[0].startswith(said)


async def test_nobody_else_is_shown_any_of_it(tmp_path: Path, store: Store) -> None:
    editor = Editor(tmp_path, store)
    await editor.sends("premier-hiver.md", WINTER)
    preview = editor.last
    editor.person = Address("telegram", "666")
    reply = await editor.says("C'est quoi un logement passerelle ?")
    assert "Télécharger la source (.md)" not in labels(reply)
    for label in WAYS:
        editor.last = preview
        assert sentences(await editor.presses(label)) == ["Cette action est réservée à l’équipe éditoriale."]
    for asked in ("/rafraichir", "/retablir"):
        assert sentences(await editor.says(asked)) == ["Cette action est réservée à l’équipe éditoriale."]
    assert sentences(await editor.says("mets à jour le corpus")) == [
        "La mise à jour du corpus est réservée à l’équipe éditoriale."
    ]
    assert editor.shown == []
    assert "Le premier hiver" not in editor.served


@pytest.mark.parametrize("reason", [one for part in get_args(Reason) for one in get_args(part) or (part,)])
def test_every_refusal_has_its_sentence(reason: Reason) -> None:
    said = sentence(Refused(reason, "x", "le-document.md", "5/12"))
    assert said.endswith((".", "…"))
    assert "{" not in said


def test_every_guard_has_its_sentence() -> None:
    reasons = get_args(get_type_hints(Guarded)["reason"])
    assert [reason for reason in reasons if not has_text(f"guard-{reason}")] == []


def test_no_refusal_of_a_source_is_forgotten() -> None:
    assert [reason for reason in get_args(Trouble) if not has_text(f"refused-{reason}")] == []


async def test_what_the_source_changed_beneath_a_correction_is_told(editor: Editor) -> None:
    await published(editor)
    text = (editor.source / "definition.md").read_text("utf-8")
    await editor.sends("definition.md", text.replace("un logement meublé", "un logement équipé"))
    await editor.presses("Mettre en ligne")
    editor.replace("definition.md", "à un loyer modéré", "à petit loyer")
    said = sentences(await editor.says("/rafraichir"))
    assert "definition.md\u00a0: la source a changé ce document depuis\u00a0; c’est le vôtre qui est gardé" in said
    assert "un logement équipé" in editor.served


async def test_a_typo_mended_in_a_wanted_passage_loses_no_question(editor: Editor) -> None:
    (editor.source / "questions.jsonl").write_text(QUESTION, "utf-8")
    await published(editor)
    text = (editor.source / "definition.md").read_text("utf-8")
    said = sentences(await editor.sends("definition.md", text.replace("un logement meublé", "un logement équipé")))
    assert "Questions d’essai qui ne trouveraient plus leur réponse\u00a0:" not in said
    without = "\n\n".join(part for part in text.split("\n\n") if "passerelle" not in part)
    assert "C'est quoi un logement passerelle ?" in sentences(await editor.sends("definition.md", without))


async def test_what_was_done_is_in_the_log_and_nobody_named(editor: Editor) -> None:
    await published(editor)
    await editor.sends("entretien-jeanne.md", WINTER)
    preview = editor.last
    for _ in range(2):
        editor.last = preview
        await editor.presses("Mettre en ligne")
    await editor.says("/retablir")
    await editor.presses("Revenir à la version d’avant")
    log = await editor.store.read(lambda connection: latest(connection, 10))
    assert [(entry.did.action, entry.did.details) for entry in log] == [
        ("corpus refreshed", "version 1"),
        ("corpus refreshed", "version 2"),
        ("corpus stepped back", "version 1"),
    ]


async def test_what_is_in_place_and_cannot_be_served_yet_is_said_and_noted(editor: Editor) -> None:
    def fails(served: Served) -> None:
        raise MemoryError

    editor.library.make_ready.append(fails)
    await editor.says("/rafraichir")
    said = sentences(await editor.presses("Mettre en ligne"))
    assert said == [
        "La version 1 est en place, mais ne peut pas encore être servie. J’essaie de nouveau chaque minute."
    ]
    log = await editor.store.read(lambda connection: latest(connection, 10))
    assert [(entry.did.action, entry.did.details) for entry in log] == [("corpus refreshed", "version 1")]


async def test_each_sentence_stands_beside_the_one_that_it_was(editor: Editor) -> None:
    text = (editor.source / "entretien-bastien-orsoni.md").read_text("utf-8").replace("Nous", "Elles")
    [changed] = [one for one in sentences(await editor.sends("entretien-bastien-orsoni.md", text)) if "avant" in one]
    said = [line.partition("\u00a0: ")[0] for line in changed.splitlines()[1:]]
    assert said == ["avant", "après"] * (len(said) // 2)
    assert len(said) >= 4


async def test_what_is_missing_is_named_by_its_numbers(editor: Editor) -> None:
    (editor.source / "enjeu-2-questions-2.md").unlink()
    (editor.source / "enjeu-3-questions-1.md").unlink()
    said = sentences(await editor.says("/rafraichir"))
    start = said.index("Manques dans les fiches\u00a0:")
    assert said[start + 1 : start + 4] == [
        "enjeu 1, fiches absentes\u00a0: 2",
        "enjeu 2\u00a0: aucune fiche",
        "enjeu 3\u00a0: aucune fiche",
    ]


async def test_a_change_far_into_a_long_sentence_is_seen(editor: Editor) -> None:
    long = WINTER.replace("Le premier hiver décide", f"Le premier hiver, {'on le sait bien, ' * 30}décide")
    await editor.sends("premier-hiver.md", long)
    await editor.presses("Mettre en ligne")
    mended = await editor.sends("premier-hiver.md", long.replace("du reste", "du lendemain"))
    [changed] = [one for one in sentences(mended) if "avant" in one]
    before, after = changed.splitlines()[1:]
    assert before.startswith("avant\u00a0: …\u00a0")
    assert before.endswith("décide du reste.")
    assert after.endswith("décide du lendemain.")
    assert max(map(len, (before, after))) < 260


async def test_links_that_were_too_many_to_follow_are_counted(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.sources.links.ASKED_AT_MOST", 0)
    hosts = "refresh:\n  allowed_hosts: [127.0.0.1]\n  private_hosts: [127.0.0.1]\n"
    (tmp_path / "config.yaml").write_text(hosts, "utf-8")
    editor = Editor(tmp_path, store)
    await published(editor)
    text = (editor.source / "definition.md").read_text("utf-8")
    await editor.sends("definition.md", f"{text}\n\nVoir [la lettre](http://127.0.0.1:9/lettre).\n")
    assert "Un autre lien n’a pas été suivi." in sentences(editor.last)
