"""Who is interviewed, read from a title such as "Prénom Nom, directrice du Pays de X dans la Y."."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_PARTICLE = r"(?:de|du|des|d['’]|le|la|von|van|ben|el)"
_PERSON = re.compile(
    rf"(?P<person>{_NAME}(?:\s+(?:{_PARTICLE}\s*)?{_NAME}){{1,3}})\s*(?:,|:|\s[-–—]|[(])\s*(?P<rest>\S.*)", re.S
)
_STRUCTURES = (
    "Pays|PNR|PETR|Parc|GAL|EPCI|CC|CA|Communauté|Communautés|Syndicat|Association|Département|Région|Conseil|Agence|"
    "Maison|Centre|Pôle|Métropole|Agglomération|Commune|Ville|Mairie|Réseau|Fédération|Union|Chambre|Comité"
)
# What comes before the structure ("directrice du …", "au …") is the role.
_ORGANISATION = re.compile(
    r"\s*(?:,|\b(?:au sein d[ue]s?(?: la)?|au|aux|à la|à l['’]|du|des|de la|de l['’]|de|chez|pour l[ea])\b|d['’])\s*"
    rf"(?P<organisation>(?:{_STRUCTURES}|[A-Z]{{2,}})\b.*)"
)
_PLACE = re.compile(r"\s*,?\s+(?:dans|en)\s+(?:le |la |les |l['’])?(?P<place>[A-ZÀ-Þ][\w'’ -]*)$")
_PROJECT = re.compile(r"\s+[-–—]\s+")
_PROPER = re.compile(
    r"(?<!\w)(?!(?:" + _STRUCTURES + r")\b)"
    r"[A-ZÀ-Þ][\w-]*(?:(?:\s+(?:et|de|des|du|d['’]|la|le|les|en|sur|sous)\b|\s+d['’]|['’])*\s*[A-ZÀ-Þ][\w-]*)*"
)


@dataclass(frozen=True, slots=True)
class Interviewee:
    """A person and what the title says of them; what it does not say is None."""

    person: str
    role: str | None = None
    organisation: str | None = None
    territory: str | None = None


def interviewee(title: str) -> Interviewee | None:
    """The person that a title presents, leniently; None when it does not begin with a name.

    >>> interviewee("Jeanne Martin, directrice du Pays de Caux dans la Seine.")
    Interviewee(person='Jeanne Martin', role='directrice', organisation='Pays de Caux', territory='Seine')
    """
    match = _PERSON.fullmatch(" ".join(title.split()).rstrip(". )"))
    if match is None:
        return None
    presented = _PROJECT.split(match["rest"])[0]
    place = _PLACE.search(presented)
    if place:
        presented = presented[: place.start()]
    found = _ORGANISATION.search(presented)
    role = (presented[: found.start()] if found else presented).strip(" ,")
    organisation = found["organisation"].strip(" ,") if found else None
    proper = _PROPER.search(organisation) if organisation else None
    territory = place["place"] if place else proper[0] if proper else None
    return Interviewee(match["person"], role or None, organisation, territory)
