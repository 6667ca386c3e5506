"""What may be said: class names, whose word it is, and the error rate. No trait, no feeling."""

from __future__ import annotations

import pytest

from visavis.kit.text import LANGUAGES
from visavis.observe.expression_classes import EXPRESSIONS, terms, wording
from visavis.observe.expression_classes.ensemble import CARD

TRAITS = (
    *("성실", "자신감", "호감", "신뢰감", "열정", "친근", "성격이", "정직"),
    *("diligen", "confident", "sincer", "likeab", "trustworth", "honest", "enthusias", "friendly", "competen"),
)
FEELS = ("feels", "is happy", "is sad", "is angry", "기분이 좋", "행복합니다", "화가 났")


@pytest.mark.parametrize("name", ["happy", "neutral", "other", "sad", "of-a-users-own"])
def test_every_sentence_says_that_it_is_the_models_word(name: str) -> None:
    told = wording.looks(name)
    assert told.en.startswith("looks ")
    assert told.en.endswith(" to the model")
    assert told.ko.startswith("모델에는 ")


def test_nothing_that_is_told_names_a_trait_or_a_feeling() -> None:
    with EXPRESSIONS.lease() as engine:
        known, classes = engine.reliability, engine.classes
    told = [
        *(text for name in classes for text in (wording.looks(name), wording.title_of(name))),
        *(
            text
            for name in classes
            for text in (terms.share_term(name, known).title, terms.share_term(name, known).definition)
        ),
        wording.how_often_wrong(known),
        wording.how_often_found(known),
        CARD.good_at,
    ]
    for text in told:
        for language in LANGUAGES:
            words = text.in_language(language).replace(wording.WHAT_IT_IS.in_language(language), "").lower()
            assert not [bad for bad in (*TRAITS, *FEELS) if bad in words], words


def test_every_figure_over_time_carries_the_error_rate_and_has_no_target() -> None:
    with EXPRESSIONS.lease() as engine:
        known, classes = engine.reliability, engine.classes
    for name in classes:
        term = terms.share_term(name, known)
        assert "wrong in" in term.definition.en
        assert "틀렸습니다" in term.definition.ko
        assert term.norm is not None
        assert (term.norm.low, term.norm.high, term.norm.kind) == (None, None, "information")
        assert wording.short_rate(known, name).en in terms.track_title(name, known).en
