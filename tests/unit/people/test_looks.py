"""Looks: whole and within the sliders, called by a seller's words, different to see on one person."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from visavis.people.looks import Grade, NoSuchLook, NothingFits, denied_words, find_look, looks, match_looks
from visavis.people.portraying import develop, portray
from visavis.people.recipes import Recipe, latent_of
from visavis.studio.generate import GENERATE

PERSON = Recipe("eigen", "21", "male-east-asian")


def test_the_looks_that_sellers_ask_for_are_there() -> None:
    assert {"elegant", "fresh", "decadent", "graceful", "business", "friendly", "strict", "warm"} <= {
        look.id for look in looks()
    }


@pytest.mark.parametrize("look", looks(), ids=lambda look: look.id)
def test_every_look_is_whole_and_names_sliders_that_exist(look) -> None:  # type: ignore[no-untyped-def]
    with GENERATE.lease() as engine:
        spans = {slider.name: (slider.low, slider.high) for slider in engine.sliders}
    assert set(look.to) | set(look.by) <= set(spans)
    assert all(spans[name][0] <= value <= spans[name][1] for name, value in look.to.items())
    for text in (look.title, look.mood, look.makeup):
        assert text.ko
        assert text.en
    assert all(stem == stem.casefold() for stem in look.keywords)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("청량함", "fresh"),
        ("시원함", "fresh"),
        ("여름", "fresh"),
        ("한여름의 시원한 린넨 셔츠", "fresh"),
        ("겨울 니트", "warm"),
        ("우아한", "elegant"),
        ("청초한 느낌", "fresh"),
        ("퇴폐적인", "decadent"),
        ("단아하게", "graceful"),
        ("Cool", "fresh"),
        ("summer dress", "fresh"),
        ("Winter coat", "warm"),
        ("business", "business"),
    ],
)
def test_words_call_for_their_look(words: str, first: str) -> None:
    assert match_looks(words)[0].id == first


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("시크한", "chic"),
        ("밤색 재킷", "chestnut jacket"),
        ("웃음기 없이", "without a smile"),
        ("무표정", "expressionless"),
        ("웃는 얼굴", "a smiling face"),
        ("가을", "autumn"),
        ("어두운 밤", "a dark night"),
        ("캐주얼", "casual"),
        ("회사", "company"),
        ("미니멀", "minimal"),
        ("차가운 군인", "a cold soldier"),
    ],
)
def test_both_languages_call_for_the_same_look(korean: str, english: str) -> None:
    assert match_looks(korean)[0] == match_looks(english)[0]


def test_the_longest_stem_counts_and_each_belongs_to_one_look() -> None:
    assert [look.id for look in match_looks("밤색")] == ["warm"]
    assert [look.id for look in match_looks("웃음기 없이")] == ["strict"]
    assert [look.id for look in match_looks("without a smile")] == ["strict"]
    stems = [stem for look in looks() for stem in look.keywords]
    assert len(stems) == len(set(stems))


@pytest.mark.parametrize(
    ("words", "fitting", "denied"),
    [
        ("warm, not elegant", ["warm"], ["elegant"]),
        ("not only elegant", ["elegant"], []),
        ("not too formal or elegant but fresh", ["fresh"], ["formal", "elegant"]),
        ("isn't strict, friendly", ["friendly"], ["strict"]),
        ("우아하지 않은 따뜻한 코트", ["warm"], ["우아하지"]),
        ("우아한 거 말고 시원하게", ["fresh"], ["우아한"]),
        ("덜 우아하고 친근한", ["friendly"], ["우아하고"]),
        ("따뜻하고 우아한", ["elegant", "warm"], []),
        ("웃지 않는", ["strict"], []),
        ("no smile", ["strict"], []),
    ],
)
def test_denied_words_call_for_nothing(words: str, fitting: list[str], denied: list[str]) -> None:
    assert sorted(look.id for look in match_looks(words)) == sorted(fitting)
    assert denied_words(words) == denied


@pytest.mark.parametrize("words", ["not elegant", "우아하지 않은", "우아함 없이", "안 우아한", "no elegance", "비격식"])
def test_where_every_word_is_denied_the_answer_says_so(words: str) -> None:
    with pytest.raises(NothingFits, match="denied"):
        match_looks(words)


@pytest.mark.parametrize("words", ["xyzzy", "자동차 부품", "uncool", "   "])
def test_words_that_nothing_fits_are_answered_with_words_that_do(words: str) -> None:
    with pytest.raises(NothingFits, match="summer"):
        match_looks(words)


def test_an_unknown_look_is_told_with_the_known_ones() -> None:
    with pytest.raises(NoSuchLook, match="elegant"):
        find_look("dazzling")


def test_looks_show_one_person_differently_and_still_the_same_person() -> None:
    with GENERATE.lease() as engine:
        one = latent_of(PERSON, engine)
        others = [engine.draw(seed, PERSON.kind) for seed in range(30)]
        to_others = np.median([np.linalg.norm(one - other) for other in others])
        changes = [np.linalg.norm(latent_of(PERSON.with_look(look.id), engine) - one) for look in looks()]
    assert max(changes) < 0.5 * to_others
    shown = [portray(PERSON.with_look(look.id), 64).astype(float) for look in looks()]
    assert min(np.abs(a - b).mean() for a, b in combinations(shown, 2)) > 5


def test_a_picture_is_developed_lighter_warmer_and_paler_as_the_look_says() -> None:
    grey = np.full((8, 8, 3), 128, np.uint8)
    lighter, warmer = develop(grey, Grade(light=10)), develop(grey, Grade(warmth=10))
    assert (lighter > 140).all()
    assert (warmer[..., 0] > warmer[..., 2] + 10).all()
    red = np.full((8, 8, 3), (200, 60, 60), np.uint8)
    assert np.ptp(develop(red, Grade(colour=0.5))[0, 0].astype(int)) < 0.7 * np.ptp(red[0, 0].astype(int))
    assert develop(red, Grade()) is red
