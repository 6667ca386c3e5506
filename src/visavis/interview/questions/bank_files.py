"""Reads question files: YAML, one for each track, checked so strictly that a typing error can't reach a candidate."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from visavis.interview.questions.values import Competence, Kind, Question, Track
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text

BANK = Path(__file__).parent / "bank"
SHARED = "shared"
"""The file of the openings and closings that every track uses."""

_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=300)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _TextRow(_Row):
    ko: _Line
    en: _Line

    def text(self) -> Text:
        return Text(ko=self.ko, en=self.en)


class _TitleRow(_Row):
    ko: str = Field(min_length=1, max_length=40)
    en: str = Field(min_length=1, max_length=40)


class _QuestionRow(_TextRow):
    id: _Id
    kind: Kind
    competence: Competence
    follow_ups: list[_TextRow] = Field(min_length=1, max_length=3)

    def question(self) -> Question:
        return Question(self.id, self.kind, self.competence, self.text(), tuple(f.text() for f in self.follow_ups))


class _TrackRow(_Row):
    id: _Id
    title: _TitleRow
    about: _TextRow
    questions: list[_QuestionRow] = Field(min_length=1)

    def track(self) -> Track:
        return Track(
            id=self.id,
            title=Text(ko=self.title.ko, en=self.title.en),
            about=self.about.text(),
            questions=tuple(row.question() for row in self.questions),
        )


class BadQuestionFile(Invalid):
    """A question file that can't be used."""


def read_track(path: Path) -> Track:
    """The track in one YAML file.

    Raises BadQuestionFile, naming the place in the file, when it isn't YAML, lacks a field, repeats an id or a text,
    or is named differently from its id.
    """
    try:
        track = _TrackRow.model_validate(yaml.load(path.read_text("utf-8"), Loader=_LOADER)).track()  # noqa: S506 - a safe loader, see below
    except (ValidationError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise _bad(path, _where(error)) from error
    _check_unique(path, track)
    return track


@lru_cache(maxsize=8)
def load_tracks(bank: Path = BANK) -> tuple[Track, ...]:
    """All tracks of a folder, personality first, then by id; each begins with the shared openings and closings.

    Raises BadQuestionFile for a file that can't be used.
    """
    shared = read_track(bank / f"{SHARED}.yaml").questions if (bank / f"{SHARED}.yaml").exists() else ()
    tracks = [read_track(path) for path in sorted(bank.glob("*.yaml")) if path.stem != SHARED]
    tracks.sort(key=lambda track: (track.id != "personality", track.id))
    return tuple(Track(t.id, t.title, t.about, (*shared, *t.questions)) for t in tracks)


def find_track(track_id: str, bank: Path = BANK) -> Track:
    """The track with this id. Raises NotFound."""
    for track in load_tracks(bank):
        if track.id == track_id:
            return track
    known = ", ".join(track.id for track in load_tracks(bank))
    raise NotFound(
        Text(
            ko="'{t}' 분야의 질문이 없습니다. 고를 수 있는 분야: {k}",
            en="There are no questions for '{t}'. Choose one of: {k}.",
        ).fill(t=track_id, k=known)
    )


# the C loader reads the same safe subset of YAML about ten times faster, which counts at start
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _check_unique(path: Path, track: Track) -> None:
    if path.stem != track.id:
        raise _bad(path, f"id '{track.id}' ≠ file name")
    for what in (
        [q.id for q in track.questions],
        [q.text.ko for q in track.questions],
        [q.text.en for q in track.questions],
    ):
        repeated = {one for one in what if what.count(one) > 1}
        if repeated:
            raise _bad(path, f"repeated: {sorted(repeated)[0]}")


def _where(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(step) for step in first['loc'])}: {first['msg']}"
    return str(error).splitlines()[0]


def _bad(path: Path, where: str) -> BadQuestionFile:
    return BadQuestionFile(
        Text(
            ko="질문 파일 {f}을(를) 쓸 수 없습니다. 이 부분을 고쳐 주세요: {w}",
            en="The question file {f} can't be used. Please correct this: {w}",
        ).fill(f=path.name, w=where)
    )
