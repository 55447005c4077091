"""Where links and pictures of a course lead: each address is settled once, before the HTML is made."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from urllib.parse import unquote

from markdown_it.token import Token

from lms.courses.advice import pictures
from lms.courses.advice.addresses import Addresses
from lms.courses.dialect import markdown
from lms.courses.names import read_name
from lms.courses.places import inline_place
from lms.courses.problems import Findings, Problem, nearest
from lms.courses.reading.file import CourseFile
from lms.courses.source import PICTURES, suffix_of
from lms.courses.token_meta import label_of, span_of, start_of

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
WEB = ("http:", "https:")


@dataclass(slots=True)
class LinkTargets:
    """The files of a course by name, and what is known of its pictures."""

    files: Mapping[str, bytes]
    course_files: Mapping[str, CourseFile]
    addresses: Addresses
    left_out: frozenset[str] = frozenset()
    media: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, pictures.Picture | pictures.Fault] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path, content in self.files.items():
            if suffix_of(path) in PICTURES:
                self.pictures[path] = pictures.examine(path, content)
                if path not in self.left_out:
                    self.media[path] = hashlib.sha256(content).hexdigest()

    def problems_of_pictures(self) -> list[Problem]:
        found: list[Problem] = []
        for path, picture in self.pictures.items():
            if " " in path:
                findings = Findings(path)
                findings.add("name-with-space")
                found += findings
            if isinstance(picture, pictures.Fault):
                findings = Findings(path)
                findings.add(
                    picture.code, picture.line, picture.column, what=picture.what, suffix=_suffix(path)
                )
                found += findings
        return found

    def path_of(self, address: str) -> str:
        """The name of a file of the course for an address as it is written in Markdown."""
        return unicodedata.normalize("NFC", posixpath.normpath(unquote(address)))

    def has(self, path: str) -> bool:
        """Is there such a file, though it may be unreadable or misnamed, which is told where it stands?"""
        return path in self.files or f"{path}.txt" in self.files

    def media_url(self, path: str) -> str:
        return self.addresses.picture(path, self.media.get(path, "left-out"))


def settle_links(file: CourseFile, targets: LinkTargets) -> None:
    """Give each link and picture of a file its final address, or report why it has none."""
    used: dict[str, tuple[int, int]] = {}
    for inline in markdown.inlines(list(file.all_tokens)):
        children = inline.children or []
        for number, token in enumerate(children):
            place = inline_place(file.lines, inline, start_of(token)) if span_of(token) else (1, 1)
            if token.type == "image":
                _settle_picture(token, place, file, targets)
            elif token.type == "link_open" and not _has_words(children[number + 1 :]):
                file.findings.add("empty-link", *place, address=unquote(str(token.attrGet("href") or "")))
            elif token.type == "link_open":
                _settle_link(token, place, file, targets)
            elif token.type == "footnote_ref":
                used.setdefault(label_of(token), place)
    _settle_footnotes(file, used)


def _has_words(tokens: Sequence[Token]) -> bool:
    """Is there anything to be read or seen before the link closes?"""
    inside = takewhile(lambda token: token.type != "link_close", tokens)
    return any(token.type == "image" or token.content.strip() for token in inside)


def _settle_footnotes(file: CourseFile, used: Mapping[str, tuple[int, int]]) -> None:
    """Has each footnote its text, and each text its reference? One of each left is one name misspelt."""
    unused = iter([note for label, note in file.footnotes.items() if label not in used])
    for label, place in used.items():
        note = file.footnotes.get(label)
        if note and not note.tokens:
            file.findings.add("empty-footnote", note.line, 1, label=label)
        elif note is None:
            other = next(unused, None)
            code = "other-footnote" if other else "no-footnote-text"
            file.findings.add(code, *place, label=label, other=other.label if other else "")
    for note in unused:
        file.findings.add("unused-footnote", note.line, 1, label=note.label)


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
        known = ", ".join(suffix.lstrip(".") for suffix in PICTURES)
        file.findings.add("image-type", *place, name=unquote(address), known=known)
    elif path not in targets.pictures:
        near = nearest(path, targets.pictures)
        file.findings.add("missing-image", *place, name=unquote(address), nearest=near or "–")
    else:
        picture = targets.pictures[path]
        token.attrSet("src", targets.media_url(path))
        if isinstance(picture, pictures.Picture) and picture.width and picture.height:
            token.attrSet("width", picture.width)
            token.attrSet("height", picture.height)
        token.attrSet("loading", "lazy")


def _settle_link(token: Token, place: tuple[int, int], file: CourseFile, targets: LinkTargets) -> None:
    address = str(token.attrGet("href") or "")
    scheme = SCHEME.match(address)
    if scheme or address.startswith("//"):
        name = scheme[0].lower() if scheme else ""
        if name in WEB:
            token.attrSet("rel", "noopener noreferrer")
        elif name != "mailto:":
            file.findings.add("link-scheme", *place, address=unquote(address)[:120])
        return
    if "%5C" in address:
        file.findings.add("backslash", *place, written=unquote(address))
        return
    written, _, anchor = address.partition("#")
    path = targets.path_of(written) if written else file.name.path
    url = _url(path, targets) if address else None
    if url is None:
        known = [*targets.course_files, *targets.pictures]
        if not (address and targets.has(path)):
            file.findings.add("dead-link", *place, address=unquote(address), nearest=nearest(path, known))
        return
    if anchor and path not in targets.left_out:
        aimed = targets.course_files.get(path)
        section = _section(aimed, unquote(anchor))
        if section is None:
            if aimed is None or aimed.outlined:
                file.findings.add("dead-anchor", *place, anchor=unquote(anchor), path=path)
            return
        url = f"{'' if not written else url}#{section}"
    token.attrSet("href", url)


def _url(path: str, targets: LinkTargets) -> str | None:
    if path in targets.pictures:
        return targets.media_url(path)
    name = read_name(path)
    if name is None or not (path in targets.course_files or path in targets.left_out):
        return None
    return targets.addresses.page(name)


def _section(file: CourseFile | None, anchor: str) -> str | None:
    """The id of the section whose title gives this anchor, made as code-hosting sites make it."""
    titles: Sequence[str] = [section.title for section in file.sections] if file else ()
    anchors = [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles]
    return f"s{anchors.index(anchor.lower()) + 1}" if anchor.lower() in anchors else None


def _suffix(path: str) -> str:
    return suffix_of(path).lstrip(".")
