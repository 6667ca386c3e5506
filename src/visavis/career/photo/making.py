"""A résumé photo, from the picture to the pixels of its size."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from visavis.career.photo.checking import BodyCutOff, HeadCutOff, find_sitter, softness_notice
from visavis.career.photo.choices import Ground, Size, Suit, Worn, find_ground, find_size, find_suit
from visavis.career.photo.dressing import dress_up
from visavis.career.photo.framing import Studio, Window, set_up
from visavis.career.photo.parting import Floats, Parts, part, places
from visavis.career.photo.retouching import retouch
from visavis.face.mask import MASK, MaskEngine
from visavis.face.matting import cut_person, own_colours
from visavis.kit.text import Text
from visavis.media.image import resize
from visavis.media.values import RGB, Mask
from visavis.studio.dress import FACE_PX

_LARGEST_PX = 2200
"""Photos are made this large at most before anything is looked for."""
_BAND = 0.033
"""By how much the person mask errs, in face heights."""
_SKULL = 1.14
"""From the eye line up to the crown at most, beside from there down to the chin: hair above that isn't head."""
_HAIR_MM = 0.8
"""Space above hair that stands higher than the crown."""
_TOUCHES, _MOST_TOUCH = 0.03, 0.6
"""Hair that comes so near to the photo's upper edge, in face heights, along such a share of the head, is cut off."""
_LEAST_SKULL = 1.02
"""A picture that ends above this much, measured like _SKULL, lacks some hair at most."""
_CUT = 0.12
"""So long, in face heights, may the photo's edge run through a person without being seen."""
_HEAD_WINDOW = (1.15, 1.75, 0.55)


TUCKED = Text(
    ko="앞으로 내린 머리를 정장 뒤로 넘겼습니다. 머리와 다른 색 옷을 입고 머리끝까지 나오게 찍으면 앞에 그대로 둡니다.",
    en="Hair that hung in front was laid behind the suit. It stays in front in a picture that shows its ends, over "
    "clothes of another colour.",
)


@dataclass(frozen=True)
class Order:
    """What is wanted. Names as in the data files; ``suit``: None keeps the own clothes; ``light`` and ``smooth`` in
    [0, 1]; ``clear_glasses``: the user says that the glasses aren't dark."""

    size: str = "3x4"
    background: str = "white"
    suit: Suit | None = None
    light: float = 1.0
    smooth: float = 0.6
    clear_glasses: bool = False


@dataclass(frozen=True)
class Measures:
    """Lengths in the finished photo, millimetres."""

    head_mm: float
    top_mm: float
    eyes_mm: float
    """The eye line above the lower edge."""


@dataclass(frozen=True)
class Made:
    """``image`` (H, W, 3) of the size's pixels; ``before``: the same view of the picture as it was."""

    image: RGB
    before: RGB
    size: Size
    measures: Measures
    notices: tuple[Text, ...]


def make_photo(photo: RGB, order: Order) -> Made:
    """The résumé photo of the one person in ``photo`` (H, W, 3).

    Raises the kinds of NotAPhoto, and NoSuchChoice for names that aren't in the data.
    """
    size, ground = find_size(order.size), find_ground(order.background)
    worn = find_suit(order.suit) if order.suit is not None else None
    photo = _within(photo)
    sitter = find_sitter(photo, order.clear_glasses)
    whole = set_up(photo, sitter.face, FACE_PX)
    with MASK.lease() as masker:
        alpha = _matted(whole, masker)
    crown_y, hair_y = _crown(whole, alpha)
    window = _window(whole, size, crown_y, hair_y)
    studio, alpha = whole.cut(window), window.cut(alpha)
    if worn is None:
        _check_body(studio, alpha)
    parts = part(studio, alpha)
    made = _composed(studio, alpha, parts, ground, worn, order)
    measures = _measured(studio, size, crown_y - window.top)
    notices = [*sitter.notices, *softness_notice(_own_px(whole), FACE_PX * size.pixels[1] / window.height)]
    if worn is not None and not parts.tells:
        notices.append(TUCKED)
    notices += _size_notices(size, measures, ground)
    return Made(_finished(made, size), resize(studio.picture, *size.pixels), size, measures, tuple(notices))


def _own_px(studio: Studio) -> float:
    """How high the face is in the photo itself."""
    return studio.face_px / float(np.hypot(*studio.move[0, :2]))


def _measured(studio: Studio, size: Size, crown_y: float) -> Measures:
    px_per_mm = len(studio.picture) / size.height
    lengths = studio.chin[1] - crown_y, crown_y, len(studio.picture) - studio.eyes_y
    return Measures(*(float(length) / px_per_mm for length in lengths))


def _within(photo: RGB) -> RGB:
    longer = max(photo.shape[:2])
    if longer <= _LARGEST_PX:
        return photo
    scale = _LARGEST_PX / longer
    return resize(photo, round(photo.shape[1] * scale), round(photo.shape[0] * scale))


def _matted(studio: Studio, masker: MaskEngine) -> Mask:
    """Alpha of the person: the mask is asked twice, for the whole and for the head alone, and led along the edges."""
    person = masker.cut_out(studio.picture)
    x, y, unit = studio.middle_x, studio.chin[1], studio.face_px
    aside, above, below = (share * unit for share in _HEAD_WINDOW)
    left, right = max(0, round(x - aside)), round(x + aside)
    top, bottom = max(0, round(y - above)), round(y + below)
    closer = masker.cut_out(np.ascontiguousarray(studio.picture[top:bottom, left:right]))
    share = np.zeros_like(person)
    share[top:bottom, left:right] = 1
    soft = cv2.GaussianBlur(share, (0, 0), 0.08 * unit) * share
    placed = np.zeros_like(person)
    placed[top:bottom, left:right] = closer
    mixed = np.asarray(person * (1 - soft) + placed * soft, np.float32)
    return _own_piece(cut_person(studio.picture, mixed, _BAND * unit) * studio.inside, studio)


def _own_piece(alpha: Mask, studio: Studio) -> Mask:
    """Without other people and things that don't hang together with the face."""
    _, pieces = cv2.connectedComponents((alpha > 0.4).astype(np.uint8))
    x, y = (round(value) for value in studio.points[1])
    own = (pieces == pieces[y, x]).astype(np.float32)
    return np.asarray(alpha * cv2.dilate(own, np.ones((5, 5), np.uint8)), np.float32)


def _crown(studio: Studio, alpha: Mask) -> tuple[float, float]:
    """Height of the crown, and of the highest hair, in the studio. Raises HeadCutOff."""
    u, _ = places(studio)
    middle = np.abs(u[0]) < 0.25
    hair_y = float(np.argmax((alpha[:, middle] > 0.5).mean(1) > 0.08))
    starts = np.argmax(studio.inside[:, middle] > 0.5, axis=0)
    tops = np.argmax(alpha[:, middle] > 0.5, axis=0)
    touching = (tops - starts < _TOUCHES * studio.face_px)[starts > 0].sum() > _MOST_TOUCH * len(tops)
    if touching and float(starts.min()) > studio.eyes_y - _LEAST_SKULL * (studio.chin[1] - studio.eyes_y):
        raise HeadCutOff(Text(ko="머리 위가", en="top of the head"))
    skull = studio.eyes_y - _SKULL * (studio.chin[1] - studio.eyes_y)
    return max(hair_y, skull), hair_y


def _window(studio: Studio, size: Size, crown_y: float, hair_y: float) -> Window:
    """The part of the studio that the size shows."""
    head_px = studio.chin[1] - crown_y
    for head_mm in (size.head[1], (size.head[0] + size.head[1]) / 2, size.head[0]):
        px_per_mm = head_px / head_mm
        top = min(crown_y - size.top * px_per_mm, hair_y - _HAIR_MM * px_per_mm)
        from_bottom = size.height - (studio.eyes_y - top) / px_per_mm
        if size.eyes is None or from_bottom >= size.eyes[0]:
            break
    width, height = round(size.width * px_per_mm), round(size.height * px_per_mm)
    return Window(round(studio.middle_x - width / 2), round(top), width, height)


def _check_body(studio: Studio, alpha: Mask) -> None:
    """Raises BodyCutOff where the photo's edge cuts through the person."""
    _, v = places(studio)
    rim = (cv2.dilate((studio.inside < 0.5).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0) & (studio.inside > 0.5)
    cut = rim & (alpha > 0.6) & (v > -0.1)
    if cut.any(0).sum() + cut.any(1).sum() > _CUT * studio.face_px:
        raise BodyCutOff


def _composed(studio: Studio, alpha: Mask, parts: Parts, ground: Ground, worn: Worn | None, order: Order) -> Floats:
    lit = replace(studio, picture=retouch(studio, parts.skin * alpha, order.light, order.smooth))
    own, behind = own_colours(lit.picture, alpha), _ground(ground, alpha.shape)
    if worn is None:
        return np.asarray(own * alpha[..., None] + behind * (1 - alpha[..., None]), np.float32)
    return dress_up(lit, alpha, parts, own, behind, worn)


def _ground(ground: Ground, shape: tuple[int, ...]) -> Floats:
    y, x = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    far = np.clip(np.hypot(x / shape[1] - 0.5, y / shape[0] - 0.42) / 0.75, 0, 1) ** 1.3
    middle, edge = (np.asarray(colour, np.float32) for colour in (ground.middle, ground.edge))
    return np.asarray(middle * (1 - far[..., None]) + edge * far[..., None], np.float32)


def _finished(made: Floats, size: Size) -> RGB:
    return resize(np.round(made.clip(0, 255)).astype(np.uint8), *size.pixels)


def _size_notices(size: Size, measures: Measures, ground: Ground) -> list[Text]:
    told = []
    if size.official:
        told.append(
            Text(
                ko="여권·비자 접수처는 배경이나 옷을 고친 사진을 받지 않을 수 있습니다. 이력서 용도로 쓰세요.",
                en="Passport and visa offices refuse photos whose ground or clothes were changed. It is for résumés.",
            )
        )
    if size.background is not None and ground.id != size.background:
        told.append(
            Text(ko="이 규격의 배경은 {b}입니다.", en="The standard of this size asks for the background '{b}'.").fill(
                b=size.background
            )
        )
    least, _, most = size.head
    if not least - 0.05 <= measures.head_mm <= most + 0.05:
        told.append(
            Text(
                ko="머리 길이가 {h} mm로 규격({a}–{b} mm)을 벗어납니다.",
                en="The head is {h} mm high, outside the standard of {a}–{b} mm.",
            ).fill(h=round(measures.head_mm, 1), a=least, b=most)
        )
    return told
