"""What ships: an ONNX file (linear -> finished picture) and a NumPy archive (colour, shape, people, directions)."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import cast

import cv2
import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from visavis.lab.eigen.appearance import TEXTURE_PX, Appearance, face_zone
from visavis.lab.eigen.model import Finish
from visavis.lab.eigen.steer import Directions
from visavis.studio.generate.mixing import People
from visavis.studio.generate.sliders import SLIDERS

OPSET = 18
_QUALITY = 86
TOLERANCE = 0.02
"""How far the shipped half-precision file may be from torch, of 1.0."""


class _Rows(nn.Module):
    """The finishing network with the colours of a pixel last, as pictures are kept: (b, h, w, 4) in and out."""

    def __init__(self, finish: Finish) -> None:
        super().__init__()
        self.finish = finish

    def forward(self, linear: Tensor) -> Tensor:
        return cast(Tensor, self.finish(linear.permute(0, 3, 1, 2)).permute(0, 2, 3, 1))


def write_network(finish: Finish, path: Path) -> float:
    """Write the ONNX file with half-precision weights; returns max |torch - ONNX Runtime| over random pictures.

    Raises ValueError when that is above TOLERANCE.
    """
    whole = _Rows(finish).eval().to("cpu")
    pictures = torch.from_numpy(np.random.default_rng(0).random((4, TEXTURE_PX, TEXTURE_PX, 4), np.float32))
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.onnx"
        torch.onnx.export(
            whole,
            (pictures[:1],),
            draft,
            input_names=["linear"],
            output_names=["picture"],
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
        )
        small = halve_weights(onnx.load(draft))
    onnx.save(small, path)
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    with torch.no_grad():
        gaps = [
            np.abs(session.run(None, {"linear": one[None].numpy()})[0] - whole(one[None]).numpy()).max()
            for one in pictures
        ]
    if max(gaps) > TOLERANCE:
        path.unlink()
        raise ValueError(f"ONNX Runtime differs from torch by {max(gaps):.4f}")
    return float(max(gaps))


def halve_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Keep large float32 weights as float16 with a cast behind them: half the bytes, computed in float32."""
    for weight in list(model.graph.initializer):
        if weight.data_type != onnx.TensorProto.FLOAT or np.prod(weight.dims) < 1024:
            continue
        half = numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), weight.name + "_half")
        model.graph.initializer.remove(weight)
        model.graph.initializer.append(half)
        widen = onnx.helper.make_node("Cast", [half.name], [weight.name], to=onnx.TensorProto.FLOAT)
        model.graph.node.insert(0, widen)
    forget_places(model)
    onnx.checker.check_model(model)
    return model


def forget_places(model: onnx.ModelProto) -> None:
    """Leave out what the exporter notes of each node: among it are paths of the machine that exported."""
    del model.metadata_props[:]
    for held in (*model.graph.node, *model.graph.initializer, *model.graph.value_info, model.graph, *model.functions):
        held.doc_string = ""
        del held.metadata_props[:]


def write_scenes(scenes: NDArray[np.uint8], shapes: NDArray[np.float32], path: Path) -> None:
    """Write the archive that visavis.studio.generate.scenes reads: WebP pictures one behind the other."""
    encoded = [cv2.imencode(".webp", scene[..., ::-1], [cv2.IMWRITE_WEBP_QUALITY, _QUALITY])[1] for scene in scenes]
    ends = np.cumsum([len(one) for one in encoded])
    np.savez(path, packed=np.concatenate(encoded, axis=None), ends=ends, shapes=shapes.astype(np.float16))


def write_numbers(model: Appearance, people: People, directions: Directions, path: Path) -> None:
    """Write the archive that visavis.studio.generate.eigen reads; colour is kept in signed bytes, one scale for each
    component."""
    scale = np.abs(model.colour).max((1, 2, 3)) / 127
    used = [directions.names.index(scale.attribute) for scale in SLIDERS]
    np.savez_compressed(
        path,
        mean=model.frame.mean.astype(np.float32),
        shape=model.shape.astype(np.float16),
        groups=np.array(people.groups),
        group_of=people.group_of.astype(np.uint8),
        codes=people.codes.astype(np.float16),
        donors=people.donors,
        neighbours=people.neighbours.astype(np.uint16),
        spread=people.spread.astype(np.float16),
        tone_read=people.tone_read.astype(np.float32),
        tone_move=people.tone_move.astype(np.float32),
        names=np.array([directions.names[row] for row in used]),
        read=directions.read[used].astype(np.float32),
        offset=directions.offset[used].astype(np.float32),
        move=directions.move[used].astype(np.float32),
        r=directions.r[used].astype(np.float32),
        mean_colour=model.mean_colour.astype(np.float16),
        colour=np.round(model.colour / scale[:, None, None, None]).astype(np.int8),
        scale=scale.astype(np.float32),
        zone=np.round(face_zone(model.frame) * 255).astype(np.uint8),
    )
