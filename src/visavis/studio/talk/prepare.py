"""Preparing a portrait: everything that is computed once."""

from __future__ import annotations

import numpy as np

from visavis.media.values import RGB
from visavis.studio.talk.eyes import prepare_eyes
from visavis.studio.talk.inside import prepare_mouth
from visavis.studio.talk.lips import find_slit, lip_masks
from visavis.studio.talk.plates import background_plate, person_alpha
from visavis.studio.talk.portrait import frame_portrait
from visavis.studio.talk.rig import VERSION, MeshRig
from visavis.studio.talk.warps import depth_field, face_fields, following, shade_fields

LARGEST_PICTURE_PX = 640
"""Beyond this frames are rendered at this size and enlarged: twice the pixels would take twice the time."""
SIZES_PX = (256, 1024)


def prepare_rig(photo: RGB, size_px: int = 512, name: str = "") -> MeshRig:
    """A rig for clips of ``size_px`` squared (even, 256–1024). Raises the subclasses of errors.Unsuitable."""
    size_px = int(np.clip(size_px, *SIZES_PX)) // 2 * 2
    portrait = frame_portrait(photo, min(size_px, LARGEST_PICTURE_PX))
    slit = find_slit(portrait)
    above, below = lip_masks(portrait, slit)
    fields = face_fields(portrait, slit)
    alpha = person_alpha(portrait)
    follows_head, follows_breath = following(portrait)
    left_eye, right_eye = prepare_eyes(portrait)
    line = portrait.axes.to_px(np.stack([slit.s, slit.upper], axis=1))[:, 1]
    return MeshRig(
        version=VERSION,
        name=name,
        size_px=size_px,
        u_px=portrait.axes.u_px,
        origin=(float(portrait.axes.origin[0]), float(portrait.axes.origin[1])),
        right=(float(portrait.axes.right[0]), float(portrait.axes.right[1])),
        slit_rows=(int(line.min()), int(line.max())),
        picture=portrait.picture,
        plate=background_plate(portrait, alpha),
        alpha=np.round(alpha * 255).astype(np.uint8),
        upper_fields=fields.upper,
        lower_fields=fields.lower,
        upper_mask=np.round(above * 255).astype(np.uint8),
        lower_mask=np.round(below * 255).astype(np.uint8),
        depth=depth_field(portrait),
        follows_head=follows_head,
        follows_breath=follows_breath,
        shade=shade_fields(portrait),
        left_eye=left_eye,
        right_eye=right_eye,
        mouth=prepare_mouth(portrait, slit),
    )
