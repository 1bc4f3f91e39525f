"""The double's reader of Telegram's HTML refuses what the real one refuses, in its words."""

from __future__ import annotations

import pytest

from tests.doubles.telegram_html import BadMarkup, Entity, parse


@pytest.mark.parametrize(
    ("text", "plain", "entities"),
    [
        (
            "a &lt;b&gt; &amp;&quot; &#233;&#xe9; &eacute; & <b>gras</b>",
            'a <b> &" éé &eacute; & gras',
            [("bold", 23, 4)],
        ),
        ("<blockquote expandable>x\n<b>y</b></blockquote>", "x\ny", [("expandable_blockquote", 0, 3), ("bold", 2, 1)]),
        ("😀<i>a</i>", "😀a", [("italic", 2, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>", "", []),
    ],
)
def test_what_is_accepted(text: str, plain: str, entities: list[tuple[str, int, int]]) -> None:
    assert parse(text) == (plain, tuple(Entity(*entity) for entity in entities))


def test_a_link_keeps_its_address() -> None:
    assert parse('<a href="https://a.fr/?b=1&amp;c=2">x</a>')[1][0].url == "https://a.fr/?b=1&c=2"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é</b>", "Unexpected end tag at byte offset 2"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a <truc>", 'Unsupported start tag "truc" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", 'Unclosed start tag "b" at byte offset 0'),
        ("<blockquote><blockquote>a</blockquote></blockquote>", "Nested blockquote at byte offset 12"),
        ("<code><b>a</b></code>", 'Tag "b" must not be inside code at byte offset 6'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_what_is_refused(text: str, words: str) -> None:
    with pytest.raises(BadMarkup) as refusal:
        parse(text)
    assert str(refusal.value) == words
