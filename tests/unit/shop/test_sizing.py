"""Photos in the sizes of marketplaces."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.shop.sizing import NoSuchMarket, encode_within, find_market, fit, markets


def test_every_market_states_a_size_that_can_be_made() -> None:
    assert {"smartstore", "coupang", "11st", "gmarket", "amazon", "shopify"} <= set(markets())
    for market in markets().values():
        assert min(market.width, market.height) >= market.least
        assert market.most_kb >= 1000
        assert market.name.ko
        assert market.name.en
    with pytest.raises(NoSuchMarket, match="smartstore"):
        find_market("bazaar")


def test_a_large_photo_is_shrunk_whole_onto_the_background() -> None:
    market = find_market("coupang")
    photo = np.full((3000, 1500, 3), 90, np.uint8)
    sized = fit(photo, market)
    assert sized.image.shape == (1000, 1000, 3)
    assert not sized.is_short
    assert (sized.image[:, :240] == 255).all()
    assert (sized.image[:, 260:740] == 90).all()


def test_a_cut_photo_fills_the_size_and_keeps_the_face() -> None:
    photo = np.full((3000, 1500, 3), 90, np.uint8)
    photo[250:350, 700:800] = (200, 30, 30)
    sized = fit(photo, find_market("coupang"), (750, 300))
    assert not (sized.image == 255).all(2).any()
    rows, columns = np.nonzero(sized.image[..., 0] > 150)
    assert 100 < rows.mean() < 450
    assert abs(columns.mean() - 500) < 10


def test_a_small_photo_is_not_enlarged_and_that_is_told() -> None:
    photo = np.full((400, 300, 3), 90, np.uint8)
    for face in (None, (150.0, 100.0)):
        sized = fit(photo, find_market("amazon"), face)
        assert sized.is_short
        inside = (sized.image == 90).all(2)
        assert inside.sum() <= 400 * 300


def test_quality_goes_down_until_the_file_is_small_enough() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (800, 800, 3), np.uint8)
    assert encode_within(noise, 10**9) == 94
    assert 60 <= encode_within(noise, 500_000) < 94
    assert encode_within(noise, 1) == 60
