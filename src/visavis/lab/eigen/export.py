"""What ships: an ONNX file (latent -> finished picture) and a NumPy archive (shape, people, directions)."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from visavis.lab.eigen.appearance import TEXTURE_PX, Appearance
from visavis.lab.eigen.model import Finish
from visavis.lab.eigen.steer import Directions
from visavis.studio.generate.mixing import People
from visavis.studio.generate.sliders import SLIDERS

OPSET = 18
TOLERANCE = 0.02
"""How far the shipped half-precision file may be from torch, of 1.0."""
INVERT_PX = 64
"""Side of the basis that photos are projected on."""


class Whole(nn.Module):
    """Latents (b, k) in, finished pictures (b, SIZE_PX, SIZE_PX, 4) out. The basis is kept as signed bytes with one
    scale for each component, to be small."""

    def __init__(self, model: Appearance, finish: Finish) -> None:
        super().__init__()
        basis = model.colour.transpose(0, 3, 1, 2).reshape(model.components, -1)
        scale = np.abs(basis).max(1) / 127
        self.register_buffer("basis", torch.from_numpy(np.round(basis / scale[:, None]).astype(np.int8)))
        self.register_buffer("scale", torch.from_numpy(scale.astype(np.float32)))
        self.register_buffer("mean", torch.from_numpy(model.mean_colour.transpose(2, 0, 1).copy()))
        self.finish = finish

    def forward(self, latent: Tensor) -> Tensor:
        basis = self.get_buffer("basis").to(torch.float32)
        linear = ((latent * self.get_buffer("scale")) @ basis).view(-1, 4, TEXTURE_PX, TEXTURE_PX)
        return self.finish(self.get_buffer("mean") + linear).permute(0, 2, 3, 1)  # type: ignore[no-any-return]


def write_network(whole: Whole, path: Path) -> float:
    """Write the ONNX file with half-precision weights; returns max |torch - ONNX Runtime| over random latents.

    Raises ValueError when that is above TOLERANCE.
    """
    whole = whole.eval().to("cpu")
    latents = torch.from_numpy(
        np.random.default_rng(0).standard_normal((4, len(whole.get_buffer("scale"))), np.float32)
    )
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.onnx"
        torch.onnx.export(
            whole,
            (latents[:1],),
            draft,
            input_names=["latent"],
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
            np.abs(session.run(None, {"latent": one[None].numpy()})[0] - whole(one[None]).numpy()).max()
            for one in latents
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
        cast = onnx.helper.make_node("Cast", [half.name], [weight.name], to=onnx.TensorProto.FLOAT)
        model.graph.node.insert(0, cast)
    onnx.checker.check_model(model)
    return model


def write_numbers(model: Appearance, people: People, directions: Directions, path: Path) -> None:
    """Write the archive that visavis.studio.generate.eigen reads."""
    step = TEXTURE_PX // INVERT_PX
    side = model.colour.reshape(model.components, INVERT_PX, step, INVERT_PX, step, 4).mean((2, 4))
    mean = model.mean_colour.reshape(INVERT_PX, step, INVERT_PX, step, 4).mean((1, 3))
    used = [directions.names.index(scale.attribute) for scale in SLIDERS]
    np.savez_compressed(
        path,
        mean=model.frame.mean.astype(np.float32),
        shape=model.shape.astype(np.float16),
        groups=np.array(people.groups),
        group_of=people.group_of.astype(np.uint8),
        codes=people.codes.astype(np.float16),
        neighbours=people.neighbours.astype(np.uint16),
        spread=people.spread.astype(np.float16),
        names=np.array([directions.names[row] for row in used]),
        read=directions.read[used].astype(np.float32),
        offset=directions.offset[used].astype(np.float32),
        move=directions.move[used].astype(np.float32),
        r=directions.r[used].astype(np.float32),
        mean_colour=mean.astype(np.float16),
        colour=side.astype(np.float16),
    )
