"""``visavis models`` with checkpoints of torch: fetched, looked at, imported by the lab, verified, or refused."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from tests.lab.test_published import OWN, Attack, weights
from tests.unit.engines.mirror import Mirror, serve_files
from typer.testing import CliRunner, Result

from visavis.cli import program
from visavis.cli.models import catalogue, running
from visavis.cli.models.errors import LicenceNotAccepted
from visavis.engines.catalogue import Published
from visavis.engines.choosing import chosen
from visavis.engines.fetching import Unreachable
from visavis.kit.text import Text
from visavis.settings import Settings

ACCEPTED = ("--accept-licence", "CC BY-NC 4.0")


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "tiny_official.pth"
    torch.save({"params_ema": {f"module.{name}": value for name, value in weights().items()}}, path)
    return path


@pytest.fixture(autouse=True)
def card(theirs: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Published:
    """The catalogue has a card of the tests' own network, whose official file is the one that was just written."""
    made = Published(
        kind="tiny",
        form="torch",
        purpose=Text(ko="시험", en="A test"),
        licence_code="MIT",
        licence_weights="CC BY-NC 4.0",
        non_commercial=True,
        origin="the tests",
        inputs="picture (n, 3, h, w), gain (n, 1)",
        outputs="made (n, 3, h, w)",
        megabytes=1,
        hashes={theirs.name: sha256(theirs.read_bytes()).hexdigest()},
        address="http://127.0.0.1:9",
    )
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]), prepend=":")
    monkeypatch.setattr(running, "DOOR", ("visavis.lab.published", "--networks", OWN))
    cards = {**catalogue.published(), made.kind: made}
    monkeypatch.setattr(catalogue, "published", lambda: cards)
    return made


@pytest.fixture
def mirror(theirs: Path) -> Iterator[Mirror]:
    with serve_files({theirs.name: theirs.read_bytes()}) as told:
        yield told


def call(*words: str) -> Result:
    return CliRunner().invoke(program, ["models", *words])


def test_official_checkpoint_is_imported_verified_and_told(theirs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    done = call("import", "tiny", str(theirs), *ACCEPTED)
    assert done.exit_code == 0, done.output
    assert "This is the published tiny_official.pth" in done.stderr
    assert "NON-COMMERCIAL" in done.stderr
    folder = chosen("tiny").folder
    record = json.loads((folder / "import.json").read_text())
    assert (record["official_file"], record["non_commercial"]) == (theirs.name, True)
    assert record["inputs"]["picture"]["shape"] == [1, 3, 16, 16]
    told = call("verify", "tiny_official").stdout
    assert "2 file(s) as they came" in told
    assert "ms a call" in told
    assert "difference from torch" in told
    measured = json.loads(call("card", "tiny", "--json").stdout)["here"][0]["measured"]
    assert 0 <= measured["torch_error"] < 2e-3


def test_graph_that_no_longer_computes_what_torch_does_is_noticed(theirs: Path) -> None:
    call("import", "tiny", str(theirs), *ACCEPTED)
    folder = chosen("tiny").folder
    other = {name: value + 1 if value.is_floating_point() else value for name, value in weights().items()}
    save_file(other, folder / "weights.safetensors")
    record = json.loads((folder / "import.json").read_text())
    record["files"]["weights.safetensors"] = sha256((folder / "weights.safetensors").read_bytes()).hexdigest()
    (folder / "import.json").write_text(json.dumps(record))
    assert "difference from torch: " in (told := call("verify", "tiny_official").stdout)
    assert float(told.rpartition(": ")[2]) > 0.1


def test_checkpoint_is_fetched_over_a_breaking_connection_and_imported_right_after(
    mirror: Mirror, theirs: Path, settings: Settings
) -> None:
    mirror.break_after = 500
    assert isinstance(call("fetch", "tiny", "--from", mirror.url, *ACCEPTED).exception, Unreachable)
    assert not (settings.data_dir / "models" / "tiny" / "tiny_official").exists()
    mirror.break_after = None
    done = call("fetch", "tiny", "--from", mirror.url, *ACCEPTED)
    assert done.exit_code == 0, done.output
    assert mirror.asked[-1] == (theirs.name, "bytes=2500-")
    kept = load_file(chosen("tiny").folder / "weights.safetensors")
    assert torch.equal(kept["first.weight"], weights()["first.weight"])
    assert {path.name for path in (settings.data_dir / "models" / "tiny").iterdir()} == {"tiny_official"}


def test_malicious_file_is_refused_before_anybody_is_asked_and_runs_nothing(
    tmp_path: Path, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    proof, file = tmp_path / "proof", tmp_path / "theirs.pth"
    torch.save({"params_ema": {**weights(), "more": Attack(proof)}}, file)
    assert call("import", "tiny", str(file)).exit_code == 1
    told = capfd.readouterr().err
    assert "posix.system" in told
    assert "거부" in told
    assert not proof.exists()
    assert not (settings.data_dir / "models").exists()
    pickle.loads(pickle.dumps(Attack(proof)))  # noqa: S301  # the attack itself works
    assert proof.exists()


def test_wrong_networks_file_is_told_with_what_it_looks_like(
    tmp_path: Path, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    torch.save(weights(channels=8), tmp_path / "wide.pth")
    assert call("import", "tiny", str(tmp_path / "wide.pth"), *ACCEPTED).exit_code == 1
    told = capfd.readouterr().err
    assert "first.weight: [8, 3, 3, 3], needed [4, 3, 3, 3]" in told
    assert "visavis models import wide FILE" in told
    assert not (settings.data_dir / "models").exists()


def test_licence_is_asked_after_the_first_look(theirs: Path, settings: Settings) -> None:
    assert isinstance(call("import", "tiny", str(theirs)).exception, LicenceNotAccepted)
    assert not (settings.data_dir / "models").exists()
