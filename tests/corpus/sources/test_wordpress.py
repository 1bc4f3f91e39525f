"""A site is read once in full, then only what changed; what it deleted goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from corpus.sources.assembling import assemble, forget
from corpus.sources.fetching import fetch
from corpus.sources.guard import Guard
from corpus.sources.model import Fetched, Selection, SourceError, State, WordpressSource, WxrSource, label
from tests.corpus.sources.making import as_json, documents, export, loaded, post, said, second_theme
from tests.corpus.sources.site import Site

GUARD = Guard(frozenset({"127.0.0.1"}), frozenset({"127.0.0.1"}), 10, 2**20)
CHOSEN = Selection(("accueil",), False, (), (("fiches", "questions"),))


def posts() -> list[dict[str, Any]]:
    return [post(document, number) for number, document in enumerate(documents(), 11)]


async def read(site: Site, previous: State | None = None, selection: Selection = CHOSEN) -> Fetched:
    site.asked.clear()
    source = WordpressSource(site.url, "Accueil", selection)
    return await fetch(source, as_json(previous or {}), GUARD)


def names(fetched: Fetched) -> set[str]:
    return {draft.path for draft in fetched.drafts}


async def test_a_theme_comes_through_a_site_as_it_was(tmp_path: Path) -> None:
    async with Site(posts()).open() as site:
        fetched = await read(site)
    found = loaded(fetched, tmp_path)
    assert said(found.corpus) == said(second_theme())
    assert not [problem for problem in found.problems if problem.level == "error"]
    carnet = found.corpus.document("accueil/carnet-d-accueil")
    assert carnet is not None
    assert (str(carnet.date), carnet.url) == ("2018-06-01", "https://accueil-rural.example/carnet-d-accueil/")
    assert ("accueil/theme.yaml", 'name: "Accueil"\n') in [(d.path, d.text) for d in assemble([fetched])[0]]


async def test_an_export_says_the_same_as_the_site(tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    drafted = {**post(documents()[0], 90), "status": "draft", "slug": "brouillon"}
    hidden = {**post(documents()[0], 91), "password": "x", "slug": "cache"}
    picture = {**post(documents()[0], 92), "type": "attachment", "slug": "image"}
    file.write_bytes(export([*posts(), drafted, hidden, picture]))
    async with Site(posts()).open() as site:
        online = await read(site)
    assert set((await fetch(WxrSource(str(file), "Accueil", CHOSEN), {}, GUARD)).drafts) == set(online.drafts)


async def test_what_changed_is_asked_for_and_the_rest_is_remembered() -> None:
    async with Site(posts()).open() as site:
        first = await read(site)
        site.posts[3] |= {
            "content": {"rendered": "<p>Un texte corrigé.</p>", "protected": False},
            "modified_gmt": "2020-01-01T00:00:00",
        }
        del site.posts[0]
        site.posts.append(post(documents()[1], 99) | {"slug": "nouveau", "modified_gmt": "2020-01-02T00:00:00"})
        second = await read(site, first.state)
        contents = [query for query in site.queries if "content" in query["_fields"]]
    assert [query["modified_after"] for query in contents] == ["2019-05-01T08:00:00"]
    assert all(query["per_page"] == "100" for query in site.queries)
    before, after = dict(map(_pair, first.drafts)), dict(map(_pair, second.drafts))
    assert before.keys() - after.keys() == {"accueil/carnet-d-accueil.md"}
    assert after.keys() - before.keys() == {"accueil/nouveau.md"}
    assert [path for path in before.keys() & after.keys() if before[path] != after[path]] == [
        "accueil/enjeu-1-questions-1.md"
    ]


def _pair(draft: Any) -> tuple[str, str]:
    return draft.path, draft.text


async def test_a_change_that_the_site_does_not_announce_is_seen_all_the_same() -> None:
    async with Site(posts()).open() as site:
        first = await read(site)
        site.posts[0] |= {"content": {"rendered": "<p>Rendu tel quel.</p>"}, "modified_gmt": "2018-01-01T00:00:00"}
        second = await read(site, first.state)
        assert [query["include"] for query in site.queries if "include" in query] == ["11"]
    assert "Rendu tel quel." in dict(map(_pair, second.drafts))["accueil/carnet-d-accueil.md"]


async def test_a_site_of_several_hundred_posts_is_read_hundred_by_hundred() -> None:
    many = [post(documents()[0], number) | {"slug": f"article-{number}"} for number in range(1, 251)]
    async with Site(many, tags=True).open() as site:
        first = await read(site)
        assert len(first.drafts) == 250
        second = await read(site, first.state)
        sent = [
            request.headers.get("If-None-Match")
            for request in site.asked
            if request.query["_fields"] == "id,modified_gmt"
        ]
        assert len(sent) == 3
        assert all(sent)
        del site.posts[120]
        third = await read(site, second.state)
    assert second.drafts == first.drafts
    assert names(second) - names(third) == {"accueil/article-121.md"}


async def test_a_site_that_knows_no_dates_costs_more_and_gives_the_same() -> None:
    async with Site(posts(), knows_modified_after=False).open() as site:
        first = await read(site)
        second = await read(site, first.state)
    assert second.drafts == first.drafts


async def test_only_what_is_chosen_is_taken() -> None:
    other = post(documents()[0], 70) | {"slug": "ailleurs", "categories": [9]}
    locked = post(documents()[0], 71) | {"slug": "cache", "content": {"rendered": "", "protected": True}}
    page = post(documents()[0], 5) | {"slug": "une-page", "categories": []}
    async with Site([*posts()[:2], other, locked], [page]).open() as site:
        assert names(await read(site)) == {"accueil/carnet-d-accueil.md", "accueil/contexte.md"}
        everything = await read(site, None, Selection(skip=("contexte",)))
        assert names(everything) == {"accueil/carnet-d-accueil.md", "accueil/ailleurs.md", "accueil/une-page.md"}
        again = await read(site, everything.state, Selection(pages=False))
        assert "accueil/une-page.md" not in names(again)
        assert "accueil/contexte.md" in names(again)


async def test_two_posts_of_one_name_are_both_kept_under_names_that_stay() -> None:
    async with Site(posts()[:1], [post(documents()[1], 11) | {"slug": "carnet-d-accueil"}]).open() as site:
        first = await read(site, None, Selection())
        assert names(first) == {"accueil/carnet-d-accueil.md", "accueil/carnet-d-accueil-2.md"}
        site.posts[0] |= {"slug": "renomme", "modified_gmt": "2021-01-01T00:00:00"}
        assert names(await read(site, first.state, Selection())) == names(first)


async def test_a_withdrawn_document_is_neither_kept_nor_given_again() -> None:
    async with Site(posts()).open() as site:
        first = await read(site)
        state = forget(first.state, {"accueil/contexte.md"})
        assert "Pendant quarante ans" not in str(state)
        site.posts[1]["modified_gmt"] = "2022-01-01T00:00:00"
        second = await read(site, state)
        third = await read(site, second.state, Selection())
    assert names(first) - names(second) == {"accueil/contexte.md"}
    assert "accueil/contexte.md" not in names(third)
    assert "Pendant quarante ans" not in str(third.state)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (lambda request: web.Response(status=500), "status"),
        (lambda request: web.Response(status=404), "status"),
        (lambda request: web.Response(text="<html>une page</html>"), "unreadable"),
        (lambda request: web.json_response({"code": "x"}), "unreadable"),
        (lambda request: web.json_response([{"id": "un"}]), "unreadable"),
        (lambda request: web.json_response([{"id": True}]), "unreadable"),
        (lambda request: web.Response(text="[" * 100_000), "unreadable"),
        (lambda request: web.json_response([]), "empty"),
        (lambda request: web.Response(body=b"[" + b" " * 2**21 + b"]"), "too_large"),
    ],
)
async def test_a_site_that_answers_otherwise_gives_nothing(answer: Any, kind: str) -> None:
    async with Site(posts()).open() as site:
        site.fault = answer
        with pytest.raises(SourceError) as caught:
            await read(site)
    assert caught.value.kind == kind
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


async def test_a_list_that_holds_less_than_it_says_is_not_taken_for_deletions() -> None:
    async with Site(posts()).open() as site:
        first = await read(site)

        def short(request: web.Request) -> web.Response | None:
            if request.query.get("_fields") != "id,modified_gmt":
                return None
            return web.json_response(
                [{"id": 11, "modified_gmt": "x"}], headers={"X-WP-Total": "12", "X-WP-TotalPages": "1"}
            )

        site.fault = short
        with pytest.raises(SourceError, match="gave 1 posts of the 12"):
            await read(site, first.state)


async def test_two_themes_of_one_site_do_not_answer_for_each_other() -> None:
    async with Site(posts()).open() as site:
        first = await read(site)
        other = WordpressSource(site.url, "Autre thème", CHOSEN)
        second = await fetch(other, as_json(first.state), GUARD)
        assert label(other) != label(WordpressSource(site.url, "Accueil", CHOSEN))
    assert {path.partition("/")[0] for path in names(second)} == {"autre-theme"}
    assert len(second.drafts) == len(first.drafts)


async def test_what_another_version_of_us_remembered_is_fetched_anew() -> None:
    async with Site(posts()).open() as site:
        first = await read(site)
        second = await read(site, {**first.state, "format": -1})
        assert not [query for query in site.queries if "modified_after" in query]
    assert second.drafts == first.drafts
