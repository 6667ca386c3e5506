from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from visavis.face.mesh import FaceMesh
from visavis.interview.report.parts import answer_part
from visavis.interview.review import Asked, Review, Said, notes, review_answer
from visavis.interview.review.answer import review_here
from visavis.interview.review.cost import Stopwatch
from visavis.interview.review.merging import find_value
from visavis.interview.review.picture import watch
from visavis.media.encode import write_clip, write_wav
from visavis.media.errors import EmptyFile, NotMedia, Unreadable
from visavis.media.image import resize
from visavis.media.values import RGB, Audio, Frame
from visavis.observe.values import Observation
from visavis.people.casting import cast


def test_review_of_a_speaking_face_measures_all_that_can_be_seen_and_heard(answer_review: Review) -> None:
    families = {m.family for m in answer_review.observation.measures if m.value is not None}
    assert families == {"gaze", "head", "expression", "gesture", "framing", "voice", "content"}
    assert answer_review.notes == ()


def test_review_counts_the_pace_of_the_transcript(answer_review: Review) -> None:
    pace = find_value(answer_review.observation, "content.pace")
    assert pace is not None
    assert 80 < pace < 300


def test_events_are_in_the_order_of_time(answer_review: Review) -> None:
    starts = [event.start_s for event in answer_review.observation.events]
    assert starts == sorted(starts)


def test_same_recording_gives_the_same_figures(answer_clip: Path, answer_review: Review) -> None:
    again = review_answer(answer_clip, language="en", said=answer_review.said)
    assert answer_part(0, again) == answer_part(0, answer_review)


def test_progress_rises_to_the_end_and_names_its_steps(answer_clip: Path) -> None:
    told: list[tuple[str, float]] = []
    review_here(answer_clip, "en", progress=lambda step, share: told.append((step, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert 0.9 < shares[-1] <= 1.0
    assert list(dict.fromkeys(step for step, _ in told)) == ["picture", "sound", "words"]


def test_response_delay_counts_from_the_end_of_the_question(answer_clip: Path) -> None:
    begun_later = review_here(answer_clip, "en", asked=Asked(question_end_s=-2.0))
    delay = find_value(begun_later.observation, "voice.response_delay")
    assert delay == pytest.approx(2.0, abs=0.3)


def test_sound_alone_is_reviewed_by_its_voice(tmp_path: Path, spoken: Audio) -> None:
    write_wav(tmp_path / "answer.wav", spoken)
    review = review_here(tmp_path / "answer.wav", "en")
    assert notes.NO_PICTURE in review.notes
    assert find_value(review.observation, "voice.pitch_mean") is not None
    seen = [m for m in review.observation.measures if m.family == "gaze"]
    assert {m.why_not for m in seen} == {notes.NO_PICTURE}
    assert answer_part(0, review).state == "partly_measured"


def test_picture_without_sound_or_face_measures_nothing_and_says_why(tmp_path: Path) -> None:
    write_clip(tmp_path / "grey.mp4", _grey(), None, 10)
    review = review_here(tmp_path / "grey.mp4", "ko")
    assert notes.NO_SOUND in review.notes
    assert notes.NO_FACE in review.notes
    about_the_person = [m for m in review.observation.measures if m.family != "framing"]
    assert all(m.value is None and m.why_not is not None for m in about_the_person)


def test_a_face_that_leaves_and_a_second_one_are_told_with_their_shares(tmp_path: Path) -> None:
    face = resize(cast()[0].portrait(), 320, 320)
    two, nobody = np.hstack([face, face]), np.full((320, 640, 3), 120, np.uint8)
    write_clip(tmp_path / "two.mp4", (two if n < 20 else nobody for n in range(40)), None, 10)
    told = [note.en for note in review_here(tmp_path / "two.mp4", "en").notes]
    shares = [int(found[1]) for note in told if (found := re.search(r"in (\d+) %", note))]
    assert shares == [pytest.approx(50, abs=8)] * 2
    assert "No face was visible" in told[1]
    assert "Two or more faces" in told[2]


def test_a_picture_that_stands_still_is_told(tmp_path: Path) -> None:
    write_clip(tmp_path / "slow.mp4", _grey(), None, 2)
    assert any(
        "100 %" in note.en and "stood still" in note.en for note in review_here(tmp_path / "slow.mp4", "ko").notes
    )


def test_silent_sound_measures_no_voice(tmp_path: Path) -> None:
    write_clip(tmp_path / "silent.mp4", _grey(), Audio(np.zeros(48_000, np.float32), 16_000), 10)
    review = review_here(tmp_path / "silent.mp4", "en", said=Said("word " * 30, "pasted"))
    voice = [m for m in review.observation.measures if m.family == "voice"]
    assert notes.NO_SPEECH in review.notes
    assert voice
    assert all(m.value is None for m in voice)
    assert find_value(review.observation, "content.pace") is None


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.mp4", b"", EmptyFile),
        ("letter.mp4", "안녕하세요. 영상이 아닙니다.".encode() * 50, NotMedia),
        ("; rm -rf ~ $(id).webm", b"\x1aE\xdf\xa3" + bytes(4000), Unreadable),
    ],
)
def test_unusable_file_is_refused_with_its_reason(
    tmp_path: Path, name: str, data: bytes, error: type[Exception]
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error):
        review_answer(tmp_path / name, language="ko")


def test_recording_that_is_cut_off_is_reviewed_as_far_as_it_goes_or_refused(tmp_path: Path, answer_clip: Path) -> None:
    whole = answer_clip.read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    try:
        review = review_answer(tmp_path / "cut.mp4", language="en")
    except Unreadable:
        return
    assert 0 < len(review.frame_times_s) < len(review_here(answer_clip, "en").frame_times_s)


def test_frames_that_come_faster_than_needed_are_skipped(tmp_path: Path) -> None:
    write_clip(tmp_path / "fast.mp4", _grey(), None, 60)
    times_s = watch(tmp_path / "fast.mp4", {}, 0.5, Stopwatch(), lambda step, share: None)
    assert np.diff(times_s) == pytest.approx(1 / 30, abs=0.002)


def test_decoding_stops_when_a_reader_fails(answer_clip: Path) -> None:
    class Broken:
        def see(self, frame: Frame, faces: list[FaceMesh]) -> None:
            raise ArithmeticError

        def finish(self) -> Observation:
            return Observation()

    with pytest.raises(ArithmeticError):
        watch(answer_clip, {"broken": Broken()}, 7.0, Stopwatch(), lambda step, share: None)
    assert not [thread for thread in threading.enumerate() if thread.name == "ahead"]


def _grey() -> Iterator[RGB]:
    for _ in range(30):
        yield np.full((240, 320, 3), 120, np.uint8)
