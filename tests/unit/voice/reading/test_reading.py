from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.kit.text import Language
from visavis.voice.reading import read_out
from visavis.voice.reading.hangul import join, pronounce, split
from visavis.voice.reading.numbers_ko import native, sino


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("합니다", "함니다"),
        ("독립", "동닙"),
        ("국물", "궁물"),
        ("신라", "실라"),
        ("설날", "설랄"),
        ("능력", "능녁"),
        ("좋다", "조타"),
        ("않다", "안타"),
        ("입학", "이팍"),
        ("못하다", "모타다"),
        ("닫히다", "다치다"),
        ("없는", "엄는"),
        ("희망", "히망"),
        ("회의", "회이"),
        ("나의", "나에"),
        ("의사", "의사"),
        ("좋은", "좋은"),
        ("API 3", "API 3"),
    ],
)
def test_pronunciation_follows_the_standard(written: str, said: str) -> None:
    assert pronounce(written) == said


def test_hangul_split_and_joined_is_unchanged() -> None:
    every = [chr(code) for code in range(0xAC00, 0xD7A4, 7)]
    assert [join(split(syllable)) for syllable in every] == every


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "영"),
        (10, "십"),
        (11, "십일"),
        (100, "백"),
        (2026, "이천이십뉵"),
        (10_000, "만"),
        (120_000_000, "일억 이천만"),
    ],
)
def test_sino_korean_number(value: int, words: str) -> None:
    assert sino(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(1, "한"), (20, "스무"), (21, "스물한"), (35, "서른다섯"), (99, "아흔아홉")]
)
def test_native_korean_number(value: int, words: str) -> None:
    assert native(value) == words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("질문 3개", "질문 세 개"),
        ("3개월 동안", "삼개월 동안"),
        ("5 명", "다섯 명"),
        ("20대", "이십대"),
        ("1번째", "첫 번째"),
        ("3번 질문", "삼번 질문"),
        ("3번 해요", "세 번 해요"),
        ("6월 10월", "유월 시월"),
        ("오후 3:30", "오후 세 시 삼십분"),
        ("10~20초", "십에서 이십초"),
        ("3.5%", "삼 점 오 퍼센트"),
        ("$30, 5GB", "삼십달러, 오 기가바이트"),
        ("010-1234-5678", "공일공 일이삼사 오육칠팔"),
        ("1,200원", "천이백원"),
        ("API를 SQL로", "에이피아이를 에스큐엘로"),
        ("C++와 Node.js", "씨플러스플러스와 노드 제이에스"),
        ("1. 소개", "일번, 소개"),
    ],
)
def test_korean_is_read_as_koreans_say_it(written: str, said: str) -> None:
    assert read_out(written, "ko").text == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Dr. Kim, e.g. C++", "Doctor Kim, for example, C plus plus"),
        ("UI/UX & Node.js", "UI, UX and Node J S"),
        ("10-20 people", "10 to 20 people"),
        ("김민수 vs. Bob", "gimminsu versus Bob"),
        ("The answer is no.", "The answer is no."),
    ],
)
def test_english_is_read_in_words(written: str, said: str) -> None:
    assert read_out(written, "en").text == said


@given(st.text(max_size=80), st.sampled_from(["ko", "en"]))
def test_any_text_can_be_read(text: str, language: Language) -> None:
    spoken = read_out(text, language)
    assert len(spoken.offsets) == len(spoken.pieces)
    assert all(0 <= offset <= len(spoken.text) + 1 for offset in spoken.offsets)


@given(st.text(alphabet="A3z나.-:/~%$번월개 ,", max_size=30))
def test_any_mixture_of_numbers_letters_and_signs_can_be_read(text: str) -> None:
    assert not set("0123456789%$~") & set(read_out(text, "ko").text)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_text_without_a_sound_is_empty(language: str) -> None:
    assert read_out("… ( ) — 👍", "ko" if language == "ko" else "en").text == ""


def test_every_spoken_position_leads_back_to_its_written_piece() -> None:
    spoken = read_out("UI/UX 디자인 — 3.5% 성장", "ko")
    assert spoken.pieces[spoken.piece_at(spoken.text.index("유엑스")) or 0] == "UI/UX"
    assert spoken.pieces[spoken.piece_at(spoken.text.index("점 오")) or 0] == "3.5%"
    assert spoken.piece_at(len(spoken.text)) is None
    assert spoken.piece_at(-1) is None
