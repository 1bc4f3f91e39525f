"""Editors refresh the corpus: they see what would change, serve it, step back; nothing breaks what is served."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest

from bot.editorial.changes import AddWording, PutDocument, PutFiles, RemoveDocument
from bot.editorial.library import TRIES_AGAIN, Library, Served
from bot.editorial.refreshing import Refresher
from bot.editorial.refusals import Refused
from tests.editorial.desk import TIDE, Desk


async def test_the_first_version_of_a_folder_is_all_new(desk: Desk) -> None:
    before = desk.library.current
    prepared = await desk.refresher.prepare()
    assert len(prepared.difference.added) == prepared.documents == 12
    assert not prepared.guards
    assert desk.library.current is before
    swapped = await desk.refresher.swap(prepared.draft)
    assert (swapped.version, desk.library.current.version) == ("1", "1")
    assert [p.id for p in desk.library.current.corpus.passages] == [p.id for p in before.corpus.passages]


async def test_the_preview_lists_exactly_what_was_done(desk: Desk) -> None:
    await desk.publish()
    first = desk.library.current
    desk.write("maree.md", TIDE)
    (desk.source / "participer.md").unlink()
    text = (desk.source / "definition.md").read_text("utf-8")
    desk.write("definition.md", text.rstrip() + " Une phrase de plus.\n")
    prepared = await desk.refresher.prepare()
    difference = prepared.difference
    assert [one.key for one in difference.added] == ["accueil/maree"]
    assert [one.key for one in difference.removed] == ["accueil/participer"]
    ((changed,),) = [difference.changed]
    assert (changed.key, changed.before, changed.after) == ("accueil/definition", (), ("Une phrase de plus.",))
    assert desk.library.current is first
    await desk.refresher.swap(prepared.draft)
    assert "Une phrase de plus." in desk.served
    kept = {p.id for p in first.corpus.passages_of("accueil/definition")}
    assert kept & {p.id for p in desk.library.current.corpus.passages_of("accueil/definition")} == kept


async def test_a_link_that_leads_nowhere_stands_in_the_preview(desk: Desk) -> None:
    await desk.publish()
    desk.configure("refresh:\n  allowed_hosts: [127.0.0.1]\n  private_hosts: [127.0.0.1]\n")
    gone = "http://127.0.0.1:9/lettre"
    desk.write("maree.md", TIDE.replace("date:", f"url: {gone}\ndate:"))
    prepared = await desk.refresher.prepare()
    assert [(one.file, one.key) for one in prepared.dead_links] == [("accueil/maree.md", "link")]
    assert prepared.dead_links[0].message.startswith(f"{gone} cannot be reached")
    assert not prepared.guards


async def test_links_of_a_text_are_followed_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.publish()
    desk.configure("refresh:\n  allowed_hosts: [127.0.0.1]\n  private_hosts: [127.0.0.1]\n")
    gone = [f"http://127.0.0.1:9/lettre_({number})" for number in (1, 2)]
    desk.write("maree.md", TIDE.replace("marée haute", f"marée [haute]({gone[0]}) et [basse]({gone[1]})"))
    prepared = await desk.refresher.prepare()
    assert [one.message.split()[0] for one in prepared.dead_links] == gone
    assert prepared.links_left == 0
    monkeypatch.setattr("corpus.sources.links.ASKED_AT_MOST", 1)
    prepared = await desk.refresher.prepare()
    assert [one.message.split()[0] for one in prepared.dead_links] == gone[:1]
    assert prepared.links_left == 1


async def test_nothing_new_makes_no_version(desk: Desk) -> None:
    await desk.publish()
    prepared = await desk.refresher.prepare()
    assert prepared.nothing
    assert list((desk.folder / "data" / "corpus" / "drafts").iterdir()) == []


async def test_one_step_back_and_the_next_refresh(desk: Desk) -> None:
    await desk.publish()
    first = desk.library.current.corpus
    desk.write("maree.md", TIDE)
    await desk.publish()
    assert "La marée haute" in desk.served
    assert (await desk.refresher.restore()).version == "1"
    assert desk.library.current.corpus == first
    with pytest.raises(Refused) as refused:
        await desk.refresher.restore()
    assert refused.value.reason == "no_step_back"
    assert await desk.publish() == "3"
    assert "La marée haute" in desk.served


async def test_a_version_outlives_the_program_and_wins_over_the_folder(desk: Desk) -> None:
    await desk.publish()
    served = desk.library.current.corpus
    desk.write("maree.md", TIDE)
    desk.open()
    assert desk.library.current.version == "1"
    assert desk.library.current.corpus == served
    other = shutil.copytree(desk.source, desk.folder / "other")
    desk.open(corpus=str(other))
    assert desk.library.current.version.startswith("dir-")
    desk.open(corpus="")
    assert desk.library.current.version == "0"


async def test_another_program_adopts_what_was_swapped(desk: Desk) -> None:
    other = Library.open(desk.settings)
    assert not await other.adopt()
    await desk.publish()
    assert await other.adopt()
    assert other.current.version == "1"
    assert not await other.adopt()


async def test_a_version_that_cannot_be_read_leaves_the_one_before(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.publish()
    other = Library.open(desk.settings)
    desk.write("maree.md", TIDE)
    versions = desk.folder / "data" / "corpus"
    prepared = await desk.refresher.prepare()
    shutil.rmtree(desk.folder / "data" / "index")
    (desk.folder / "data" / "index").write_text("a file is in the way")
    for theme in (versions / "drafts" / prepared.draft).glob("accueil"):
        shutil.rmtree(theme)
    with pytest.raises(Refused) as refused:
        await desk.refresher.swap(prepared.draft)
    assert (refused.value.reason, refused.value.detail, refused.value.half_done) == ("not_adopted", "2", True)
    assert (desk.library.current.version, other.current.version) == ("1", "1")
    assert not await other.adopt()
    assert other.current.version == "1"
    assert "the one before stays" in caplog.text


async def test_a_version_that_could_not_be_served_is_tried_again_after_a_minute(desk: Desk) -> None:
    await desk.publish()
    desk.write("maree.md", TIDE)
    await desk.publish()
    seconds = [0.0]
    desk.library = Library.open(desk.settings, monotonic=lambda: seconds[0])
    desk.refresher = Refresher(desk.settings, desk.library)
    tries = []

    def fails(served: Served) -> None:
        tries.append(served.version)
        raise MemoryError

    desk.library.make_ready.append(fails)
    for ask in (
        lambda: desk.refresher.withdraw("accueil/entretien-bastien-orsoni"),
        desk.refresher.restore,
        lambda: desk.refresher.withdraw("accueil/participer"),
    ):
        with pytest.raises(Refused, match="is in place but cannot be served yet; it is tried again every minute"):
            await ask()
    assert "Bastien" in desk.served
    tried = len(tries)
    seconds[0] = TRIES_AGAIN - 1
    assert not await desk.library.adopt()
    assert len(tries) == tried
    desk.library.make_ready.clear()
    seconds[0] = TRIES_AGAIN
    assert await desk.library.adopt()
    assert not desk.library.behind
    assert "Bastien" not in desk.served
    assert (await desk.refresher.withdraw("accueil/contexte")).version == desk.library.current.version


async def test_when_more_than_a_third_would_vanish_a_swap_must_be_forced(desk: Desk) -> None:
    await desk.publish()
    for file in sorted(desk.source.glob("e*.md")):
        file.unlink()
    prepared = await desk.refresher.prepare()
    assert [(guard.reason, guard.detail) for guard in prepared.guards] == [("vanish", "8/12")]
    with pytest.raises(Refused, match="8 of 12 documents would vanish") as refused:
        await desk.refresher.swap(prepared.draft)
    assert (refused.value.exit_code, desk.library.current.version) == (3, "1")
    assert (await desk.refresher.swap(prepared.draft, force=True)).version == "2"


async def test_an_editor_sends_a_document_back_and_it_stays_over_the_source(desk: Desk) -> None:
    name, content = desk.refresher.source_of("accueil/definition")
    assert name == "definition.md"
    corrected = content.decode().replace(".", " !", 1).encode()
    prepared = await desk.refresher.prepare(PutDocument("accueil/definition.md", corrected.decode()))
    assert [one.key for one in prepared.difference.changed] == ["accueil/definition"]
    assert not prepared.difference.added
    await desk.refresher.swap(prepared.draft)
    assert desk.refresher.source_of("accueil/definition")[1] == corrected
    assert (await desk.refresher.prepare()).nothing
    desk.write("definition.md", content.decode().replace(".", " ?", 1))
    prepared = await desk.refresher.prepare()
    assert not prepared.difference
    assert [warning.file for warning in prepared.warnings] == ["accueil/definition.md"]


async def test_files_of_many_kinds_are_taken_and_replace_the_document_of_their_name(desk: Desk) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("definition.md", TIDE)
        made.writestr("maree.md", TIDE.replace("La marée\n", "Une autre\n"))
    page = "<html><body><h1>Le phare</h1><p>Le phare éclaire la côte toute la nuit.</p></body></html>"
    sent = PutFiles(
        (("tout.zip", archive.getvalue()), ("phare.html", page.encode()), ("contexte (1).md", TIDE.encode()))
    )
    difference = (await desk.refresher.prepare(sent)).difference
    assert [one.key for one in difference.added] == ["accueil/maree", "accueil/phare"]
    assert [one.key for one in difference.changed] == ["accueil/contexte", "accueil/definition"]
    assert not difference.removed
    with pytest.raises(Refused) as refused:
        await desk.refresher.prepare(PutFiles((("image.png", b"..."),)))
    assert refused.value.reason == "unsupported"


async def test_wordings_and_removals_of_the_editors_stay(desk: Desk) -> None:
    await desk.publish()
    for change in (
        AddWording("accueil", ("coquecigrue",), ("habitants",)),
        AddWording("accueil", ("turlututu",), ("habitants",)),
        RemoveDocument("accueil/participer.md"),
    ):
        await desk.refresher.swap((await desk.refresher.prepare(change)).draft)
    typed = {word for entry in desk.library.current.corpus.lexicon for word in entry.typed}
    assert {"coquecigrue", "turlututu"} <= typed
    assert desk.library.current.corpus.document("accueil/participer") is None
    assert (await desk.refresher.prepare()).nothing


async def test_a_wording_is_added_to_a_file_whose_last_line_is_not_ended(desk: Desk) -> None:
    desk.write("wordings.yaml", "- {typed: [turlututu], corpus: [habitants]}")
    await desk.publish()
    prepared = await desk.refresher.prepare(AddWording("accueil", ("coquecigrue",), ("habitants",)))
    assert not prepared.errors
    await desk.refresher.swap(prepared.draft)
    typed = {word for entry in desk.library.current.corpus.lexicon for word in entry.typed}
    assert {"coquecigrue", "turlututu"} <= typed


async def test_the_settings_of_a_theme_are_in_the_preview(desk: Desk) -> None:
    await desk.publish()
    prepared = await desk.refresher.prepare(AddWording("accueil", ("coquecigrue",), ("habitants",)))
    (changed,) = prepared.difference.changed
    assert (changed.key, changed.fields) == ("accueil/theme.yaml", ("lexicon",))
    assert (changed.before, changed.after) == ((), ("coquecigrue → habitants",))


async def test_a_draft_prepared_before_another_swap_is_stale(desk: Desk) -> None:
    prepared = await desk.refresher.prepare()
    await desk.publish()
    with pytest.raises(Refused) as refused:
        await desk.refresher.swap(prepared.draft)
    assert refused.value.reason == "stale"


async def test_a_draft_outlives_the_program(desk: Desk) -> None:
    prepared = await desk.refresher.prepare()
    desk.open()
    assert desk.refresher.prepared(prepared.draft) == prepared
    assert (await desk.refresher.swap(prepared.draft)).version == "1"


async def test_the_embedded_corpus_is_edited_and_stepped_back_to(desk: Desk) -> None:
    desk.open(corpus="")
    assert (await desk.refresher.prepare()).nothing
    prepared = await desk.refresher.prepare(PutDocument("cooperation/maree.md", TIDE))
    assert [one.key for one in prepared.difference.added] == ["cooperation/maree"]
    await desk.refresher.swap(prepared.draft)
    assert "La marée haute" in desk.served
    assert (await desk.refresher.restore()).version == "0"
    assert desk.library.current.version == "0"
    assert "La marée haute" not in desk.served


@pytest.mark.parametrize("path", ["../x.md", "accueil/../x.md", "accueil/x", "/etc/x.md", "accueil/.x.md", "x.md"])
async def test_a_path_that_leads_elsewhere_is_refused(desk: Desk, path: str) -> None:
    with pytest.raises(Refused):
        await desk.refresher.prepare(PutDocument(path, TIDE))
    assert PutFiles((("a.md", b""),)).theme == ""
