"""Looks: the same person in another mood and light (sliders, and how the picture is developed), and the words that call
for them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from visavis.kit.errors import NotFound
from visavis.kit.text import Text

NATURAL = "natural"
_FILE = Path(__file__).parent / "looks.yaml"


class NoSuchLook(NotFound):
    """No look has this id."""


class NothingFits(NotFound):
    """No look belongs to the words that were asked for."""


class Grade(BaseModel):
    """How a picture is developed: ``light`` and ``warmth`` are added to CIELAB L* and b*, ``contrast`` (around L* 50)
    and ``colour`` (chroma) multiply."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    light: float = 0.0
    contrast: float = 1.0
    warmth: float = 0.0
    colour: float = 1.0


@dataclass(frozen=True)
class Look:
    """``to``: where sliders are set; ``by``: how far they are moved from where a person stands. ``makeup`` says in
    words what belongs to it; keywords are stems, lower case."""

    id: str
    title: Text
    mood: Text
    makeup: Text
    to: dict[str, float]
    by: dict[str, float]
    grade: Grade
    keywords: tuple[str, ...]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ko: str
    en: str

    def text(self) -> Text:
        return Text(ko=self.ko, en=self.en)


class _Stems(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ko: list[str]
    en: list[str]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern="^[a-z]+$")]
    title: _Words
    mood: _Words
    makeup: _Words
    to: dict[str, float] = {}
    by: dict[str, float] = {}
    grade: Grade = Grade()
    keywords: _Stems

    def look(self) -> Look:
        words = (self.title.text(), self.mood.text(), self.makeup.text())
        stems = (*self.keywords.ko, *self.keywords.en)
        return Look(self.id, *words, self.to, self.by, self.grade, stems)


@cache
def looks() -> tuple[Look, ...]:
    """All looks, in the order they are shown."""
    rows = TypeAdapter(list[_Row]).validate_python(yaml.safe_load(_FILE.read_text("utf-8")))
    return tuple(row.look() for row in rows)


def find_look(look_id: str) -> Look:
    """The look of this id; raises NoSuchLook."""
    for look in looks():
        if look.id == look_id:
            return look
    known = ", ".join(look.id for look in looks())
    raise NoSuchLook(
        Text(ko="'{n}' 룩이 없습니다. 고를 수 있는 룩: {k}", en="There is no look '{n}'. Looks: {k}.").fill(
            n=look_id, k=known
        )
    )


def match_looks(words: str) -> list[Look]:
    """The looks that a seller's words call for (청량함, "cool summer shirt"), the best first.

    Words that are denied ("not elegant", 우아하지 않은) call for nothing; ``denied_words`` tells them.
    Raises NothingFits.
    """
    asked, denied = _without_denied(words.casefold())
    found = Counter(_owners()[stem] for stem in _stems().findall(asked))
    score = {look.id: found[look.id] + 3 * _is_named(look, asked) for look in looks()}
    fitting = [look for look in looks() if score[look.id]]
    if not fitting and denied:
        raise NothingFits(
            Text(
                ko="아니라고 한 말({d})로는 룩을 고르지 않습니다. 대신 원하는 느낌을 적거나 룩을 직접 골라 주세요.",
                en="Words that are denied ({d}) choose no look. Say what you want instead, or choose a look.",
            ).fill(d=", ".join(denied))
        )
    if not fitting:
        raise NothingFits(
            Text(
                ko="'{w}'에 어울리는 룩을 찾지 못했습니다. "
                "여름, 시원함, 겨울, 우아함, 비즈니스 같은 말을 적거나 룩을 직접 골라 주세요.",
                en="No look fits '{w}'. Try words such as summer, cool, winter, elegant or business, or choose a look.",
            ).fill(w=words.strip()[:60])
        )
    return sorted(fitting, key=lambda look: -score[look.id])


def denied_words(words: str) -> list[str]:
    """What is asked not to be ("not elegant", 우아하지 않은), in the words that were used, each once."""
    return _without_denied(words.casefold())[1]


_OR = r"(?:[\w-]+(?:\s*,\s*|\s+)(?:or|nor)\s+)*"
_DENIED_BEFORE = re.compile(
    r"(?:\b(?:not|no|never|without|avoid|nothing|neither|less|non|(?:is|are|do|does)n['’]?t)(?:\s+|-)"
    r"(?:(?:a|an|any|at|all|too|very|so|that|want|like|look|looking|be|being)\s+)*"
    + _OR
    + r"|(?:^|\s)(?:안|덜|비)\s?)$"
)
"""What stands before a word and denies it, the longer ways to say so included: "not too formal or elegant"."""
_DENIED_BEHIND = re.compile(
    r"[가-힣]*(?:\s(?:짓|입|띠|보이|나|들))?[지진질][는도]?\s?[않못말마]"  # 우아하지 않은, 우아해 보이지 말고
    r"|[가-힣]*(?:\s(?:거|것|건|게|느낌|룩|스타일|분위기|이미지|차림|옷|쪽)[은는이가을를도]?)?\s?(?:말고|아닌|아니(?!면)|빼고|제외|없[이는던])"
)


def _without_denied(asked: str) -> tuple[str, list[str]]:
    """What is asked for once the denied stems are blanked out, and the words that held them."""
    kept, denied = asked, []
    for stem in _stems().finditer(asked):
        if _DENIED_BEFORE.search(asked[: stem.start()]) or _DENIED_BEHIND.match(asked, stem.end()):
            kept = kept[: stem.start()] + " " * len(stem[0]) + kept[stem.end() :]
            denied.append(stem[0] + re.match(r"\w*", asked[stem.end() :])[0])  # type: ignore[index]
    return kept, list(dict.fromkeys(denied))


def _is_named(look: Look, asked: str) -> bool:
    """Its own name counts most."""
    return look.title.ko in asked or bool(re.search(rf"\b{re.escape(look.title.en.casefold())}", asked))


@cache
def _owners() -> dict[str, str]:
    """The look that each stem calls for."""
    return {stem: look.id for look in looks() for stem in look.keywords}


@cache
def _stems() -> re.Pattern[str]:
    """Finds the stems in what is asked, the longest where several begin.

    Korean endings and compounds grow on both sides of a stem; English words only behind it.
    """
    longest_first = sorted(_owners(), key=len, reverse=True)
    return re.compile(
        "|".join(rf"\b{re.escape(stem)}" if stem.isascii() else re.escape(stem) for stem in longest_first)
    )
