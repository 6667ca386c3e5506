"""The state dicts of StyleGAN2-ADA (NVlabs/stylegan2-ada-pytorch) under the names of our nets.

Both compute the same function with default options; what differs, and what is done about it:

- mapping: ``mapping.fcN`` → ``style.N+1``; both normalise z and use a learning rate of 0.01. A class condition
  (``mapping.embed``, c_dim > 0) has no counterpart: WrongLayout.
- ``mapping.w_avg`` → our ``latent_avg``, which is no part of the state dict, as in rosinality's checkpoints.
- ``noise_strength`` () → (1,); ``noise_const`` (h, w) → (1, 1, h, w); a ToRGB's bias (3,) → (1, 3, 1, 1); a
  convolution's weight gains a first axis in the generator.
- ADA scales a convolution's weight by 1/√fan-in only where it doesn't demodulate, we always; demodulation cancels it.
- ``resample_filter`` sums to 1 and gets its gain of 4 on the way up at run time; our ``kernel`` contains the gain.
- conv_clamp isn't in the state dict: give it as ``Shape(clamp=…)``.
- Only the skip generator and the residual discriminator (the defaults) have a counterpart; others: WrongLayout.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from torch import Tensor

from visavis.lab.generator.errors import WrongLayout


def generator_from_ada(weights: Mapping[str, Tensor]) -> tuple[dict[str, Tensor], Tensor]:
    """The generator's state dict under our names, and the mean of w (style_dim,). Raises WrongLayout."""
    ours: dict[str, Tensor] = {}
    average: Tensor | None = None
    for name, value in weights.items():
        if name == "mapping.w_avg":
            average = value
            continue
        ours.update(_generator_entry(name, value))
    if average is None:
        raise WrongLayout("mapping.w_avg")
    return ours, average


def discriminator_from_ada(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The discriminator's state dict under our names. Raises WrongLayout."""
    sides = [int(found[1]) for name in weights if (found := re.fullmatch(r"b(\d+)\.fromrgb\.weight", name))]
    if len(sides) != 1:
        raise WrongLayout("fromrgb")
    ours: dict[str, Tensor] = {}
    for name, value in weights.items():
        ours.update(_discriminator_entry(name, value, sides[0]))
    return ours


def _generator_entry(name: str, value: Tensor) -> dict[str, Tensor]:
    if found := re.fullmatch(r"mapping\.fc(\d+)\.(weight|bias)", name):
        return {f"style.{int(found[1]) + 1}.{found[2]}": value}
    if name == "synthesis.b4.const":
        return {"input.input": value[None]}
    found = re.fullmatch(r"synthesis\.b(\d+)\.(?:(conv0|conv1|torgb)\.)?([a-z_.]+)", name)
    if found is None:
        raise WrongLayout(name)
    step = int(found[1]).bit_length() - 3
    return _torgb_entry(step, found[3], value, name) if found[2] == "torgb" else _conv_entry(step, found, value)


def _torgb_entry(step: int, what: str, value: Tensor, name: str) -> dict[str, Tensor]:
    place = f"to_rgbs.{step - 1}" if step else "to_rgb1"
    if what == "bias":
        return {f"{place}.bias": value.view(1, 3, 1, 1)}
    if what == "weight":
        return {f"{place}.conv.weight": value[None]}
    if what.startswith("affine."):
        return {f"{place}.conv.modulation.{what.removeprefix('affine.')}": value}
    raise WrongLayout(name)


def _conv_entry(step: int, found: re.Match[str], value: Tensor) -> dict[str, Tensor]:
    layer, what = found[2], found[3]
    if layer is None:
        if what != "resample_filter":
            raise WrongLayout(found[0])
        # it enlarges the picture of the block before, and the first block has none
        return {f"to_rgbs.{step - 1}.upsample.kernel": value * 4} if step else {}
    if layer == "conv0" and not step:
        raise WrongLayout(found[0])
    index = 2 * step - (2 if layer == "conv0" else 1)
    place = f"convs.{index}" if step else "conv1"
    if what == "resample_filter":
        return {f"{place}.conv.blur.kernel": value * 4} if layer == "conv0" else {}
    if what == "noise_const":
        return {f"noises.noise_{index + 1 if step else 0}": value[None, None]}
    if what not in _CONV:
        raise WrongLayout(found[0])
    name, axis = _CONV[what]
    return {f"{place}.{name}": value[None] if axis else value}


_CONV = {
    "weight": ("conv.weight", True),
    "noise_strength": ("noise.weight", True),
    "bias": ("activate.bias", False),
    "affine.weight": ("conv.modulation.weight", False),
    "affine.bias": ("conv.modulation.bias", False),
}
"""What a convolution holds: our name, and whether a first axis is added."""

_HEAD = {
    "conv.weight": "final_conv.0.weight",
    "conv.bias": "final_conv.1.bias",
    "fc.weight": "final_linear.0.weight",
    "fc.bias": "final_linear.0.bias",
    "out.weight": "final_linear.1.weight",
    "out.bias": "final_linear.1.bias",
}
_BODY = {
    "conv0.weight": "conv1.0.weight",
    "conv0.bias": "conv1.1.bias",
    "conv1.weight": "conv2.1.weight",
    "conv1.bias": "conv2.2.bias",
    "conv1.resample_filter": "conv2.0.kernel",
    "skip.weight": "skip.1.weight",
    "skip.resample_filter": "skip.0.kernel",
}
_UNUSED = {"resample_filter", "conv.resample_filter", "conv0.resample_filter", "fromrgb.resample_filter"}


def _discriminator_entry(name: str, value: Tensor, size_px: int) -> dict[str, Tensor]:
    found = re.fullmatch(r"b(\d+)\.([a-z01_.]+)", name)
    if found is None:
        raise WrongLayout(name)
    side, what = int(found[1]), found[2]
    if what in _UNUSED:
        return {}
    if side == 4 and what in _HEAD:
        return {_HEAD[what]: value}
    if side > 4 and what in _BODY:
        return {f"convs.{size_px.bit_length() - side.bit_length() + 1}.{_BODY[what]}": value}
    if what.startswith("fromrgb."):
        return {f"convs.0.{0 if what.endswith('weight') else 1}.{what.removeprefix('fromrgb.')}": value}
    raise WrongLayout(name)
