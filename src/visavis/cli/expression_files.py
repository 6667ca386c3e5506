"""Which files ``visavis expression`` looks at, which it leaves aside, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from visavis.cli.writing import shown
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import LANGUAGES, Language, Text

VIDEO = (".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi", ".mpg", ".mpeg", ".ts")
_MOST_NAMED = 8

Aside = Literal["folder", "broken_link", "other_type"]
_ASIDE: dict[Aside, Text] = {
    "folder": Text(ko="폴더, 따로 지정해 주세요", en="a folder, give it by itself"),
    "broken_link": Text(ko="끊어진 링크", en="a link that leads nowhere"),
    "other_type": Text(ko="사진이나 영상의 확장자가 아님", en="no picture or video by its name"),
}
_SKIPPED = Text(ko="보지 않은 것 {n}개: {l}", en="Not looked at, {n}: {l}")
_MORE = Text(ko="외 {n}개", en="and {n} more")


class NothingToRead(NotFound):
    """There is no such file or folder, or no picture and no video in it."""


class CantOpen(Invalid):
    """A file or folder that the system won't let us read."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            Text(
                ko="'{p}'을(를) 열 수 없습니다({e}). 읽기 권한을 확인해 주세요.",
                en="'{p}' can't be opened ({e}). Check that you may read it.",
            ).fill(p=shown(path), e=error.strerror or type(error).__name__)
        )


@dataclass(frozen=True)
class Found:
    """``files`` to be read, by name, and what else lies in the folder, with the reason why it isn't looked at."""

    files: tuple[Path, ...]
    aside: tuple[tuple[Path, Aside], ...] = ()


def find(path: Path) -> Found:
    """A file alone, or a folder's pictures and videos. Raises NothingToRead and CantOpen."""
    if not path.is_dir():
        return _alone(path)
    try:
        every = sorted(path.iterdir())
    except OSError as error:
        raise CantOpen(path, error) from error
    why = {one: _why_aside(one) for one in every}
    files = tuple(one for one, reason in why.items() if reason is None)
    aside = tuple((one, reason) for one, reason in why.items() if reason is not None)
    if not files:
        raise NothingToRead(_empty(path, aside))
    return Found(files, aside)


def tell_aside(aside: Sequence[tuple[Path, Aside]], language: Language) -> str:
    """One line; the first few by name."""
    named = [f"{shown(Path(one.name))} ({_ASIDE[why].in_language(language)})" for one, why in aside[:_MOST_NAMED]]
    if len(aside) > _MOST_NAMED:
        named.append(_MORE.fill(n=len(aside) - _MOST_NAMED).in_language(language))
    return _SKIPPED.fill(n=len(aside), l=", ".join(named)).in_language(language)


def _alone(path: Path) -> Found:
    try:
        path.stat()
    except FileNotFoundError as error:
        raise NothingToRead(
            Text(
                ko="'{p}'이라는 파일이나 폴더가 없습니다. 경로를 확인해 주세요.",
                en="There is no file or folder '{p}'. Check the path.",
            ).fill(p=shown(path))
        ) from error
    except OSError as error:
        raise CantOpen(path, error) from error
    if path.is_file():
        return Found((path,))
    raise NothingToRead(
        Text(
            ko="'{p}'은(는) 파일도 폴더도 아닙니다. 사진이나 영상 파일을 지정해 주세요.",
            en="'{p}' is neither a file nor a folder. Name a picture, a video, or a folder of them.",
        ).fill(p=shown(path))
    )


def _why_aside(one: Path) -> Aside | None:
    from visavis.shop.opening import SUFFIXES

    if one.is_dir():
        return "folder"
    if not one.exists():
        return "broken_link"
    return None if one.suffix.lower() in (*SUFFIXES, *VIDEO) and one.is_file() else "other_type"


def _empty(path: Path, aside: Sequence[tuple[Path, Aside]]) -> Text:
    ko, en = (f" {tell_aside(aside, language)}." if aside else "" for language in LANGUAGES)
    told = Text(
        ko="'{p}' 폴더에 읽을 사진이나 영상이 없습니다.{a} 하위 폴더는 찾아보지 않습니다.",
        en="There is no picture or video in the folder '{p}'.{a} Folders inside it aren't searched.",
    )
    return Text(ko=told.fill(p=shown(path), a=ko).ko, en=told.fill(p=shown(path), a=en).en)
