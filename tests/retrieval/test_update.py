"""Adding, changing and removing passages gives the index that a full build would; only what changed is analysed."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Index
from retrieval.analysis import analyser
from retrieval.arrays import Arrays
from retrieval.build import build
from retrieval.reader import Reader
from tests.retrieval.doubles import VILLAGE, Text

WORDS = ["Four", "four", "pain", "Forêt", "élus", "le", "des", "mairie.", "Élus", "deux", "œuvre", "d’été"]
LINE = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
PASSAGES = st.lists(st.tuples(st.sampled_from("abcdefgh"), LINE, LINE), max_size=8, unique_by=lambda row: row[0]).map(
    lambda rows: [Text(key, text, title) for key, title, text in rows]
)


@given(PASSAGES, PASSAGES)
@settings(max_examples=80)
def test_an_update_is_a_full_build(before: list[Text], after: list[Text]) -> None:
    earlier = Arrays(build(before, "bm25", Reader(analyser())))
    kept = [passage for passage in before if passage.id not in {other.id for other in after}][:3]
    wanted = [*after[:4], *kept, *after[4:]]
    full = build(wanted, "bm25", Reader(analyser()))
    updated = build(wanted, "bm25", Reader(analyser(), earlier))
    assert full.keys() == updated.keys()
    for name, array in full.items():
        np.testing.assert_array_equal(array, updated[name], err_msg=name)


def test_only_what_changed_is_analysed_again() -> None:
    earlier = Arrays(build(VILLAGE, "bm25", Reader(analyser())))
    reader = Reader(analyser(), earlier)
    changed = Text(VILLAGE[1].id, VILLAGE[1].text + " Une sieste.", VILLAGE[1].title)
    build([VILLAGE[2], changed, VILLAGE[0], Text("new", "Un lavoir.")], "bm25", reader)
    assert reader.analysed == 2


def test_an_updated_index_answers_and_saves_like_any_other() -> None:
    index = Index.build(VILLAGE[:3], previous=Index.build(VILLAGE))
    assert len(index) == 3
    assert not index.knows("Kerjoant")
    assert index.search("le pain du four")[0].id == "four"
