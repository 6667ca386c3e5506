"""Rules about what is seen. Where research gives no norm, the edge is a convention of this project (docs/report.md)."""

from __future__ import annotations

from visavis.interview.feedback.values import Praise, Rule
from visavis.kit.text import Text

LOOKS = ("gaze.look_down", "gaze.look_left", "gaze.look_right", "gaze.look_up")

RULES_SEEN: tuple[Rule, ...] = (
    Rule(
        key="gaze.toward_speaking",
        worse="below",
        edge=0.35,
        full=0.35,
        text=Text(
            ko="문장을 마칠 때마다 카메라를 한 번씩 바라봐 보세요. 면접관 창을 카메라 바로 아래로 옮기면 한결 쉬워요.",
            en="Look at the camera once at the end of each sentence. It gets easier with the interviewer's window "
            "right below the camera.",
        ),
        why=Text(
            ko="말하는 동안 카메라 쪽을 본 시간이 {value}였어요. 대화할 때는 보통 절반 가까이 상대를 봅니다.",
            en="You looked towards the camera for {value} of your speaking time. In conversation it is often close to "
            "half.",
        ),
        moments=LOOKS,
    ),
    Rule(
        key="gaze.away_down",
        worse="above",
        edge=0.25,
        full=0.3,
        text=Text(
            ko="화면에 비친 내 모습을 잠시 숨기고, 카메라 바로 아래에 둔 메모 한 줄을 보며 말해 보세요.",
            en="Hide your own picture for a while, and put a one-line note just below the camera to speak to.",
        ),
        why=Text(ko="아래쪽을 본 시간이 {value}였어요.", en="You looked down for {value} of the time."),
        moments=("gaze.look_down",),
        weight=0.9,
    ),
    Rule(
        key="gaze.longest_away",
        worse="above",
        edge=4.0,
        full=5.0,
        text=Text(
            ko="생각할 때 시선을 돌려도 괜찮아요. 다만 3초쯤 지나면 다시 카메라로 돌아와 보세요.",
            en="Looking away to think is fine. Try to come back to the camera after about three seconds.",
        ),
        why=Text(
            ko="한 번에 가장 길게 다른 곳을 본 시간이 {value}였어요.", en="Your longest look away lasted {value}."
        ),
        moments=LOOKS,
        weight=0.8,
    ),
    Rule(
        key="head.off_axis",
        worse="above",
        edge=0.2,
        full=0.3,
        text=Text(
            ko="의자와 카메라를 마주 보게 놓고, 어깨부터 카메라를 향하게 앉아 보세요.",
            en="Set the chair to face the camera, and turn your shoulders towards it before you begin.",
        ),
        why=Text(
            ko="고개를 평소 방향에서 20° 넘게 돌리고 있던 시간이 {value}였어요.",
            en="Your head pointed more than 20° to the side for {value} of the time.",
        ),
        moments=("head.turn",),
        weight=0.7,
    ),
    Rule(
        key="gesture.hand_to_face_share",
        worse="above",
        edge=0.08,
        full=0.2,
        text=Text(
            ko="시작하기 전에 두 손을 책상 위에 가볍게 모아 두고, 말할 때는 가슴 앞에서만 움직여 보세요.",
            en="Rest both hands on the desk before you begin, and keep gestures in front of your chest.",
        ),
        why=Text(ko="손이 얼굴 쪽에 있던 시간이 {value}였어요.", en="A hand was at your face for {value} of the time."),
        moments=("gesture.hand_to_face",),
    ),
    Rule(
        key="gesture.body_sway",
        worse="above",
        edge=4.0,
        full=4.0,
        text=Text(
            ko="두 발을 바닥에 붙이고 등받이에서 살짝 떨어져 앉아 보세요. 회전의자는 움직이지 않게 고정하면 좋아요.",
            en="Put both feet on the floor and sit slightly off the backrest. A swivel chair is best locked.",
        ),
        why=Text(
            ko="어깨 가운데가 좌우로 약 {value} 폭으로 움직였어요.",
            en="The middle of your shoulders moved sideways by about {value}.",
        ),
        track="gesture.lean_sideways",
        weight=0.6,
    ),
    Rule(
        key="framing.face_in_view",
        worse="below",
        edge=0.95,
        full=0.25,
        text=Text(
            ko="녹화 전에 앉은 자세에서 몸을 앞뒤로 움직여 보고, 그래도 얼굴이 화면 안에 남도록 카메라를 맞춰 보세요.",
            en="Before recording, lean forwards and back once, and aim the camera so that your face stays in view.",
        ),
        why=Text(ko="얼굴이 보인 시간이 {value}였어요.", en="Your face was in view for {value} of the time."),
        moments=("framing.out_of_view",),
        weight=0.9,
    ),
    Rule(
        key="framing.too_dark",
        worse="above",
        edge=0.3,
        full=0.5,
        text=Text(
            ko="스탠드를 모니터 뒤에 두고 얼굴을 비춰 보세요. 표정이 훨씬 잘 보여요.",
            en="Put a lamp behind the screen so that it lights your face.",
        ),
        why=Text(ko="얼굴이 어두웠던 시간이 {value}였어요.", en="Your face was dark for {value} of the time."),
        track="framing.face_brightness",
        weight=0.7,
    ),
    Rule(
        key="framing.backlight",
        worse="above",
        edge=0.3,
        full=0.5,
        text=Text(
            ko="창문을 등지지 말고 마주 보고 앉거나 커튼을 닫아 보세요.",
            en="Face the window instead of having it behind you, or close the curtains.",
        ),
        why=Text(
            ko="배경이 얼굴보다 밝은 역광이 {value} 동안 이어졌어요.",
            en="The light came from behind you for {value} of the time.",
        ),
        track="framing.face_brightness",
        weight=0.7,
    ),
    Rule(
        key="framing.off_centre",
        worse="above",
        edge=0.4,
        full=0.5,
        text=Text(
            ko="카메라를 조금 돌려 얼굴이 화면 가운데, 눈이 위에서 3분의 1쯤에 오게 해 보세요.",
            en="Turn the camera a little so that your face is in the middle, your eyes about a third from the top.",
        ),
        why=Text(
            ko="얼굴이 화면 가운데에서 벗어난 시간이 {value}였어요.",
            en="Your face was off centre for {value} of the time.",
        ),
        weight=0.5,
    ),
    Rule(
        key="framing.face_size",
        worse="below",
        edge=20.0,
        full=12.0,
        text=Text(
            ko="카메라에 한 걸음 더 가까이 앉아 어깨까지 화면에 차게 해 보세요.",
            en="Sit a step closer, so that head and shoulders fill the picture.",
        ),
        why=Text(
            ko="얼굴 높이가 화면 짧은 변의 {value}였어요. {edge} 이상이면 표정이 잘 전해져요.",
            en="Your face was {value} of the picture's shorter side high; from {edge} on it can be read well.",
        ),
        weight=0.5,
    ),
)

PRAISES_SEEN: tuple[Praise, ...] = (
    Praise(
        key="gaze.toward_speaking",
        low=0.4,
        high=0.9,
        text=Text(
            ko="말하는 동안 {value}의 시간을 카메라 쪽을 보며 이야기했어요.",
            en="You looked towards the camera for {value} of your speaking time.",
        ),
    ),
    Praise(
        key="framing.face_in_view",
        low=0.99,
        high=None,
        text=Text(ko="처음부터 끝까지 얼굴이 화면 안에 있었어요.", en="Your face stayed in the picture throughout."),
    ),
)
