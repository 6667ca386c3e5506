"""One's own face on a template person: tidy hair and shoulders, but somebody else's head. Never without the warning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from pydantic import ConfigDict, TypeAdapter

from visavis.career.photo.checking import find_sitter
from visavis.career.photo.choices import NoSuchChoice, WornBy
from visavis.face.mesh import MESH
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.studio.swap import SWAP, Wishes

WARNING = Text(
    ko="템플릿 인물에 얼굴을 얹은 사진은 다른 사람처럼 보일 수 있고, 본인 사진으로 인정되지 않을 수 있습니다. "
    "이력서에는 본인 머리를 그대로 쓰는 기본 방식을 권합니다. 사진에 '가상 인물' 표시가 붙습니다.",
    en="Your face on a template person can look like somebody else and may not count as a photo of you. For a résumé "
    "use your own head, which is the usual way. The picture is labelled 'virtual person'.",
)
_STRENGTH = 1.0
"""Features move all the way to where the own face has them: it is to stay as much oneself as it can."""


@dataclass(frozen=True)
class Template:
    """Somebody who doesn't exist. ``code``: the recipe."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    worn_by: WornBy
    title: Text
    code: str


@cache
def templates() -> tuple[Template, ...]:
    text = (files("visavis.career.photo") / "templates.yaml").read_text("utf-8")
    return TypeAdapter(tuple[Template, ...]).validate_python(yaml.safe_load(text))


@lru_cache(maxsize=6)
def portrait_of(template_id: str) -> RGB:
    """The template person's portrait (512, 512, 3); not to be written to. Raises NoSuchChoice."""
    known = {one.id: one for one in templates()}
    if template_id not in known:
        raise NoSuchChoice(
            Text(
                ko="'{t}' 템플릿 인물은 없습니다. 고를 수 있는 값: {k}",
                en="There is no template person '{t}'. Choose one of: {k}.",
            ).fill(t=template_id[:40], k=", ".join(known))
        )
    portrait = portray(Recipe.parse(known[template_id].code))
    portrait.flags.writeable = False
    return portrait


def put_on_template(photo: RGB, template_id: str, clear_glasses: bool = False) -> RGB:
    """The template person's portrait with the face of ``photo`` (H, W, 3).

    Raises NoSuchChoice, the kinds of NotAPhoto, and NotReplaceable.
    """
    portrait = portrait_of(template_id)
    find_sitter(photo, clear_glasses)
    with MESH.lease() as mesh, SWAP.lease() as swap:
        face = mesh.find(portrait, most=1)[0]
        return swap.replace(portrait, face, swap.prepare(photo), Wishes(_STRENGTH, glasses=False)).image
