"""What is known of weights that others publish: whose they are, under which licence, and what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from visavis.kit.text import Text

Form = Literal["torch", "onnx", "task"]
"""What the published file is: a checkpoint of torch, which the lab turns into ONNX; an ONNX graph; a bundle of
MediaPipe's."""


@dataclass(frozen=True)
class Published:
    """The card of one kind of published weights.

    ``kind`` names it in the library (``models/KIND/NAME``) and in commands. ``hashes``: file name -> SHA-256 of the
    files that are known to be the official ones. ``address``: where those files lie, None where their makers hand them
    out by hand only. ``licence_varies``: each file has a licence of its own, which whoever imports it names.
    ``inputs`` and ``outputs`` tell names, shapes and ranges of the graph that engines run.
    """

    kind: str
    form: Form
    purpose: Text
    licence_code: str
    licence_weights: str
    non_commercial: bool
    origin: str
    inputs: str
    outputs: str
    megabytes: int
    hashes: Mapping[str, str] = field(default_factory=dict)
    address: str | None = None
    licence_varies: bool = False
