"""docs/corpus.md names every key, and its examples load as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.fields import KNOWN_KEYS
from corpus.loading import load_corpus
from corpus.model import SECTIONS
from corpus.structure import enjeux
from corpus.themefile import KEYS, LINKS, OUT_OF_REACH

PAGE = (Path(__file__).parents[2] / "docs" / "corpus.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*KNOWN_KEYS, *SECTIONS, *KEYS, *LINKS, *OUT_OF_REACH, "error", "warning", "note"])
def test_every_key_and_section_is_documented(word: str) -> None:
    assert re.search(rf"\b{word}\b", PAGE)


def test_the_examples_load_without_a_problem(tmp_path: Path) -> None:
    documents = re.findall(r"```markdown\n(.*?)```", PAGE, re.DOTALL)
    (settings,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    for number, text in enumerate(documents):
        (tmp_path / f"exemple-{number}.md").write_text(text, encoding="utf-8")
    (tmp_path / "theme.yaml").write_text(settings, encoding="utf-8")
    loaded = load_corpus(tmp_path)
    assert loaded.problems == ()
    theme = loaded.corpus.themes[0]
    assert (theme.name, theme.default, sorted(theme.links)) == ("Accueil", True, sorted(LINKS))
    assert [enjeu.number for enjeu in enjeux(loaded.corpus, theme.key)] == [1, 2]
