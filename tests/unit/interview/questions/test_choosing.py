from __future__ import annotations

import pytest

from visavis.interview.questions import TooManyQuestions, choose_questions, load_tracks
from visavis.kit.errors import NotFound


@pytest.mark.parametrize("track_id", [track.id for track in load_tracks()])
@pytest.mark.parametrize("seed", [1, 2, "interview"])
def test_interview_opens_with_introduction_and_ends_with_closing(track_id: str, seed: int | str) -> None:
    kinds = [q.kind for q in choose_questions(track_id, "ko", 6, seed)]
    assert (kinds[0], kinds[-1]) == ("introduction", "closing")
    assert not {"introduction", "closing"} & set(kinds[1:-1])


def test_same_seed_gives_same_questions_and_another_seed_others() -> None:
    first = choose_questions("personality", "ko", 8, 1)
    assert first == choose_questions("personality", "ko", 8, 1)
    assert first != choose_questions("personality", "ko", 8, 2)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 12, 20])
def test_questions_are_as_many_as_asked_and_different(count: int) -> None:
    chosen = choose_questions("embedded-software", "en", count, 5)
    assert len({q.id for q in chosen}) == count


def test_kinds_are_mixed_when_several_are_asked() -> None:
    assert len({q.kind for q in choose_questions("embedded-software", "ko", 8, 3)}) >= 4


def test_english_kind_is_left_out_of_an_english_interview() -> None:
    for seed in range(30):
        assert "english" not in {q.kind for q in choose_questions("personality", "en", 20, seed)}


@pytest.mark.parametrize("count", [0, -1, 21])
def test_impossible_count_is_refused(count: int) -> None:
    with pytest.raises(TooManyQuestions):
        choose_questions("personality", "ko", count, 1)


def test_unknown_track_names_the_known_ones() -> None:
    with pytest.raises(NotFound, match="personality"):
        choose_questions("astrology", "ko", 3, 1)
