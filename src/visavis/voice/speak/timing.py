"""From eSpeak's events to phones and words with their times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from visavis.voice.reading import Spoken
from visavis.voice.speak.engine import Phone, Word

_VOWEL = re.compile("[aeiouyɐɑæɛɪɯɔɒʌəɜɚᵻʊø]")
_SYLLABLE = re.compile("[가-힣]|[aeiouy]+", re.IGNORECASE)


@dataclass(frozen=True)
class Mark:
    """One event of the synthesis: its time in the finished sound and its character in the spoken text."""

    kind: Literal["word", "phone"]
    time_s: float
    position: int
    ipa: str


def place_phones(marks: list[Mark], total_s: float, tail_s: float) -> tuple[Phone, ...]:
    """Phones that cover the whole sound; marks of a language switch such as "(en)" are dropped."""
    sounds = [(mark.time_s, mark.ipa) for mark in marks if mark.kind == "phone" and not mark.ipa.startswith("(")]
    starts = [(0.0, ""), *sounds, (max(total_s - tail_s, 0.0), ""), (total_s, "")]
    phones: list[Phone] = []
    for (start, ipa), (end, _) in pairwise(starts):
        if end <= start:
            continue
        if phones and not ipa and not phones[-1].ipa:
            phones[-1] = Phone("", phones[-1].start_s, end)
        else:
            phones.append(Phone(ipa, start, end))
    return tuple(phones)


def place_words(marks: list[Mark], spoken: Spoken, phones: tuple[Phone, ...], total_s: float) -> tuple[Word, ...]:
    """The pieces of the written text, each from its first sound to the end of its last."""
    starts: dict[int, float] = {}
    for mark in marks:
        piece = spoken.piece_at(mark.position)
        if mark.kind == "word" and piece is not None:
            starts.setdefault(piece, mark.time_s)
    _add_missing(starts, spoken, phones)
    order = sorted(starts.items())
    bounds = [*(at for _, at in order), total_s]
    return tuple(
        Word(spoken.pieces[piece], at, _last_sound(phones, at, bounds[i + 1])) for i, (piece, at) in enumerate(order)
    )


def _add_missing(starts: dict[int, float], spoken: Spoken, phones: tuple[Phone, ...]) -> None:
    """Place the words that eSpeak names no start for: Korean ones that begin with a nasal.

    From the word before, as many vowels are passed as it has syllables; the nasal before the next vowel is the start.
    """
    for piece in range(len(spoken.pieces)):
        if piece in starts or not spoken.said(piece):
            continue
        before = piece - 1
        while before > 0 and before not in starts:
            before -= 1
        from_s = starts.get(before, 0.0)
        syllables = sum(len(_SYLLABLE.findall(spoken.said(p))) for p in range(before, piece)) if piece else 0
        start_s = _after_syllables(phones, from_s, syllables)
        later = min((at for other, at in starts.items() if other > piece), default=float("inf"))
        if start_s is not None and from_s <= start_s < later:
            starts[piece] = start_s


def _after_syllables(phones: tuple[Phone, ...], from_s: float, syllables: int) -> float | None:
    run = [phone for phone in phones if phone.start_s >= from_s - 1e-6]
    vowels = [i for i, phone in enumerate(run) if _VOWEL.search(phone.ipa)]
    if syllables >= len(vowels):
        return None
    onset = vowels[syllables]
    nasals = [i for i in range(max(onset - 2, 0), onset) if run[i].ipa in ("m", "n")]
    return run[nasals[-1] if nasals else onset].start_s


def _last_sound(phones: tuple[Phone, ...], start_s: float, stop_s: float) -> float:
    ends = [phone.end_s for phone in phones if phone.ipa and start_s - 1e-6 <= phone.start_s < stop_s]
    return min(max(ends, default=stop_s), stop_s)
