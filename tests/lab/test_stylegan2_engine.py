"""A checkpoint from its file to a person: imported, on the shelf, drawn, dressed, kept. Real nets, made small."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from httpx import Client
from tests.engines.test_conformance import check, generate
from tests.lab.nets import TINY, portrait_generator, tiny_generator
from typer.testing import CliRunner

from visavis.cli import program
from visavis.engines.imported import Library, find_imported, use_library
from visavis.kit.errors import Invalid, NotFound, Unavailable
from visavis.lab.generator.importing import Licence, import_checkpoint
from visavis.lab.generator.model import Generator
from visavis.media.image import load_image
from visavis.people.casting import cast
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe, draw_recipe, latent_of, mix
from visavis.settings import Settings
from visavis.studio.generate import GENERATE
from visavis.studio.generate.painted import NoFaceDrawn, checked
from visavis.studio.generate.stylegan2 import PSI, StyleGan2

CODE = "stylegan2:7:any:business"


def write_model(models: Path, generator: Generator, name: str) -> StyleGan2:
    file = models.parent / f"{name}.pt"
    torch.save({"g_ema": generator.state_dict(), "latent_avg": generator.latent_avg}, file)
    import_checkpoint(file, models / "stylegan2" / name, Licence("CC0-1.0", "me"))
    return StyleGan2(find_imported(models, name))


@pytest.fixture(scope="module")
def random_net(tmp_path_factory: pytest.TempPathFactory) -> StyleGan2:
    """Randomly initialised: draws no faces."""
    return write_model(tmp_path_factory.mktemp("random") / "models", tiny_generator(), "random")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds a net that draws a face."""
    folder = tmp_path_factory.mktemp("portrait") / "models"
    write_model(folder, portrait_generator(), "portrait")
    return folder


@pytest.fixture
def shelved(models: Path) -> Iterator[None]:
    """The real shelf finds that net."""
    use_library(Library(models))
    yield
    use_library(Library())


def test_a_seed_draws_what_torch_draws_at_every_truncation(random_net: StyleGan2) -> None:
    generator = tiny_generator()
    z = torch.from_numpy(np.random.RandomState(7).randn(1, TINY.style_dim)).float()
    latent = random_net.draw(7)
    assert np.allclose(latent[:-1], generator.mapping(z)[0].numpy(), atol=1e-5)
    assert random_net.read(latent) == {"truncation": pytest.approx(PSI)}
    plainer = random_net.steer(latent, {"truncation": 0.4})
    assert random_net.read(plainer) == {"truncation": pytest.approx(0.4)}
    assert np.array_equal(plainer[:-1], latent[:-1])
    assert random_net.read(latent) == {"truncation": pytest.approx(PSI)}
    for one, psi in ((latent, PSI), (plainer, 0.4)):
        assert np.abs(random_net.paint(one) - generator(z, psi)[0].permute(1, 2, 0).numpy()).max() < 1e-3


def test_seeds_differ_and_one_seed_is_one_person(random_net: StyleGan2) -> None:
    assert np.array_equal(random_net.draw(3, "any"), random_net.draw(3))
    assert not np.array_equal(random_net.draw(3), random_net.draw(4))
    assert random_net.draw(2**32 - 1).shape == (TINY.style_dim + 1,)


def test_what_a_checkpoint_cant_do_is_told(random_net: StyleGan2) -> None:
    latent = random_net.draw(1)
    with pytest.raises(NotFound, match="Kinds: any"):
        random_net.draw(1, "female-east-asian")
    for setting in ({"age": 40.0}, {"truncation": 1.2}, {"truncation": float("nan")}):
        with pytest.raises(Invalid):
            random_net.steer(latent, setting)
    with pytest.raises(Unavailable, match="Use the engine eigen"):
        random_net.invert(np.zeros((256, 256, 3), np.uint8))
    with pytest.raises(NoFaceDrawn, match="another one"):
        random_net.render(latent)
    assert random_net.kind_of(latent) == "any"


def test_the_card_states_the_licence_that_was_accepted(random_net: StyleGan2) -> None:
    assert random_net.card.licence_weights == "CC0-1.0"
    assert len(random_net.weights_sha256) == 64


@pytest.mark.usefixtures("shelved")
def test_what_the_net_painted_becomes_a_portrait() -> None:
    with GENERATE.lease("stylegan2") as engine:
        latent = engine.draw(7)
        painted, again = engine.render(latent), engine.render(latent)
    assert painted.shape == (engine.size_px, engine.size_px, 3)
    assert painted.tobytes() == again.tobytes()
    portrait = portray(Recipe.parse(CODE))
    assert portrait.shape == (512, 512, 3)
    assert portrait.tobytes() == portray(Recipe.parse(CODE)).tobytes()
    assert portrait.tobytes() != portray(Recipe.parse(CODE.replace(":7:", ":8:"))).tobytes()


@pytest.mark.usefixtures("shelved")
def test_it_keeps_what_every_engine_promises() -> None:
    portrait = cast()[0].portrait()
    with GENERATE.lease("stylegan2") as engine:
        first, second = list(generate(engine, portrait)), list(generate(engine, portrait))
    assert len(first) == len(second) == 2
    for output, again in zip(first, second, strict=True):
        check(output)
        assert output.array.tobytes() == again.array.tobytes()


@pytest.mark.usefixtures("shelved")
def test_recipes_name_the_engine_and_people_of_two_engines_arent_mixed() -> None:
    with GENERATE.lease("stylegan2") as engine:
        assert str(draw_recipe(engine, 7)) == "stylegan2:7:any:natural"
        set_low = latent_of(Recipe.parse("stylegan2:7:any:strict:truncation=0.5"), engine)
        assert engine.read(set_low)["truncation"] == pytest.approx(0.5)
        one, other = Recipe.parse("stylegan2:3:any"), Recipe.parse("stylegan2:4:any")
        mixed = Recipe.parse(str(mix(one, other, 0.25, engine)))
        between = 0.75 * engine.draw(3) + 0.25 * engine.draw(4)
        assert np.abs(latent_of(mixed, engine) - between).max() < 0.01
        with pytest.raises(Invalid, match="two engines"):
            mix(one, Recipe.parse("eigen:3:male-white"), 0.5, engine)


def test_a_picture_beside_the_point_is_no_head() -> None:
    for picture in (
        np.zeros((64, 64, 3), np.uint8),
        np.random.default_rng(0).integers(0, 255, (512, 512, 3), np.uint8),
    ):
        with pytest.raises(NoFaceDrawn):
            checked(picture)


def test_the_command_draws_by_engine_name(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(models.parent))
    run, out = CliRunner().invoke, tmp_path / "p.png"
    words = ["person", "new", "--engine", "stylegan2", "--seed", "7", "--truncation", "0.6", "--size", "256"]
    told = run(program, [*words, "--out", str(out)], catch_exceptions=False).output
    assert told.split()[-1] == "stylegan2:7:any:natural:truncation=0.6"
    assert load_image(out).shape == (256, 256, 3)
    assert "--truncation" in run(program, ["person", "looks", "--engine", "stylegan2"]).output
    again = tmp_path / "q.png"
    for more in (["--variants"], ["--code", "eigen:7:male-white"], ["--age", "40"]):
        assert isinstance(run(program, [*words, "--out", str(again), *more]).exception, Invalid)
    assert not again.exists()
    use_library(Library())


def test_the_gallery_shows_faces_of_the_engine_that_is_asked_for(
    guest: Client, settings: Settings, models: Path
) -> None:
    told = guest.get("/api/gallery", params={"engine": "stylegan2"})
    assert (told.status_code, "models import" in told.json()["message"]) == (503, True)
    use_library(Library(models))
    told = guest.get("/api/gallery", params={"engine": "stylegan2"}).json()
    assert [kind["name"] for kind in told["kinds"]] == ["any"]
    assert [slider["name"] for slider in told["sliders"]] == ["truncation"]
    assert {one["name"]: one["why_not"] for one in told["engines"]} == {"eigen": None, "stylegan2": None}
    page = guest.get("/api/gallery/faces", params={"engine": "stylegan2", "start": 7}).json()
    assert page["faces"][0]["code"] == "stylegan2:7:any:natural"
    face = guest.get(f"/api/gallery/faces/{CODE}").json()
    assert (face["variants"], face["sliders"]) == ([], {"truncation": {"value": 0.7, "low": 0.3, "high": 1.0}})
    assert guest.get(f"/api/gallery/faces/{CODE}.jpg").status_code == 200
    wish = {"one": CODE, "other": "eigen:3:male-white", "share": 0.4}
    assert guest.post("/api/gallery/mix", json=wish).status_code == 422
    made = guest.post("/api/gallery/people", json={"code": CODE, "name": "Robin", "voice": "f1"})
    assert made.status_code == 201, made.text
    (person,) = [one for one in guest.get("/api/gallery/people").json() if one["own"]]
    assert (person["engine"], person["seed"], person["look"]) == ("stylegan2", 7, "business")
    use_library(Library())
