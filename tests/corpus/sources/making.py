"""The invented theme as others would hand it over: HTML, a site's answers, an export, office files, archives."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from markdown_it import MarkdownIt

from corpus.loading import Loaded, load_corpus
from corpus.model import Corpus, Document
from corpus.sources.model import Fetched, State

DATA = Path(__file__).parents[2] / "data"
SECOND = DATA / "second_theme"
CATEGORIES = {
    "accueil": 1,
    "reperes": 2,
    "fiches": 3,
    "paroles": 4,
    "autre-theme": 9,
}
"""Slugs of the site's categories and their numbers; the first holds the next three."""
SECTIONS = {"questions": "fiches", "entretien": "paroles"}


@cache
def second_theme() -> Corpus:
    return load_corpus(SECOND).corpus


def documents() -> tuple[Document, ...]:
    return second_theme().themes[0].documents


def html_of(document: Document) -> str:
    """The body of a document as an editor would have typed it into a site."""
    html: str = MarkdownIt("commonmark").enable("table").render(document.body)
    return html


def post(document: Document, number: int, **other: object) -> dict[str, Any]:
    """A document as a post of the REST interface."""
    slug = document.key.partition("/")[2]
    read_on = '<p>… <a class="more-link" href="https://accueil-rural.example/x/">Lire la suite</a></p>'
    return {
        "id": number,
        "slug": slug,
        "link": f"https://accueil-rural.example/{slug}/",
        "date": f"{document.date or '2018-01-01'}T10:00:00",
        "modified_gmt": "2019-05-02T08:00:00",
        "status": "publish",
        "title": {"rendered": escape(document.title).replace("’", "&#8217;")},
        "content": {"rendered": html_of(document) + (read_on if document.excerpt else ""), "protected": False},
        "categories": [CATEGORIES[SECTIONS.get(document.section, "reperes")]],
        **other,
    }


def export(posts: list[dict[str, Any]], kind: str = "post", extra: str = "") -> bytes:
    """Posts as a WordPress export file."""
    names = {number: slug for slug, number in CATEGORIES.items()}
    categories = "".join(
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{'accueil' if 1 < number < 9 else ''}</wp:category_parent>"
        f"<wp:cat_name><![CDATA[{slug}]]></wp:cat_name></wp:category>"
        for slug, number in CATEGORIES.items()
    )
    items = "".join(
        f"<item><title>{one['title']['rendered']}</title><link>{one['link']}</link>"
        f"<content:encoded><![CDATA[{one['content']['rendered']}]]></content:encoded>"
        f"<wp:post_id>{one['id']}</wp:post_id><wp:post_date>{one['date'].replace('T', ' ')}</wp:post_date>"
        f"<wp:post_name>{one['slug']}</wp:post_name><wp:status>{one['status']}</wp:status>"
        f"<wp:post_type>{one.get('type', kind)}</wp:post_type>"
        f"<wp:post_password>{one.get('password', '')}</wp:post_password>"
        + "".join(f'<category domain="category" nicename="{names[n]}"/>' for n in one["categories"])
        + "</item>"
        for one in posts
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>'
        + extra
        + '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Site</title><wp:wxr_version>1.2</wp:wxr_version>'
        f"{categories}{items}</channel></rss>"
    ).encode()


def zipped(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in files.items():
            # Always of the same moment: what is made of it names tests, which several processes must know alike.
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return held.getvalue()


def pdf(pages: list[list[tuple[float, float, float, bool, str]]], title: str = "") -> bytes:
    """A PDF of lines given as x, y, size, bold, text, in the characters of Windows-1252."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for face in ("Helvetica", "Helvetica-Bold"):
        font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{face} /Encoding /WinAnsiEncoding >>"
        objects.append(font.encode())
    kids = []
    for page in pages:
        shown = b"".join(
            b"BT /F%d %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n"
            % (2 if bold else 1, size, x, y, re.sub(rb"([\\()])", rb"\\\1", text.encode("cp1252")))
            for x, y, size, bold, text in page
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % content
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    objects.append(b"<< /Title (%s) >>" % title.encode("cp1252"))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            len(objects),
            len(out),
        )
    )


def loaded(fetched: Fetched, folder: Path) -> Loaded:
    """What a corpus folder made of these drafts is read as."""
    for draft in fetched.drafts:
        path = folder / draft.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draft.text, "utf-8")
    return load_corpus(folder)


def said(corpus: Corpus) -> dict[str, tuple[object, ...]]:
    """What readers see of each document, by title: its section, its numbers, who speaks, its passages.

    HTML does not know whether a list was numbered "1)" or "1.".
    """
    return {
        document.title: (
            document.section,
            document.enjeu,
            document.fiche,
            document.person,
            document.excerpt,
            tuple((p.headings, re.sub(r"(?m)^(\d+)\)", r"\1.", p.text)) for p in corpus.passages_of(document.key)),
        )
        for theme in corpus.themes
        for document in theme.documents
    }


def as_json(value: State) -> State:
    """A value as it comes back from a file."""
    held: State = json.loads(json.dumps(value))
    return held
