"""``visavis resume``: what can be read from a résumé."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text

if TYPE_CHECKING:
    from visavis.career.resume import Kind, Reading
    from visavis.kit.text import Language

program = typer.Typer(help="Read résumés, cover letters and portfolios.", no_args_is_help=True)


class NoSuchDocument(NotFound):
    """The file isn't there."""


class UnknownKind(Invalid):
    """There is no such kind of document."""


@program.callback()
def start() -> None:
    """Read résumés, cover letters and portfolios."""


@program.command("read")
def read(
    file: Annotated[Path, typer.Argument(help="A PDF, DOCX, HWP, HWPX or text file.")],
    kind: Annotated[str, typer.Option(help="resume, cover_letter or portfolio.")] = "resume",
    as_json: Annotated[bool, typer.Option("--json", help="Print fields, places and the text as JSON.")] = False,
    lang: Annotated[str, typer.Option(help="Language of names and notices: ko or en.")] = "ko",
) -> None:
    """Print the fields of a document with their places in its text and how sure they are."""
    from visavis.cli.person import language_of

    language = language_of(lang)
    found = read_document(file, kind_named(kind), language)
    typer.echo(_as_json(found) if as_json else "\n".join(_rows(found, language)))


def kind_named(kind: str) -> Kind:
    """The kind of document. Raises UnknownKind."""
    from visavis.career.resume import KINDS

    for known in KINDS:
        if known == kind:
            return known
    raise UnknownKind(Text(ko="--kind는 {k} 중 하나입니다.", en="--kind is one of {k}.").fill(k=", ".join(KINDS)))


def read_document(file: Path, kind: Kind, language: Language, tells: bool = True) -> Reading:
    """What a file holds; with ``tells``, what was left out of it goes to stderr. Raises NoSuchDocument, a kind
    of UnreadableDocument, or TooHeavy."""
    from visavis.career.resume import read_file

    if not file.is_file():
        raise NoSuchDocument(Text(ko="'{p}' 파일이 없습니다.", en="There is no file '{p}'.").fill(p=file))
    found = read_file(file.read_bytes(), kind)
    for note in found.notes if tells else ():
        typer.echo(note.in_language(language), err=True)
    return found


def _as_json(found: Reading) -> str:
    from visavis.career.resume.serial import to_values

    values = {"text": found.resume.text, **to_values(found.resume, found.notes)}
    return json.dumps(values, ensure_ascii=False, indent=2)


def _rows(found: Reading, language: Language) -> list[str]:
    from visavis.career.resume.law import LAW, NAMES
    from visavis.career.resume.wording import FIELD_NAMES, SECTION_NAMES

    rows: list[str] = []
    for entry in found.resume.entries:
        rows.append(SECTION_NAMES[entry.section].in_language(language))
        for field in entry.fields:
            place = f"{field.span.start}–{field.span.end}" if field.span else "–"
            name = FIELD_NAMES[field.key].in_language(language)
            rows.append(f"  {field.confidence:.2f}  {place:>11}  {name}: {field.value}")
    for flag in found.resume.flags:
        rows.append(f"! {NAMES[flag.what].in_language(language)}: {flag.quote}")
        rows.append(f"  {LAW[flag.what].in_language(language)}")
    return rows
