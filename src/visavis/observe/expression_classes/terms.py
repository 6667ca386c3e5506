"""The keys, titles and definitions of what is told over time. The error rate stands in each of them."""

from __future__ import annotations

from visavis.kit.text import LANGUAGES, Text
from visavis.observe.expression_classes import wording
from visavis.observe.expression_classes.engine import Reliability
from visavis.observe.expression_classes.looks import Looks
from visavis.observe.values import Family, Norm
from visavis.observe.wording import Term

FAMILY: Family = "expression_class"

_TRACK = Text(ko="{l} ({r})", en="{l} ({r})")
_SHARE_TITLE = Text(ko="{l} 비율", en="{l}, share of the time")
_SHARE = Text(
    ko="1초에 다섯 번 본 것 가운데 모델이 답을 낸 때만 세어, 그중 이 분류로 답한 비율입니다. ",
    en="Of the looks, five a second, in which the model gave an answer: how many were this class. ",
)
_HOW_MANY = Text(
    ko="{l}번 보아 {f}번 얼굴이 있었고 {n}번 답했습니다. 신뢰도는 답이 있는 시간의 비율과 모델이 맞히는 비율의 "
    "곱입니다. ",
    en="Here: {l} looks, a face in {f}, an answer in {n}. The confidence is the share of the time with an answer, "
    "times how often the model is right. ",
)
_CANT_TELL = Text(
    ko="얼굴이 보인 때 가운데 모델이 답을 내지 못한 비율입니다. 얼굴이 작거나, 옆을 보거나, 가려졌거나, 확실하지 않을 "
    "때입니다. ",
    en="Of the looks in which a face was seen, the share without an answer: too small, turned away, covered, or not "
    "sure enough. ",
)
_NOBODY = Text(
    ko="1초에 다섯 번 본 것 가운데 아무 얼굴도 보이지 않은 비율입니다. 이때는 답할 것이 없으므로 ‘모르겠음’으로 세지 "
    "않습니다.",
    en="Of the looks, five a second, the share in which no face was seen. There is nothing to answer then, so it isn't "
    "counted as “can't tell”.",
)
NONE_TOLD = Text(
    ko="모델이 한 번도 확실한 답을 내지 못했습니다.", en="The model was never sure enough to give an answer."
)
_NO_TARGET = Norm(
    None,
    None,
    Text(
        ko="목표 없음. 기분이나 성격을 뜻하지 않으며 채용 판단에 쓸 수 없습니다",
        en="No target. It means no feeling and no trait, and must not be used in hiring",
    ),
    "information",
)


def key_of(name: str) -> str:
    """Of the track, and of the spans, of a class."""
    return f"{FAMILY}.{name}"


def name_of(key: str) -> str:
    """The class of a key."""
    return key.removeprefix(f"{FAMILY}.")


def track_title(name: str, known: Reliability) -> Text:
    """With the class's own error rate beside it."""
    return _both(_TRACK, l=wording.heading(name), r=wording.short_rate(known, name))


def share_term(name: str, known: Reliability, seen: Looks | None = None) -> Term:
    """How much of the time it looked like this class; with how many looks there were, of ``seen``."""
    title = _both(_SHARE_TITLE, l=wording.heading(name))
    return Term(f"{FAMILY}.{name}_share", title, _told(_SHARE, known, seen), "share", _NO_TARGET)


def cant_tell_term(known: Reliability, seen: Looks | None = None) -> Term:
    """How much of the time in which somebody was seen the model couldn't tell."""
    title = Text(ko="모델이 답하지 못한 비율", en="The model couldn't tell, share of the time")
    return Term(f"{FAMILY}.cant_tell_share", title, _told(_CANT_TELL, known, seen), "share", _NO_TARGET)


def nobody_term() -> Term:
    """How much of the time nobody was seen."""
    title = Text(ko="아무도 보이지 않은 비율", en="Nobody seen, share of the time")
    return Term(f"{FAMILY}.nobody_share", title, _NOBODY, "share", _NO_TARGET)


def _told(begin: Text, known: Reliability, seen: Looks | None) -> Text:
    rate, what, count = wording.how_often_wrong(known), wording.WHAT_IT_IS, _how_many(seen)
    return Text(ko=f"{begin.ko}{count.ko}{rate.ko} {what.ko}", en=f"{begin.en}{count.en}{rate.en} {what.en}")


def _how_many(seen: Looks | None) -> Text:
    if seen is None:
        return Text(ko="", en="")
    return _HOW_MANY.fill(l=len(seen.times_s), f=int(seen.is_seen.sum()), n=seen.answers)


def _both(text: Text, **values: Text) -> Text:
    """Filled in each language with values of that language."""
    ko, en = ({name: value.in_language(language) for name, value in values.items()} for language in LANGUAGES)
    return Text(ko=text.fill(**ko).ko, en=text.fill(**en).en)
