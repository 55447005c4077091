"""One course file, read: its settings, title, sections and questions, before they are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from lms.courses.dialect import markdown
from lms.courses.dialect.fences import read_fences
from lms.courses.dialect.front_matter import FrontMatter, long_rule, read_front_matter
from lms.courses.dialect.notes import Notes
from lms.courses.names import FileName, FileRole
from lms.courses.places import block_place, inline_place
from lms.courses.problems import Findings
from lms.courses.questions.block import Piece, WrittenQuestion, split_pieces
from lms.courses.reading.headers import read_header
from lms.courses.reading.settings import Settings
from lms.courses.token_meta import start_of

WORDS_A_MINUTE = 120
"""Slow enough for a second language; a question counts as a minute."""

UNCOUNTED = frozenset(
    {"heading-inside", "heading-skipped", "heading-without-space", "no-h1", "no-section", "second-h1"}
)
"""Errors after which nobody can say which sections are meant."""

Part = list[Token] | WrittenQuestion
"""What a section is made of: the tokens of a run of text, or a question."""


@dataclass(slots=True)
class FileSection:
    """A section as written: runs of text and questions in reading order."""

    title: str
    line: int
    parts: list[Part] = field(default_factory=list)

    @property
    def questions(self) -> list[WrittenQuestion]:
        return [part for part in self.parts if isinstance(part, WrittenQuestion)]


@dataclass(slots=True)
class CourseFile:
    """A file as written. `broken` says that its questions cannot be compared or counted.

    `lead` is what stands before the first section, or before the first question of the bank; `addresses` are
    the rows of `[name]: address`. `texts_of_notes` are the tokens of the footnotes, by their labels.
    """

    name: FileName
    lines: Sequence[str]
    findings: Findings
    front: FrontMatter | None = None
    settings: Settings | None = None
    title: str = ""
    lead: list[Token] = field(default_factory=list)
    sections: list[FileSection] = field(default_factory=list)
    bank: list[WrittenQuestion] = field(default_factory=list)
    tokens: Sequence[Token] = ()
    footnotes: dict[str, markdown.Footnote] = field(default_factory=dict)
    texts_of_notes: dict[str, Sequence[Token]] = field(default_factory=dict)
    addresses: Sequence[range] = ()
    broken: bool = False

    @property
    def questions(self) -> list[WrittenQuestion]:
        return [question for section in self.sections for question in section.questions] + self.bank

    @property
    def outlined(self) -> bool:
        """Are its sections as meant, so that others can be held against them?"""
        return not self.broken and not self.findings.has(UNCOUNTED)

    @property
    def minutes(self) -> int:
        """How long reading and answering take, where the trainer does not say."""
        words = sum(len(token.content.split()) for token in markdown.inlines(self.tokens))
        return max(1, round(words / WORDS_A_MINUTE + len(self.questions)))

    @property
    def all_tokens(self) -> Iterator[Token]:
        """The tokens of the text, then those of the footnotes."""
        yield from self.tokens
        for footnote in self.footnotes.values():
            yield from footnote.tokens

    def notes(self, document: str) -> Notes:
        """The file's footnotes for a stretch of text of its own, none of them referred to yet."""
        return Notes(document, self.texts_of_notes)

    def html(self, tokens: Sequence[Token], document: str, label: str = "") -> str:
        """HTML of some blocks with the footnotes they refer to."""
        notes = self.notes(document)
        text = markdown.html(tokens, notes, label)
        listed = markdown.notes_html(notes)
        return f"{text}\n{listed}" if listed else text


def read_course_file(name: FileName, text: str, findings: Findings) -> CourseFile:
    """Read one file as far as it goes by itself; what concerns other files comes later."""
    file = CourseFile(name, text.split("\n"), findings)
    # Fences before Markdown: the parser gets lines in which each of them is as it should be.
    fenced = read_fences(file.lines, findings)
    parsed = markdown.parse("\n".join(fenced.lines))
    if _report_settings_not_seen(file, parsed.front_matter):
        return file
    file.front = read_front_matter(parsed.front_matter, findings)
    if findings.has({"unclosed-front-matter"}):
        # The settings have swallowed the text, or a part of it.
        file.broken = True
        return file
    file.tokens = parsed.tokens
    file.addresses = parsed.addresses
    file.broken = fenced.broken
    for footnote in parsed.footnotes:
        if footnote.label in file.footnotes:
            findings.add("duplicate-footnote", footnote.line, 1, label=footnote.label)
        else:
            file.footnotes[footnote.label] = footnote
            file.texts_of_notes[footnote.label] = footnote.tokens
    _Outline(file).read()
    return file


def _report_settings_not_seen(file: CourseFile, front_matter: Token | None) -> bool:
    """Does the file begin with settings that Markdown doesn't see as such?

    Then what stands under them is no text: this is reported, and nothing that was found before.
    """
    opening = next((row for row, line in enumerate(file.lines) if line.strip()), 0)
    findings = Findings(file.name.path)
    rule = long_rule(file.lines, opening)
    if file.lines[opening].rstrip() == "---" and front_matter is None:
        code = "front-matter-not-first" if opening else "unclosed-front-matter"
        findings.add(code, opening + 1, 1)
    elif rule:
        findings.add("settings-rule", opening + 1, 1, written=rule)
    else:
        return False
    file.findings = findings
    file.broken = True
    return True


class _Outline:
    """Walks the blocks of a file in order, knowing which heading came last.

    `level` is that of the last heading, 0 before the first; a title in the settings counts as the first.
    """

    def __init__(self, file: CourseFile) -> None:
        self.file = file
        self.findings = file.findings
        # Settings that cannot be read may hold the title.
        self.titled = file.name.role == FileRole.COURSE or file.front is None or "title" in file.front.values
        self.level = 1 if self.titled else 0
        self.seen_h1 = False

    def read(self) -> None:
        blocks = split_pieces(self.file.tokens)
        role = self.file.name.role
        if role != FileRole.COURSE and not [block for block in blocks if not self._is_title(block)]:
            self.findings.add("empty-assessment" if role == FileRole.ASSESSMENT else "empty-module", 1, 1)
            self.file.broken = True
            return
        for block in blocks:
            self._report_headings_and_questions_inside(block)
            if block.type == "heading_open":
                self._heading(block)
            elif block.type == "container_question_open":
                self._question(block)
            else:
                self._text(block)
        if not (self.titled or self.seen_h1 or self.level):
            self.findings.add("no-h1", 1, 1)
        if role == FileRole.MODULE and not self.file.sections and self.level == 1:
            self.findings.add("no-section", 1, 1)
        if role == FileRole.ASSESSMENT and not self.file.bank and not self.file.broken:
            self.findings.add("empty-assessment", 1, 1)
            self.file.broken = True
        # Last: where the headings are not as meant, nobody can say which section is empty.
        for section in self.file.sections:
            if not section.parts and self.file.outlined:
                self.findings.add("empty-section", section.line, 1, title=section.title)

    def _is_title(self, block: Piece) -> bool:
        return block.type == "heading_open" and block.tokens[0].tag == "h1"

    def _report(self, code: str, block: Piece, **values: object) -> None:
        self.findings.add(code, *block_place(self.file.lines, block.tokens[0]), **values)

    def _report_headings_and_questions_inside(self, block: Piece) -> None:
        """Neither can stand within a list, a quote or a question."""
        for token in block.inner:
            if token.type == "heading_open":
                self.findings.add("heading-inside", *block_place(self.file.lines, token))
            elif token.type == "container_question_open":
                self.findings.add("question-inside", *block_place(self.file.lines, token))
                self.file.broken = True

    def _heading(self, block: Piece) -> None:
        opening, inline = block.tokens[:2]
        level = int(opening.tag.removeprefix("h"))
        # A line of dashes below a text is most often meant as a rule; one of equals signs is a title’s.
        if opening.markup == "-":
            self._report("underlined-heading", block)
            self.file.broken = True
        title = markdown.plain(inline)
        if not title:
            self._report("empty-heading", block)
        for child in inline.children or ():
            if child.type == "footnote_ref":
                place = inline_place(self.file.lines, inline, start_of(child))
                self.findings.add("footnote-in-heading", *place)
        if level == 1:
            self._title(block, title)
            return
        if self.level == 0:
            self._report("no-h1", block)
        elif level > self.level + 1:
            self._report("heading-skipped", block, level=level, expected=self.level + 1)
        self.level = level
        role = self.file.name.role
        if role == FileRole.MODULE and level == 2:
            line = opening.map[0] + 1 if opening.map else 1
            self.file.sections.append(FileSection(title, line))
        elif role == FileRole.ASSESSMENT and level == 2:
            # It divides the bank for who writes it; learners get the questions drawn.
            return
        else:
            self._text(block)

    def _title(self, block: Piece, title: str) -> None:
        if self.file.name.role == FileRole.COURSE:
            self._report("h1-in-overview", block)
        elif self.seen_h1:
            self._report("second-h1", block)
        elif not self.file.title:
            self.file.title = title
        self.seen_h1 = True
        self.level = 1

    def _text(self, block: Piece) -> None:
        """To the section that is open, else before the first; in the bank nothing shows text."""
        if self.file.sections:
            _add_text(self.file.sections[-1], block)
        elif not self.file.bank:
            self.file.lead.extend(block.tokens)
        elif not self.file.broken:
            self._report("unseen-text", block)

    def _question(self, block: Piece) -> None:
        role = self.file.name.role
        misplaced = ""
        if role == FileRole.COURSE:
            misplaced = "question-in-overview"
        elif role == FileRole.MODULE and not self.file.sections:
            misplaced = "question-before-section"
        if misplaced:
            self._report(misplaced, block)
            self.file.broken = True
            return
        question = read_question(self.file, block)
        if question is None:
            self.file.broken = True
        elif role == FileRole.ASSESSMENT:
            self.file.bank.append(question)
        else:
            self.file.sections[-1].parts.append(question)


def _add_text(section: FileSection, block: Piece) -> None:
    """To the run of text that the section ends with, else as a new one."""
    last = section.parts[-1] if section.parts else None
    if isinstance(last, list):
        last.extend(block.tokens)
    else:
        section.parts.append(list(block.tokens))


def read_question(file: CourseFile, block: Piece) -> WrittenQuestion | None:
    """The question between two fences; None when its opening line is wrong."""
    row, end = block.tokens[0].map or [0, 0]
    header = read_header(file.lines[row], row + 1, file.findings)
    _report_missing_blank_line(file, row, end)
    if not header.sound:
        return None
    blocks = split_pieces(block.inner)
    ends_with_quote = len(blocks) > 1 and blocks[-1].type == "blockquote_open"
    explanation = blocks.pop() if ends_with_quote else None
    return WrittenQuestion(
        id=header.id,
        line=row + 1,
        end=end + 1,
        attributes=header.attributes,
        columns=header.columns,
        blocks=tuple(blocks),
        explanation=explanation,
        translation=file.name.language is not None,
        lines=file.lines,
        findings=file.findings,
        html=lambda tokens, part: file.html(tokens, f"{header.id}-{part}", file.title),
        inline_html=lambda token: markdown.inline_html(token, file.notes(header.id)),
    )


def _report_missing_blank_line(file: CourseFile, opening: int, closing: int) -> None:
    """Is there an empty line after the fence that opens, and on both sides of the one that closes?"""
    for fence, beside in ((opening, opening + 1), (closing, closing - 1), (closing, closing + 1)):
        is_fence = beside in (opening, closing)
        if not is_fence and beside < len(file.lines) and file.lines[beside].strip():
            file.findings.add("no-blank-line", fence + 1, 1)
            return
