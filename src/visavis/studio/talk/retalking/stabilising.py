"""The first stage: the filmed face with one calm expression, from which the lips are then drawn."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.align import five_points
from visavis.face.mesh import FaceMesh
from visavis.media.values import RGB
from visavis.studio.talk.retalking.coefficients import Coefficients
from visavis.studio.talk.retalking.networks import COEFFICIENT_PX, DNet
from visavis.studio.talk.video_face import Box, FilmedFace


class Stabiliser:
    """Gives the pictures of one film the calm expression. The first face says where the film is cut, as in the official
    code; ``begin`` starts another film."""

    def __init__(self, net: DNet, coefficients: Coefficients) -> None:
        self.net, self._coefficients = net, coefficients
        self.own_expression = coefficients.own
        self._cut: Box | None = None

    def begin(self) -> None:
        self._cut = None

    def calm(self, images: Sequence[RGB], faces: Sequence[FilmedFace], numbers: Sequence[int]) -> list[RGB]:
        """The same pictures, calm where the film is cut; ``numbers`` count them from 0."""
        left, top, right, bottom = self._cut = self._cut or face_square(images[0], faces[0])
        cuts = [_fitted(image[top:bottom, left:right], COEFFICIENT_PX, COEFFICIENT_PX) for image in images]
        windows = np.stack([self._coefficients.window(number) for number in numbers])
        made = self.net.draw(np.stack(cuts), windows)
        return [_laid(image, (left, top, right, bottom), one) for image, one in zip(images, made, strict=True)]


def face_square(image: RGB, face: FilmedFace) -> Box:
    """The upright box around FFHQ's square on a face (Karras et al. 2019), as far as it lies in the picture."""
    right_eye, left_eye, _, right_corner, left_corner = five_points(FaceMesh(face.points, 1.0)).astype(np.float64)
    eyes, mouth = (right_eye + left_eye) / 2, (right_corner + left_corner) / 2
    across, down = left_eye - right_eye, mouth - eyes
    x = across + np.array([down[1], -down[0]])
    x *= max(2.0 * np.hypot(*across), 1.8 * np.hypot(*down)) / np.hypot(*x)
    y = np.array([-x[1], x[0]])
    corners = eyes + 0.1 * down + np.array([-x - y, -x + y, x + y, x - y])
    return _within(corners, image)


def _within(corners: NDArray[np.float64], image: RGB) -> Box:
    height, width = image.shape[:2]
    left, top = np.maximum(np.floor(corners.min(0)), 0).astype(int)
    right, bottom = np.minimum(np.floor(corners.max(0)), (width, height)).astype(int)
    return int(left), int(top), int(right), int(bottom)


def _laid(image: RGB, box: Box, picture: RGB) -> RGB:
    left, top, right, bottom = box
    out = image.copy()
    out[top:bottom, left:right] = _fitted(picture, right - left, bottom - top)
    return out


def _fitted(image: RGB, width: int, height: int) -> RGB:
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
