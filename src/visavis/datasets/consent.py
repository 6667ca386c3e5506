"""What somebody attests who brings a picture for training."""

from __future__ import annotations

from typing import Literal

from visavis.kit.errors import Refused
from visavis.kit.text import Text

TrainingConsent = Literal["synthetic", "own_face", "permission"]

STATEMENTS: dict[TrainingConsent, Text] = {
    "synthetic": Text(
        ko="사진 속 인물은 실제로 존재하지 않으며(생성된 얼굴), 미성년자로 보이지 않습니다. "
        "제가 적은 이용 조건은 이 사진으로 모델을 학습하는 것을 허용합니다.",
        en="Nobody real is in these pictures (the faces were generated), and nobody looks like a minor. "
        "The licence that I state allows training a model on them.",
    ),
    "own_face": Text(
        ko="사진 속 인물은 저이며 만 20세 이상입니다. 이 서버에서 얼굴 모델을 학습하는 데 쓰이는 것에 동의합니다. "
        "사진을 지우면 다음 데이터셋부터 빠진다는 것을 알고 있습니다.",
        en="These pictures show me, and I am 20 or older. I agree that models of faces are trained on them on this "
        "server. I know that deleting them takes them out of the next version of the dataset.",
    ),
    "permission": Text(
        ko="사진 속 인물은 모두 만 20세 이상이며, 이 서버에서 얼굴 모델을 학습하는 데 쓰이는 것에 동의했습니다. "
        "그 동의를 증명할 수 있습니다.",
        en="Everybody in these pictures is 20 or older and has agreed that models of faces are trained on them on this "
        "server. I can prove that consent.",
    ),
}


class TrainingConsentMissing(Refused):
    """Nobody has attested that the picture may be trained on."""


def require_attestation(consent: TrainingConsent, attested: bool) -> Text:
    """The statement that was attested. Raises TrainingConsentMissing."""
    if not attested:
        raise TrainingConsentMissing(
            Text(
                ko="학습에 쓰는 것에 대한 동의를 확인해 주세요. 동의 없이 사진을 받을 수 없습니다.",
                en="Please confirm the consent to training. No picture is taken without it.",
            )
        )
    return STATEMENTS[consent]
