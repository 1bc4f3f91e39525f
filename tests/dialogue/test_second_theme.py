"""Un second thème, inventé : réponses, parcours et refus viennent de lui seul."""

from __future__ import annotations

import pytest

from bot.editorial.library import Served
from bot.messages import Reply
from bot.store import Store
from corpus.model import Corpus
from corpus.structure import enjeux, entretiens
from retrieval import Index
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


@pytest.fixture(scope="session")
def both(served: Served, second: Served) -> Served:
    """Two themes in one corpus."""
    first, other = served.corpus, second.corpus
    corpus = Corpus(first.themes + other.themes, first.passages + other.passages, first.lexicon + other.lexicon, "both")
    return Served("1", corpus, Index.build(corpus.passages, lexicon=corpus.lexicon))


@pytest.fixture
def wide(both: Served, store: Store) -> Scene:
    """A conversation over two themes."""
    return Scene(both, store)


def themes(reply: Reply) -> set[str]:
    """The themes that what is quoted comes from, after the line below each."""
    return {quote.source.partition(" ·")[0] for quote in reply.quotes}


async def test_two_themes_side_by_side(wide: Scene, second: Served) -> None:
    """L'usager choisit un thème ; le parcours y reste."""
    name = second.corpus.themes[0].name
    assert "2 thèmes" in said(await wide.says("quels thèmes avez-vous ?"))
    await wide.presses(next(one.label for one in wide.last.buttons if one.label[:10] == name[:10]))
    assert themes(await wide.says("les enjeux")) == {name}
    assert button(await wide.says("sommaire"), "Enjeux")


async def test_a_theme_named_beside_what_is_wanted_of_it(wide: Scene) -> None:
    """L'usager nomme le thème avec ce qu'il veut en voir : le parcours y va et y reste."""
    assert themes(await wide.says("dans le thème accueil, les enjeux")) == {"Accueil"}
    assert themes(await wide.says("les entretiens")) == {"Accueil"}
    assert themes(await wide.says("les fiches de coopération")) == {"Coopération"}
    assert "« Accueil »".replace(" ", "\u00a0") in said(await wide.says("accueil"))


async def test_browsing_follows_the_theme_of_what_was_shown_last(wide: Scene) -> None:
    answer = await wide.says("comment fonctionne un logement passerelle ?")
    assert answer.quotes[0].source.startswith("Accueil")
    assert themes(await wide.says("les enjeux")) == {"Accueil"}
    await wide.says("qui est Anne Schmitter ?")
    assert themes(await wide.says("les enjeux")) == {"Coopération"}
