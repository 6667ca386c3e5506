"""ONNX files of others: tried in a child, compared with what their kind takes and gives, kept whole."""

from __future__ import annotations

import json
import multiprocessing
import pickle
import resource
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, external_data_helper, helper, numpy_helper
from tests.unit.engines.graphs import graph, write_arcface, write_fsanet, write_silero

from visavis.engines import importing_onnx
from visavis.engines.accepting import Acceptance, NoSuchFile
from visavis.engines.drafts import AlreadyThere, DiskFull
from visavis.engines.expectations import EXPECTED, End, Ends, OtherEnds, check_ends
from visavis.engines.importing_onnx import NotOnnx, import_file, import_onnx
from visavis.engines.onnx_file import has_graph, leans_on_other_files
from visavis.face.mesh import tasks
from visavis.kit.errors import VisavisError

MINE = Acceptance("MIT", "me")


def test_a_graph_is_kept_as_it_was_with_who_accepted_what(tmp_path: Path) -> None:
    source = write_fsanet(tmp_path / "pose.onnx")
    digest = sha256(source.read_bytes()).hexdigest()
    accepted = Acceptance("MIT", "me", False, {"official.onnx": digest})
    record = json.loads(import_onnx(source, tmp_path / "fsanet" / "pose", accepted).read_text())
    folder = tmp_path / "fsanet" / "pose"
    assert (folder / "network.onnx").read_bytes() == source.read_bytes()
    assert (record["kind"], record["source"], record["official_file"]) == ("fsanet", "pose.onnx", "official.onnx")
    assert record["files"] == {"network.onnx": digest}
    assert record["inputs"] == {"x": {"shape": [1, 3, 64, 64], "type": "tensor(float)"}}
    assert [path.name for path in folder.parent.iterdir()] == ["pose"]
    with pytest.raises(AlreadyThere):
        import_onnx(source, folder, MINE)


@pytest.mark.parametrize(("kind", "write"), [("arcface", write_arcface), ("silero-vad", write_silero)])
def test_kinds_are_known_by_what_they_take_and_give(kind: str, write: Callable[[Path], Path], tmp_path: Path) -> None:
    source = write(tmp_path / "a.onnx")
    assert import_onnx(source, tmp_path / kind / "a", MINE).is_file()
    with pytest.raises(OtherEnds, match="no 'fsanet'"):
        import_onnx(source, tmp_path / "fsanet" / "a", MINE)
    assert not (tmp_path / "fsanet").exists()


def _with_external(path: Path) -> None:
    model = graph((1, 3, 64, 64), (1, 3))
    onnx.save(model, path, save_as_external_data=True, location="weights.bin", size_threshold=0)


def _with_nan(path: Path) -> None:
    onnx.save(graph((1, 3, 64, 64), (1, 3), np.full((3 * 64 * 64, 3), np.nan, np.float32)), path)


def _with_own_operator(path: Path) -> None:
    model = graph((1, 3, 64, 64), (1, 3))
    model.graph.node[0].domain = "somebody.else"
    model.opset_import.append(helper.make_opsetid("somebody.else", 1))
    onnx.save(model, path)


def _cut(path: Path) -> None:
    write_fsanet(path)
    path.write_bytes(path.read_bytes()[:9000])


REFUSED: dict[str, tuple[Callable[[Path], object], type[VisavisError]]] = {
    "nothing there": (lambda path: None, NoSuchFile),
    "folder": (Path.mkdir, NoSuchFile),
    "empty": (Path.touch, NotOnnx),
    "a text": (lambda path: path.write_text("<html>404</html>"), NotOnnx),
    "a pickle": (lambda path: path.write_bytes(pickle.dumps({"a": 1})), NotOnnx),
    "zeros": (lambda path: path.write_bytes(bytes(5000)), NotOnnx),
    "cut off": (_cut, NotOnnx),
    "weights elsewhere": (_with_external, NotOnnx),
    "not a number": (_with_nan, NotOnnx),
    "operator of somebody's own": (_with_own_operator, NotOnnx),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_such_graph_is_refused_and_leaves_nothing(kind: str, tmp_path: Path) -> None:
    write, error = REFUSED[kind]
    write(tmp_path / "a.onnx")
    with pytest.raises(error) as caught:
        import_onnx(tmp_path / "a.onnx", tmp_path / "models" / "fsanet" / "a", MINE)
    assert "a.onnx" in caught.value.message.en
    assert not (tmp_path / "models").exists()


def test_file_over_the_limit_is_not_even_copied(tmp_path: Path) -> None:
    with (tmp_path / "a.onnx").open("wb") as file:
        file.truncate(importing_onnx.MOST_BYTES + 1)
    with pytest.raises(NotOnnx, match=r"2\.1 GB"):
        import_onnx(tmp_path / "a.onnx", tmp_path / "models" / "fsanet" / "a", MINE)


def test_weights_elsewhere_are_seen_wherever_they_hide(tmp_path: Path) -> None:
    plain = graph((1, 4), (1, 2))
    assert has_graph(plain.SerializeToString())
    assert not leans_on_other_files(plain.SerializeToString())
    tensor = numpy_helper.from_array(np.ones((4, 2), np.float32), "inner")
    external_data_helper.set_external_data(tensor, "/etc/passwd")
    in_attribute = graph((1, 4), (1, 2))
    in_attribute.graph.node.append(helper.make_node("Constant", [], ["c"], value=tensor))
    inner = helper.make_graph([], "inner", [], [], [tensor])
    in_branch = graph((1, 4), (1, 2))
    in_branch.graph.node.append(helper.make_node("If", ["c"], ["d"], then_branch=inner, else_branch=inner))
    in_function = graph((1, 4), (1, 2))
    node = helper.make_node("Constant", [], ["y"], value=tensor)
    in_function.functions.append(helper.make_function("own", "f", [], ["y"], [node], [helper.make_opsetid("", 18)]))
    for model in (in_attribute, in_branch, in_function):
        assert leans_on_other_files(model.SerializeToString())
    assert not has_graph(helper.make_tensor("t", TensorProto.FLOAT, [1], [1.0]).SerializeToString())


def test_ends_fit_by_shape_whatever_they_are_called_and_in_which_order() -> None:
    target, source = End((1, 3, 128, 128), name="a"), End((1, 512), name="b")
    picture = End((None, 3, None, None), name="c")
    check_ends("inswapper", Ends((source, target), (picture, End((1, 5)))))
    for wrong in (
        Ends((target,), (picture,)),
        Ends((target, source, source), (picture,)),
        Ends((target, End((1, 256))), (picture,)),
        Ends((target, End((1, 512), "tensor(float16)")), (picture,)),
        Ends((target, source), (End((1, 512)),)),
    ):
        with pytest.raises(OtherEnds, match="target float"):
            check_ends("inswapper", wrong)
    assert {"arcface", "fsanet", "gpen256", "gpen512", "inswapper", "silero-vad"} == set(EXPECTED)


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x03\x04 cut off", "zip"])
def test_bundle_that_is_none_is_refused(content: bytes | str, tmp_path: Path) -> None:
    source = tmp_path / "mine.task"
    if content == "zip":
        with zipfile.ZipFile(source, "w") as bundle:
            for name in ("face_detector.tflite", "face_landmarks_detector.tflite"):
                bundle.writestr(name, "no network")
    else:
        source.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises((tasks.NotABundle, NotOnnx), match=r"mine\.task"):
        import_file(source, tmp_path / "models" / tasks.KIND / "a", tasks.BUNDLE, MINE, tasks.try_bundle)
    assert not (tmp_path / "models").exists()


def test_disk_that_is_full_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    write_fsanet(tmp_path / "a.onnx")
    child = multiprocessing.get_context("spawn").Process(target=import_without_room, args=(tmp_path,))
    child.start()
    child.join(120)
    assert (tmp_path / "told").read_text() == "The disk is too full for 'a'"
    assert not (tmp_path / "models").exists()


def import_without_room(place: Path) -> None:
    """In a process whose files can't grow beyond 50 kB: writing fails half way, as on a full disk."""
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        import_onnx(place / "a.onnx", place / "models" / "fsanet" / "a", MINE)
    except DiskFull as error:
        (place / "told").write_text(error.message.en.partition(";")[0])
