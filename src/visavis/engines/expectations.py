"""What a graph of each kind has to take and give, whatever its makers called the ends: an explicit table by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visavis.kit.errors import Invalid
from visavis.kit.text import Text

Size = int | None
"""One axis of a shape: None where any size will do."""


@dataclass(frozen=True)
class End:
    """One input or output of a graph: its shape, the type of its values as ONNX Runtime calls it, and its name."""

    shape: tuple[Size, ...]
    type: str = "tensor(float)"
    name: str = ""

    def takes(self, other: End) -> bool:
        """Whether an end of a file can serve as this one. Axes that the file leaves free fit any size."""
        same_rank = self.type == other.type and len(self.shape) == len(other.shape)
        pairs = list(zip(self.shape, other.shape, strict=False))
        return same_rank and all(None in pair or pair[0] == pair[1] for pair in pairs)

    def __str__(self) -> str:
        sides = ", ".join("?" if side is None else str(side) for side in self.shape)
        return f"{self.name or 'any'} {self.type.removeprefix('tensor')[1:-1]} ({sides})".strip()


@dataclass(frozen=True)
class Ends:
    """What a graph takes and gives."""

    inputs: tuple[End, ...]
    outputs: tuple[End, ...]

    def __str__(self) -> str:
        return f"{'; '.join(map(str, self.inputs))} → {'; '.join(map(str, self.outputs))}"


def _picture(side: int, name: str = "") -> End:
    return End((None, 3, side, side), name=name)


EXPECTED: dict[str, Ends] = {
    "arcface": Ends((_picture(112, "face"),), (End((None, None), name="identity"),)),
    "fsanet": Ends((_picture(64, "face"),), (End((None, 3), name="yaw, pitch, roll"),)),
    "gpen256": Ends((_picture(256, "face"),), (_picture(256, "face"),)),
    "gpen512": Ends((_picture(512, "face"),), (_picture(512, "face"),)),
    "inswapper": Ends((_picture(128, "target"), End((None, 512), name="source")), (_picture(128, "face"),)),
    "silero-vad": Ends(
        (
            End((None, None), name="input"),
            End((2, None, 128), name="state"),
            End((), "tensor(int64)", name="sr"),
        ),
        (End((None, 1), name="output"), End((None, None, None), name="stateN")),
    ),
}
"""Kinds of which others publish ONNX files."""


class OtherEnds(Invalid):
    """The graph takes or gives something else than its kind should."""

    def __init__(self, kind: str, found: Ends, wanted: Ends) -> None:
        super().__init__(
            Text(
                ko="이 ONNX 파일은 '{k}' 네트워크가 아닙니다. 파일의 입출력: {f}. 필요한 입출력: {w}.",
                en="This ONNX file is no '{k}'. It has {f}; what is needed: {w}.",
            ).fill(k=kind, f=found, w=wanted)
        )


def check_ends(kind: str, found: Ends) -> None:
    """Raises OtherEnds. Further outputs are allowed, further inputs aren't; the order of either is free."""
    wanted = EXPECTED[kind]
    if len(found.inputs) != len(wanted.inputs) or not (
        _covered(wanted.inputs, found.inputs) and _covered(wanted.outputs, found.outputs)
    ):
        raise OtherEnds(kind, found, wanted)


def _covered(wanted: Sequence[End], found: Sequence[End]) -> bool:
    left = list(found)
    for end in wanted:
        fitting = next((one for one in left if end.takes(one)), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return True
