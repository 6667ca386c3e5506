"""The door for published checkpoints: read as data, fitted, exported and kept whole, or refused with a sentence."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import torch
from safetensors.torch import load_file, save_file
from tests.lab.golden import IN_RUNTIME, read_golden
from tests.lab.own_networks import RESNET9, TINY, WIDE, Tiny
from torch import Tensor, nn

from visavis.engines.accepting import Acceptance, NoSuchFile
from visavis.engines.drafts import LATER, AlreadyThere, BeingMade, DiskFull
from visavis.engines.onnx import open_network
from visavis.engines.providers import CPU
from visavis.kit.errors import VisavisError
from visavis.lab.published.errors import (
    BrokenFile,
    DoesntFit,
    EmptyFile,
    NoCheckpoint,
    NotAccepted,
    NotFinite,
    NotOnlyData,
)
from visavis.lab.published.exporting import NotTheSame, export_network, relative_error
from visavis.lab.published.fitting import fill
from visavis.lab.published.importing import compare_again, import_checkpoint
from visavis.lab.published.networks import NoSuchNetwork, find_network, other_networks
from visavis.lab.published.reading import find_weights, read_checkpoint

MINE = Acceptance("CC BY-NC 4.0", "me", non_commercial=True)
OWN = "tests.lab.own_networks"


class Attack:
    """Makes a file when it is unpickled."""

    def __init__(self, proof: Path) -> None:
        self._proof = proof

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f"touch {self._proof}",)


def weights(seed: int = 0, channels: int = 4) -> dict[str, Tensor]:
    torch.manual_seed(seed)
    return dict(Tiny(channels).state_dict())


def bring(content: Any, folder: Path, **more: Any) -> dict[str, Any]:
    """Save the content as a checkpoint, import it as the tiny network, and give back the record."""
    file = folder / "theirs.pth"
    torch.save(content, file)
    record: dict[str, Any] = json.loads(
        import_checkpoint(file, folder / "tiny" / "mine", TINY, MINE, **more).read_text()
    )
    return record


WRAPPED: dict[str, Callable[[dict[str, Tensor]], Any]] = {
    "bare": lambda own: own,
    "params_ema beside params": lambda own: {"params": weights(9), "params_ema": own},
    "state_dict with module.": lambda own: {"state_dict": {f"module.{n}": v for n, v in own.items()}, "global_step": 7},
    "g_ema with options": lambda own: {"g": weights(9), "g_ema": own, "args": argparse.Namespace(size=16)},
    "generator beside a discriminator": lambda own: {
        "state_dict": {**{f"generator.{n}": v for n, v in own.items()}, "discriminator.conv.weight": torch.ones(3)}
    },
    "model with module.netG.": lambda own: {"model": {f"module.netG.{n}": v for n, v in own.items()}},
    "without counters": lambda own: {n: v for n, v in own.items() if "num_batches" not in n},
    "with optimiser": lambda own: {"state_dict": own, "optimizer": {"state": {}, "param_groups": [{"lr": 0.1}]}},
}


@pytest.mark.parametrize("wrapped", WRAPPED)
def test_weights_are_found_however_they_were_wrapped(wrapped: str, tmp_path: Path) -> None:
    own = weights()
    record = bring(WRAPPED[wrapped](own), tmp_path)
    kept = load_file(tmp_path / "tiny" / "mine" / "weights.safetensors")
    assert all(torch.equal(kept[name], own[name]) for name in own if "num_batches" not in name)
    assert record["largest_error"] <= 2e-3
    assert bool(record["notes"]) == (wrapped not in ("bare", "without counters"))


def test_the_folder_tells_all_and_its_graph_computes_what_torch_computes(tmp_path: Path) -> None:
    record = bring({"params_ema": weights()}, tmp_path)
    folder = tmp_path / "tiny" / "mine"
    assert {path.name for path in folder.iterdir()} == {"network.onnx", "weights.safetensors", "import.json"}
    assert {path.name for path in folder.parent.iterdir()} == {"mine"}
    assert (record["kind"], record["licence"], record["accepted_by"]) == ("tiny", "CC BY-NC 4.0", "me")
    assert (record["non_commercial"], record["official_file"]) == (True, None)
    assert record["source_sha256"] == sha256((tmp_path / "theirs.pth").read_bytes()).hexdigest()
    assert all(sha256((folder / name).read_bytes()).hexdigest() == told for name, told in record["files"].items())
    net, picture = fill(TINY, weights()), torch.rand(3, 3, 24, 40)
    made = open_network(folder / "network.onnx", (CPU,)).run(
        ["made"], {"picture": picture.numpy(), "gain": np.full((3, 1), 2, np.float32)}
    )[0]
    assert relative_error(np.asarray(made), net(picture, torch.full((3, 1), 2.0))[0].numpy()) < 1e-4
    told = {one.key: one.value for one in onnx.load(folder / "network.onnx").metadata_props}
    assert told["kind"] == "tiny"
    assert told["source_sha256"] == record["source_sha256"]
    assert compare_again(folder, TINY) == pytest.approx(record["largest_error"], rel=0.05)


def test_an_official_file_is_known_by_its_hash(tmp_path: Path) -> None:
    torch.save(weights(), tmp_path / "a.pth")
    known = {"other.pth": "0" * 64, "official.pth": sha256((tmp_path / "a.pth").read_bytes()).hexdigest()}
    accepted = Acceptance("MIT", "me", hashes=known)
    record = json.loads(import_checkpoint(tmp_path / "a.pth", tmp_path / "tiny" / "a", TINY, accepted).read_text())
    assert record["official_file"] == "official.pth"


@pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16, torch.float64])
def test_other_precisions_are_made_float32_and_that_is_noted(kind: torch.dtype, tmp_path: Path) -> None:
    halved = {name: value.to(kind) if value.is_floating_point() else value for name, value in weights().items()}
    record = bring(halved, tmp_path)
    kept = load_file(tmp_path / "tiny" / "mine" / "weights.safetensors")
    assert all(value.dtype == torch.float32 for name, value in kept.items() if "num_batches" not in name)
    assert str(kind).removeprefix("torch.") in record["notes"][0]


def test_safetensors_are_read_whatever_the_file_is_called(tmp_path: Path) -> None:
    save_file({f"module.{name}": value for name, value in weights().items()}, tmp_path / "a.bin")
    import_checkpoint(tmp_path / "a.bin", tmp_path / "tiny" / "a", TINY, MINE)
    kept = load_file(tmp_path / "tiny" / "a" / "weights.safetensors")
    assert torch.equal(kept["first.weight"], weights()["first.weight"])


@pytest.mark.parametrize("kind", ["zip", "old", "plain pickle", "beside good weights"])
def test_file_that_makes_another_file_is_refused_and_makes_none(kind: str, tmp_path: Path) -> None:
    proof, file = tmp_path / "proof", tmp_path / "theirs.pth"
    attack = Attack(proof)
    if kind == "plain pickle":
        file.write_bytes(pickle.dumps({"state_dict": attack}))
    else:
        content = {"params_ema": weights(), "more": attack} if kind == "beside good weights" else {"params": attack}
        torch.save(content, file, _use_new_zipfile_serialization=kind != "old")
    with pytest.raises(NotOnlyData, match="system"):
        import_checkpoint(file, tmp_path / "models" / "tiny" / "a", TINY, MINE)
    with pytest.raises((NotOnlyData, BrokenFile)):  # also without the first look
        read_checkpoint(file)
    assert not proof.exists()
    assert not (tmp_path / "models").exists()
    pickle.loads(pickle.dumps(attack))  # noqa: S301  # the attack itself works
    assert proof.exists()


def test_what_differs_is_told_in_a_few_lines_with_what_it_looks_like(tmp_path: Path) -> None:
    with pytest.raises(DoesntFit) as caught:
        bring({"state_dict": weights(channels=8)}, tmp_path, others=(RESNET9, WIDE))
    told = caught.value.message.en
    assert "first.weight: [8, 3, 3, 3], needed [4, 3, 3, 3]" in told
    assert "It looks like 'wide'" in told
    assert "visavis models import wide" in caught.value.message.ko
    many = {**weights(), **{f"more.{index}": torch.ones(1) for index in range(30)}}
    del many["last.bias"]
    with pytest.raises(DoesntFit) as caught:
        bring(many, tmp_path, others=(WIDE,))
    told = caught.value.message.en
    assert "missing · 없음 (1):\n    last.bias" in told
    assert "beyond · 남음 (30):" in told
    assert "… 20 more" in told
    assert "looks like" not in told
    assert len(told.splitlines()) < 20


def test_tensor_that_claims_to_be_huge_is_never_made(tmp_path: Path) -> None:
    own = weights()
    own["first.weight"] = torch.zeros(1).as_strided((10**6, 10**6), (0, 0))
    with pytest.raises(DoesntFit, match="1000000"):
        bring(own, tmp_path)


REFUSED: dict[str, tuple[Callable[[Path], object], type[VisavisError]]] = {
    "nothing there": (lambda path: None, NoSuchFile),
    "empty": (Path.touch, EmptyFile),
    "a picture": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)), NoCheckpoint),
    "one tensor": (lambda path: torch.save(torch.ones(3), path), NoCheckpoint),
    "a list": (lambda path: torch.save([1, 2], path), NoCheckpoint),
    "NaN": (lambda path: torch.save({**weights(), "last.bias": torch.full((3,), torch.nan)}, path), NotFinite),
    "infinite": (lambda path: torch.save({**weights(), "last.bias": torch.full((3,), torch.inf)}, path), NotFinite),
    "sparse": (lambda path: torch.save({**weights(), "last.bias": torch.ones(3).to_sparse()}, path), DoesntFit),
    "header that lies": (
        lambda path: path.write_bytes(
            (60).to_bytes(8, "little") + b'{"a":{"dtype":"F32","shape":[9],"data_offsets":[0,36]}}'.ljust(60)
        ),
        BrokenFile,
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_holds_no_such_weights_is_refused_and_leaves_nothing(kind: str, tmp_path: Path) -> None:
    write, error = REFUSED[kind]
    write(tmp_path / "a.pth")
    with pytest.raises(error) as caught:
        import_checkpoint(tmp_path / "a.pth", tmp_path / "models" / "tiny" / "a", TINY, MINE)
    assert type(caught.value) is error
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize("kind", ["zip", "old", "safetensors"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_file_that_is_cut_off_is_refused(kind: str, share: float, tmp_path: Path) -> None:
    file = tmp_path / "theirs"
    if kind == "safetensors":
        save_file(weights(), file)
    else:
        torch.save(weights(), file, _use_new_zipfile_serialization=kind == "zip")
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BrokenFile, match="theirs"):
        import_checkpoint(file, tmp_path / "models" / "tiny" / "a", TINY, MINE)
    assert not (tmp_path / "models").exists()


def test_import_needs_a_licence_and_a_free_name(tmp_path: Path) -> None:
    torch.save(weights(), tmp_path / "a.pth")
    with pytest.raises(NotAccepted):
        import_checkpoint(tmp_path / "a.pth", tmp_path / "tiny" / "a", TINY, Acceptance(" ", "me"))
    import_checkpoint(tmp_path / "a.pth", tmp_path / "tiny" / "a", TINY, MINE)
    with pytest.raises(AlreadyThere):
        import_checkpoint(tmp_path / "a.pth", tmp_path / "tiny" / "a", TINY, MINE)


@pytest.mark.parametrize("most_bytes", [200, 1000, 1500])
def test_disk_that_is_full_half_way_leaves_nothing_behind(most_bytes: int, tmp_path: Path) -> None:
    torch.save(weights(), tmp_path / "a.pth")
    folder = tmp_path / "models" / "tiny" / "a"
    child = multiprocessing.get_context("spawn").Process(
        target=import_without_room, args=(tmp_path, folder, most_bytes)
    )
    child.start()
    child.join(120)
    assert (tmp_path / "told").read_text() == "DiskFull"
    assert not (tmp_path / "models").exists()


def import_without_room(place: Path, folder: Path, most_bytes: int) -> None:
    """In a process whose files can't grow beyond so many bytes: writing fails half way, as on a full disk."""
    told = place / "told"
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        import_checkpoint(place / "a.pth", folder, TINY, MINE)
    except DiskFull as error:
        told.write_text(type(error).__name__)


def test_of_two_processes_that_import_at_once_one_wins(tmp_path: Path) -> None:
    torch.save(weights(1), tmp_path / "one.pth")
    torch.save(weights(2), tmp_path / "two.pth")
    words = ["--networks", OWN, "import", "tiny", "--accept-licence=MIT", f"--out={tmp_path / 'tiny' / 'a'}"]
    command = [sys.executable, "-m", "visavis.lab.published", *words]
    racers = [
        subprocess.Popen([*command, str(tmp_path / f"{name}.pth")], stderr=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    told = [racer.communicate(timeout=180)[1] for racer in racers]
    assert sorted(racer.returncode for racer in racers) in ([0, 1], [0, LATER])
    winner = next(index for index, racer in enumerate(racers) if racer.returncode == 0)
    assert "right now" in told[1 - winner] or "exists already" in told[1 - winner]
    kept = load_file(tmp_path / "tiny" / "a" / "weights.safetensors")
    assert torch.equal(kept["first.weight"], weights(winner + 1)["first.weight"])
    assert [path.name for path in (tmp_path / "tiny").iterdir()] == ["a"]


def test_second_import_is_told_at_once_while_the_first_is_at_work(tmp_path: Path) -> None:
    from visavis.engines.drafts import drafting

    torch.save(weights(), tmp_path / "a.pth")
    folder = tmp_path / "tiny" / "a"
    with drafting(folder) as draft:
        (draft / "import.json").write_text("{}")
        with pytest.raises(BeingMade):
            import_checkpoint(tmp_path / "a.pth", folder, TINY, MINE)
        assert (draft / "import.json").exists()
    assert folder.is_dir()


class _Drifting(nn.Module):
    """Its graph keeps what a random draw gave when it was traced."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1))
        self.calls = 0

    def forward(self, picture: Tensor) -> Tensor:
        self.calls += 1
        return picture * self.scale * self.calls


def test_graph_that_computes_something_else_is_not_kept(tmp_path: Path) -> None:
    from visavis.lab.published.network import Network

    network = Network("drifting", _Drifting, lambda: {"picture": torch.ones(2, 3)}, ("made",))
    with pytest.raises(NotTheSame, match="drifting"):
        export_network(network, network.build(), tmp_path / "a.onnx")
    assert list(tmp_path.iterdir()) == []


def test_table_finds_networks_and_names_those_it_knows() -> None:
    assert find_network("resnet9", OWN).kind == "resnet9"
    assert "tiny" not in {one.kind for one in other_networks("tiny", OWN)}
    with pytest.raises(NoSuchNetwork, match="wav2lip, "):
        find_network("wav2lop")


@pytest.mark.parametrize("words", [["look"], ["import", "tiny", "--out=a", "--accept-licence=MIT"]])
def test_the_first_look_needs_no_torch(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "a.pth").write_bytes(b"<html>not found</html>")
    code = (
        "import sys; from visavis.lab.published.__main__ import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: print('torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words, str(tmp_path / "a.pth")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
    assert "a.pth is no checkpoint" in done.stderr


@pytest.mark.shared
def test_official_weights_come_through_the_door_and_give_the_official_output(tmp_path: Path, shared_data: Path) -> None:
    golden = read_golden(shared_data, "cyclegan_resnet9_equiv")
    net = RESNET9.build().eval()
    golden.fill(net)
    torch.save({"state_dict": {f"module.{n}": v for n, v in net.state_dict().items()}}, tmp_path / "latest_net_G.pth")
    folder = import_checkpoint(tmp_path / "latest_net_G.pth", tmp_path / "resnet9" / "a", RESNET9, MINE).parent
    found = find_weights(read_checkpoint(folder / "weights.safetensors"), golden.keys, folder)
    assert set(found.tensors) == set(golden.keys)
    session = open_network(folder / "network.onnx", (CPU,))
    made = session.run(None, {"picture": golden.inputs()[0].numpy()})[0]
    assert golden.error(np.asarray(made, np.float32)) <= IN_RUNTIME
