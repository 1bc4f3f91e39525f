"""Un second thème, inventé : réponses, parcours et refus viennent de lui seul."""

from __future__ import annotations

from bot.dialogue.dialogue import Dialogue
from bot.editorial.library import Served
from corpus.structure import enjeux, entretiens
from tests.dialogue.conftest import Scene, button
from tests.dialogue.test_answers import said


async def test_its_own_passages_answer(elsewhere: Scene) -> None:
    for passage in elsewhere.served.corpus.section("definition")[:3]:
        reply = await elsewhere.says(passage.text.split(".")[0] + " ?")
        assert passage.id in [quote.passage for quote in reply.quotes]


async def test_its_own_parts_are_browsed(elsewhere: Scene) -> None:
    corpus = elsewhere.served.corpus
    theme = corpus.themes[0].key
    assert len((await elsewhere.says("les enjeux")).quotes) == sum(len(one.passages) for one in enjeux(corpus, theme))
    people = [document.person for document in entretiens(corpus, theme)]
    reply = await elsewhere.says("liste des entretiens")
    assert all(any((person or "") in quote.source for quote in reply.quotes) for person in people)


async def test_what_the_other_theme_knows_is_refused(elsewhere: Scene) -> None:
    for asked in ("Qui est Anne Schmitter ?", "ALUR", "stress territorial à Coutances"):
        assert "Schmitter" not in str((await elsewhere.says(asked)).quotes)
    assert not (await elsewhere.says("Quel est le salaire d'un agent ?")).quotes


async def test_the_greeting_names_it(elsewhere: Scene) -> None:
    assert elsewhere.served.corpus.themes[0].name in said(await elsewhere.says("Bonjour"))


async def test_its_wording_and_contact_for_needs_out_of_reach(elsewhere: Scene) -> None:
    theme = elsewhere.served.corpus.themes[0]
    for need, asked in {"phone": "le numéro de téléphone svp", "amount": "combien ça coûte ?"}.items():
        text = said(await elsewhere.says(asked))
        assert (theme.out_of_reach.get(need) or theme.links.get("contact") or "") in text


async def test_two_themes_side_by_side(scene: Scene, second: Served) -> None:
    """L'usager choisit un thème ; le parcours y reste."""
    from corpus.model import Corpus
    from retrieval import Index

    first = scene.served.corpus
    both = Corpus(
        first.themes + second.corpus.themes,
        first.passages + second.corpus.passages,
        first.lexicon + second.corpus.lexicon,
        "both",
    )
    wide = Scene(Served("1", both, Index.build(both.passages, lexicon=both.lexicon)), scene.store)
    assert isinstance(wide.dialogue, Dialogue)
    name = second.corpus.themes[0].name
    assert "2 thèmes" in said(await wide.says("quels thèmes avez-vous ?"))
    await wide.presses(next(one.label for one in wide.last.buttons if one.label[:10] == name[:10]))
    theirs = {passage.id for passage in second.corpus.passages}
    reply = await wide.says("les enjeux")
    assert {quote.passage for quote in reply.quotes} <= theirs
    assert reply.quotes
    assert button(await wide.says("sommaire"), "Enjeux")
