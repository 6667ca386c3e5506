"""``visavis evaluate``: what the rules say about a résumé, a cover letter or a portfolio."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from visavis.career.evaluate import Assessment
    from visavis.kit.text import Language


def command(
    file: Annotated[Path, typer.Argument(help="A PDF, DOCX, HWP, HWPX or text file.")],
    kind: Annotated[str, typer.Option(help="resume, cover_letter or portfolio.")] = "resume",
    posting: Annotated[Path | None, typer.Option(help="A posting to match it with; the same formats.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    lang: Annotated[str, typer.Option(help="Language of the remarks: ko or en.")] = "ko",
) -> None:
    """Evaluate a document by rules: parts with points, remarks with their quotes. Practice, no hiring judgement."""
    from visavis.career.evaluate import Document, RulesEvaluator
    from visavis.cli.person import language_of
    from visavis.cli.resume import kind_named, read_document

    language, chosen = language_of(lang), kind_named(kind)
    document = Document(chosen, read_document(file, chosen, language).resume)
    wanted = None if posting is None else read_document(posting, "resume", language, tells=False).resume.text
    found = RulesEvaluator().assess(document, wanted)
    typer.echo(_as_json(found) if json else "\n".join(_told(found, language)))


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
