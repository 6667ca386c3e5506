"""The data of sizes, suits, grounds and template people is whole."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.career.photo.choices import NoSuchChoice, Suit, Worn, find_size, find_suit, grounds, sizes, wardrobe
from visavis.career.photo.templates import portrait_of, put_on_template, templates
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.studio.dress import Clothes, put_on


@pytest.mark.parametrize(
    ("name", "pixels"),
    [
        ("3x4", (354, 472)),
        ("3×4 cm", (354, 472)),
        ("3.5*4.5", (413, 531)),
        ("35x45", (413, 531)),
        ("2x2in", (600, 600)),
        ("5x5", (600, 600)),
    ],
)
def test_size_is_found_as_people_write_it(name: str, pixels: tuple[int, int]) -> None:
    assert find_size(name).pixels == pixels


def test_sizes_leave_room_for_their_heads() -> None:
    for size in sizes():
        least, aim, most = size.head
        assert least < aim < most
        assert size.top + aim < size.height
        assert size.source.ko
        assert size.source.en


def test_names_are_used_once() -> None:
    held = wardrobe()
    for some in (sizes(), grounds(), held.cuts, held.jackets, held.shirts, held.ties, templates()):
        names = [one.id for one in some]
        assert len(set(names)) == len(names)
    assert {cut.worn_by for cut in held.cuts} == {"anyone", "women", "men"}


@pytest.mark.parametrize("cut", [cut.id for cut in wardrobe().cuts])
def test_every_cut_is_drawn_unlike_the_others(cut: str) -> None:
    worn = find_suit(Suit("navy", cut))
    skin = np.full((460, 480, 3), (210, 170, 150), np.float32)
    nobody = np.ones(skin.shape[:2], np.float32)
    made = put_on(skin, nobody, (240, 160), clothes_of(worn), 1)
    assert made.picture.shape == skin.shape
    assert 0.3 < made.cloth.mean() < 0.95
    assert (made.picture[:120] == skin[:120]).all()
    others = [one.id for one in wardrobe().cuts if one.id != cut]
    other = put_on(skin, nobody, (240, 160), clothes_of(find_suit(Suit("navy", others[0]))), 1)
    assert np.abs(made.picture - other.picture).mean() > 0.5


def clothes_of(worn: Worn) -> Clothes:
    gown = worn.cut.gown
    return Clothes(
        worn.jacket.colour, worn.shirt.colour, gown.neckline, worn.tie.colour, lapel=gown.lapel, vest=gown.vest
    )


def test_there_are_six_template_people_of_both_kinds() -> None:
    assert len(templates()) == 6
    assert [one.worn_by for one in templates()].count("women") == 3
    assert portrait_of("jihun").shape == (512, 512, 3)
    with pytest.raises(NoSuchChoice, match="jihun"):
        portrait_of("nobody")


def test_template_person_takes_on_the_face() -> None:
    own = portray(Recipe.parse("eigen:18:male-latino"))
    made = put_on_template(own, "jihun")
    changed = np.abs(made.astype(int) - portrait_of("jihun").astype(int)).sum(2) > 12
    assert 0.04 < changed.mean() < 0.4  # the face, and the face alone
    assert not changed[:60].any()
