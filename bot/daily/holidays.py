"""Public holidays of the French territories, by the library of that name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

COUNTRY = "FR"


@lru_cache(maxsize=256)
def public_holidays(territory: str, year: int) -> Mapping[date, str]:
    """The public holidays of a year with their French names.

    Args:
        territory: ``FR``, or ``FR-`` and a subdivision (``FR-57``, ``FR-6AE``, ``FR-974``…); empty, or one that the
            library does not know, has none.
        year: in the Gregorian calendar.

    >>> public_holidays("FR-974", 2026)[date(2026, 12, 20)]
    "Abolition de l'esclavage"
    """
    # Imported late: it takes longer than answering a question, and most runs of the program need none.
    import holidays

    country, _, subdivision = territory.partition("-")
    if country != COUNTRY:
        return MappingProxyType({})
    try:
        found = holidays.country_holidays(country, subdivision or None, years=year, language="fr")
    except NotImplementedError:
        return MappingProxyType({})
    return MappingProxyType({day: name for day, name in sorted(found.items()) if day.year == year})
