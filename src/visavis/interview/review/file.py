"""Reviews a file from the command line's user: any video, any transcript."""

from __future__ import annotations

from pathlib import Path

from visavis.interview.review.answer import review_answer
from visavis.interview.review.values import Progress, Review, Said
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Language, Text

LONGEST_TRANSCRIPT_BYTES = 1_000_000


class FileNotThere(NotFound):
    """No file of this name."""


class BadTranscript(Invalid):
    """The transcript isn't a text."""


def review_file(
    path: Path, language: Language, said: Said | None, progress: Progress, with_classes: bool = False
) -> Review:
    """As ``review_answer``. Raises FileNotThere as well."""
    return review_answer(_there(path), language=language, said=said, with_classes=with_classes, progress=progress)


def read_said(path: Path) -> Said:
    """A transcript in UTF-8 or, as older Korean programs write it, in CP949.

    Raises FileNotThere, and BadTranscript for an empty, binary or huge file.
    """
    data = _there(path).read_bytes()
    if len(data) > LONGEST_TRANSCRIPT_BYTES or b"\0" in data:
        raise _bad(path)
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = data.decode(encoding).strip()
        except UnicodeDecodeError:
            continue
        if text:
            return Said(text, "pasted")
    raise _bad(path)


def _there(path: Path) -> Path:
    if path.is_dir():
        raise FileNotThere(
            Text(
                ko="{p}은(는) 폴더입니다. 그 안의 파일 하나를 지정해 주세요.",
                en="{p} is a folder. Name one file in it.",
            ).fill(p=path)
        )
    if not path.is_file():
        raise FileNotThere(
            Text(
                ko="{p} 파일을 찾을 수 없습니다. 경로를 확인해 주세요.", en="There is no file {p}. Check the path."
            ).fill(p=path)
        )
    return path


def _bad(path: Path) -> BadTranscript:
    return BadTranscript(
        Text(
            ko="{p}은(는) 받아쓴 글로 쓸 수 없습니다. 말한 내용이 적힌 1 MB 이하의 텍스트 파일(UTF-8)을 사용해 주세요.",
            en="{p} can't be used as a transcript. Use a plain text file (UTF-8, up to 1 MB) with what was said.",
        ).fill(p=path.name)
    )
