"""Rules about what is heard and said. Sources of the edges: docs/report.md."""

from __future__ import annotations

from visavis.interview.feedback.values import Praise, Rule
from visavis.kit.text import Text

_SLOWER = Text(
    ko="한 문장이 끝날 때마다 속으로 ‘하나’를 세고 다음 문장을 시작해 보세요.",
    en="Count one beat to yourself after each sentence before you start the next.",
)
_FASTER = Text(
    ko="말할 내용을 세 개의 짧은 문장으로 적어 두고, 그 순서대로 끊지 말고 이어서 말해 보세요.",
    en="Note three short sentences beforehand and say them in a row without stopping in between.",
)
_PACE = Text(
    ko="말의 빠르기가 {value}였어요. 참고 범위의 경계는 {edge}예요.",
    en="Your pace was {value}; the usual range ends at {edge}.",
)

RULES_HEARD: tuple[Rule, ...] = (
    Rule(
        key="voice.answer_length",
        worse="below",
        edge=60.0,
        full=45.0,
        text=Text(
            ko="결론 한 문장, 겪은 일 한 가지, 배운 점 한 문장의 순서로 답을 조금 더 채워 보세요.",
            en="Fill the answer out a little: one sentence with the point, one thing that happened, one you learned.",
        ),
        why=Text(
            ko="말한 시간이 {value}였어요. 이 질문과 제한 시간에는 흔히 {low}–{high}초를 권합니다.",
            en="You spoke for {value}; {low}–{high} s is the common guideline for this question and its limit.",
        ),
        weight=0.9,
        by_norm=True,
        not_kinds=("closing", "english"),
    ),
    Rule(
        key="voice.answer_length",
        worse="above",
        edge=120.0,
        full=60.0,
        text=Text(
            ko="첫 문장에서 결론을 먼저 말하고, 사례는 가장 좋은 것 하나만 남겨 보세요.",
            en="Give the conclusion in the first sentence, and keep only the best example.",
        ),
        why=Text(
            ko="말한 시간이 {value}였어요. 이 질문과 제한 시간에는 흔히 {low}–{high}초를 권합니다.",
            en="You spoke for {value}; {low}–{high} s is the common guideline for this question and its limit.",
        ),
        weight=0.9,
        by_norm=True,
    ),
    Rule("content.pace", "above", 390.0, 90.0, _SLOWER, _PACE, track="voice.pace", unit="syllables/min"),
    Rule(
        "content.pace", "below", 270.0, 80.0, _FASTER, _PACE, ("voice.long_pause",), "voice.pace", unit="syllables/min"
    ),
    Rule("content.pace", "above", 170.0, 50.0, _SLOWER, _PACE, track="voice.pace", unit="words/min"),
    Rule("content.pace", "below", 110.0, 40.0, _FASTER, _PACE, ("voice.long_pause",), "voice.pace", unit="words/min"),
    Rule(
        key="voice.syllable_rate",
        worse="above",
        edge=390.0,
        full=90.0,
        text=_SLOWER,
        why=_PACE,
        track="voice.pace",
        unless="content.pace",
        weight=0.9,
    ),
    Rule(
        key="voice.syllable_rate",
        worse="below",
        edge=230.0,
        full=80.0,
        text=_FASTER,
        why=Text(
            ko="소리로 잰 말의 빠르기가 {value}였어요. 발표하는 사람은 흔히 분당 270–390음절로 말합니다.",
            en="Your pace from the sound was {value}. Presenters often speak at 270–390 syllables a minute.",
        ),
        moments=("voice.long_pause",),
        track="voice.pace",
        unless="content.pace",
        weight=0.7,
    ),
    Rule(
        key="voice.pauses_long",
        worse="above",
        edge=4.0,
        full=5.0,
        text=Text(
            ko="시작하기 전에 핵심 낱말 세 개를 정해 두세요. 막히면 “잠시 생각해 보겠습니다”라고 말해도 됩니다.",
            en="Choose three key words before you begin. If you get stuck, say “let me think for a moment”.",
        ),
        why=Text(
            ko="1초가 넘는 쉼이 {value} 있었어요. 자연스러운 쉼은 0.6초쯤이에요.",
            en="Pauses longer than a second came {value}; about 0.6 s is judged most natural.",
        ),
        moments=("voice.long_pause",),
    ),
    Rule(
        key="voice.longest_pause",
        worse="above",
        edge=3.0,
        full=4.0,
        text=Text(
            ko="말이 끊긴 곳에서는 방금 한 말을 한 문장으로 정리하면서 다음 내용을 떠올려 보세요.",
            en="Where you get stuck, sum up your last point in a sentence while you find the next.",
        ),
        why=Text(ko="가장 긴 쉼이 {value}였어요.", en="Your longest pause lasted {value}."),
        moments=("voice.long_pause",),
        weight=0.8,
    ),
    Rule(
        key="voice.trailing_off",
        worse="above",
        edge=0.25,
        full=0.3,
        text=Text(
            ko="문장의 마지막 두 음절, ‘-습니다’까지 같은 크기로 밀어 말해 보세요.",
            en="Carry your voice through to the last two syllables of each sentence.",
        ),
        why=Text(
            ko="말끝이 10 dB 넘게 작아진 말 마디가 {value}였어요.",
            en="In {value} of the phrases the end was more than 10 dB softer than the rest.",
        ),
        moments=("voice.trailing_off",),
    ),
    Rule(
        key="voice.pitch_quotient",
        worse="below",
        edge=0.11,
        full=0.06,
        text=Text(
            ko="문장마다 가장 중요한 낱말 하나를 골라, 그 낱말만 조금 높고 크게 말해 보세요.",
            en="Pick the one most important word of each sentence and say just that word a little higher and louder.",
        ),
        why=Text(
            ko="목소리 높이의 변화가 평균의 {value}였어요. 발표하는 사람들은 {edge}–24 %였습니다(Hincks 2004).",
            en="Your pitch varied by {value} of its mean; presenters range from {edge} to 24 % (Hincks 2004).",
        ),
        track="voice.pitch",
        flat=True,
        weight=0.9,
    ),
    Rule(
        key="voice.clipping",
        worse="above",
        edge=0.005,
        full=0.03,
        text=Text(
            ko="마이크에서 한 뼘쯤 더 떨어지거나 입력 음량을 조금 낮춰 보세요.",
            en="Move a hand's width further from the microphone, or lower its input level.",
        ),
        why=Text(
            ko="소리가 한계를 넘어 깨진 부분이 말한 시간의 {value}였어요.",
            en="The sound hit its limit in {value} of your speech.",
        ),
        moments=("voice.clipping",),
        weight=0.8,
    ),
    Rule(
        key="content.fillers_per_100_words",
        worse="above",
        edge=5.0,
        full=6.0,
        text=Text(
            ko="‘어’, ‘음’이 나오려고 할 때 소리 내지 말고 숨을 한 번 쉬어 보세요. 침묵이 더 또렷하게 들려요.",
            en="When an “um” is about to come, take a breath instead. The silence sounds clearer.",
        ),
        why=Text(
            ko="군말이 {value}였어요. 흔히 {edge} 이하를 권합니다(관례).",
            en="Fillers came {value}; up to {edge} is a common guideline (convention).",
        ),
    ),
    Rule(
        key="content.stumbles",
        worse="above",
        edge=3.0,
        full=4.0,
        text=Text(
            ko="첫 문장을 소리 내어 세 번 연습한 뒤 시작해 보세요. 첫 문장이 풀리면 다음이 쉬워져요.",
            en="Say your first sentence aloud three times before you start. Once it flows, the rest is easier.",
        ),
        why=Text(
            ko="같은 낱말을 바로 이어 말한 곳이 {value}였어요.", en="You said the same word twice in a row: {value}."
        ),
        weight=0.6,
    ),
    Rule(
        key="content.repeated_words",
        worse="above",
        edge=2.0,
        full=3.0,
        text=Text(
            ko="이 답변에서 여러 번 되풀이한 낱말 하나를 골라, 바꿔 말할 표현을 두 개 준비해 보세요.",
            en="Choose a word that came up again and again in this answer, and prepare two other ways to say it.",
        ),
        why=Text(ko="네 번 넘게 되풀이한 낱말이 {value} 있었어요.", en="Words that came up again and again: {value}."),
        weight=0.5,
    ),
)

PRAISES_HEARD: tuple[Praise, ...] = (
    Praise(
        "content.pace",
        270,
        390,
        Text(
            ko="말의 빠르기가 {value}로 참고 범위 안에 있었어요.", en="Your pace was {value}, within the usual range."
        ),
        "syllables/min",
    ),
    Praise(
        "content.pace",
        120,
        160,
        Text(
            ko="말의 빠르기가 {value}로 참고 범위 안에 있었어요.", en="Your pace was {value}, within the usual range."
        ),
        "words/min",
    ),
    Praise(
        "voice.answer_length",
        60,
        120,
        Text(
            ko="답변 길이가 {value}로 이 질문에 흔히 권하는 {low}–{high}초 안에 있었어요.",
            en="You spoke for {value}, within the common guideline of {low}–{high} s for this question.",
        ),
        by_norm=True,
    ),
    Praise(
        "voice.pitch_quotient",
        0.11,
        0.235,
        Text(
            ko="목소리 높이의 변화가 평균의 {value}로, 발표하는 사람들의 범위에 들었어요(Hincks 2004).",
            en="Your pitch varied by {value} of its mean, within the range of presenters (Hincks 2004).",
        ),
    ),
    Praise(
        "voice.trailing_off",
        None,
        0.1,
        Text(ko="말끝까지 목소리 크기를 지켰어요.", en="You kept your voice up to the ends of your phrases."),
    ),
    Praise(
        "content.fillers_per_100_words",
        None,
        3,
        Text(ko="군말이 {value}로 적었어요.", en="You used few fillers: {value}."),
    ),
)
