"""What people typed as it is kept: short, and without the ways to reach somebody that were typed into it."""

from __future__ import annotations

import re

KEPT_AT_MOST = 1000
"""Characters of a question, or of what was wrong with an answer, that are kept."""
LEFT_OUT = "[…]"
"""What stands for what is left out: no word, or questions would be found to resemble each other by it."""

_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
_ACCOUNT = r"(?<![\w@/.])@\w{4,}"
_PHONE = r"(?<![\w.,+])(?:(?:\+|00)\d{2,3}[\s.-]?(?:\(0\)\s?)?\d|0\d)(?:[\s.-]?\d{2}){4}(?!\d)"
_REACHING = re.compile(f"{_MAIL}|{_ACCOUNT}|{_PHONE}")


def unsigned(text: str) -> str:
    """A text without e-mail addresses, telephone numbers and names of accounts, cut at ``KEPT_AT_MOST``.

    It is kept without its author, who may have signed it all the same.

    >>> unsigned("Qui contacter ? Je suis au 06 12 34 56 78 ou anne.b@mairie.fr, depuis 2014")
    'Qui contacter ? Je suis au […] ou […], depuis 2014'
    """
    return _REACHING.sub(LEFT_OUT, text)[:KEPT_AT_MOST]
