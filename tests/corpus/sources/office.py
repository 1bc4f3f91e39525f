"""Office files made by the libraries that offices' programs read, with what people really put in them."""

from __future__ import annotations

import io
from typing import Any

TITLE = "Solène Kervadec, chargée d’accueil à la Communauté de communes de la Haute-Vézonne"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
EXPECTED = """\
Un texte avec \\*astérisque\\*, 1 < 2 et « guillemets ».

## Le poste

**Comment le poste est-il né ?**

Il est né **d’un échec**. En 2014,\\
la communauté a payé.

### Les outils

- un carnet
- une réunion
  - à deux

1. premier
2. deuxième

| Commune | Arrivées |
| --- | --- |
| Orsanne \\| Sud | 12 |

Un encadré.

Voir [le site](https://site.example/a%28b%29).
"""
"""What both documents below become, under their front matter."""


def docx() -> bytes:
    """A Word document: styles, lists, tables, a link, a sentence that was struck out."""
    import docx as library
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document: Any = library.Document()
    document.core_properties.title = "Word Document"
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph("Un texte avec *astérisque*, 1 < 2 et « guillemets ».")
    document.add_heading("Le poste", 1)
    document.add_paragraph().add_run("Comment le poste est-il né ?").bold = True
    paragraph = document.add_paragraph("Il est né ")
    paragraph.add_run("d’un échec").bold = True
    paragraph.add_run(". En 2014,").add_break()
    paragraph.add_run("la communauté a payé.")
    document.add_heading("Les outils", 2)
    for text, style in (("un carnet", "List Bullet"), ("une réunion", "List Bullet"), ("à deux", "List Bullet 2")):
        document.add_paragraph(text, style=style)
    for text in ("premier", "deuxième"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(2, 2)
    for at, text in enumerate(("Commune", "Arrivées", "Orsanne | Sud", "12")):
        table.cell(at // 2, at % 2).text = text
    document.add_table(1, 1).cell(0, 0).text = "Un encadré."
    last = document.add_paragraph("Voir ")
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to("https://site.example/a(b)", LINK, is_external=True))
    link.append(last.add_run("le site")._r)
    last._p.append(link)
    struck = OxmlElement("w:del")
    struck.append(last.add_run("Cette phrase n’est plus là.")._r)
    last._p.append(struck)
    last.add_run(".")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def odt() -> bytes:
    """The same as an OpenDocument text, with a note at the foot of the page."""
    from odf.opendocument import OpenDocumentText
    from odf.style import Style, TextProperties
    from odf.table import Table, TableCell, TableRow
    from odf.text import A, H, LineBreak, List, ListItem, ListLevelStyleNumber, ListStyle, Note, NoteBody, P, S, Span

    document: Any = OpenDocumentText()
    bold = Style(name="T1", family="text")
    bold.addElement(TextProperties(fontweight="bold"))
    strong = Style(name="P2", family="paragraph")
    strong.addElement(TextProperties(fontweight="bold"))
    numbers = ListStyle(name="L1")
    numbers.addElement(ListLevelStyleNumber(level=1, numformat="1"))
    for style in (bold, strong, Style(name="P1", family="paragraph", parentstylename="Title"), numbers):
        document.automaticstyles.addElement(style)
    document.styles.addElement(Style(name="Title", family="paragraph"))

    def items(*texts: Any, **more: Any) -> Any:
        made = List(**more)
        for text in texts:
            item = ListItem()
            item.addElement(text if isinstance(text, type(made)) or not isinstance(text, str) else P(text=text))
            made.addElement(item)
        return made

    body = document.text
    body.addElement(P(stylename="P1", text=TITLE))
    body.addElement(P(text="Un texte avec *astérisque*, 1 < 2 et « guillemets »."))
    body.addElement(H(outlinelevel=1, text="Le poste"))
    body.addElement(P(stylename=strong, text="Comment le poste est-il né ?"))
    paragraph = P(text="Il est né")
    paragraph.addElement(S(c=2))
    paragraph.addElement(Span(stylename=bold, text="d’un échec"))
    paragraph.addText(". En 2014,")
    paragraph.addElement(LineBreak())
    paragraph.addText("la communauté a payé.")
    note = Note(noteclass="footnote")
    note_body = NoteBody()
    note_body.addElement(P(text="Une note."))
    note.addElement(note_body)
    paragraph.addElement(note)
    body.addElement(paragraph)
    body.addElement(H(outlinelevel=2, text="Les outils"))
    body.addElement(items("un carnet", "une réunion", items("à deux")))
    body.addElement(items("premier", "deuxième", stylename=numbers))
    for texts in (("Commune", "Arrivées", "Orsanne | Sud", "12"), ("Un encadré.",)):
        table = Table()
        for start in range(0, len(texts), 2):
            row = TableRow()
            for text in texts[start : start + 2]:
                cell = TableCell()
                cell.addElement(P(text=text))
                row.addElement(cell)
            table.addElement(row)
        body.addElement(table)
    last = P(text="Voir ")
    last.addElement(A(href="https://site.example/a(b)", text="le site"))
    last.addText(".")
    body.addElement(last)
    held = io.BytesIO()
    document.write(held)
    return held.getvalue()
