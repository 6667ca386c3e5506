"""What the line demands of a picture and makes of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

LINE_VERSION = 1
"""Raise it when the same picture and rules would give another crop, sketch or verdict; everything is then done anew."""


@dataclass(frozen=True)
class Rules:
    """Parameters of the line. Angles in degrees, sizes in pixels.

    ``crop`` is the side of the cut square as a share of FFHQ's: 1 is FFHQ, 0.85 is closer. ``least_face`` is the
    smallest face (the longer side of its mesh) as a share of ``size_px``. ``least_sharpness`` is the variance of the
    Laplacian over the inner face at 256 px, in squared grey levels. The pitch limit is wide because faces filmed from
    near and above (selfies) are read as up to 25° lower than they are.
    """

    size_px: int = 256
    crop: float = 1.0
    most_yaw_deg: float = 30.0
    most_pitch_deg: float = 50.0
    least_face: float = 0.4
    least_sharpness: float = 20.0
    sketch: bool = False

    @property
    def least_face_px(self) -> int:
        return round(self.least_face * self.size_px)

    def as_dict(self) -> dict[str, Any]:
        return {"line_version": LINE_VERSION} | asdict(self)

    def fingerprint(self) -> str:
        """Twelve hex digits that differ when the line would do something else."""
        return hashlib.sha256(json.dumps(self.as_dict(), sort_keys=True).encode()).hexdigest()[:12]
