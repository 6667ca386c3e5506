"""Particles that fit what a text was filled with."""

from __future__ import annotations

import pytest

from visavis.kit.particles import choose
from visavis.kit.text import Text


@pytest.mark.parametrize(
    ("word", "topic"),
    [
        ("사진", "은"),
        ("나이", "는"),
        ("민서'", "는"),
        ("그림 (2)", "는"),
        ("7", "은"),
        ("2024", "는"),
        ("100", "은"),
        ("p.png", "는"),
        ("take.mp4", "는"),
        ("model", "은"),
        ("engine", "은"),
        ("web", "은"),
        ("--look", "은"),
        ("week", "는"),
        ("image", "는"),
        ("portrait", "는"),
        ("URL", "은"),
        ("PDF", "는"),
        ("/home/mina/그림", "은"),
        ("", "는"),
        ("…", "는"),
    ],
)
def test_a_particle_follows_the_sound_of_the_word(word: str, topic: str) -> None:
    assert choose(word, "은(는)") == topic


@pytest.mark.parametrize(("word", "way"), [("서울", "로"), ("집", "으로"), ("나무", "로"), ("8", "로"), ("3", "으로")])
def test_a_final_rieul_takes_ro(word: str, way: str) -> None:
    assert choose(word, "(으)로") == way


def test_filling_a_text_resolves_what_stands_behind_its_blanks() -> None:
    text = Text(
        ko="'{a}'을(를) 찾았고 {n:g}이(가) {b}와(과) 남습니다. 이것은(는) 그대로입니다.", en="{a}, {n:g} and {b}."
    )
    filled = text.fill(a="인물", b="사람들", n=3.0)
    assert filled.ko == "'인물'을 찾았고 3이 사람들과 남습니다. 이것은(는) 그대로입니다."
    assert filled.en == "인물, 3 and 사람들."


def test_what_a_value_says_is_never_changed() -> None:
    assert Text(ko="'{n}'은(는) 없습니다.", en="").fill(n="을(를) {x}").ko == "'을(를) {x}'는 없습니다."


def test_a_quotation_takes_the_particle_that_fits_its_end() -> None:
    said = Text(ko="'{q}'(이)라고 하셨습니다.", en="You said {q}.")
    assert said.fill(q="응답 시간 단축").ko == "'응답 시간 단축'이라고 하셨습니다."
    assert said.fill(q="오류 감소").ko == "'오류 감소'라고 하셨습니다."
    assert said.fill(q="점유율 40%").ko == "'점유율 40%'라고 하셨습니다."
