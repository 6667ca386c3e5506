"""``visavis review``: a report on any video of somebody answering."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from visavis.kit.text import Language


def command(
    video: Annotated[Path, typer.Argument(help="A recorded answer: MP4, MOV, WebM, MKV, AVI, or sound alone.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for report.json, report.html and tracks.csv.")],
    transcript: Annotated[Path | None, typer.Option("--transcript", help="Text file with what was said.")] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language that is spoken, and of the report: ko or en.")] = "ko",
    expression: Annotated[
        bool, typer.Option("--expression", help="Also tell how the face looks to a model, with its error rate.")
    ] = False,
) -> None:
    """Measure gaze, head, expression, gestures, voice and words of a video and write the report."""
    # what reads video takes a second to load: not for --help
    from visavis.interview.report.files import write_report
    from visavis.interview.review.file import read_said, review_file

    language = _language(lang)
    said = read_said(transcript) if transcript else None
    with typer.progressbar(length=100, label=_LABEL[language], file=sys.stderr) as bar:
        done = 0

        def show(step: str, share: float) -> None:
            nonlocal done
            bar.update(round(100 * share) - done)
            done = max(done, round(100 * share))

        review = review_file(video, language, said, show, with_classes=expression)
        bar.update(100 - done)
    for path in write_report(review, video.name, language, out):
        typer.echo(path)
    for note in review.notes:
        typer.echo(f"· {note.in_language(language)}", err=True)
    typer.echo(_speed(review.duration_s, review.wall_s, language), err=True)


_LABEL: dict[Language, str] = {"ko": "분석 중", "en": "Reviewing"}


def _language(lang: str) -> Language:
    if lang == "ko":
        return "ko"
    if lang == "en":
        return "en"
    message = "--lang은 ko 또는 en이어야 합니다. --lang must be ko or en."
    raise typer.BadParameter(message)


def _speed(duration_s: float, wall_s: float, language: Language) -> str:
    rate = duration_s / max(wall_s, 1e-6)
    if language == "ko":
        return f"{duration_s:.1f}초 분량을 {wall_s:.1f}초에 분석했습니다(실시간의 {rate:.1f}배)."
    return f"{duration_s:.1f} s reviewed in {wall_s:.1f} s ({rate:.1f} × real time)."
