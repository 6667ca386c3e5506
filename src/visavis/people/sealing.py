"""Codes of faces that were found from a photo, sealed: what is known of a real face travels in no address.

A sealed code holds x and a token where the recipe holds p and the latent. The token is encrypted and signed (Fernet:
AES-128-CBC, HMAC-SHA-256) with a key of this installation, opens for the account that found the face alone, carries the
consent that was attested for the photo, and runs out. Nothing has to be kept on the server meanwhile.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from functools import lru_cache
from typing import cast

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from visavis.kit.errors import NotFound
from visavis.kit.text import Language, Text
from visavis.media.provenance import Identity
from visavis.people.consent import Attested, Consent
from visavis.people.recipes import Recipe, UnreadableRecipe

LASTS_S = 24 * 3600
LONGEST_SEALED = 1400
"""Characters of the longest code that is read, sealed or not."""
_MARK = "x"


class SealedForSomebodyElse(NotFound):
    """The code has run out, belongs to another account, or was changed."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="사진에서 찾은 얼굴의 주소는 찾은 계정에서 하루 동안만 열립니다. 만든 인물에서 다시 열거나 "
                "사진으로 다시 찾아 주세요.",
                en="The address of a face found from a photo opens for the account that found it, for one day. "
                "Open it from the person you made of it, or find it from the photo again.",
            )
        )


class Seal:
    """Writes and reads the codes that leave the server; those of faces that are nobody's stay as they are."""

    def __init__(self, key: bytes) -> None:
        self._fernet = Fernet(key)

    def write(self, recipe: Recipe, owner_id: str) -> str:
        """The code as the owner may see it. A face from a photo has to carry what was attested for it."""
        if not recipe.is_from_photo:
            return str(recipe)
        if recipe.attested is None:
            message = "a face from a photo comes with its consent"
            raise ValueError(message)
        told = (owner_id, recipe.attested.consent, recipe.attested.language, recipe.who)
        token = self._fernet.encrypt("\n".join(told).encode()).decode().rstrip("=")
        return str(replace(recipe, who=_MARK + token))

    def read(self, code: str, owner_id: str) -> Recipe:
        """The recipe of a code that the owner was given. Raises SealedForSomebodyElse and what ``Recipe.parse`` raises,
        UnreadableRecipe for a latent that isn't sealed, too."""
        parts = code.strip().split(":")
        if len(code) <= LONGEST_SEALED and is_sealed(code):
            parts[1], attested = self._open(parts[1].removeprefix(_MARK), owner_id)
            return replace(Recipe.parse(":".join(parts)), attested=attested)
        recipe = Recipe.parse(code)
        if recipe.is_from_photo:
            raise UnreadableRecipe(code)
        return recipe

    def _open(self, token: str, owner_id: str) -> tuple[str, Attested]:
        try:
            told = self._fernet.decrypt(token + "=" * (-len(token) % 4), LASTS_S).decode()
        except InvalidToken as error:
            raise SealedForSomebodyElse from error
        owner, consent, language, who = told.split("\n")
        if owner != owner_id:
            raise SealedForSomebodyElse
        return who, Attested(cast(Consent, consent), cast(Language, language))


def is_sealed(code: str) -> bool:
    """Whether a code's face was found from a photo and sealed."""
    return code.partition(":")[2].startswith(_MARK)


@lru_cache(maxsize=4)
def seal_of(identity: Identity) -> Seal:
    """The seal of an installation."""
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"visavis codes of photos").derive(identity.key_pem.encode())
    return Seal(base64.urlsafe_b64encode(derived))
