"""A WordPress export file (WXR): posts and pages in one XML file, no network."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from corpus.loading import unique_key
from corpus.problems import Problem
from corpus.sources.files import read_file
from corpus.sources.guard import Guard
from corpus.sources.markup import free_name
from corpus.sources.model import Draft, Fetched, SourceError, WxrSource
from corpus.sources.posts import Category, Post, document_of, file_name, is_chosen, with_paragraphs
from corpus.sources.webtree import NotHtml

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def read_export(source: WxrSource, guard: Guard) -> Fetched:
    """The documents of an export: what is published in it and chosen, nothing behind a password.

    Raises:
        SourceError: no such file, too large, not an export, or nothing to take in it.
    """
    data = read_file(Path(source.path), guard)
    categories: dict[str, Category] = {}
    posts: list[Post] = []
    is_export = False
    try:
        for element in _elements(data, source.path):
            name = etree.QName(element).localname
            if name == "wxr_version":
                is_export = True
            elif name == "category" and (category := _category(element)):
                categories[category.slug] = category
            elif name == "item":
                posts.extend(_posts(element))
                element.clear()
    except etree.XMLSyntaxError as error:
        message = f"{source.path} is not well-formed XML ({error.msg})."
        raise SourceError("unreadable", source.path, message) from None
    if not is_export:
        raise SourceError("unreadable", source.path, f"{source.path} is not a WordPress export.")
    folder = unique_key(source.theme, set())
    drafts: list[Draft] = []
    notes: list[Problem] = []
    taken: set[str] = set()
    for post in posts:
        if is_chosen(post, source.selection, categories):
            path = f"{folder}/{free_name(file_name(post), taken)}.md"
            try:
                drafts.append(Draft(path, document_of(post, source.selection, categories)))
            except NotHtml:
                message = "The text of this post cannot be read."
                notes.append(Problem("warning", path, None, "text", message, "Look at it on the site."))
    if not drafts:
        raise SourceError("empty", source.path, f"{source.path} holds nothing that is published and chosen.")
    return Fetched(tuple(drafts), tuple(notes), names={folder: source.theme})


def _elements(data: bytes, place: str) -> Iterator[etree._Element]:
    """The elements of an export as they close; entities and other documents are never followed."""
    if b"<!ENTITY" in data[:65536]:
        raise SourceError("unreadable", place, f"{place} declares entities, which no WordPress export does.")
    context = etree.iterparse(
        BytesIO(data),
        events=("end",),
        tag=("{*}item", "{*}category", "{*}wxr_version"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    for _, element in context:
        yield element


def _text(element: etree._Element, name: str) -> str:
    found = element.find("{*}" + name)
    return (found.text or "").strip() if found is not None else ""


def _category(element: etree._Element) -> Category | None:
    """A category of the site; those of an item, which have no name of their own, give None."""
    slug = _text(element, "category_nicename")
    return Category(slug, _text(element, "cat_name"), _text(element, "category_parent") or None) if slug else None


def _posts(item: etree._Element) -> Iterator[Post]:
    kind = _text(item, "post_type")
    if kind not in ("post", "page") or _text(item, "status") != "publish" or _text(item, "post_password"):
        return
    slugs = [found.get("nicename") for found in item.findall("category") if found.get("domain") == "category"]
    yield Post(
        key=f"{kind}-{_text(item, 'post_id')}",
        is_page=kind == "page",
        name=_text(item, "post_name"),
        title=_text(item, "title"),
        html=with_paragraphs(item.findtext(_CONTENT) or ""),
        date=_text(item, "post_date"),
        link=_text(item, "link"),
        categories=tuple(slug for slug in slugs if slug),
    )
