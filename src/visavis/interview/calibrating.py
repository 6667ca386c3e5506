"""The gaze calibration of the device check: measured from a few frames a target, kept as numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.face.mesh import MESH
from visavis.interview.tables import Calibration
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.observe.gaze import EyeReading, GazeCalibration, fit_calibration, read_eyes

FRAMES_A_TARGET = 10


class NothingToCalibrate(Invalid):
    """In none of the frames could the eyes be read."""


def calibrate(session: Session, owner_id: str, frames: Mapping[str, Sequence[RGB]]) -> Calibration:
    """Fit and keep a calibration from frames by target name (``observe.gaze.TARGETS``).

    Raises UnknownTarget, or NothingToCalibrate when no eyes are seen. A poor one is kept but marked not usable.
    """
    samples = [(target, reading) for target, images in frames.items() for reading in _readings(images)]
    if not samples:
        raise NothingToCalibrate(
            Text(
                ko="사진에서 눈을 찾지 못했습니다. 얼굴을 밝게 하고 화면을 바라보며 다시 해 주세요.",
                en="No eyes could be seen. Put light on your face, look at the screen, and try again.",
            )
        )
    fitted = fit_calibration(samples)
    residual_deg = fitted.residual_deg if math.isfinite(fitted.residual_deg) else None
    values = fitted.as_values() if residual_deg is not None else {}
    made = Calibration(owner_id=owner_id, values=values, usable=fitted.usable, residual_deg=residual_deg)
    session.add(made)
    session.flush()
    return made


def latest_calibration(session: Session, owner_id: str) -> Calibration | None:
    """The newest calibration of the account, usable or not."""
    return session.scalar(
        select(Calibration).where(Calibration.owner_id == owner_id).order_by(Calibration.created_at.desc()).limit(1)
    )


def usable_gaze(session: Session, owner_id: str) -> GazeCalibration | None:
    """What the review may rely on, or None."""
    found = latest_calibration(session, owner_id)
    return GazeCalibration.from_values(found.values) if found is not None and found.usable else None


def _readings(images: Sequence[RGB]) -> list[EyeReading]:
    with MESH.lease() as mesh:
        faces = [mesh.find(image, most=1) for image in images[:FRAMES_A_TARGET]]
    found = (read_eyes(face[0]) for face in faces if face)
    return [reading for reading in found if reading is not None]
