"""Measures agree with an independent implementation; collections that cannot be read say where."""

from pathlib import Path

import ir_measures
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.evaluation import MEASURES, Collection, CollectionError, bootstrap, evaluate

IDS = [f"p{i}" for i in range(12)]
RUNS = st.lists(
    st.permutations(IDS).flatmap(lambda ids: st.integers(0, 12).map(lambda n: ids[:n])), min_size=1, max_size=4
)
OURS_TO_THEIRS = {
    "nDCG@10": ir_measures.nDCG @ 10,
    "MRR@10": ir_measures.RR @ 10,
    "Recall@10": ir_measures.R @ 10,
    "Recall@100": ir_measures.R @ 100,
    "success@1": ir_measures.Success @ 1,
    "success@3": ir_measures.Success @ 3,
}


@given(RUNS, st.data())
@settings(max_examples=50)
def test_measures_agree_with_ir_measures(runs: list[list[str]], data: st.DataObject) -> None:
    relevant = [data.draw(st.sets(st.sampled_from(IDS), min_size=1, max_size=5)) for _ in runs]
    for found, right in zip(runs, relevant, strict=True):
        qrels = [ir_measures.Qrel("q", key, 1) for key in right]
        run = [ir_measures.ScoredDoc("q", key, float(-rank)) for rank, key in enumerate(found)]
        theirs = ir_measures.calc_aggregate(list(OURS_TO_THEIRS.values()), qrels, run) if run else {}
        for name, measure in OURS_TO_THEIRS.items():
            assert MEASURES[name](found, right) == pytest.approx(theirs.get(measure, 0.0)), name


def write(folder: Path, **files: str) -> Path:
    texts = {
        "corpus": '{"id": "a", "title": "Le four", "text": "pain"}\n{"id": "b", "text": "forêt"}\n',
        "queries": '{"id": "q", "text": "le pain"}\n{"id": "unjudged", "text": "?"}\n',
        "qrels": "query-id\tdoc-id\trel\nq\ta\t1\nq\tb\t0\n",
        **files,
    }
    for name, text in texts.items():
        (folder / {"qrels": "qrels.tsv"}.get(name, f"{name}.jsonl")).write_text(text, "utf-8")
    return folder


def test_a_collection_is_read_and_evaluated(tmp_path: Path) -> None:
    collection = Collection.read(write(tmp_path))
    assert collection.questions == (("q", "le pain"),)
    assert collection.relevant == {"q": frozenset({"a"})}
    found = evaluate(lambda question, k: ["b", "a"][:k], collection)
    assert found["MRR@10"].tolist() == [0.5]
    assert found["success@1"].tolist() == [0.0]


def test_what_python_takes_for_the_end_of_a_line_may_stand_in_a_text(tmp_path: Path) -> None:
    collection = Collection.read(write(tmp_path, corpus='{"id": "a", "text": "le\u2028pain\u0085"}\r\n'))
    assert [passage.text for passage in collection.passages] == ["le\u2028pain\u0085"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"corpus": '{"id": "a"}\n'}, "corpus.jsonl, line 1: 'text' is missing"),
        ({"corpus": "\n[]\n"}, "corpus.jsonl, line 2: not a JSON object"),
        ({"corpus": '[["id", "a"], ["text", "b"]]\n'}, "corpus.jsonl, line 1: not a JSON object"),
        ({"corpus": "[" * 100_000}, "corpus.jsonl, line 1: not a JSON object"),
        ({"corpus": '{"id": [1], "text": "pain"}\n'}, "corpus.jsonl, line 1: 'id' is not a text or a whole number"),
        ({"corpus": '{"id": 1, "text": null}\n'}, "corpus.jsonl, line 1: 'text' is not a text"),
        ({"corpus": '{"id": 1, "text": "pain", "title": 3}\n'}, "corpus.jsonl, line 1: 'title' is not a text"),
        ({"queries": "rien\n"}, "queries.jsonl, line 1: not a JSON object"),
        ({"qrels": "q a 1\n"}, "qrels.tsv, line 1: three fields"),
        ({"qrels": "q\ta\t1\nq\ta\t²\n"}, "qrels.tsv, line 2: the third field is not a whole number"),
        ({"qrels": "q\ta\t-1\n"}, "qrels.tsv: no question of queries.jsonl has a right passage in it"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, files: dict[str, str], said: str) -> None:
    with pytest.raises(CollectionError, match=said):
        Collection.read(write(tmp_path, **files))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match=r"corpus\.jsonl: cannot be read \(No such file or directory\)$"):
        Collection.read(tmp_path)
    (write(tmp_path) / "qrels.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(CollectionError, match=r"qrels\.tsv: cannot be read \(not UTF-8\)$"):
        Collection.read(tmp_path)


def test_the_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    few, many = np.array([0.0, 1.0] * 10), np.array([0.0, 1.0] * 1000)
    (low, high), (closer_low, closer_high) = bootstrap(few), bootstrap(many)
    assert low < closer_low < 0.5 < closer_high < high
    assert bootstrap(np.zeros(5)) == (0.0, 0.0)
    assert bootstrap(np.array([])) == (0.0, 0.0)
