"""What is written to disk computes what was trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from tests.lab.nets import TINY, tiny_generator

from visavis.lab.generator import export as exporting
from visavis.lab.generator.export import NotTheSame, export, relative_error, run
from visavis.lab.generator.model import Generator
from visavis.lab.generator.weights import WrongWeights, load_generator, save_generator


@pytest.mark.parametrize("half", [False, True])
def test_onnx_computes_the_same_pictures(tmp_path: Path, half: bool) -> None:
    generator, z = tiny_generator(), torch.randn(3, 16)
    made = export(generator, tmp_path, half, {"licence": "MIT"})
    w = run(made.mapping, {"z": z.numpy(), "psi": np.array([0.6], np.float32)})
    pictures = run(made.synthesis, {"w": np.repeat(w[:, None], TINY.styles, axis=1)})
    assert relative_error(pictures, generator(z, 0.6).numpy()) < (5e-3 if half else 1e-4)
    assert max(made.mapping_error, made.synthesis_error) < 1e-4
    assert (made.rounding > 0) == half
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mapping.onnx", "synthesis.onnx"]


def test_graphs_tell_their_shape_and_no_path_of_this_machine(tmp_path: Path) -> None:
    made = export(tiny_generator(), tmp_path, about={"licence": "MIT"})
    model = onnx.load(made.synthesis)
    told = {entry.key: entry.value for entry in model.metadata_props}
    assert told == {"licence": "MIT", "size_px": "16", "style_dim": "16", "styles": "6"}
    assert b"layers.py" not in made.synthesis.read_bytes()
    assert model.opset_import[0].version == 18


def test_half_precision_halves_the_file(tmp_path: Path) -> None:
    full, half = (export(tiny_generator(), tmp_path / str(one), one).synthesis.stat().st_size for one in (False, True))
    assert half < 0.8 * full


def test_export_that_computes_something_else_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "TOLERANCE", 0.0)
    with pytest.raises(NotTheSame):
        export(tiny_generator(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_weights_come_back_as_they_were(tmp_path: Path) -> None:
    generator = tiny_generator()
    save_generator(generator, tmp_path / "g.safetensors", about={"licence": "MIT"})
    again = load_generator(tmp_path / "g.safetensors")
    assert again.shape == generator.shape
    assert torch.equal(again.latent_avg, generator.latent_avg)
    z = torch.randn(2, 16)
    assert torch.equal(again(z, 0.5), generator(z, 0.5))


def test_file_that_holds_no_weights_of_ours_is_named(tmp_path: Path) -> None:
    (tmp_path / "g.safetensors").write_text("no weights")
    with pytest.raises(WrongWeights, match=r"g\.safetensors"):
        load_generator(tmp_path / "g.safetensors")
    with pytest.raises(WrongWeights):
        load_generator(tmp_path / "lost.safetensors")
    wrong = Generator(TINY)
    del wrong.to_rgbs[1]
    save_generator(wrong, tmp_path / "g.safetensors")
    with pytest.raises(WrongWeights):
        load_generator(tmp_path / "g.safetensors")
