"""People mixed of codes: faces by shares, hair of one."""

from __future__ import annotations

import numpy as np

from visavis.studio.generate.eigen import Model
from visavis.studio.generate.mixing import MOST_SHARE, mix


def test_mix_shares_the_face_and_takes_the_hair_of_who_has_most() -> None:
    one, other = np.arange(6, dtype=np.float32), np.arange(6, 12, dtype=np.float32)
    assert np.allclose(mix([one, other], [0.25, 0.75], 4), [4.5, 5.5, 6.5, 7.5, 10, 11])
    assert np.allclose(mix([one, other], [0.5, 0.5], 4)[4:], one[4:])


def test_face_takes_on_the_tone_and_light_that_come_with_the_hair() -> None:
    people = Model.load().people
    left = []
    for seed in range(40):
        person = people.draw(np.random.default_rng(seed))
        gaps = np.abs(people.codes[..., people.faces :] - person[people.faces :]).max(2)
        wearer = people.codes[np.unravel_index(int(gaps.argmin()), gaps.shape)]
        left.append(np.abs(people.tone_read @ (person - wearer)[: people.faces]).max())
    assert np.median(left) < 0.5  # CIELAB; only larger gaps than MOST_TONE stay


def test_nobody_has_the_hair_of_one_and_the_face_of_the_same() -> None:
    people = Model.load().people
    seen = set()
    for seed in range(40):
        person = people.draw(np.random.default_rng(seed))
        hair = np.abs(people.codes[..., people.faces :] - person[people.faces :]).max(2)
        row, side = np.unravel_index(int(hair.argmin()), hair.shape)
        assert hair[row, side] == 0
        assert people.donors[row]
        gap = np.linalg.norm(people.codes[row, side, : people.faces] - person[: people.faces])
        assert gap > 0.5 * (1 - MOST_SHARE) * np.sqrt(people.faces)
        seen.add(int(people.group_of[row]))
    assert len(seen) > 5
