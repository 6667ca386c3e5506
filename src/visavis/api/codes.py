"""Codes of faces on the wire: read and written for the account that asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from visavis.api.identity import Me, ServicesDep
from visavis.media.provenance import signing_identity
from visavis.people.recipes import Recipe
from visavis.people.sealing import Seal, seal_of


@dataclass(frozen=True)
class Codes:
    """Those of faces found from photos are sealed for the account; see ``people.sealing``."""

    seal: Seal
    owner_id: str

    def read(self, code: str) -> Recipe:
        """Raises what ``Seal.read`` raises."""
        return self.seal.read(code, self.owner_id)

    def write(self, recipe: Recipe) -> str:
        return self.seal.write(recipe, self.owner_id)


def get_codes(me: Me, services: ServicesDep) -> Codes:
    return Codes(seal_of(signing_identity(services.options.identity_dir)), me.id)


CodesDep = Annotated[Codes, Depends(get_codes)]
