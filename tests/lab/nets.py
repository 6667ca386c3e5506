"""Small nets and pictures for the generator's tests, and checkpoints as others write them."""

from __future__ import annotations

import pickle
import sys
import types
import warnings
from collections import OrderedDict
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from visavis.lab.generator.layers import blur_kernel
from visavis.lab.generator.model import Generator, Shape
from visavis.lab.generator.recipe import Recipe
from visavis.media.image import resize
from visavis.people.casting import cast

TINY = Shape(16, style_dim=16, mapping_layers=2, channel_base=128, channel_max=16)


def tiny_recipe(**changes: Any) -> Recipe:
    told = {"size_px": 16, "style_dim": 16, "mapping_layers": 2, "channel_base": 128, "channel_max": 16, "batch": 4}
    return Recipe.model_validate({**told, "sheet_images": 8, "images": 16, **changes})


def tiny_generator(shape: Shape = TINY, seed: int = 0) -> Generator:
    """With noise, biases and a mean style that are not zero, so that a lost one is noticed."""
    torch.manual_seed(seed)
    generator = Generator(shape)
    with torch.no_grad():
        for parameter in generator.parameters():
            parameter.add_(torch.randn_like(parameter), alpha=0.1)
        generator.latent_avg.copy_(0.1 * torch.randn(shape.style_dim))
    return generator.requires_grad_(False).eval()


def portrait_generator(side: int = 128) -> Generator:
    """A whole net that paints one of the cast in grey, from the fixed noise of its last layer; the style tints it."""
    shape = Shape(side, style_dim=16, mapping_layers=2, channel_base=4 * side, channel_max=8)
    generator = tiny_generator(shape)
    grey = cv2.cvtColor(resize(cast()[0].portrait(), side, side), cv2.COLOR_RGB2GRAY).astype(np.float32) / 127.5 - 1
    steps = len(shape.sides)
    weights = generator.state_dict()  # shares its memory with the net
    for name, value in weights.items():
        if name.startswith("to_rgb") and name.endswith((".conv.weight", ".bias")) and "modulation" not in name:
            value.zero_()
    conv, to_rgb = f"convs.{2 * steps - 1}", f"to_rgbs.{steps - 1}"
    weights[f"{conv}.conv.weight"].zero_()
    weights[f"{conv}.activate.bias"].fill_(2)  # above zero, where the activation is linear
    weights[f"{conv}.noise.weight"].fill_(1)
    weights[f"noises.noise_{2 * steps}"].copy_(torch.from_numpy(grey))
    for colour in range(3):  # each from two of the four channels, equally
        weights[f"{to_rgb}.conv.weight"][0, colour, colour : colour + 2] = 4**0.5 / (2 * 2**0.5)
    weights[f"{to_rgb}.conv.modulation.weight"].mul_(0.2)
    weights[f"{to_rgb}.conv.modulation.bias"].fill_(1)
    weights[f"{to_rgb}.bias"].fill_(-2)
    return generator


def draw_pictures(folder: Path, count: int, size_px: int = 16, seed: int = 0) -> list[Path]:
    """Blobs of one colour before another, as PNG files."""
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{index:03}.png" for index in range(count)]
    for path in paths:
        cv2.imwrite(str(path), blob(rng, size_px))
    return paths


def blob(rng: np.random.Generator, size_px: int) -> NDArray[np.uint8]:
    picture = np.full((size_px, size_px, 3), rng.integers(0, 255, 3), np.uint8)
    centre = [int(value) for value in rng.integers(size_px // 4, 3 * size_px // 4, 2)]
    cv2.circle(picture, centre, size_px // 4, [int(value) for value in rng.integers(0, 255, 3)], -1)
    return picture


def ada_weights(seed: int = 0) -> dict[str, Tensor]:
    """A StyleGAN2-ADA generator of 8 px with 8 channels, under its official names."""
    draw = torch.Generator().manual_seed(seed)
    found: dict[str, Tensor] = {"synthesis.b4.const": torch.randn(8, 4, 4, generator=draw)}
    for side, layers in ((4, ("conv1",)), (8, ("conv0", "conv1"))):
        found[f"synthesis.b{side}.resample_filter"] = blur_kernel()
        for layer in (*layers, "torgb"):
            place, out, kernel = (
                f"synthesis.b{side}.{layer}",
                3 if layer == "torgb" else 8,
                1 if layer == "torgb" else 3,
            )
            found[f"{place}.weight"] = torch.randn(out, 8, kernel, kernel, generator=draw)
            found[f"{place}.bias"] = torch.randn(out, generator=draw)
            found[f"{place}.affine.weight"] = torch.randn(8, 8, generator=draw)
            found[f"{place}.affine.bias"] = torch.randn(8, generator=draw)
            if layer != "torgb":
                found[f"{place}.noise_strength"] = torch.randn((), generator=draw)
                found[f"{place}.noise_const"] = torch.randn(side, side, generator=draw)
                found[f"{place}.resample_filter"] = blur_kernel()
    for layer in range(2):
        found[f"mapping.fc{layer}.weight"] = torch.randn(8, 8, generator=draw) * 100
        found[f"mapping.fc{layer}.bias"] = torch.randn(8, generator=draw)
    found["mapping.w_avg"] = torch.randn(8, generator=draw)
    return found


class _Persistent:
    """Pickles as an object of StyleGAN2-ADA's ``persistence`` does: by its source code, its class and its state."""

    def __init__(self, rebuild: object, source: str, state: dict[str, Any]) -> None:
        self._made = (
            rebuild,
            ({"type": "class", "version": 6, "module_src": source, "class_name": "N", "state": state},),
        )

    def __reduce__(self) -> Any:
        return (*self._made, None)


def write_ada_pickle(
    path: Path, weights: dict[str, Tensor], patch: pytest.MonkeyPatch, source: str = "", **extra: Any
) -> None:
    """A pickle of G_ema with these weights; ``source`` is the code that the official reader would run."""
    rebuild, easy = _pretend_official(patch)
    tree: dict[str, Any] = {}
    for name, value in weights.items():
        *places, leaf = name.split(".")
        inner = tree
        for place in places:
            inner = inner.setdefault(place, {})
        inner[leaf] = value

    def pack(branch: dict[str, Any]) -> _Persistent:
        own = {name: value for name, value in branch.items() if isinstance(value, Tensor)}
        state = {
            "training": False,
            "act_gain": np.sqrt(2),
            "conv_clamp": 256,
            "_non_persistent_buffers_set": set(),
            "_parameters": OrderedDict((n, torch.nn.Parameter(v)) for n, v in own.items() if not _is_buffer(n)),
            "_buffers": OrderedDict((n, v) for n, v in own.items() if _is_buffer(n)),
            "_modules": OrderedDict((n, pack(v)) for n, v in branch.items() if isinstance(v, dict)),
        }
        return _Persistent(rebuild, source, state)

    content = {"G_ema": pack(tree), "training_set_kwargs": easy(path="x", max_size=np.int64(3)), **extra}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's own pickling uses a storage that it calls deprecated
        path.write_bytes(pickle.dumps(content, protocol=3))


def _is_buffer(name: str) -> bool:
    return name in ("resample_filter", "noise_const", "w_avg")


def _pretend_official(patch: pytest.MonkeyPatch) -> tuple[object, type[dict[str, Any]]]:
    """Modules named as the official ones, just so that names can be written into a pickle."""

    def _reconstruct_persistent_obj(meta: dict[str, Any]) -> None:
        raise AssertionError

    class EasyDict(dict[str, Any]):
        pass

    persistence, util = types.ModuleType("torch_utils.persistence"), types.ModuleType("dnnlib.util")
    for module, thing in ((persistence, _reconstruct_persistent_obj), (util, EasyDict)):
        thing.__module__, thing.__qualname__ = module.__name__, thing.__name__
        setattr(module, thing.__name__, thing)
        patch.setitem(sys.modules, module.__name__, module)
        package = module.__name__.split(".", maxsplit=1)[0]
        patch.setitem(sys.modules, package, types.ModuleType(package))
    return _reconstruct_persistent_obj, EasyDict
