"""Where links and pictures of a course lead: each address is settled once, before the HTML is made."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, takewhile
from urllib.parse import unquote

from markdown_it.token import Token

from lms.courses.advice import pictures
from lms.courses.advice.addresses import Addresses
from lms.courses.at_work import at_work
from lms.courses.dialect import markdown
from lms.courses.dialect.markdown import tokens_after
from lms.courses.names import read_name
from lms.courses.places import inline_place
from lms.courses.problems import Findings, Problem
from lms.courses.reading.file import CourseFile
from lms.courses.source import PICTURES, suffix_of
from lms.courses.token_meta import label_of, start_of

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
WEB = ("http:", "https:")


@dataclass(slots=True)
class LinkTargets:
    """The files of a course by name, and what is known of its pictures.

    `files` are all that are there, `course_files` those that could be read. `media` are the hashes of the
    pictures that are shown; `left_out` are files whose links stay although they are not in the course.
    """

    files: Mapping[str, bytes]
    course_files: Mapping[str, CourseFile]
    addresses: Addresses
    left_out: frozenset[str] = frozenset()
    media: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, pictures.Picture | pictures.Fault] = field(default_factory=dict)
    anchors: dict[str, dict[str, str]] = field(default_factory=dict)
    """The ids of sections by their anchors, of each file into which a link leads."""

    def __post_init__(self) -> None:
        for path, content in self.files.items():
            if suffix_of(path) in PICTURES:
                at_work(path)
                self.pictures[path] = pictures.examine(path, content)
                if path not in self.left_out:
                    self.media[path] = hashlib.sha256(content).hexdigest()

    def problems_of_pictures(self) -> list[Problem]:
        """What is wrong with the pictures themselves, wherever they are shown."""
        problems: list[Problem] = []
        for path, picture in self.pictures.items():
            findings = Findings(path)
            if " " in path:
                findings.add("name-with-space")
            if isinstance(picture, pictures.Fault):
                suffix = suffix_of(path).lstrip(".")
                findings.add(picture.code, picture.line, picture.column, what=picture.what, suffix=suffix)
            problems += findings
        return problems

    def path_of(self, address: str) -> str:
        """The name of a file of the course for an address as it is written in Markdown."""
        return unicodedata.normalize("NFC", posixpath.normpath(unquote(address)))

    def anchors_of(self, file: CourseFile) -> dict[str, str]:
        """The ids of a file's sections by their anchors."""
        path = file.name.path
        if path not in self.anchors:
            self.anchors[path] = _anchors(file)
        return self.anchors[path]

    def has(self, path: str) -> bool:
        """Is there such a file, though it may be unreadable or misnamed, which is told where it stands?"""
        return path in self.files or f"{path}.txt" in self.files

    def media_url(self, path: str) -> str:
        """The address of a picture of the course."""
        return self.addresses.picture(path, self.media.get(path, "left-out"))


def settle_links(file: CourseFile, targets: LinkTargets) -> None:
    """Give each link and picture of a file its final address, or report why it has none."""
    references: dict[str, tuple[int, int]] = {}
    """Where each footnote is referred to first, by its label."""
    for inline in markdown.inlines(list(file.all_tokens)):
        children = inline.children or []
        for number, token in enumerate(children):
            if token.type not in ("image", "link_open", "footnote_ref"):
                continue
            place = inline_place(file.lines, inline, start_of(token))
            if token.type == "image":
                _settle_picture(token, place, file, targets)
            elif token.type == "footnote_ref":
                references.setdefault(label_of(token), place)
            elif _has_words(tokens_after(children, number)):
                _settle_link(token, place, file, targets)
            else:
                address = unquote(str(token.attrGet("href") or ""))
                file.findings.add("empty-link", *place, address=address)
    _settle_footnotes(file, references)


def _has_words(tokens: Iterable[Token]) -> bool:
    """Is there anything to be read or seen before the link closes?"""
    inside = takewhile(lambda token: token.type != "link_close", tokens)
    return any(token.type == "image" or token.content.strip() for token in inside)


def _settle_footnotes(file: CourseFile, references: Mapping[str, tuple[int, int]]) -> None:
    """Has each footnote its text, and each text its reference?

    A reference without a text and a text without a reference are taken for one name misspelt, in their order.
    """
    unused = deque(note for label, note in file.footnotes.items() if label not in references)
    for label, place in references.items():
        footnote = file.footnotes.get(label)
        if footnote:
            if not footnote.tokens:
                file.findings.add("empty-footnote", footnote.line, 1, label=label)
        elif unused:
            file.findings.add("other-footnote", *place, label=label, other=unused.popleft().label)
        else:
            file.findings.add("no-footnote-text", *place, label=label, other="")
    for footnote in unused:
        file.findings.add("unused-footnote", footnote.line, 1, label=footnote.label)


def _settle_picture(token: Token, place: tuple[int, int], file: CourseFile, targets: LinkTargets) -> None:
    address = str(token.attrGet("src") or "")
    path = targets.path_of(address)
    if not markdown.plain(token):
        file.findings.add("missing-alt", *place, name=unquote(address))
    if SCHEME.match(address) or address.startswith("//"):
        file.findings.add("remote-image", *place, address=address[:120])
    elif "%5C" in address:
        file.findings.add("backslash", *place, written=unquote(address))
    elif suffix_of(path) not in PICTURES:
        types = ", ".join(suffix.lstrip(".") for suffix in PICTURES)
        file.findings.add("image-type", *place, name=unquote(address), known=types)
    elif path not in targets.pictures:
        near = file.findings.nearest(path, targets.pictures)
        file.findings.add("missing-image", *place, name=unquote(address), nearest=near)
    else:
        picture = targets.pictures[path]
        token.attrSet("src", targets.media_url(path))
        if isinstance(picture, pictures.Picture) and picture.width and picture.height:
            token.attrSet("width", picture.width)
            token.attrSet("height", picture.height)
        token.attrSet("loading", "lazy")


def _settle_link(token: Token, place: tuple[int, int], file: CourseFile, targets: LinkTargets) -> None:
    """Gives a link the address of a page, a section or a picture of the course; one elsewhere stays."""
    address = str(token.attrGet("href") or "")
    scheme = SCHEME.match(address)
    if scheme or address.startswith("//"):
        name = scheme[0].lower() if scheme else ""
        _settle_link_elsewhere(token, name, place, file)
        return
    if "%5C" in address:
        file.findings.add("backslash", *place, written=unquote(address))
        return
    written, _, anchor = address.partition("#")
    path = targets.path_of(written) if written else file.name.path
    page = _address_of(path, targets) if address else None
    if page is None:
        if not address or not targets.has(path):
            near = file.findings.nearest(path, chain(targets.course_files, targets.pictures))
            file.findings.add("dead-link", *place, address=unquote(address), nearest=near)
        return
    if not anchor or path in targets.left_out:
        token.attrSet("href", page)
        return
    target = targets.course_files.get(path)
    section = targets.anchors_of(target).get(unquote(anchor).lower()) if target else None
    if section:
        # A link within the page itself needs no more than the section.
        start = page if written else ""
        token.attrSet("href", f"{start}#{section}")
    elif target is None or target.outlined:
        file.findings.add("dead-anchor", *place, anchor=unquote(anchor), path=path)


def _settle_link_elsewhere(token: Token, scheme: str, place: tuple[int, int], file: CourseFile) -> None:
    if scheme in WEB:
        token.attrSet("rel", "noopener noreferrer")
    elif scheme != "mailto:":
        address = unquote(str(token.attrGet("href")))
        file.findings.add("link-scheme", *place, address=address[:120])


def _address_of(path: str, targets: LinkTargets) -> str | None:
    """The address of a picture, or of the page on which a file is read; None for any other name."""
    if path in targets.pictures:
        return targets.media_url(path)
    name = read_name(path)
    if name is None or not (path in targets.course_files or path in targets.left_out):
        return None
    return targets.addresses.page(name)


def _anchors(file: CourseFile) -> dict[str, str]:
    """The ids of a file's sections by the anchors of their titles, made as code-hosting sites make them."""
    ids: dict[str, str] = {}
    for number, section in enumerate(file.sections, 1):
        anchor = re.sub(r"[^\w\- ]", "", section.title.lower()).replace(" ", "-")
        ids.setdefault(anchor, f"s{number}")
    return ids
