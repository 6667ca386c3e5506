"""Class names in words, how often they are wrong, and why there is none. Never a feeling, never a trait."""

from __future__ import annotations

import math

from visavis.kit.text import LANGUAGES, Text
from visavis.observe.expression_classes.engine import Reliability

TITLES = {
    "happy": Text(ko="웃는 표정", en="happy"),
    "neutral": Text(ko="무표정", en="neutral"),
    "other": Text(ko="그 밖의 표정(놀람, 슬픔, 화남 등)", en="other (surprised, sad, angry …)"),
    "surprise": Text(ko="놀란 표정", en="surprised"),
    "sad": Text(ko="슬픈 표정", en="sad"),
    "angry": Text(ko="화난 표정", en="angry"),
    "disgust": Text(ko="역겨워하는 표정", en="disgusted"),
    "fear": Text(ko="두려워하는 표정", en="afraid"),
}
_LOOKS = Text(ko="모델에는 ‘{c}’(으)로 보임", en="looks {c} to the model")
_LOOKS_OTHER = Text(
    ko="모델에는 그 밖의 표정(놀람, 슬픔, 화남 등)으로 보임", en="looks surprised, sad, angry or the like to the model"
)

DIGITS = 3
CANT_TELL = Text(ko="모르겠음", en="can't tell")
NOBODY_IN_VIEW = Text(ko="화면에 아무도 없음", en="nobody in view")
NOBODY_SEEN = Text(ko="아무도 보이지 않음", en="nobody seen")
_UNSURE = Text(
    ko="가장 높은 확률이 {p} %로, 답을 내는 기준 {t} %보다 낮습니다.",
    en="The likeliest class has {p} %, under the {t} % from which it answers.",
)
_NEARLY_SURE = Text(
    ko="가장 높은 확률이 {p} %로, 답을 내는 기준 {t} %에 아주 조금 못 미칩니다.",
    en="The likeliest class has {p} %, just short of the {t} % from which it answers.",
)
TINY = Text(
    ko="얼굴이 너무 작습니다(눈꼬리 사이 {n}픽셀, {m}픽셀 이상 필요). 더 가까이 찍거나 큰 사진을 쓰세요.",
    en="The face is too small ({n} px between the outer eye corners, {m} are needed). Come closer or use a larger "
    "picture.",
)
PROFILE = Text(
    ko="고개를 옆으로 {n}° 돌렸습니다. {m}°까지만 측정해 보았습니다. 정면에 가깝게 찍어 주세요.",
    en="The head is turned by {n}°; it was measured up to {m}° only. Face the camera more.",
)
TILTED = Text(
    ko="고개를 너무 들었거나 숙였거나, 사진이 거꾸로입니다. 카메라를 똑바로 바라봐 주세요.",
    en="The head is raised or lowered too far, or the picture stands upside down. Look straight into the camera.",
)
DRAWN = Text(
    ko="그림이나 만화처럼 보입니다. 사진으로만 배웠으므로 답하지 않습니다.",
    en="It looks like a drawing or a cartoon. The model learned from photographs, so it gives no answer.",
)
COVERED = Text(
    ko="손이 얼굴을 가리고 있습니다. 손을 내리고 찍어 주세요.",
    en="A hand covers part of the face. Take the hand away.",
)
DARK = Text(
    ko="얼굴이 너무 어둡습니다. 얼굴 앞쪽에 조명을 켜거나 더 밝은 사진을 쓰세요.",
    en="The face is too dark. Put a light in front of it, or use a brighter picture.",
)
NO_MAP = Text(ko="지도 없음: 모델이 답하지 못했습니다.", en="No map: the model can't tell.")
_MOVED_BY = Text(
    ko="어디를 가려도 ‘{c}’의 확률은 많아야 {p}점 달라졌습니다.",
    en="Wherever the patch lay, the probability of “{c}” changed by at most {p} points.",
)
NO_FACE = Text(
    ko="얼굴을 찾지 못했습니다. 얼굴이 밝고 크게 보이는 사진을 사용해 주세요.",
    en="No face was found. Use a picture in which a face is well lit and large enough.",
)
_BEYOND_THE_MOST = Text(
    ko="얼굴이 {n}개 더 보이지만 읽지 않았습니다. 한 사진에서 큰 얼굴부터 {m}개까지만 읽습니다. 나머지는 잘라서 따로 "
    "사용해 보세요.",
    en="More faces can be seen that weren't read: {n}. Only {m} are read in a picture, largest first. Try the others "
    "cut out, in a picture of their own.",
)
_NOT_LAID = Text(
    ko="얼굴처럼 보이는 곳이 {n}군데 더 있지만 읽지 못했습니다. 얼굴이라면 너무 작거나, 가려졌거나, 옆을 보고 "
    "있습니다. 그 얼굴만 크게 잘라 따로 사용해 보세요.",
    en="More faces can be seen that weren't read: {n}. If these are faces, they are too small, hidden or turned away. "
    "Try them cut out and larger, in a picture of their own.",
)
CROWDED = Text(
    ko="영상에서는 한 번에 {m}명까지만 따라갑니다. 이 영상에는 그만큼이 함께 보이므로 빠진 사람이 있을 수 있습니다.",
    en="In a video at most {m} people are followed at once. So many are seen here together: there may be more.",
)
NOT_INSTALLED = Text(
    ko="표정 모델 파일이 이 설치본에 없습니다. visavis를 다시 설치해 주세요.",
    en="The files of the expression model aren't in this installation. Install visavis again.",
)
WHAT_IT_IS = Text(
    ko="사진 속 얼굴이 모델에 어떤 표정 분류로 보이는지만 알려 줍니다. 기분, 성격, 능력은 알 수 없으며 그렇게 쓸 수도 "
    "없습니다.",
    en="It tells only which class of expression a face looks like to a model. What somebody feels, is like or can do "
    "isn't in it, and it must not be used for that.",
)
OTHERS_KNOW = Text(
    ko="상대방에게 표정을 읽어 주는 프로그램을 쓴다고 먼저 알리고 동의를 얻어 주세요. "
    "이것은 모델의 짐작이며 자주 틀립니다.",
    en="Tell the other person first that a program reads their expression to you, and ask whether they mind. It is a "
    "model's guess and often wrong.",
)
MEASURED_ON = Text(
    ko="배우고 잰 자료는 뉴스와 영화에 나온 사람들의 사진(muxspace/facial_expressions, 대부분 흑백)이며 "
    "표정 이름의 일부는 기계가 붙였습니다. 내 얼굴, 내 카메라에서는 더 자주 틀릴 수 있습니다.",
    en="It learned from, and was measured on, photographs of people in the news and in films "
    "(muxspace/facial_expressions), nearly all grey, with labels partly made by machine. On your face and your camera "
    "it may be wrong more often.",
)
_WRONG = Text(
    ko="처음 보는 {p}명의 얼굴 {f}장으로 재 보니 100장에 {w}장을 틀렸습니다.",
    en="On {f} faces of {p} people it had never seen, it was wrong in {w} of 100.",
)
_SILENT = Text(
    ko=" 확실하지 않은 {s}장에는 답하지 않았고, 답한 것은 100장에 {w}장을 틀렸습니다.",
    en=" In {s} of 100 it says that it can't tell; of those it answers, {w} of 100 are wrong.",
)
_ELSEWHERE = Text(
    ko=" 다른 곳에서 온 컬러 얼굴 {f}장에서는 답한 것 100장에 {w}장을 틀렸습니다.",
    en=" Of its answers on {f} faces in colour from elsewhere, {w} of 100 are wrong.",
)
_FOUND = Text(ko="‘{c}’ {r}장", en="{c} {r}")
_RECALL = Text(ko="실제로 그 표정인 100장 가운데 찾아낸 수: {l}.", en="Found of 100 that are such: {l}.")


def rounded(share: float) -> float:
    """A probability or share as it is handed out: three digits, more would pretend to a precision that isn't there."""
    return round(float(share), DIGITS)


def percent(share: float) -> int:
    """In whole per cent, halves up, of what is handed out: the same number wherever it is read."""
    return math.floor(100 * rounded(share) + 0.5)


def unsure(share: float, least: float) -> Text:
    """The likeliest class lies under the threshold."""
    text = _NEARLY_SURE if percent(share) >= percent(least) else _UNSURE
    return text.fill(p=percent(share), t=percent(least))


def moved_by(name: str, most: float) -> Text:
    """By how much a patch moved the probability of a class at most: rounded up, because it is said as the most."""
    points = max(0.1, math.ceil(1000 * round(most, 4)) / 10)
    title = title_of(name)
    ko, en = (_MOVED_BY.fill(c=one, p=f"{points:.1f}") for one in (title.ko, title.en))
    return Text(ko=ko.ko, en=en.en)


def more_faces(unread: int, read: int, most: int) -> Text:
    """Why faces weren't read: because as many as are read were, or because they couldn't be."""
    return (_BEYOND_THE_MOST if read >= most else _NOT_LAID).fill(n=unread, m=most)


def title_of(name: str) -> Text:
    """The class in words."""
    return TITLES.get(name) or Text(ko=name, en=name)


def looks(name: str) -> Text:
    """What may be said of a face: "looks happy to the model"."""
    if name == "other":
        return _LOOKS_OTHER
    title = title_of(name)
    return Text(ko=_LOOKS.fill(c=title.ko).ko, en=_LOOKS.fill(c=title.en).en)


def heading(name: str) -> Text:
    """The same at the head of a curve or a figure."""
    told = looks(name)
    return Text(ko=told.ko, en=told.en[0].upper() + told.en[1:])


def how_often_wrong(known: Reliability) -> Text:
    """The error rates in plain sentences."""
    told = _WRONG.fill(f=f"{known.faces:,}", p=known.people, w=_of_100(1 - known.accuracy))
    silent = _SILENT.fill(s=_of_100(1 - known.answered), w=_of_100(known.wrong_answered))
    away = _ELSEWHERE.fill(f=known.elsewhere_faces, w=_of_100(known.elsewhere_wrong))
    return Text(ko=told.ko + silent.ko + away.ko, en=told.en + silent.en + away.en)


def how_often_found(known: Reliability) -> Text:
    """How many of each class it finds."""
    ko, en = (
        ", ".join(
            _FOUND.fill(c=title_of(name).in_language(language), r=_of_100(value)).in_language(language)
            for name, value in known.recall.items()
        )
        for language in LANGUAGES
    )
    return Text(ko=_RECALL.fill(l=ko).ko, en=_RECALL.fill(l=en).en)


def short_rate(known: Reliability, name: str) -> Text:
    """For beside a class's curve: how many of 100 faces of which it says so aren't."""
    return Text(ko="그렇다고 한 100장에 {w}장 틀림", en="wrong in {w} of 100 of which it says so").fill(
        w=_of_100(1 - known.precision[name])
    )


def _of_100(share: float) -> str:
    """One decimal only where a whole number would say none."""
    hundred = 100 * share
    return f"{math.floor(hundred + 0.5)}" if hundred >= 1 or hundred == 0 else f"{hundred:.1f}"
