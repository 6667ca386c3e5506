"""Learns what a drawing tells of looks, from drawings in many unsure hands and proportions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from visavis.lab.sketch import hand
from visavis.lab.sketch.data import Faces
from visavis.lab.sketch.model import Coding
from visavis.lab.sketch.painting import mirrored
from visavis.lab.sketch.refining import as_parts, for_parts
from visavis.lab.sketch.styles import STYLES
from visavis.studio.sketch.codes import Codes
from visavis.studio.sketch.engine import GENDERS
from visavis.studio.sketch.lines import Plane
from visavis.studio.sketch.looks import GENDER, Looks
from visavis.studio.sketch.telling import Teller

TIMES = 10
"""Drawings of each face."""
_STIFFNESS = 3.0
"""Ridge, as a share of the mean variance."""
_LIKELY = {"clean": 2, "simple": 2, "strokes": 2}
"""Hands that people's own come nearest to are taken twice as often as the others."""
_REACH = 0.6


def tellers(coders: Coding, learned: Faces, usual: Looks, seed: int = 0) -> dict[str | None, Teller]:
    """What to tell by, for each gender that may be wished and without a wish; ``usual`` (5,) scales the codes."""
    drawings, looks = draw_unsure(learned, TIMES, np.random.default_rng(seed))
    codes = flat(encode_all(coders, drawings), usual)
    return {None: fit(codes, looks)} | {
        gender: fit(codes[looks[:, GENDER] * sign > 0], looks[looks[:, GENDER] * sign > 0])
        for gender, sign in zip(GENDERS, (1, -1), strict=True)
    }


def draw_unsure(faces: Faces, times: int, rng: np.random.Generator) -> tuple[list[Plane], Looks]:
    """Drawings (P, P) at the size of the part coders, ``times`` of each face, and their looks (n · times, LOOKS)."""
    ink, chances = for_parts(faces.ink), np.array([_LIKELY.get(name, 1) for name in STYLES], float)
    mirror, drawings, looks = mirrored(faces.looks), [], []
    for row in np.repeat(np.arange(len(ink)), times):
        one = ink[row, rng.choice(len(chances), p=chances / chances.sum())].astype(np.float32) / 255
        turned = rng.random() < 0.5
        one = hand.lay(one[:, ::-1].copy() if turned else one, hand.place(rng, one.shape[0], _REACH))
        one = hand.stretch(one, hand.proportions(rng, one.shape[0]))
        drawings.append(hand.redraw(hand.displace([one], rng)[0], rng))
        looks.append((mirror if turned else faces.looks)[row])
    return drawings, np.array(looks, np.float32)


def encode_all(coders: Coding, drawings: list[Plane]) -> Codes:
    """Codes (n, 5, CODE)."""
    batches = [drawings[start : start + 32] for start in range(0, len(drawings), 32)]
    return np.concatenate([coders.encode(as_parts(some)).numpy() for some in batches])


def flat(codes: Codes, usual: Looks) -> Codes:
    """Codes (n, 5, CODE) as (n, 5 CODE), every part as important as the others."""
    return np.asarray((codes / usual[:, None]).reshape(len(codes), -1), np.float32)


def fit(codes: Codes, looks: Looks) -> Teller:
    """Ridge regression of looks (n, LOOKS) on codes (n, d); women and men count alike, however many there are."""
    share = (np.sign(looks[:, GENDER]) == np.sign(looks[:, GENDER, None])).mean(1)
    weights = (1 / share / (1 / share).sum()).astype(np.float32)
    middle, usual_looks, root = weights @ codes, weights @ looks, np.sqrt(weights)[:, None]
    given, wanted = root * (codes - middle), root * (looks - usual_looks)
    gram: NDArray[np.float64] = (given.T @ given).astype(np.float64)
    gram += np.eye(len(gram)) * _STIFFNESS * np.trace(gram) / len(gram)
    slopes = np.linalg.solve(gram, given.T @ wanted).astype(np.float32)
    return Teller(middle, usual_looks, slopes, looks.min(0), looks.max(0))
