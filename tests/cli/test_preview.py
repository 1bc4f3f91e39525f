"""What ``coop corpus refresh`` shows before anything changes."""

from __future__ import annotations

from bot.cli.refresh import QUESTION, REMARKS, preview
from bot.editorial.prepared import Lost, Prepared
from corpus.differences import Difference, Named


def named(count: int) -> tuple[Named, ...]:
    return tuple(Named(f"theme/d{number}", f"Document {number}") for number in range(count))


def test_what_changes_is_shown_in_full_and_remarks_in_short() -> None:
    lines = list(preview(Prepared("a1", 1, Difference(removed=named(30)), 40, 90, undated=named(REMARKS + 4))))
    assert sum(line.startswith("removed: ") for line in lines) == 30
    assert [line for line in lines if line.startswith("undated: ")][-2:] == [
        f"undated: theme/d{REMARKS - 1}: Document {REMARKS - 1}",
        "undated: and 4 more",
    ]
    assert lines[-1] == "40 documents, 90 passages: 0 added, 0 changed, 30 removed"


def test_links_that_were_not_asked_are_counted() -> None:
    assert "link: 12 more links were not asked." in preview(Prepared("a1", 1, Difference(), links_left=12))


def test_a_long_question_takes_one_line() -> None:
    lost = (Lost("theme", "Madame,\n\n" + "je vous écris " * 40 + "\noù est le four ?"),)
    lines = list(preview(Prepared("a1", 1, Difference(), lost_questions=lost)))
    assert lines[0].startswith("loses its answer: theme: Madame, je vous écris ")
    assert lines[0].endswith("…")
    assert len(lines[0].partition("theme: ")[2]) == QUESTION
