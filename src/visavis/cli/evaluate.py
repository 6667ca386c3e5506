"""``visavis evaluate``: what the rules say about a résumé, a cover letter or a portfolio in a text file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text

if TYPE_CHECKING:
    from visavis.career.evaluate import Assessment
    from visavis.kit.text import Language

MOST_BYTES = 2 * 2**20


class NoSuchText(NotFound):
    """The file isn't there."""


class NotText(Invalid):
    """The file holds something else than text."""


def command(
    file: Annotated[Path, typer.Argument(help="A text or Markdown file.")],
    kind: Annotated[str, typer.Option(help="resume, cover_letter or portfolio.")] = "resume",
    posting: Annotated[Path | None, typer.Option(help="A posting to match it with, in a text file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    lang: Annotated[str, typer.Option(help="Language of the remarks: ko or en.")] = "ko",
) -> None:
    """Evaluate a document by rules: parts with points, remarks with their quotes. Practice, no hiring judgement."""
    from visavis.career.evaluate import Document, RulesEvaluator
    from visavis.career.evaluate.text import language_of as written_in
    from visavis.career.resume.values import Resume
    from visavis.cli.person import language_of

    language = language_of(lang)
    text = _read(file)
    document = Document(_kind(kind), Resume(written_in(text), text))
    found = RulesEvaluator().assess(document, None if posting is None else _read(posting))
    typer.echo(_as_json(found) if json else "\n".join(_told(found, language)))


def _kind(kind: str) -> Literal["resume", "cover_letter", "portfolio"]:
    from visavis.career.evaluate.engine import KINDS

    for known in KINDS:
        if known == kind:
            return known
    raise Invalid(
        Text(
            ko="--kind는 resume, cover_letter, portfolio 가운데 하나입니다.",
            en="--kind is one of resume, cover_letter and portfolio.",
        )
    )


def _read(path: Path) -> str:
    """Raises NoSuchText or NotText."""
    if not path.is_file():
        raise NoSuchText(Text(ko="'{p}' 파일이 없습니다.", en="There is no file '{p}'.").fill(p=path))
    data = path.read_bytes()[: MOST_BYTES + 1]
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and len(data) <= MOST_BYTES:
            return text
    raise NotText(
        Text(
            ko="'{p}'은(는) 2 MiB 이하의 글 파일이 아닙니다. txt나 md로 저장해 주세요.",
            en="'{p}' is no text file of up to 2 MiB. Save it as txt or md.",
        ).fill(p=path)
    )


def _as_json(found: Assessment) -> str:
    from pydantic import TypeAdapter

    from visavis.career.evaluate import Assessment

    return TypeAdapter(Assessment).dump_json(found, indent=2).decode()


def _told(found: Assessment, language: Language) -> list[str]:
    total = "—" if found.total is None else str(found.total)
    rows = [f"{total} / 100", *(notice.in_language(language) for notice in found.notices)]
    for part in found.parts:
        points = "—" if part.points is None else f"{part.points:g}"
        rows += ["", f"{part.title.in_language(language)}  {points} / {part.most}"]
        for remark in part.remarks:
            rows.append(f"  {_MARKS[remark.verdict]} {remark.text.in_language(language)}")
            if remark.quote:
                rows.append(f"      “{' '.join(remark.quote.split())[:100]}”")
            if remark.suggestion:
                rows.append(f"      → {remark.suggestion.in_language(language)}")
    return rows


_MARKS = {"good": "+", "mend": "!", "note": "·"}
