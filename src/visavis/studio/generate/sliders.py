"""The sliders and kinds of the embedded generator, in the words and units of users."""

from __future__ import annotations

import math
from dataclasses import dataclass

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.studio.generate.engine import Kind, Slider

YOUNGEST = 20
"""No younger person is made: everybody in the training pictures is an adult, and the slider starts here."""


@dataclass(frozen=True)
class Scale:
    """A slider on an attribute of the model: attribute = ``zero`` + ``unit_is`` · what the user sets.

    ``straightened``: a drawn person starts at ``neutral``, whatever the seed says.
    """

    name: str
    attribute: str
    title: Text
    unit: str
    low: float
    high: float
    step: float
    zero: float = 0.0
    unit_is: float = 1.0
    neutral: float = 0.0
    straightened: bool = False

    def to_user(self, reading: float) -> float:
        return (reading - self.zero) / self.unit_is

    def from_user(self, value: float) -> float:
        return self.zero + self.unit_is * value

    def slider(self, r: float) -> Slider:
        return Slider(self.name, self.title, self.unit, self.low, self.high, self.step, round(r, 2))

    def check(self, value: float, stands: float) -> None:
        """Raises Invalid where somebody who stands at ``stands`` can't be set to the value."""
        low, high = reach(self, stands)
        if not (math.isfinite(value) and low <= value <= high):
            raise Invalid(
                Text(ko="{t}은(는) {a:g}에서 {b:g} 사이여야 합니다.", en="{e} must lie between {a:g} and {b:g}.").fill(
                    t=self.title.ko, e=self.title.en, a=low, b=high
                )
            )


def reach(slider: Scale | Slider, stands: float) -> tuple[float, float]:
    """The ends of a slider for somebody who stands at ``stands``.

    Few stand beyond the slider's own ends; for them it is led on to there in whole steps, so that the first touch moves
    them by one step instead of throwing them back to the end. Nobody is led below YOUNGEST.
    """
    if slider.name == "age":
        return slider.low, slider.high
    below = max(0, math.ceil((slider.low - stands) / slider.step))
    above = max(0, math.ceil((stands - slider.high) / slider.step))
    return round(slider.low - below * slider.step, 4), round(slider.high + above * slider.step, 4)


SLIDERS = (
    Scale("age", "age_years", Text(ko="나이", en="Age"), "years", YOUNGEST, 75, 1),
    Scale("smile", "smile", Text(ko="미소", en="Smile"), "share", -0.4, 1.2, 0.05),
    Scale("yaw", "yaw_deg", Text(ko="고개 좌우", en="Head turn"), "deg", -10, 10, 1, straightened=True),
    Scale("pitch", "pitch_deg", Text(ko="고개 위아래", en="Head tilt"), "deg", -12, 12, 1, -14.5, straightened=True),
    Scale("hair", "hair_lightness", Text(ko="머리 밝기", en="Hair lightness"), "CIELAB L", 5, 50, 1),
    Scale("face-width", "face_width", Text(ko="얼굴 너비", en="Face width"), "%", -10, 10, 1, 0.671, 0.00671),
    Scale("lips", "lip_redness", Text(ko="입술 붉기", en="Lip redness"), "CIELAB a", 2, 18, 1),
    Scale("eyes", "eye_depth", Text(ko="눈매 깊이", en="Eye depth"), "CIELAB L", 18, 46, 1),
)

_GENDER = {"F": ("female", Text(ko="여성", en="Woman")), "M": ("male", Text(ko="남성", en="Man"))}
_LOOK = {
    "asian": ("east-asian", Text(ko="동아시아", en="East Asian")),
    "black": ("black", Text(ko="흑인", en="Black")),
    "latino": ("latino", Text(ko="라틴계", en="Latino")),
    "mideast": ("middle-eastern", Text(ko="중동", en="Middle Eastern")),
    "southasian": ("south-asian", Text(ko="남아시아", en="South Asian")),
    "white": ("white", Text(ko="백인", en="White")),
}


def kind_name(gender: str, ethnicity: str) -> str:
    """The name of the kind for labels of the training faces, such as ``female-east-asian``."""
    return f"{_GENDER[gender][0]}-{_LOOK[ethnicity][0]}"


def _english(gender: str, ethnicity: str) -> str:
    return "Latina" if (gender, ethnicity) == ("F", "latino") else _LOOK[ethnicity][1].en


KINDS = {
    kind_name(g, e): Kind(
        kind_name(g, e),
        Text(ko=f"{_LOOK[e][1].ko} {_GENDER[g][1].ko}", en=f"{_english(g, e)} {_GENDER[g][1].en.lower()}"),
    )
    for g in _GENDER
    for e in _LOOK
}
