"""``visavis models``: the catalogue, its cards, and what comes through the door without torch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.unit.engines.graphs import write_arcface, write_fsanet
from tests.unit.engines.mirror import Mirror, serve_files
from typer.testing import CliRunner, Result

from visavis.cli import program
from visavis.cli.models import catalogue, licences
from visavis.cli.models.errors import (
    AnotherLicence,
    BadName,
    IsFolder,
    LicenceNotAccepted,
    NoAddress,
    NotFetchable,
    UnknownKind,
    UnknownModel,
)
from visavis.engines.catalogue import Published
from visavis.engines.drafts import AlreadyThere, alone
from visavis.engines.expectations import OtherEnds
from visavis.engines.fetching import BrokenRecord, Damaged, Unreachable
from visavis.engines.imported import ModelNotFound
from visavis.engines.onnx import available_providers
from visavis.engines.providers import PROVIDERS, ProviderMissing, use_providers
from visavis.face.heading import HEADING, fsanet
from visavis.face.heading.fsanet import FsaNet
from visavis.face.identity.arcface import ArcFace
from visavis.face.mesh import MESH
from visavis.face.mesh.tasks import TasksMesh, task_file
from visavis.kit.errors import VisavisError
from visavis.people.casting import cast
from visavis.settings import Settings
from visavis.voice.activity.silero import SileroActivity

Call = Callable[..., Result]
ACCEPTED = ("--accept-licence", "MIT")
AGREED = ("--accept-licence", "yes")


@pytest.fixture
def call(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))

    def run(*words: str, typed: str | None = None) -> Result:
        result = CliRunner().invoke(program, ["models", *words], input=typed)
        if isinstance(result.exception, VisavisError):
            raise result.exception
        assert result.exception is None, result.output
        return result

    return run


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_fsanet(tmp_path / "pose.v1.onnx")


@pytest.fixture
def official(source: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    """A card on which our small graph is the official file, for non-commercial use."""
    digest = sha256(source.read_bytes()).hexdigest()
    card = replace(fsanet.WEIGHTS, hashes={"pose.v1.onnx": digest}, non_commercial=True, licence_weights="CC BY-NC 4.0")
    monkeypatch.setattr(fsanet, "WEIGHTS", card)
    catalogue.published.cache_clear()
    return card


@pytest.fixture(autouse=True)
def catalogue_as_it_is() -> Iterator[None]:
    yield
    catalogue.published.cache_clear()


@pytest.fixture
def mirror(source: Path) -> Iterator[Mirror]:
    with serve_files({"pose.v1.onnx": source.read_bytes()}) as told:
        yield told


def told(result: Result) -> Any:
    return json.loads(result.stdout)


def test_list_tells_the_whole_catalogue_and_what_is_here(call: Call, source: Path) -> None:
    lines = call("list").stdout.splitlines()
    assert all(len(line.split("\t")) == 6 for line in lines)
    missing = {line.split("\t")[0] for line in lines}
    assert missing >= {"arcface", "face-landmarker", "fsanet", "silero-vad", "stylegan2", "voice", "whisper-small"}
    call("import", "fsanet", str(source), *ACCEPTED)
    lines = call("list").stdout.splitlines()
    assert lines[0] == f"fsanet\tpose.v1\t–\t0 MB\tMIT\t{sha256(source.read_bytes()).hexdigest()}"
    assert not any(line.startswith("fsanet\t–") for line in lines)
    rows = told(call("list", "--json"))
    assert rows[0]["here"]
    assert (rows[0]["name"], rows[0]["accepted_by"] != "") == ("pose.v1", True)
    assert {row["catalogue"] for row in rows if not row["here"]} == missing - {"fsanet"}


def test_every_card_of_the_catalogue_is_whole(call: Call) -> None:
    for name, item in catalogue.catalogue().items():
        text = call("card", name).stdout
        assert item.purpose.ko in text
        assert item.purpose.en in text
        assert "not here" in text
        assert ("NON-COMMERCIAL" in text) == item.non_commercial
        assert all(len(digest) == 64 for digest in item.hashes.values())
        card = told(call("card", name, "--json"))
        assert (card["name"], card["here"]) == (name, [])
        assert all((card["licence_weights"], card["licence_code"], card["origin"], card["how"], card["inputs"]))


def test_card_tells_what_is_here_and_what_it_was_measured_to_cost(call: Call, source: Path) -> None:
    call("import", "fsanet", str(source), *ACCEPTED)
    assert "speed not measured yet" in call("card", "fsanet").stdout
    done = call("verify", "pose.v1").stdout
    assert "1 file(s) as they came" in done
    assert "ms a call" in done
    text = call("card", "pose.v1").stdout
    assert "ms a call" in text
    assert "no published file that is known" in text
    [here] = told(call("card", "fsanet/pose.v1", "--json"))["here"]
    cost = here["measured"]["providers"]["cpu"]
    assert cost["ms_per_call"] > 0
    assert cost["calls"] >= 3
    assert 10 < cost["memory_mb"] < 4000
    with pytest.raises(UnknownModel, match="fsanet, "):
        call("card", "nothing")


def test_verify_notices_a_changed_file(call: Call, source: Path, settings: Settings) -> None:
    call("import", "fsanet", str(source), *ACCEPTED)
    graph = settings.data_dir / "models" / "fsanet" / "pose.v1" / "network.onnx"
    graph.write_bytes(graph.read_bytes()[:-1])
    with pytest.raises(Damaged, match=r"visavis models remove fsanet/pose\.v1"):
        call("verify", "pose.v1")
    with pytest.raises(ModelNotFound):
        call("verify", "arcface/pose.v1")


def test_remove_and_its_older_name_take_a_model_away(call: Call, source: Path, settings: Settings) -> None:
    for word in ("remove", "delete"):
        call("import", "fsanet", str(source), *ACCEPTED)
        call(word, "fsanet/pose.v1", "--yes")
        assert not (settings.data_dir / "models" / "fsanet" / "pose.v1").exists()
    assert "delete" not in CliRunner().invoke(program, ["models", "--help"]).stdout


def test_licence_is_said_and_noted_with_who_accepted_it(
    call: Call, official: Published, source: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LicenceNotAccepted):
        call("import", "fsanet", str(source))
    assert not (settings.data_dir / "models").exists()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    done = call("import", "fsanet", str(source), "--accept-licence", "CC BY-NC 4.0")
    assert "NON-COMMERCIAL USE ONLY" in done.stderr
    assert "비상업적" in done.stderr
    assert "This is the published pose.v1.onnx" in done.stderr
    record = json.loads((settings.data_dir / "models" / "fsanet" / "pose.v1" / "import.json").read_text())
    assert (record["licence"], record["non_commercial"]) == ("CC BY-NC 4.0", True)
    assert record["official_file"] == "pose.v1.onnx"
    assert record["accepted_by"]
    assert record["accepted_at"].startswith("20")


def test_unknown_file_is_taken_with_a_warning(call: Call, source: Path) -> None:
    done = call("import", "fsanet", str(source), *ACCEPTED, "--name", "mine")
    assert "whether to trust it is up to you" in done.stderr
    assert sha256(source.read_bytes()).hexdigest() in done.stderr
    with pytest.raises(AlreadyThere):
        call("import", "fsanet", str(source), *ACCEPTED, "--name", "mine")


def test_what_cant_be_imported_is_told(call: Call, source: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownKind, match="arcface, "):
        call("import", "nothing", str(source), *ACCEPTED)
    with pytest.raises(IsFolder):
        call("import", "fsanet", str(tmp_path), *ACCEPTED)
    with pytest.raises(BadName):
        call("import", "fsanet", str(source), *ACCEPTED, "--name", "../a")
    with pytest.raises(OtherEnds, match="no 'arcface'"):
        call("import", "arcface", str(source), *ACCEPTED)


def test_broken_connection_is_gone_on_from_and_the_file_brought_in(
    call: Call, official: Published, mirror: Mirror, settings: Settings
) -> None:
    mirror.break_after = 20_000
    with pytest.raises(Unreachable):
        call("fetch", "fsanet", "--from", mirror.url, *AGREED)
    left = settings.data_dir / "models" / "fsanet" / ".fetched"
    assert (left / "pose.v1.onnx.part").stat().st_size == 100_000
    mirror.break_after = None
    call("fetch", "fsanet", "--from", mirror.url, *AGREED)
    assert mirror.asked[-1] == ("pose.v1.onnx", "bytes=100000-")
    assert not left.exists()
    folder = settings.data_dir / "models" / "fsanet" / "pose.v1"
    assert {path.name for path in folder.iterdir()} == {"network.onnx", "import.json"}
    assert "network.onnx" in json.loads((folder / "import.json").read_text())["files"]


def test_file_that_isnt_the_published_one_is_never_brought_in(
    call: Call, official: Published, mirror: Mirror, settings: Settings
) -> None:
    body = mirror.files["pose.v1.onnx"]
    mirror.files["pose.v1.onnx"] = body[:-1] + b"x"
    with pytest.raises(Damaged, match=r"'pose\.v1\.onnx' isn't the published file .*Name another place with --from"):
        call("fetch", "fsanet", "--from", mirror.url, *AGREED)
    assert "fsanet\t–" in call("list").stdout


def test_fetch_takes_a_files_own_address_and_a_folder(
    call: Call, mirror: Mirror, source: Path, settings: Settings
) -> None:
    call("fetch", "fsanet", "--from", f"{mirror.url}/pose.v1.onnx", *ACCEPTED, "--name", "web")
    call("fetch", "fsanet", "--from", str(source), *ACCEPTED, "--name", "disk")
    call("fetch", "fsanet", "--from", str(source.parent), "--file", source.name, *ACCEPTED, "--name", "folder")
    names = {path.name for path in (settings.data_dir / "models" / "fsanet").iterdir()}
    assert names == {"web", "disk", "folder"}
    assert source.is_file()


def test_fetch_asks_for_the_licence_before_anything_is_loaded(call: Call, mirror: Mirror) -> None:
    with pytest.raises(LicenceNotAccepted):
        call("fetch", "fsanet", "--from", f"{mirror.url}/pose.v1.onnx")
    assert mirror.asked == []
    with pytest.raises(NoAddress, match="visavis models import arcface FILE"):
        call("fetch", "arcface", *ACCEPTED)
    with pytest.raises(NotFetchable, match="whisper-small"):
        call("fetch", "stylegan2", *ACCEPTED)
    with pytest.raises(BadName):
        call("fetch", "fsanet", "--from", mirror.url, "--file", "../../etc/passwd", *ACCEPTED)


def test_settings_say_which_of_several_serves(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, wide in (("small", 8), ("large", 32)):
        source = write_arcface(tmp_path / f"{name}.onnx", wide)
        call("import", "arcface", str(source), *ACCEPTED)
    monkeypatch.setenv("VISAVIS_WEIGHTS", "arcface=large")
    call("list")
    portrait = cast()[0].portrait()
    with MESH.lease() as mesh:
        face = mesh.find(portrait, most=1)[0]
    assert ArcFace().encode(portrait, face).shape == (32,)


def record_of(settings: Settings, kind: str = "fsanet", name: str = "pose.v1") -> dict[str, Any]:
    path = settings.data_dir / "models" / kind / name / "import.json"
    record: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return record


@pytest.mark.parametrize("typed", ["CC BY-NC 4.0", " cc by-nc  4.0 ", "cc-by-nc-4.0", "yes"])
def test_cards_licence_is_kept_whatever_was_typed_for_it(
    call: Call, official: Published, source: Path, settings: Settings, typed: str
) -> None:
    call("import", "fsanet", str(source), "--accept-licence", typed)
    record = record_of(settings)
    assert (record["licence"], record["accepted_as"], record["non_commercial"]) == ("CC BY-NC 4.0", typed, True)
    assert "CC BY-NC 4.0 · NON-COMMERCIAL" in call("list").stdout.splitlines()[0]
    assert "0 MB, CC BY-NC 4.0 · NON-COMMERCIAL" in call("card", "fsanet").stdout
    [here] = told(call("card", "fsanet", "--json"))["here"]
    assert (here["licence"], here["non_commercial"], here["accepted_as"]) == ("CC BY-NC 4.0", True, typed)


@pytest.mark.parametrize("typed", ["MIT", "Apache-2.0", "", "research"])
def test_another_licence_than_the_cards_accepts_nothing(
    call: Call, official: Published, source: Path, mirror: Mirror, settings: Settings, typed: str
) -> None:
    with pytest.raises(AnotherLicence, match=r"CC BY-NC 4\.0"):
        call("import", "fsanet", str(source), "--accept-licence", typed)
    with pytest.raises(AnotherLicence):
        call("fetch", "fsanet", "--from", mirror.url, "--accept-licence", typed)
    assert mirror.asked == []
    assert not (settings.data_dir / "models").exists()


def test_record_of_before_that_made_weights_free_is_told_as_the_card_says(
    call: Call, official: Published, source: Path, settings: Settings
) -> None:
    call("import", "fsanet", str(source), *AGREED)
    path = settings.data_dir / "models" / "fsanet" / "pose.v1" / "import.json"
    path.write_text(json.dumps(record_of(settings) | {"licence": "MIT", "non_commercial": None}), "utf-8")
    assert "CC BY-NC 4.0 · NON-COMMERCIAL" in call("list").stdout.splitlines()[0]


def test_where_each_file_has_a_licence_its_name_is_asked_for(call: Call, tmp_path: Path, settings: Settings) -> None:
    source = str(write_arcface(tmp_path / "mine.onnx"))
    with pytest.raises(AnotherLicence, match="this file's own licence"):
        call("import", "arcface", source, *AGREED)
    call("import", "arcface", source, "--accept-licence", "non-commercial research")
    assert record_of(settings, "arcface", "mine")["non_commercial"]
    assert "non-commercial research · NON-COMMERCIAL" in call("list").stdout
    assert ArcFace().card.non_commercial


def test_names_of_long_licences_are_their_beginnings() -> None:
    assert "apache20" in licences.names_of("Apache-2.0, as the repository says of itself; it names no other")
    assert "noncommercial" in licences.names_of("non-commercial: research and personal use only (LRS2)")
    assert "mit" not in licences.names_of("not stated; learned from a set that is for research only")


def test_verify_tells_a_broken_record_in_a_sentence(call: Call, source: Path, settings: Settings) -> None:
    call("import", "fsanet", str(source), *ACCEPTED)
    (settings.data_dir / "models" / "fsanet" / "pose.v1" / "import.json").write_text("{")
    with pytest.raises(BrokenRecord, match=r"visavis models remove fsanet/pose\.v1"):
        call("verify", "pose.v1")


def test_verify_fails_where_the_named_provider_is_absent(
    call: Call, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("import", "fsanet", str(source), *ACCEPTED)
    missing = next(name for name in PROVIDERS if name not in available_providers())
    monkeypatch.setenv("VISAVIS_PROVIDERS", missing)
    try:
        with pytest.raises(ProviderMissing, match=missing):
            call("verify", "pose.v1")
    finally:
        use_providers(())
    assert "cpu: " in call("card", "fsanet").stdout  # what is there was measured all the same


def test_what_is_here_is_not_fetched_again(call: Call, official: Published, mirror: Mirror, settings: Settings) -> None:
    call("fetch", "fsanet", "--from", mirror.url, *AGREED)
    asked = len(mirror.asked)
    with pytest.raises(AlreadyThere):
        call("fetch", "fsanet", "--from", mirror.url, *AGREED)
    assert len(mirror.asked) == asked
    assert not (settings.data_dir / "models" / "fsanet" / ".fetched").exists()


def test_fetched_file_of_another_kind_is_not_left_behind(
    call: Call, mirror: Mirror, tmp_path: Path, settings: Settings
) -> None:
    with pytest.raises(OtherEnds):
        call("fetch", "arcface", "--from", f"{mirror.url}/pose.v1.onnx", *ACCEPTED)
    assert list((settings.data_dir / "models").rglob("*.onnx")) == []


def test_places_that_cant_serve_are_told_as_what_they_are(call: Call) -> None:
    with pytest.raises(Unreachable, match=r"can't be reached \(Connection refused\); nothing came"):
        call("fetch", "fsanet", "--from", "http://127.0.0.1:9", *ACCEPTED)
    with pytest.raises(VisavisError, match="Nothing can be fetched by ftp://"):
        call("fetch", "fsanet", "--from", "ftp://example.org/a", *ACCEPTED)


def test_second_import_says_which_one_serves_and_how_to_choose(
    call: Call, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "VISAVIS_WEIGHTS" not in call("import", "fsanet", str(source), *ACCEPTED).stderr
    done = call("import", "fsanet", str(source), *ACCEPTED, "--name", "second")
    assert "Several weights 'fsanet' are here (pose.v1, second), and none serves until one is chosen" in done.stderr
    monkeypatch.setenv("VISAVIS_WEIGHTS", "fsanet=second")
    done = call("import", "fsanet", str(source), *ACCEPTED, "--name", "third")
    assert "Of the weights 'fsanet' (pose.v1, second, third), second serves" in done.stderr


def test_empty_name_is_none(call: Call, source: Path) -> None:
    with pytest.raises(BadName):
        call("import", "fsanet", str(source), *ACCEPTED, "--name", "")


def test_next_command_sweeps_what_a_killed_one_left(call: Call, settings: Settings) -> None:
    kind = settings.data_dir / "models" / "fsanet"
    (kind / ".killed.draft").mkdir(parents=True)
    (kind / ".killed.draft" / "network.onnx").write_bytes(b"half")
    (kind / ".killed.lock").touch()
    (kind / ".removed.gone").mkdir()
    (kind / ".fetched").mkdir()
    (kind / ".fetched" / "a.onnx.part").write_bytes(b"half")
    with alone(kind / "busy"):
        (kind / ".busy.draft").mkdir()
        call("list")
        assert {path.name for path in kind.iterdir()} == {".fetched", ".busy.draft", ".busy.lock"}


REAL = {
    "face-landmarker": "face_landmarker.task",
    "fsanet": "fsanet-1x1-iter-688590.onnx",
    "arcface": "foamliu_MobileFaceNet.onnx",
    "silero-vad": "silero_vad.onnx",
}


@pytest.mark.shared
def test_real_weights_come_through_the_door_are_known_and_used(call: Call, shared_data: Path) -> None:
    for kind, name in REAL.items():
        licence = "Apache-2.0" if kind in ("face-landmarker", "arcface") else "MIT"
        done = call("import", kind, str(shared_data / "weights" / name), "--accept-licence", licence)
        assert f"This is the published {name}" in done.stderr
        assert "as they came" in call("verify", name.rpartition(".")[0]).stdout
    assert HEADING.why_not("fsanet") is None
    portrait = cast()[0].portrait()
    [face] = TasksMesh(task_file()).find(portrait)
    with MESH.lease("facemesh") as mesh:
        [ours] = mesh.find(portrait)
    assert abs(FsaNet().read(portrait, face).yaw_deg) < 10
    assert ArcFace().encode(portrait, face) @ ArcFace().encode(portrait, ours) > 0.95
    assert SileroActivity().chances(np.zeros(16_000, np.float32)).max() < 0.5
