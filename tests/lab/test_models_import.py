"""Checkpoints of others: taken when they are data of a known net, refused with a sentence otherwise."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from tests.lab.nets import TINY, ada_weights, tiny_generator, write_ada_pickle
from typer.testing import CliRunner

from visavis.cli import program
from visavis.cli.models import errors, running
from visavis.engines.accepting import NoSuchFile
from visavis.engines.drafts import AlreadyThere
from visavis.kit.errors import VisavisError
from visavis.lab.generator.ada_names import generator_from_ada
from visavis.lab.generator.checkpoints import read_checkpoint
from visavis.lab.generator.errors import WrongLayout
from visavis.lab.generator.export import relative_error, run
from visavis.lab.generator.first_look import look
from visavis.lab.generator.importing import Licence, import_checkpoint
from visavis.lab.generator.unpickling import read_ada_pickle
from visavis.lab.generator.weights import load_generator
from visavis.lab.published.errors import (
    BrokenFile,
    EmptyFile,
    NoCheckpoint,
    NotAccepted,
    NotOnlyData,
    Packed,
    TooLarge,
    TorchScript,
)
from visavis.lab.published.first_look import MOST_BYTES

MINE = Licence("MIT", "me")


class Attack:
    """Runs a command when it is unpickled."""

    def __init__(self, proof: Path) -> None:
        self._proof = proof

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f"touch {self._proof}",)


def _rosinality(path: Path, zipped: bool = True, **more: Any) -> None:
    generator = tiny_generator()
    content = {"g_ema": generator.state_dict(), "args": argparse.Namespace(size=16), **more}
    torch.save(content, path, _use_new_zipfile_serialization=zipped)


@pytest.mark.parametrize("zipped", [True, False])
def test_rosinality_checkpoint_computes_the_same_when_imported(tmp_path: Path, zipped: bool) -> None:
    generator, z = tiny_generator(), torch.randn(2, 16)
    _rosinality(tmp_path / "theirs.pt", zipped, latent_avg=generator.latent_avg)
    found = read_checkpoint(tmp_path / "theirs.pt")
    assert found.generator.shape == TINY
    assert torch.equal(found.generator(z, 0.7), generator(z, 0.7))


def test_mean_style_that_is_not_in_the_file_is_drawn_and_told(tmp_path: Path) -> None:
    _rosinality(tmp_path / "theirs.pt")
    found = read_checkpoint(tmp_path / "theirs.pt")
    apart = found.generator.style(torch.randn(20_000, 16, generator=torch.Generator().manual_seed(5))).mean(dim=0)
    assert torch.allclose(found.generator.latent_avg, apart, atol=0.05)
    assert "16,384 draws" in found.notes[0]


def test_checkpoint_without_fixed_noise_gets_some(tmp_path: Path) -> None:
    weights = {name: value for name, value in tiny_generator().state_dict().items() if not name.startswith("noises.")}
    torch.save({"g_ema": weights}, tmp_path / "old.pt")
    one, two = (read_checkpoint(tmp_path / "old.pt").generator(torch.ones(1, 16)) for _ in range(2))
    assert torch.equal(one, two)


def test_ada_pickle_is_read_and_its_code_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proof = tmp_path / "run"
    write_ada_pickle(tmp_path / "ada.pkl", ada_weights(), monkeypatch, f"open({str(proof)!r}, 'w')")
    found = read_checkpoint(tmp_path / "ada.pkl").generator
    weights, average = generator_from_ada(ada_weights())
    assert found.shape.clamp == 256
    assert torch.equal(found.latent_avg, average)
    assert all(torch.equal(value, weights[name]) for name, value in found.state_dict().items())
    assert not proof.exists()


@pytest.mark.parametrize("kind", ["zip", "old", "plain pickle", "inside ada", "storage"])
def test_file_that_runs_a_command_is_refused_and_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    proof, file = tmp_path / "proof", tmp_path / "theirs.pt"
    attack = Attack(proof)
    if kind in ("zip", "old"):
        torch.save({"g_ema": attack}, file, _use_new_zipfile_serialization=kind == "zip")
    elif kind == "plain pickle":
        file.write_bytes(pickle.dumps({"g_ema": attack}))
    elif kind == "inside ada":
        write_ada_pickle(file, ada_weights(), monkeypatch, augment_pipe=attack)
    else:
        inner = tmp_path / "inner"
        torch.save(attack, inner, _use_new_zipfile_serialization=False)
        name = b"ctorch.storage\n_load_from_bytes\n"
        packed = pickle.dumps(inner.read_bytes(), protocol=2)[2:-1]
        file.write_bytes(b"\x80\x02" + name + packed + b"\x85R.")
    read = read_ada_pickle if kind == "storage" else read_checkpoint
    with pytest.raises((NotOnlyData, BrokenFile)) as caught:
        read(file)
    assert isinstance(caught.value, NotOnlyData) or kind == "storage"
    if kind != "inside ada":  # what stands behind ADA's own names the first look doesn't reach
        with pytest.raises((NotOnlyData, NoCheckpoint)):
            look(file)
    assert not proof.exists()
    pickle.loads(pickle.dumps(attack))  # noqa: S301  # the attack itself works
    assert proof.exists()


@pytest.mark.parametrize("name", ["builtins.eval", "os.system", "torch.load", "functools.partial", "numpy.load"])
def test_names_that_data_does_not_need_are_refused(tmp_path: Path, name: str) -> None:
    module, function = name.rsplit(".", 1)
    (tmp_path / "a.pkl").write_bytes(b"\x80\x02c" + f"{module}\n{function}\n".encode() + b".")
    with pytest.raises(NotOnlyData, match=name):
        read_ada_pickle(tmp_path / "a.pkl")
    with pytest.raises((NotOnlyData, NoCheckpoint)):
        read_checkpoint(tmp_path / "a.pkl")


def test_pickle_that_changes_a_stand_in_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pkl").write_bytes(b"\x80\x02ctorch._utils\n_rebuild_parameter\n}(U\x01aK\x01ub.")
    with pytest.raises(NotOnlyData):
        read_ada_pickle(tmp_path / "a.pkl")


def test_view_that_leaves_its_storage_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = ada_weights()
    weights["mapping.w_avg"] = torch.zeros(1).as_strided((10**9,), (0,))
    write_ada_pickle(tmp_path / "ada.pkl", weights, monkeypatch)
    with pytest.raises(NotOnlyData, match="_rebuild_tensor_v2"):
        read_checkpoint(tmp_path / "ada.pkl")


def test_tensor_that_claims_to_be_huge_makes_no_huge_net(tmp_path: Path) -> None:
    weights = tiny_generator().state_dict()
    weights["style.1.weight"] = torch.zeros(1).as_strided((10**6, 10**6), (0, 0))
    torch.save({"g_ema": weights}, tmp_path / "a.pt")
    with pytest.raises(WrongLayout):
        read_checkpoint(tmp_path / "a.pt")


def _of_size(path: Path, size: int, head: bytes = b"") -> None:
    """A sparse file."""
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)


def _write_zip(path: Path, name: str = "a.txt") -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "no weights")


FIRST_LOOKS: dict[str, tuple[Callable[[Path], object], type[VisavisError]]] = {
    "empty": (Path.touch, EmptyFile),
    "folder": (Path.mkdir, NoSuchFile),
    "zeros of 3 GiB": (lambda path: _of_size(path, 3 * 2**30), NoCheckpoint),
    "over the limit": (lambda path: _of_size(path, MOST_BYTES + 1, b"PK\x03\x04"), TooLarge),
    "pickle of 3 GiB": (
        lambda path: _of_size(path, 3 * 2**30, b"\x80\x04\x8e\x00\x00\x00\xc0" + bytes(4)),
        NoCheckpoint,
    ),
    "plain values": (lambda path: path.write_bytes(pickle.dumps({"a": [1, "b", None]})), NoCheckpoint),
    "long list": (lambda path: path.write_bytes(pickle.dumps(list(range(500_000)))), NoCheckpoint),
    "an array": (lambda path: path.write_bytes(pickle.dumps(np.ones(3))), NoCheckpoint),
    "cut pickle": (lambda path: path.write_bytes(pickle.dumps({"a": "b" * 99})[:50]), BrokenFile),
    "another zip": (_write_zip, NoCheckpoint),
    "torchscript": (lambda path: _write_zip(path, "linear/code/__torch__.py"), TorchScript),
    "zip of a checkpoint": (lambda path: _write_zip(path, "weights/a.pth"), Packed),
    "other weights": (lambda path: torch.save({"conv.weight": torch.ones(3)}, path), WrongLayout),
    "old other weights": (
        lambda path: torch.save({"conv.weight": torch.ones(3)}, path, _use_new_zipfile_serialization=False),
        WrongLayout,
    ),
}


@pytest.mark.parametrize("kind", FIRST_LOOKS)
def test_what_can_be_no_checkpoint_is_turned_away_by_the_first_look(tmp_path: Path, kind: str) -> None:
    write, error = FIRST_LOOKS[kind]
    write(tmp_path / "a.pt")
    with pytest.raises(error) as caught:
        look(tmp_path / "a.pt")
    assert type(caught.value) is error


def test_packed_archive_is_refused(tmp_path: Path) -> None:
    _rosinality(tmp_path / "a.pt")
    with zipfile.ZipFile(tmp_path / "a.pt") as theirs, zipfile.ZipFile(tmp_path / "b.pt", "w", 8) as packed:
        for entry in theirs.infolist():
            packed.writestr(entry.filename, theirs.read(entry))
    with pytest.raises(BrokenFile, match="zip"):
        read_checkpoint(tmp_path / "b.pt")


@pytest.mark.parametrize("kind", ["zip", "old", "ada"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_file_that_is_cut_off_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, share: float
) -> None:
    file = tmp_path / "theirs"
    if kind == "ada":
        write_ada_pickle(file, ada_weights(), monkeypatch)
    else:
        _rosinality(file, zipped=kind == "zip")
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BrokenFile, match="theirs"):
        read_checkpoint(file)


@pytest.mark.parametrize("content", [b"", b"hello, this is no checkpoint\n", b"\x80", b"\x89PNG\r\n\x1a\n"])
def test_other_file_with_the_right_name_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pt").write_bytes(content)
    with pytest.raises(NoCheckpoint, match=r"a\.pt"):
        read_checkpoint(tmp_path / "a.pt")


@pytest.mark.parametrize(
    "content",
    [
        {"g_ema": {"conv.weight": torch.ones(3)}},
        {"g_ema": {**tiny_generator().state_dict(), "more": torch.ones(1)}},
        {"g_ema": {**tiny_generator().state_dict(), "conv1.conv.weight": torch.ones(1, 16, 16, 5, 5)}},
        {"g_ema": {**tiny_generator().state_dict(), "conv1.activate.bias": torch.full((16,), torch.nan)}},
        {"g_ema": [1, 2]},
        torch.ones(3),
    ],
    ids=["another net", "one more tensor", "another kernel", "not a number", "no weights", "one tensor"],
)
def test_weights_of_another_net_are_refused(tmp_path: Path, content: object) -> None:
    torch.save(content, tmp_path / "a.pt")
    with pytest.raises(WrongLayout):
        read_checkpoint(tmp_path / "a.pt")


@pytest.mark.parametrize("name", ["mapping.embed.weight", "synthesis.b8.skip.weight", "synthesis.b4.conv0.weight"])
def test_ada_variants_without_a_counterpart_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    write_ada_pickle(tmp_path / "ada.pkl", {**ada_weights(), name: torch.ones(8, 8)}, monkeypatch)
    with pytest.raises(WrongLayout, match=name):
        read_checkpoint(tmp_path / "ada.pkl")


def test_import_needs_a_licence_a_file_and_a_free_name(tmp_path: Path) -> None:
    _rosinality(tmp_path / "a.pt")
    with pytest.raises(NotAccepted):
        import_checkpoint(tmp_path / "a.pt", tmp_path / "out", Licence(" ", "me"))
    with pytest.raises(NoSuchFile):
        import_checkpoint(tmp_path / "b.pt", tmp_path / "out", MINE)
    (tmp_path / "out").mkdir()
    with pytest.raises(AlreadyThere):
        import_checkpoint(tmp_path / "a.pt", tmp_path / "out", MINE)


def test_import_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.pt").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(VisavisError):
        import_checkpoint(tmp_path / "a.pt", tmp_path / "models" / "a", MINE)
    assert not (tmp_path / "models").exists()


def test_command_imports_and_notes_who_accepted_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    file = tmp_path / "faces.pt"
    _rosinality(file, latent_avg=tiny_generator().latent_avg)
    result = CliRunner().invoke(program, ["models", "import", "stylegan2", str(file), "--accept-licence", "CC BY-NC"])
    assert result.exit_code == 0, result.output
    folder = tmp_path / "data" / "models" / "stylegan2" / "faces"
    record = json.loads((folder / "import.json").read_text())
    assert record["licence"] == "CC BY-NC"
    assert record["accepted_by"]
    assert record["accepted_at"].startswith("20")
    assert record["source_sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    for name, digest in record["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert set(record["files"]) == {"generator.safetensors", "mapping.onnx", "synthesis.onnx"}
    z, generator = torch.randn(1, 16), tiny_generator()
    w = run(folder / "mapping.onnx", {"z": z.numpy(), "psi": np.array([0.5], np.float32)})
    made = run(folder / "synthesis.onnx", {"w": np.repeat(w[:, None], TINY.styles, axis=1)})
    assert relative_error(made, generator(z, 0.5).numpy()) < 2e-3
    assert torch.equal(load_generator(folder / "generator.safetensors")(z), generator(z))


@pytest.mark.parametrize("words", [["look"], ["import", "--out=a", "--accept-licence=MIT"]])
def test_the_first_look_needs_no_torch(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "a.pkl").write_bytes(pickle.dumps([1, 2]))
    code = (
        "import sys; from visavis.lab.generator.__main__ import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: print('torch' in sys.modules)"
    )
    command = [sys.executable, "-c", code, words[0], str(tmp_path / "a.pkl"), *words[1:]]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert "a.pkl is no checkpoint" in done.stderr


def test_command_passes_a_refusal_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    proof = tmp_path / "proof"
    (tmp_path / "a.pkl").write_bytes(pickle.dumps(Attack(proof)))
    words = ["models", "import", "stylegan2", str(tmp_path / "a.pkl"), "--accept-licence", "MIT"]
    assert CliRunner().invoke(program, words).exit_code == 1
    told = capfd.readouterr().err
    assert "posix.system" in told
    assert "거부" in told
    assert not proof.exists()
    assert not (tmp_path / "data" / "models").exists()


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["stylegan9", "a.pt"], errors.UnknownKind),
        (["stylegan2", "."], errors.IsFolder),
        (["stylegan2", "a.pt"], errors.LicenceNotAccepted),
        (["stylegan2", "a.pt", "--name", "../a", "--accept-licence", "MIT"], errors.BadName),
    ],
)
def test_command_says_what_is_wrong_with_its_words(
    words: list[str], error: type[VisavisError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _rosinality(tmp_path / "a.pt")
    assert isinstance(CliRunner().invoke(program, ["models", "import", *words]).exception, error)


def test_command_without_the_lab_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "LAB_NEEDS", ("torch", "no_such_package"))
    result = CliRunner().invoke(program, ["models", "import", "stylegan2", "a.pt"])
    assert isinstance(result.exception, errors.NoLab)
    assert "pip install 'visavis[lab]'" in str(result.exception)
