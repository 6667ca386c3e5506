"""The embedded engine of head pose: the mesh laid on a reference face (``face/pose``)."""

from __future__ import annotations

from visavis.engines import Card
from visavis.face.heading.engine import Heading
from visavis.face.mesh.engine import FaceMesh
from visavis.face.pose import fit_pose
from visavis.kit.text import Text
from visavis.media.values import RGB

CARD = Card(
    name="mesh",
    kind="embedded",
    good_at=Text(
        ko="얼굴 점으로 고개 방향을 읽습니다. 여러 사람에게 보정 없이 맞습니다.",
        en="Reads the head's direction from the mesh, without a calibration for each person.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="Visavis: a reference face of 906 meshes, calibrated on Pointing'04",
    inputs="RGB uint8 (H, W, 3) and a face mesh (478, 3)",
    outputs="yaw, pitch and roll in degrees",
    measured={"Pointing'04": "yaw 4.4°, tilt 6.7° mean absolute error, leave one person out (make bench)"},
)


class MeshHeading:
    """Keeps HeadingEngine by ``fit_pose``."""

    card = CARD

    def read(self, image: RGB, face: FaceMesh) -> Heading:
        pose = fit_pose(face)
        return Heading(pose.yaw_deg, pose.pitch_deg, pose.roll_deg)
