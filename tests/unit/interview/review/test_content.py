from __future__ import annotations

import pytest

from visavis.interview.review import Said
from visavis.interview.review.content import content_notes, read_content
from visavis.observe.values import Measure

KOREAN = "어 저는 작년에 음 작은 회사에서 인턴으로 일하면서 데이터를 정리하는 일을 맡았습니다 그때 많이 배웠습니다"


def _by_key(said: Said | None, span_s: float | None = 60.0) -> dict[str, Measure]:
    return {m.key: m for m in read_content(said, "ko", span_s).measures}


def test_korean_pace_is_syllables_by_the_minute() -> None:
    measured = _by_key(Said("가나다라 마바사아 " * 10, "pasted"), 30.0)["content.pace"]
    assert measured.value == pytest.approx(160.0)
    assert measured.unit == "syllables/min"


def test_fillers_are_counted_per_hundred_words() -> None:
    assert _by_key(Said(KOREAN, "pasted"))["content.fillers_per_100_words"].value == pytest.approx(200 / 15)


def test_without_transcript_nothing_is_measured_and_it_is_said_why() -> None:
    measures = _by_key(None)
    assert {m.value for m in measures.values()} == {None}
    assert all(m.why_not is not None for m in measures.values())


def test_recogniser_gives_no_filler_count() -> None:
    measures = _by_key(Said(KOREAN, "browser"))
    assert measures["content.fillers_per_100_words"].value is None
    assert measures["content.pace"].value is not None


def test_verbatim_recognition_counts_fillers_with_less_confidence() -> None:
    heard, pasted = (_by_key(Said(KOREAN, source)) for source in ("verbatim", "pasted"))
    key = "content.fillers_per_100_words"
    assert heard[key].value == pasted[key].value
    assert heard[key].confidence == pytest.approx(0.6 * pasted[key].confidence)
    assert heard["content.pace"].confidence == pasted["content.pace"].confidence


def test_typed_answer_has_no_pace() -> None:
    measures = _by_key(Said(KOREAN, "typed"))
    assert measures["content.pace"].value is None
    assert measures["content.repeated_words"].value == 0


def test_few_words_are_too_little_to_measure() -> None:
    assert {m.value for m in _by_key(Said("네 그렇습니다", "pasted")).values()} == {None}


def test_confidence_grows_with_the_words() -> None:
    few, many = _by_key(Said("가나 " * 15, "pasted")), _by_key(Said("가나 " * 80, "pasted"))
    assert few["content.pace"].confidence == pytest.approx(0.25)
    assert many["content.pace"].confidence == 1.0


def test_notes_name_the_fillers_and_the_repeated_words() -> None:
    said = Said(KOREAN + " 데이터 데이터로 데이터를 데이터는", "pasted")
    in_korean = [note.ko for note in content_notes(said, "ko")]
    assert in_korean == ["자주 나온 낱말: ‘데이터’ ×5", "군말: ‘어’ ×1, ‘음’ ×1"]
