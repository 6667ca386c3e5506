"""Speech on a clip's clock."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.media.values import Audio
from visavis.voice.speak.laying import lay_speech


def tone(seconds: float, level: float) -> Audio:
    return Audio(np.full(round(seconds * 1000), level, np.float32), 1000)


def test_pieces_lie_where_they_begin_and_silence_is_between() -> None:
    track = lay_speech([(1.0, tone(0.5, 0.2)), (3.0, tone(0.5, 0.4))], 5.0)
    assert track.duration_s == pytest.approx(5, abs=0.01)
    levels = [track.samples[round(at * 1000)] for at in (0.5, 1.2, 2.0, 3.2, 4.0)]
    assert levels == pytest.approx([0, 0.2, 0, 0.4, 0])


def test_a_piece_ends_where_the_next_begins_and_the_last_is_said_to_its_end() -> None:
    track = lay_speech([(0.0, tone(2.0, 0.2)), (1.0, tone(3.0, 0.4))], 2.0)
    assert track.samples[1500] == pytest.approx(0.4)
    assert track.duration_s == pytest.approx(4, abs=0.01)


def test_nothing_said_is_silence_of_the_clips_length() -> None:
    track = lay_speech([], 2.0)
    assert track.duration_s == pytest.approx(2, abs=0.01)
    assert not track.samples.any()
