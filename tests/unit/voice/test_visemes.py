from __future__ import annotations

import pytest

from visavis.kit.text import Language
from visavis.voice.speak import SPEAKERS, Phone
from visavis.voice.visemes import shapes, visemes

KOREAN = (
    "가나다라마바사아자차카타파하 까따빠싸짜 개게걔계 거겨고교구규그기 과괘괴궈궤귀긔 각간갇갈감갑강 "
    "외국어 의사 왜요 괜찮아요 쓰레기 꽃을 밟다 읽고 값을 꿔요 효과 스웨덴 삶"
)
ENGLISH = (
    "vision measure boy oil there fear poor cure bird heard father thing this judge church yes wood would button "
    "little bottle uncle mountain genre beige air hour fire royal quick hat bet caught go now sing zoo pull"
)


@pytest.mark.parametrize(
    ("ipa", "names"),
    [
        ("", ("sil",)),
        ("p", ("PP",)),
        ("ph", ("PP",)),
        ("s-", ("SS",)),
        ("tɕ", ("CH",)),
        ("dʒ", ("CH",)),
        ("ˈaɪ", ("aa", "ih")),
        ("ˌoʊ", ("oh", "ou")),
        ("iː", ("ih",)),
        ("ɔːɹ", ("oh", "RR")),
        ("ʌ", ("uh",)),
        ("ɫ", ("nn",)),
        ("h", ()),
    ],
)
def test_phoneme_has_its_shapes(ipa: str, names: tuple[str, ...]) -> None:
    assert shapes(ipa) == names


@pytest.mark.parametrize(("text", "language"), [(KOREAN, "ko"), (ENGLISH, "en")])
def test_every_phoneme_that_espeak_says_has_a_shape(text: str, language: Language) -> None:
    with SPEAKERS.lease() as speaker:
        phones = speaker.speak(text, language).phones
    assert {phone.ipa for phone in phones if not shapes(phone.ipa)} <= {"h", "hh", "ˈh"}


def test_korean_lips_close_once_for_each_bilabial() -> None:
    with SPEAKERS.lease() as speaker:
        found = visemes(speaker.speak("바나나 마음 포도 아빠", "ko").phones)
    assert [viseme.name for viseme in found].count("PP") == 5


def test_diphthong_gives_the_first_shape_a_little_longer() -> None:
    first, second = visemes([Phone("aɪ", 1.0, 1.2)])
    assert (first.name, second.name) == ("aa", "ih")
    assert first.end_s == second.start_s == pytest.approx(1.11)
