"""The generator's layers against other ways to compute the same, and what its inputs mean."""

from __future__ import annotations

import math

import pytest
import torch
from tests.lab.nets import TINY, tiny_generator
from torch.nn import functional as F  # noqa: N812

from visavis.lab.generator.layers import ModulatedConv, Upsample, blur_kernel, minibatch_deviation
from visavis.lab.generator.loss import path_lengths, path_penalty, r1_penalty
from visavis.lab.generator.model import Discriminator, Generator, Shape


def test_modulated_convolution_equals_one_convolution_for_each_picture() -> None:
    torch.manual_seed(1)
    layer, x, style = ModulatedConv(6, 5, 3, 4), torch.randn(3, 6, 7, 7), torch.randn(3, 4)
    scales = layer.modulation(style)
    weights = layer.weight * scales[:, None, :, None, None] / math.sqrt(6 * 9)
    weights = weights * torch.rsqrt(weights.square().sum(dim=(2, 3, 4), keepdim=True) + 1e-8)
    apart = torch.cat([F.conv2d(x[i : i + 1], weights[i], padding=1) for i in range(3)])
    assert torch.allclose(layer(x, style), apart, atol=1e-5)


def test_demodulated_output_has_unit_variance() -> None:
    torch.manual_seed(1)
    layer = ModulatedConv(64, 64, 3, 8)
    y = layer(torch.randn(8, 64, 16, 16), 30 * torch.randn(8, 8))[:, :, 1:-1, 1:-1]
    assert float(y.detach().var()) == pytest.approx(1, abs=0.1)


def test_upsampling_equals_zeros_between_pixels_and_a_filter() -> None:
    x = torch.randn(2, 3, 5, 5)
    spread = torch.zeros(2, 3, 10, 10)
    spread[:, :, ::2, ::2] = x
    kernel = blur_kernel(4.0).expand(3, 1, 4, 4)
    assert torch.allclose(Upsample()(x), F.conv2d(F.pad(spread, (2, 1, 2, 1)), kernel, groups=3), atol=1e-5)


def test_minibatch_deviation_of_one_picture_repeated_is_nothing() -> None:
    same = torch.randn(1, 3, 4, 4).expand(4, -1, -1, -1)
    assert float(minibatch_deviation(same)[:, 3].abs().max()) == pytest.approx(1e-4, rel=0.01)
    assert float(minibatch_deviation(torch.randn(4, 3, 4, 4))[:, 3].mean()) > 0.5


@pytest.mark.parametrize("size", [8, 64, 256])
def test_shape_counts_sides_and_styles(size: int) -> None:
    shape = Shape(size)
    assert shape.sides[-1] == size
    assert shape.styles == 2 * int(math.log2(size)) - 2


def test_same_styles_give_the_same_picture_and_random_noise_another() -> None:
    generator = tiny_generator()
    w = generator.spread(generator.mapping(torch.randn(2, 16)))
    assert torch.equal(generator.synthesis(w), generator.synthesis(w))
    assert not torch.equal(generator.synthesis(w), generator.synthesis(w, "random"))
    told = [torch.zeros(1, 1, *noise.shape[2:]) for noise in generator.noises.buffers()]
    assert torch.equal(generator.synthesis(w, told), generator.synthesis(w, told))


def test_truncation_pulls_to_the_mean_face() -> None:
    generator = tiny_generator()
    z = torch.randn(3, 16)
    faces = {psi: generator(z, psi) for psi in (0.0, 0.5, 1.0)}
    assert float(faces[0.0].std(dim=0).max()) < 1e-5
    assert 0 < float(faces[0.5].std(dim=0).mean()) < float(faces[1.0].std(dim=0).mean())


def test_pictures_of_one_batch_do_not_depend_on_each_other() -> None:
    generator, z = tiny_generator(), torch.randn(3, 16)
    assert torch.allclose(generator(z)[1], generator(z[1:2])[0], atol=1e-4)


def test_clamp_bounds_the_picture() -> None:
    torch.manual_seed(0)
    shape = Shape(8, 16, 2, 128, 16, clamp=0.05)
    assert float(Generator(shape)(torch.randn(4, 16)).detach().abs().max()) <= 0.05 * (1 + 4 / 2.25)


def test_discriminator_scores_each_picture() -> None:
    assert Discriminator(TINY)(torch.randn(4, 3, 16, 16)).shape == (4, 1)


def test_r1_of_a_linear_judge_is_half_its_squared_slope() -> None:
    slope = torch.randn(3, 4, 4)
    pictures = torch.randn(5, 3, 4, 4, requires_grad=True)
    scores = (pictures * slope).sum(dim=(1, 2, 3))
    assert float(r1_penalty(scores, pictures).detach()) == pytest.approx(float(slope.square().sum()) / 2, rel=1e-5)


def test_path_length_grows_with_the_gain_of_the_generator() -> None:
    styles = torch.randn(4, 2, 8, requires_grad=True)
    mixing = torch.randn(16, 3 * 8 * 8)
    lengths = []
    for gain in (1.0, 3.0):
        torch.manual_seed(0)
        pictures = (styles.flatten(1) @ mixing * gain).view(4, 3, 8, 8)
        lengths.append(path_lengths(pictures, styles))
    assert torch.allclose(lengths[1], 3 * lengths[0])


def test_path_penalty_is_the_distance_from_a_mean_that_follows() -> None:
    penalty, mean = path_penalty(torch.full((4,), 2.0), torch.tensor(2.0))
    assert float(penalty) == 0
    penalty, mean = path_penalty(torch.full((4,), 4.0), mean)
    assert float(mean) == pytest.approx(2.02)
    assert float(penalty) == pytest.approx((4 - 2.02) ** 2)
