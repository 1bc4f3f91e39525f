"""L'usager pose une question ; le bot montre des passages, un passage proche, ou dit qu'il n'a rien."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.messages import Address, Paragraph, Quote, Reply
from bot.settings import Settings
from bot.store import Store
from tests.dialogue.conftest import Scene, button


def said(reply: Reply) -> str:
    return "\n".join(block.text for block in reply.blocks if isinstance(block, Paragraph))


async def test_a_definition_is_shown_word_for_word_with_its_source(scene: Scene) -> None:
    reply = await scene.says("C'est quoi la mutualisation ?")
    first = reply.quotes[0]
    assert first.text.startswith("La mutualisation est le fait de faire passer un risque")
    assert (first.title, first.source) == ("Définition et points de vigilance", "Coopération")
    assert (reply.intent, reply.outcome) == ("ask", "sure")
    assert "mutualisation" in {first.text[start:end] for start, end in first.marks}


@pytest.mark.parametrize(
    "asked", ["Qu'est-ce qu'un EPCI ?", "C'est quoi un PETR ?", "définition de la gouvernance partagée"]
)
async def test_a_passage_that_names_not_what_is_to_be_defined_is_only_near(scene: Scene, asked: str) -> None:
    reply = await scene.says(asked)
    assert reply.outcome == "near"
    assert said(reply).startswith("Je n’ai pas de réponse directe.")


@pytest.mark.parametrize("asked", ["c koi la mutu", "C'est quoi l'uinversité rurale ?", "Que signifie le sigle PNR ?"])
async def test_what_is_to_be_defined_may_be_shortened_or_misspelt(scene: Scene, asked: str) -> None:
    assert (await scene.says(asked)).outcome == "sure"


@pytest.mark.parametrize(
    "asked", ["définition du vélo", "définition de SCoT", "Quelle est la définition du télétravail ?"]
)
async def test_the_definition_of_something_else_is_no_definition(scene: Scene, asked: str) -> None:
    reply = await scene.says(asked)
    assert (reply.outcome, reply.quotes) == ("nothing", ())


async def test_what_is_not_defined_is_answered_with_what_speaks_of_it(scene: Scene) -> None:
    first = (await scene.says("définition de la posture")).quotes[0]
    assert "posture" in first.text[first.marks[0][0] : first.marks[0][1]]


@pytest.mark.parametrize("typed", ["https://example.com", "www.exemple.fr/page", "2+2", "06 12 34 56 78"])
async def test_a_link_or_numbers_alone_ask_nothing(scene: Scene, typed: str) -> None:
    reply = await scene.says(typed)
    assert said(reply).startswith("Je n’ai rien pu lire dans ce message.")
    assert reply.quotes == ()


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "Qu'est-ce que {} ?",
            "qu’est ce que c'est que {} ?",
            "quest ce que {}",
            "keskecé {}",
            "{} : de quoi parle-t-on ?",
        ),
        *("explique-moi ce qu'est {}", "pouvez-vous me dire ce qu'est {} ?", "je voudrais savoir ce que c'est que {}"),
        *("expliquez {}", "parlez-moi de {}", "que désigne {} ?", "en quoi consiste {} ?", "à quoi correspond {} ?"),
        *("{} ?", "quid de {} ?", "c'est-à-dire {} ?", "{}, qu'est-ce que c'est ?"),
    ],
)
@pytest.mark.parametrize("term", ["la coopération", "la mutualisation"])
async def test_however_a_definition_is_asked_for_it_comes_first(scene: Scene, asked: str, term: str) -> None:
    reply = await scene.says(asked.format(term))
    assert reply.outcome == "sure"
    assert reply.quotes[0].text.startswith(f"{term.capitalize()} est ")


async def test_the_first_passage_is_open_and_what_is_open_stays_short(scene: Scene) -> None:
    for asked in ("Quelles sont les compétences des développeurs ?", "C'est quoi la mutualisation ?"):
        first, *rest = (await scene.says(asked)).quotes
        assert rest
        assert not first.folded
        opened = len(first.quoted) + sum(len(quote.quoted) for quote in rest if not quote.folded)
        assert opened <= max(900, len(first.quoted))


async def test_a_fiche_answers_with_questions(scene: Scene) -> None:
    reply = await scene.says("comment appréhender la relation aux élus ?")
    assert said(reply) == "Le corpus ne tranche pas\u00a0; il propose ces questions\u00a0:"
    assert reply.quotes[0].source == "Coopération · Fiche de questions, enjeu 4, n°\u00a02 · Texte coupé à la source"


async def test_who_asks_what_differs_sees_both(scene: Scene) -> None:
    for asked in ("Quelle différence entre coopération et mutualisation ?", "mutualisation ou coopération ?"):
        reply = await scene.says(asked)
        texts = " ".join(quote.text for quote in reply.quotes)
        assert "œuvre commune" in texts
        assert "faire passer un risque" in texts


async def test_an_interview_is_quoted_with_the_person_who_speaks(scene: Scene) -> None:
    reply = await scene.says("Qui est Anne Schmitter ?")
    first = reply.quotes[0]
    assert first.titled
    assert first.quoted.startswith("Anne Schmitter, directrice du Pays de Coutances dans la Manche.\n")
    assert "Entretien avec Anne Schmitter" in first.source
    assert "Texte coupé à la source" in first.source


async def test_a_misspelt_name_is_searched_as_meant_and_said(scene: Scene) -> None:
    reply = await scene.says("Schmiter")
    assert "Vouliez-vous dire «\u00a0Schmitter\u00a0»" in said(reply)
    assert reply.quotes[0].title.startswith("Anne Schmitter")


async def test_nothing_found_is_said_with_three_ways_on(scene: Scene) -> None:
    reply = await scene.says("azertyuiop qsdfghjklm")
    assert reply.outcome == "nothing"
    assert not reply.quotes
    assert said(reply).startswith("Je n’ai rien trouvé dans le corpus")
    labels = [one.label for one in reply.buttons]
    assert labels[-2:] == ["Parcourir le corpus", "Transmettre à l’équipe"]


async def test_passing_a_question_on_keeps_it_for_the_team(scene: Scene, store: Store) -> None:
    await scene.says("azertyuiop qsdfghjklm")
    reply = await scene.presses("Transmettre à l’équipe")
    assert "sans votre nom" in said(reply)


async def test_more_passages_go_on_where_the_answer_stopped(scene: Scene) -> None:
    shown = {quote.passage for quote in (await scene.says("Quelles sont les compétences des développeurs ?")).quotes}
    reply = await scene.presses("Autres passages")
    assert reply.quotes
    assert shown.isdisjoint(quote.passage for quote in reply.quotes)


async def test_the_buttons_of_a_question_asked_before_another_go_on_with_it(scene: Scene) -> None:
    old = await scene.says("Quelles sont les compétences des développeurs ?")
    more = await scene.presses("Autres passages")
    narrower = next(one.label for one in more.buttons if one.label.startswith("Seulement"))
    only = await scene.presses(narrower)
    for before, label, after in ((old, "Autres passages", more), (more, narrower, only)):
        await scene.says("Qui est Anne Schmitter ?")
        scene.last = before
        assert (await scene.presses(label)).blocks == after.blocks


async def test_the_buttons_of_an_answer_serve_the_others_of_a_group(scene: Scene) -> None:
    scene.group = Address("telegram", "-5")
    shown = {quote.passage for quote in (await scene.says("Quelles sont les compétences des développeurs ?")).quotes}
    scene.person = Address("telegram", "1002")
    reply = await scene.presses("Autres passages")
    assert reply.quotes
    assert shown.isdisjoint(quote.passage for quote in reply.quotes)


async def test_in_a_group_the_reason_is_a_reply_and_thanks_are_for_whoever_pressed(scene: Scene) -> None:
    scene.group = Address("telegram", "-5")
    answer = await scene.says("C'est quoi la mutualisation ?")
    asked = said(await scene.presses("Pas utile"))
    assert "Répondez à ce message" in asked
    assert "prochain message" not in asked
    assert said(await scene.says("trop vague", reply_to=asked)).startswith("Merci, c’est noté pour l’équipe")
    scene.last = answer
    assert (await scene.presses("Utile")).aside


async def test_the_button_of_a_question_kept_no_more_says_so(scene: Scene) -> None:
    old = await scene.says("Quelles sont les compétences des développeurs ?")
    await scene.says("Qui est Anne Schmitter ?")
    scene.waits(timedelta(days=scene.settings.retention.questions_days + 1))
    await scene.store.purge(scene.now, scene.settings.retention)
    scene.last = old
    assert said(await scene.presses("Autres passages")).startswith("Je n’ai plus cette question en mémoire")


async def test_the_whole_text_is_one_press_away(scene: Scene) -> None:
    await scene.says("Qu'est-ce que le stress territorial ?")
    reply = await scene.presses("Texte entier")
    assert len(reply.quotes) > 3
    assert sum(len(quote.text) for quote in reply.quotes) <= 3000
    assert reply.quotes[0].text.startswith("Depuis 2010")


async def test_questions_to_think_with_stand_beside_an_answer(scene: Scene) -> None:
    await scene.says("C'est quoi la mutualisation ?")
    reply = await scene.presses("Questions à se poser")
    assert reply.intent == "question"
    assert all(quote.source.startswith("Coopération · Fiche de questions") for quote in reply.quotes)
    assert reply.quotes


async def test_a_long_mail_is_answered_on_its_question(scene: Scene) -> None:
    mail = "Bonjour, je découvre ce métier et ses sigles. " * 12
    reply = await scene.says(mail + "Voilà ma question : qui est Anne Schmitter ? Merci d'avance, bien cordialement.")
    assert reply.quotes[0].title.startswith("Anne Schmitter")


async def test_thanks_before_a_question_do_not_hide_it(scene: Scene) -> None:
    reply = await scene.says("Merci ! Et qui est Elisa Jaffrennou ?")
    assert reply.quotes[0].title.startswith("Elisa Jaffrennou")


async def test_how_many_is_answered_only_by_what_counts(scene: Scene) -> None:
    assert (await scene.says("Combien de communes compte le Pays Ardèche méridionale ?")).outcome == "nothing"


async def test_settings_say_how_much_is_shown(scene: Scene) -> None:
    settings = Settings.model_validate({"retrieval": {"shown": 1}})
    modest = Scene(scene.served, scene.store, settings)
    assert len((await modest.says("Quelles sont les compétences des développeurs ?")).quotes) == 1


@pytest.mark.parametrize("asked", ["Rédige-moi une note sur la mutualisation", "traduisez cette définition en anglais"])
async def test_work_to_be_done_for_them_is_not_said_to_be_outside_of_the_corpus(scene: Scene, asked: str) -> None:
    assert said(await scene.says(asked)).startswith("Je ne rédige, ne traduis et ne calcule rien")


async def test_needs_out_of_reach_are_answered_without_a_passage(scene: Scene) -> None:
    expected = {
        "Quel est le montant de la subvention Leader ?": "ni montant ni tarif",
        "Quelle est la date limite de dépôt ?": "ni calendrier ni date limite",
        "le téléphone d'Anne Schmitter": "pas de coordonnées",
        "que dit la loi NOTRe sur les compétences ?": "le droit en vigueur",
        "Quel est le salaire d'un développeur ?": "rémunérations",
        "Auriez-vous un modèle de convention ?": "ni modèle ni formulaire",
        "Quel temps fera-t-il demain à Coutances ?": "sort du corpus",
    }
    for asked, phrase in expected.items():
        reply = await scene.says(asked)
        assert phrase in said(reply), asked
        assert (reply.outcome, reply.intent, reply.quotes) == ("nothing", "ask", ())
        assert button(reply, "Transmettre à l’équipe")


async def test_a_wish_for_a_document_never_pretends_to_send_it(scene: Scene) -> None:
    reply = await scene.says("télécharge les clés de lecture")
    assert reply.quotes[0].text == "Téléchargez les Clés de lecture."
    assert "Aucun lien n’est enregistré" in said(reply)
    assert (reply.intent, reply.outcome) == ("resource", "sure")


async def test_who_wants_to_testify_reads_what_the_corpus_says_of_it(scene: Scene) -> None:
    reply = await scene.says("je voudrais témoigner")
    assert reply.quotes[0].text == "N’hésitez pas à commenter ou à vous faire interviewer."
    assert reply.intent == "volunteer"


async def test_every_quotation_is_a_piece_of_the_corpus(scene: Scene) -> None:
    for asked in ("C'est quoi la mutualisation ?", "les enjeux", "liste des entretiens", "Qui est Elisa Jaffrennou ?"):
        for quote in (await scene.says(asked)).quotes:
            passage = scene.served.corpus.passage(quote.passage)
            assert passage is not None
            assert quote.text == passage.text
            assert isinstance(quote, Quote)
