"""The consent that a real person's face needs before it may go into product photos."""

from __future__ import annotations

from visavis.kit.text import Text
from visavis.people.consent import NOBODY, NOT_NEEDED, Consent, ConsentMissing

WITHDRAWN = "withdrawn"
STATEMENTS: dict[Consent, Text] = {
    "own_face": Text(
        ko="모델은 저 자신이며, 저는 만 20세 이상입니다. 제 얼굴을 상품 사진에 넣어 판매 목적으로 보이는 데 "
        "동의합니다. 언제든지 철회할 수 있고, 철회하면 만든 사진이 지워진다는 것을 알고 있습니다.",
        en="The model is myself and I am 20 or older. I agree that my face is put into product photos and shown to "
        "sell goods. I know that I can withdraw this at any time, which deletes the pictures made here.",
    ),
    "permission": Text(
        ko="모델은 만 20세 이상이며, 자기 얼굴을 상품 사진에 넣어 판매 목적으로 보이는 데 동의했습니다. 그 동의를 "
        "증명할 수 있습니다. 동의가 철회되면 여기서 철회해 만든 사진을 지우겠습니다.",
        en="The model is 20 or older and has agreed that their face is put into product photos and shown to sell "
        "goods. I can prove that consent. If it is withdrawn, I withdraw it here, which deletes the pictures made.",
    ),
}


def consent_of(is_real: bool, consent: Consent | None, attested: bool) -> tuple[str, Text]:
    """Kind and sentence of the consent. Raises ConsentMissing for a real model without one."""
    if not is_real:
        return NOT_NEEDED, NOBODY
    if consent is None or not attested:
        raise ConsentMissing
    return consent, STATEMENTS[consent]
