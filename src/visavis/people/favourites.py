"""Faces of the gallery that an account wants to find again."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from visavis.kit.errors import Conflict, Refused, VisavisError
from visavis.kit.text import Text
from visavis.people.recipes import Recipe, latent_of
from visavis.people.tables import FavouriteFace
from visavis.studio.generate import GENERATE

MOST = 500


class TooManyFavourites(Conflict):
    """The account keeps as many favourites as it may."""


class FaceOfSomebody(Refused):
    """A real person's photo went into the face."""


def list_favourites(session: Session, owner_id: str) -> list[Recipe]:
    """The faces, newest first, each once. Those whose look isn't there any more are left out."""
    return list({str(recipe): recipe for _, recipe in _kept(session, owner_id)}.values())


def is_favourite(session: Session, owner_id: str, recipe: Recipe) -> bool:
    return recipe in list_favourites(session, owner_id)


def favour(session: Session, owner_id: str, recipe: Recipe) -> None:
    """Keep a face; keeping one again changes nothing.

    Raises TooManyFavourites, FaceOfSomebody for a face that was found from a photo (only a person made of it holds the
    consent that it needs), and what ``latent_of`` raises for a face that can't be drawn.
    """
    if recipe.is_from_photo:
        raise FaceOfSomebody(
            Text(
                ko="사진에서 찾은 얼굴은 즐겨찾기에 둘 수 없습니다. 동의를 확인하고 인물로 만들어 주세요.",
                en="A face found from a photo can't be a favourite. Make a person of it, with consent.",
            )
        )
    with GENERATE.lease(recipe.engine) as engine:
        latent_of(recipe, engine)
    held = list_favourites(session, owner_id)
    if recipe in held:
        return
    if len(held) >= MOST:
        raise TooManyFavourites(
            Text(
                ko="즐겨찾기는 {n}개까지 둘 수 있습니다. 쓰지 않는 것을 빼 주세요.",
                en="You can keep {n} favourites. Remove one that you no longer need.",
            ).fill(n=MOST)
        )
    session.add(FavouriteFace(owner_id=owner_id, code=str(recipe)))
    session.flush()


def forget(session: Session, owner_id: str, recipe: Recipe) -> None:
    """Forget a face; forgetting one that isn't kept changes nothing."""
    same = [face_id for face_id, kept in _kept(session, owner_id) if kept == recipe]
    session.execute(delete(FavouriteFace).where(FavouriteFace.id.in_(same)))


def _kept(session: Session, owner_id: str) -> list[tuple[str, Recipe]]:
    """Id and recipe of each, newest first; a code that was kept in an older writing is read as it is written now."""
    mine = select(FavouriteFace.id, FavouriteFace.code).where(FavouriteFace.owner_id == owner_id)
    found = []
    for face_id, code in session.execute(mine.order_by(FavouriteFace.created_at.desc())):
        with suppress(VisavisError):
            found.append((face_id, Recipe.parse(code)))
    return found
