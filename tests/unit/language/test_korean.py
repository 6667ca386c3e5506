from __future__ import annotations

import pytest

from visavis.language import read_transcript
from visavis.language.korean import count_syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("안녕하세요", 5),
        ("25%", 6),  # 이십오 퍼센트
        ("2026년", 6),  # 이천이십육년
        ("10000", 1),  # 만
        ("12,345", 8),  # 만 이천삼백사십오
        ("3.5", 3),  # 삼 점 오
        ("API를", 6),  # 에이피아이를
        ("AWS", 8),  # 에이더블유에스
        ("...", 0),
    ],
)
def test_syllables_are_those_read_out(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_fillers_are_found_and_determiners_are_left_alone() -> None:
    text = "어 저는 음 그 데이터베이스를 뭐 이렇게 공부했고요 그 회사에서 음... 일했습니다."
    found = read_transcript(text, "ko").fillers
    assert [f.word for f in found] == ["어", "음", "그", "뭐", "음"]
    assert [text[f.start : f.end] for f in found] == [f.word for f in found]


@pytest.mark.parametrize(
    "text",
    ["예, 제가 그 프로젝트를 맡았습니다.", "네 그때 그 사람과 음악을 들었어요.", "점심에 뭐 먹을까 고민했습니다."],
)
def test_words_with_meaning_are_no_fillers(text: str) -> None:
    assert read_transcript(text, "ko").fillers == ()


def test_fillers_per_hundred_words() -> None:
    assert read_transcript("음 저는 개발자가 되고 싶습니다", "ko").fillers_per_100_words == pytest.approx(20.0)


def test_word_used_again_and_again_is_repeated() -> None:
    text = "프로젝트를 했습니다. 그 프로젝트는 졸업 프로젝트였고 프로젝트 팀장이었습니다. 프로젝트가 좋았습니다."
    assert [(r.word, r.count) for r in read_transcript(text, "ko").repeated] == [("프로젝트", 5)]


def test_word_said_twice_in_a_row_is_a_stumble() -> None:
    assert read_transcript("저는 저는 작년에, 작년에 졸업했습니다", "ko").stumbles == 2


def test_empty_text_gives_zeros_and_no_rate() -> None:
    read = read_transcript("  ", "ko")
    assert (read.words, read.syllables, read.fillers_per_100_words) == (0, 0, None)
