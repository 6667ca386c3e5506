"""Bringing in single files that run without torch: ONNX graphs and MediaPipe's bundles, tried in a child process."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from visavis.engines.accepting import Acceptance, NoSuchFile
from visavis.engines.choosing import GRAPH
from visavis.engines.drafts import drafting
from visavis.engines.expectations import EXPECTED, End, Ends, check_ends
from visavis.engines.imported import RECORD
from visavis.engines.onnx import open_network
from visavis.engines.onnx_file import NotProtobuf, has_graph, leans_on_other_files
from visavis.engines.providers import CPU
from visavis.kit.clock import now
from visavis.kit.errors import Invalid, VisavisError
from visavis.kit.text import Text
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited

MOST_BYTES = 2**31 - 1
"""A protobuf message can't be longer, and no network that runs here comes near."""
TRY_LIMITS = Limits(memory_mb=8192, cpu_s=300, wall_s=600.0)
_FREE_SIZES = {"input": (1, 576)}
"""Sizes of axes that a graph leaves free, where 1 would be no sensible input: Silero's window with its context."""


class NotOnnx(Invalid):
    """The file is no ONNX graph, by content, or one that can't be run."""


Trial = Callable[[Path, str, str], dict[str, Any]]
"""Looks at a file of a kind and runs it once, in the limited child; tells what the record is to say of it. The last
word is what the file was called where it came from."""


def import_onnx(source: Path, folder: Path, accepted: Acceptance) -> Path:
    """Bring in an ONNX graph of the kind that ``folder``'s parent names; returns the record.

    Raises NoSuchFile, NotOnnx, OtherEnds, AlreadyThere, BeingMade, DiskFull.
    """
    return import_file(source, folder, GRAPH, accepted, try_graph)


def import_file(source: Path, folder: Path, called: str, accepted: Acceptance, trial: Trial) -> Path:
    """Copy ``source`` to ``folder/called``, try the copy in a limited child, and note who accepted what."""
    if not source.is_file():
        raise NoSuchFile(source)
    size = source.stat().st_size
    if not 0 < size <= MOST_BYTES:
        raise _not_onnx("0 bytes" if size == 0 else f"{size / 1e9:.1f} GB", source.name)
    with drafting(folder) as draft:
        shutil.copyfile(source, draft / called)  # what was tried is what is kept, whoever changes the source meanwhile
        told = run_limited(trial, draft / called, folder.parent.name, source.name, limits=TRY_LIMITS)
        _note(draft, folder, source, called, accepted, told)
    return folder / RECORD


def try_graph(path: Path, kind: str, called: str) -> dict[str, Any]:
    """Whether the file is a graph of this kind that stands alone and runs; tells the example that it was run with."""
    data = path.read_bytes()
    if not has_graph(data):
        raise _not_onnx("no graph", called)
    try:
        if leans_on_other_files(data):
            raise _external(called)
        net = open_network(data, (CPU,))
    except VisavisError:
        raise
    except NotProtobuf as error:
        raise _not_onnx("protobuf", called) from error
    except Exception as error:  # the runtime raises types of its own for each way in which a file can be broken
        raise _not_onnx(_plain(error), called) from error
    found = ends_of(net)
    if kind in EXPECTED:
        check_ends(kind, found)
    shapes = {end.name: _example_shape(end) for end in found.inputs}
    _run_once(net, {end.name: (shapes[end.name], end.type) for end in found.inputs}, called)
    return {"inputs": {end.name: {"shape": list(shapes[end.name]), "type": end.type} for end in found.inputs}}


def ends_of(net: Any) -> Ends:
    """What an opened network takes and gives; free axes are None."""

    def ends(told: Any) -> tuple[End, ...]:
        return tuple(
            End(tuple(side if isinstance(side, int) else None for side in one.shape), one.type, one.name)
            for one in told
        )

    return Ends(ends(net.get_inputs()), ends(net.get_outputs()))


def example(inputs: Mapping[str, tuple[tuple[int, ...], str]]) -> dict[str, NDArray[Any]]:
    """The same input each time: small normal numbers of seed 0; 16,000 where a whole number is wanted."""
    draw = np.random.default_rng(0)
    return {
        name: np.full(shape, 16_000, np.int64)
        if "int64" in kind
        else (0.3 * draw.standard_normal(shape)).astype(np.float16 if "float16" in kind else np.float32)
        for name, (shape, kind) in inputs.items()
    }


def _example_shape(end: End) -> tuple[int, ...]:
    sizes = _FREE_SIZES.get(end.name, ())
    known = sizes if len(sizes) == len(end.shape) else (1,) * len(end.shape)
    return tuple(one if side is None else side for side, one in zip(end.shape, known, strict=True))


def _run_once(net: Any, inputs: dict[str, tuple[tuple[int, ...], str]], called: str) -> None:
    try:
        given = net.run(None, example(inputs))
    except Exception as error:  # as above
        raise _not_onnx(_plain(error), called) from error
    if not all(np.isfinite(one).all() for one in given):
        raise _not_onnx("NaN", called)


def _note(draft: Path, folder: Path, source: Path, called: str, accepted: Acceptance, told: Mapping[str, Any]) -> None:
    with (draft / called).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    record = {
        "kind": folder.parent.name,
        "licence": accepted.licence,
        "accepted_as": accepted.accepted_as,
        "non_commercial": accepted.non_commercial,
        "accepted_by": accepted.accepted_by,
        "accepted_at": now().isoformat(timespec="seconds"),
        "source": source.name,
        "source_bytes": (draft / called).stat().st_size,
        "source_sha256": digest,
        "official_file": accepted.official(digest),
        "files": {called: digest},
        **told,
    }
    (draft / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")


_REASONS = {
    "InvalidProtobuf": "cut off or damaged",
    "InvalidGraph": "its graph is invalid, or uses operators that aren't part of ONNX",
    "NotImplemented": "it uses operators that this ONNX Runtime doesn't have",
    "Fail": "ONNX Runtime can't load or run it",
    "RuntimeException": "running it fails",
    "InvalidArgument": "it can't be run on an example",
}


def _plain(error: Exception) -> str:
    """What the runtime's name for an error means."""
    name = type(error).__name__
    return f"{_REASONS[name]}: {name}" if name in _REASONS else name


def _not_onnx(why: str, called: str) -> NotOnnx:
    return NotOnnx(
        Text(
            ko="{p}은(는) 실행할 수 있는 ONNX 파일이 아닙니다({n}). 잘렸거나 다른 파일입니다. "
            "공식 배포처에서 다시 받아 주세요.",
            en="{p} is no ONNX file that runs here ({w}): it is cut off, or another file. "
            "Fetch it again from its official place.",
        ).fill(p=called, w=why, n=why.rpartition(": ")[2])
    )


def _external(called: str) -> NotOnnx:
    return NotOnnx(
        Text(
            ko="{p}의 가중치가 다른 파일에 들어 있습니다. 가중치를 포함해 하나로 저장한 ONNX 파일을 사용해 주세요.",
            en="The weights of {p} lie in other files. Use an ONNX file that holds its weights itself.",
        ).fill(p=called)
    )
