"""How long a script takes to say."""

from __future__ import annotations

import pytest

from visavis.career.writing.speaking import time_script


def test_korean_is_timed_by_syllables() -> None:
    script = time_script("가나다라 마바사아 자차카타. " * 20, "ko")
    assert script.units == 240
    assert script.duration_s == pytest.approx(45.0)


def test_numbers_are_read_out() -> None:
    assert time_script("매출을 20% 올렸습니다.", "ko").units == len("매출을이십퍼센트올렸습니다")


def test_english_is_timed_by_words() -> None:
    script = time_script("I rebuilt the weekly report for our team. " * 10, "en")
    assert script.units == 80
    assert script.duration_s == pytest.approx(34.3)
    assert sum(one.duration_s for one in script.sentences) == pytest.approx(script.duration_s, abs=0.1)


def test_each_sentence_has_its_place() -> None:
    text = "안녕하세요 저는 김하늘입니다. 데이터를 분석하는 일을 합니다."
    places = [text[one.span.start : one.span.end] for one in time_script(text, "ko").sentences]
    assert " ".join(places) == text
    assert places[-1] == "데이터를 분석하는 일을 합니다."


def test_nothing_takes_no_time() -> None:
    assert time_script(" \n", "ko").duration_s == 0
