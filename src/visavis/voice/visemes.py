"""From phonemes to what the mouth shows: visemes.

Classes follow the 15 of MPEG-4 / Oculus ("sil PP FF TH DD kk CH SS nn RR aa E ih oh ou") and ``uh`` for the central
vowels, Korean ㅓ among them, which the fifteen would round like ㅗ. In Korean:

- consonants: ㅁㅂㅍㅃ PP, ㅅㅆ SS, ㅈㅊㅉ CH, ㄴㄹ nn, ㄷㅌㄸ DD, ㄱㅋㄲㅇ kk;
- vowels: ㅏ aa, ㅔㅐ E, ㅣㅡ ih, ㅓ uh, ㅗ oh, ㅜ ou; ㅑㅕㅛㅠ and ㅘㅝ are a glide (ih, ou) and a vowel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from visavis.voice.speak.engine import Phone

VisemeName = Literal[
    "sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "ih", "oh", "ou", "uh"
]  # fmt: skip
VOWELS: frozenset[VisemeName] = frozenset({"aa", "E", "ih", "oh", "ou", "uh"})

_OF: dict[VisemeName, str] = {
    "PP": "pbmɸβɓʙ",
    "FF": "fvʋɱⱱ",
    "TH": "θð",
    "DD": "tdʈɖ",
    "kk": "kgɡqɢŋxɣχʁʔɴc",
    "CH": "ʃʒɕʑʂʐ",
    "SS": "szç",
    "nn": "nɲɳlɫɭʎɬɮɾɽr",
    "RR": "ɹɻʀɚɝ",
    "aa": "aɐɑæɶ",
    "E": "eɛœø",
    "ih": "iɪᵻɨɯyʏjɰʝ",
    "oh": "oɔɒɤ",
    "ou": "uʊʉwʍɥᵿ",
    "uh": "ʌəɜɘɵɞ",
}
_VISEME: dict[str, VisemeName] = {sign: name for name, signs in _OF.items() for sign in signs}
_SILENT_SIGNS = frozenset("hɦħʕˈˌːˑ-̩̯̃ʰʲʷ~'ˤ̪̠̝̞ ")
"""h takes the shape of what follows; marks of stress, length and tension have none."""

_FIRST_SHARE = 0.55


@dataclass(frozen=True)
class Viseme:
    """One mouth shape and the time it belongs to; "sil" is a mouth at rest."""

    name: VisemeName
    start_s: float
    end_s: float

    @property
    def centre_s(self) -> float:
        return (self.start_s + self.end_s) / 2


def shapes(ipa: str) -> tuple[VisemeName, ...]:
    """The mouth shapes of one phoneme in order: ``shapes("tʃ") == ("CH",)``, ``shapes("ˈaɪ") == ("aa", "ih")``.

    () for a phoneme without a shape of its own (h); ("sil",) for silence.
    """
    if not ipa:
        return ("sil",)
    found = [_VISEME[sign] for sign in ipa if sign not in _SILENT_SIGNS and sign in _VISEME]
    if found[:2] == ["DD", "CH"]:
        found = found[1:]
    return tuple(name for i, name in enumerate(found) if i == 0 or name != found[i - 1])


def visemes(phones: Iterable[Phone]) -> tuple[Viseme, ...]:
    """The mouth shapes of a speech in time order; a diphthong gives its first shape 55 % of the time."""
    found: list[Viseme] = []
    for phone in phones:
        names = shapes(phone.ipa)
        found.extend(_divide(names, phone.start_s, phone.end_s))
    return tuple(found)


def _divide(names: tuple[VisemeName, ...], start_s: float, end_s: float) -> list[Viseme]:
    if len(names) < 2:
        return [Viseme(name, start_s, end_s) for name in names]
    middle = start_s + _FIRST_SHARE * (end_s - start_s)
    return [Viseme(names[0], start_s, middle), *_divide(names[1:], middle, end_s)]
