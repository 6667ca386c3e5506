"""A recipe: one line that says who somebody is, and gives the same picture again."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text
from visavis.people.consent import Attested
from visavis.people.looks import NoSuchLook
from visavis.people.naming import suggest_name, suggest_voice
from visavis.people.portraying import portray
from visavis.people.recipes import (
    Recipe,
    TooYoung,
    UnreadableRecipe,
    draw_recipe,
    encode_latent,
    from_photo,
    latent_of,
    mix,
    variants,
)
from visavis.studio.generate import GENERATE, GenerateEngine

MINE, THEIRS = Attested("own_face", "en"), Attested("permission", "ko")
HAIR = 32
"""Numbers of hair at a latent's end, fewer than there are."""
CODE = "eigen:7:female-east-asian:elegant:age=40,smile=0.5"


def recipe(code: str) -> Recipe:
    return Recipe.parse(code)


@pytest.mark.parametrize("code", [CODE, "eigen:0:male-white:natural", "eigen:4294967295:male-white:strict:yaw=-8.5"])
def test_a_code_is_read_and_written_alike(code: str) -> None:
    assert str(recipe(code)) == code


def test_short_and_untidy_codes_come_out_in_one_form() -> None:
    assert str(recipe(" eigen:7:male-white ")) == "eigen:7:male-white:natural"
    assert str(recipe("eigen:7:male-white::smile=0.50,age=40.0")) == "eigen:7:male-white:natural:age=40,smile=0.5"
    assert str(recipe("eigen:7:male-white::yaw=-0.0")) == "eigen:7:male-white:natural:yaw=0"


@pytest.mark.parametrize(
    "code",
    [
        "",
        "eigen",
        "eigen:7",
        "eigen:-1:male-white",
        "eigen:4294967296:male-white",
        "eigen:7:male-white:natural:age",
        "eigen:7:male-white:natural:age=1e3",
        "eigen:7:male-white:natural:age=nan",
        "eigen:7:male-white:natural:age=40:more",
        "../../etc:7:male-white",
        "eigen:p!!:male-white",
        "eigen:m7.male-white.600~:male-white",
        "eigen:m7.male-white:male-white",
        "eigen:7:male-white:natural:" + "a=1," * 300,
        "eigen:007:male-white",
        "eigen:\uff17:male-white",
        "eigen:7:male-white:natural:age=\uff14\uff10",
        "eigen:7:male-white:natural:age=38,age=50",
        "eigen:m07.male-white.1000:male-white",
        "eigen:m7.male-white.0600~8.male-white.400:male-white",
        "eigen:m7.male-white.600~7.male-white.400:male-white",
    ],
)
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(UnreadableRecipe, match="eigen:7"):
        recipe(code)


@pytest.mark.parametrize("latent", ["pAAAA", "p" + "A" * 201, "p" + encode_latent(np.full(152, 60, np.float32))])
def test_a_latent_of_another_engine_or_none_is_refused(latent: str) -> None:
    with GENERATE.lease() as engine, pytest.raises(UnreadableRecipe):
        latent_of(recipe(f"eigen:{latent}:male-white"), engine)


@pytest.mark.parametrize("age", [19, 19.99, 5, 0, -3])
def test_nobody_under_twenty_is_made(age: float) -> None:
    with pytest.raises(TooYoung):
        recipe(f"eigen:7:male-white:natural:age={age}")


def test_nobody_leaves_under_age_whatever_seed_and_look_say() -> None:
    with GENERATE.lease() as engine:
        for kind in engine.kinds:
            for seed in range(12):
                fresh = Recipe("eigen", str(seed), kind.name, "fresh")
                assert engine.read(latent_of(fresh, engine))["age"] > 19.9


def test_unknown_parts_are_told() -> None:
    with pytest.raises(NoSuchLook):
        recipe("eigen:7:male-white:dazzling")
    with GENERATE.lease() as engine:
        for code, kind in (("eigen:7:martian", NotFound), ("eigen:7:male-white::wings=1", Invalid)):
            with pytest.raises(kind):
                latent_of(recipe(code), engine)
    with pytest.raises(NotFound):
        portray(recipe("nosuch:7:male-white"))


def test_same_code_gives_the_same_bytes_and_another_seed_another_face() -> None:
    once = portray(recipe(CODE))
    assert once.shape == (512, 512, 3)
    assert once.tobytes() == portray(recipe(CODE)).tobytes()
    assert once.tobytes() != portray(recipe(CODE.replace(":7:", ":8:"))).tobytes()


def test_sliders_of_the_code_win_over_the_look() -> None:
    with GENERATE.lease() as engine:
        told = engine.read(latent_of(recipe("eigen:7:male-white:strict:smile=0.9"), engine))
    assert told["smile"] == pytest.approx(0.9, abs=0.01)


def test_a_mix_lies_between_two_people_and_is_a_code_itself() -> None:
    one, other = recipe("eigen:3:male-white:strict"), recipe("eigen:4:male-white")
    with GENERATE.lease() as engine:
        ends = [latent_of(recipe(f"eigen:{seed}:male-white"), engine) for seed in (3, 4)]
        mixed = recipe(str(mix(one, other, 0.25, engine)))
        latent = latent_of(mixed.with_look("natural"), engine)
    assert (mixed.look, mixed.kind, mixed.is_from_photo) == ("strict", "male-white", False)
    wanted = engine.mix(ends, [0.75, 0.25])
    assert np.abs(latent - wanted).max() < 0.01
    assert np.abs(wanted[:40] - (0.75 * ends[0] + 0.25 * ends[1])[:40]).max() < 0.01
    assert len(str(mixed)) < 400


def test_mixes_of_mixes_hold_everybody_and_stay_short() -> None:
    with GENERATE.lease() as engine:
        mixed = recipe("eigen:1:male-white")
        for seed in range(2, 14):
            mixed = recipe(str(mix(mixed, recipe(f"eigen:{seed}:male-white"), 0.3, engine)))
        same = mix(recipe("eigen:3:male-white"), recipe("eigen:3:male-white"), 0.5, engine)
    assert mixed.who.count("~") == 7
    assert "13.male-white.300" in mixed.who
    assert same.who == "m3.male-white.1000"


def hair_of(who: Recipe, engine: GenerateEngine) -> bytes:
    return latent_of(who, engine)[-HAIR:].tobytes()


def test_kind_name_and_voice_of_a_mix_are_those_of_whose_hair_it_has_at_a_tie_of_the_page() -> None:
    woman, man = recipe("eigen:40:female-white"), recipe("eigen:5:male-black")
    with GENERATE.lease() as engine:
        for one, other, share, wearer in (
            (woman, man, 0.5, woman),
            (man, woman, 0.5, man),
            (woman, man, 0.55, man),
            (woman, man, 0.45, woman),
            (mix(man, recipe("eigen:6:male-black"), 0.5, engine), woman, 0.4, woman),
        ):
            mixed = recipe(str(mix(one, other, share, engine)))
            assert hair_of(mixed, engine) == hair_of(wearer, engine)
            assert mixed.kind == wearer.kind
            assert suggest_voice(mixed)[0] == wearer.kind[0]
            assert suggest_name(mixed) in names_of(wearer.kind)


def names_of(kind: str) -> set[Text]:
    return {suggest_name(recipe(f"eigen:{seed}:{kind}")) for seed in range(100)}


def test_a_mix_that_contradicts_itself_is_read_as_its_picture_shows() -> None:
    told = recipe("eigen:m5.male-black.500~40.female-white.500:female-white:natural")
    assert str(told) == "eigen:m5.male-black.500~40.female-white.500:male-black:natural"
    assert str(recipe("eigen:m3.male-white.400~40.female-white.600:male-white")) == (
        "eigen:m40.female-white.600~3.male-white.400:female-white:natural"
    )


@pytest.mark.parametrize("who", ["m0.male-white.0", "m4294967296.male-white.1000", "m7.martian.1000"])
def test_a_mix_of_nobody_is_refused(who: str) -> None:
    with GENERATE.lease() as engine, pytest.raises((UnreadableRecipe, NotFound)):
        latent_of(recipe(f"eigen:{who}:male-white"), engine)


@pytest.mark.parametrize("letter", ["z", "m", "", "q"])
def test_a_real_face_can_not_be_edited_into_one_without_consent(letter: str) -> None:
    with GENERATE.lease() as engine:
        found = from_photo(engine.draw(5, "male-white"), engine, MINE)
    with pytest.raises(UnreadableRecipe):
        recipe(str(found).replace(":p", f":{letter}", 1))


def test_what_goes_back_to_a_photo_stays_marked() -> None:
    with GENERATE.lease() as engine:
        found = from_photo(engine.draw(5, "male-white"), engine, MINE)
        mixed = mix(recipe("eigen:3:male-white"), found, 0.1, engine)
        again = mix(mixed, recipe("eigen:4:male-white"), 0.9, engine)
    assert all(one.is_from_photo for one in (found, mixed, again, again.with_look("warm")))


def test_the_consent_comes_along_and_that_of_another_goes_before_ones_own() -> None:
    with GENERATE.lease() as engine:
        me = from_photo(engine.draw(5, "male-white"), engine, MINE)
        friend = from_photo(engine.draw(6, "male-white"), engine, THEIRS)
        both = [mix(one, other, 0.5, engine).attested for one, other in ((me, friend), (friend, me))]
        mine = mix(recipe("eigen:3:male-white:strict"), me, 0.5, engine)
    assert both == [THEIRS, THEIRS]
    assert (mine.attested, mine.look) == (MINE, "strict")
    assert me.with_look("warm").with_sliders({"age": 40}).attested == MINE


def test_a_photo_of_somebody_who_looks_under_age_is_refused() -> None:
    with GENERATE.lease() as engine:
        young = engine.draw(5, "male-white") - 40 * (engine.steer(z := engine.draw(6, "male-white"), {"age": 21}) - z)
        while engine.read(young)["age"] >= 20:
            young = young + (engine.steer(z, {"age": 20}) - engine.steer(z, {"age": 40}))
        with pytest.raises(TooYoung):
            from_photo(young, engine, MINE)


def test_variants_change_expression_and_pose_alone() -> None:
    person = recipe("eigen:7:male-white:warm:age=50")
    with GENERATE.lease() as engine:
        told = {name: engine.read(latent_of(one, engine)) for name, one in variants(person, engine).items()}
    assert told["smile"]["smile"] > told["neutral"]["smile"] + 0.8
    assert told["left"]["yaw"] < -5 < 5 < told["right"]["yaw"]
    assert all(one["age"] == pytest.approx(50, abs=0.1) for one in told.values())


def test_kind_is_drawn_by_the_seed_when_none_is_given() -> None:
    with GENERATE.lease() as engine:
        drawn = [draw_recipe(engine, seed) for seed in range(40)]
        assert drawn == [draw_recipe(engine, seed) for seed in range(40)]
        assert len({one.kind for one in drawn}) > 5
        told_right = [engine.kind_of(engine.draw(seed, one.kind)) == one.kind for seed, one in enumerate(drawn)]
    assert sum(told_right) > 30


def test_name_stays_while_looks_and_sliders_change() -> None:
    assert suggest_name(recipe(CODE)) == suggest_name(recipe("eigen:7:female-east-asian:strict:age=60"))


def test_people_of_no_known_kind_get_names_and_voices_of_either() -> None:
    anybody = [recipe(f"stylegan2:{seed}:any") for seed in range(60)]
    assert {suggest_voice(one)[0] for one in anybody} == {"f", "m"}
    assert "Robin" in {suggest_name(one).en for one in anybody}


@pytest.mark.parametrize("kind", [None, "female-east-asian", "male-white"])
def test_among_24_neighbours_of_the_gallery_no_name_comes_twice(kind: str | None) -> None:
    with GENERATE.lease() as engine:
        names = [suggest_name(draw_recipe(engine, seed, kind)) for seed in range(100)]
    for start in range(len(names) - 23):
        neighbours = names[start : start + 24]
        assert len({one.ko for one in neighbours}) == len({one.en for one in neighbours}) == 24


def test_no_kind_of_the_gallery_gets_the_same_few_names_over_and_over() -> None:
    with GENERATE.lease() as engine:
        drawn = [draw_recipe(engine, seed) for seed in range(600)]
    assert len({suggest_name(one).en for one in drawn if one.kind == "male-white"}) == 29
