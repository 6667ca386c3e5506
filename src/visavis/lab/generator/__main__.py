"""``python -m visavis.lab.generator train|sample|measure|export|look|import``.

torch takes seconds to load: each command loads it when its words have been checked.
"""

from __future__ import annotations

import argparse
import getpass
import json
import math
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.engines.drafts import LATER, BeingMade, DiskFull
from visavis.kit.errors import VisavisError
from visavis.kit.processes import die_with_parent
from visavis.lab.generator.first_look import look

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 16


def main(words: list[str] | None = None) -> None:
    """Run one command; an error of ours ends as one sentence in both languages and exit code 1."""
    die_with_parent()
    given = _parser().parse_args(words)
    try:
        given.run(given)
    except VisavisError as error:
        sys.stderr.write(f"visavis: {error.message.en}\n         {error.message.ko}\n")
        sys.exit(LATER if isinstance(error, DiskFull | BeingMade) else 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.generator", description=__doc__)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("train", help="train, or go on with the training in --out")
    one.set_defaults(run=_train)
    one.add_argument("--recipe", required=True, help="a YAML file, or the name of one in recipes/")
    _add_pictures(one)
    one.add_argument("--out", type=Path, required=True)
    one.add_argument("--minutes", type=float, default=math.inf, help="stop after so long, with a checkpoint")
    one.add_argument("--start-from", type=Path, help="training.safetensors of an earlier run")
    one.add_argument("--device", default=None, help="cpu or cuda; the best there is by default")
    one = commands.add_parser("sample", help="a sheet of made faces")
    one.set_defaults(run=_sample)
    _add_sampling(one, count=36)
    one.add_argument("--out", type=Path, required=True, help="a PNG")
    one = commands.add_parser("measure", help="FID, KID, precision and recall against pictures")
    one.set_defaults(run=_measure)
    _add_sampling(one, count=2000)
    _add_pictures(one)
    one.add_argument(
        "--features", type=Path, help="an ONNX network that embeds pictures; random convolutions by default"
    )
    one = commands.add_parser("export", help="mapping.onnx and synthesis.onnx, checked against torch")
    one.set_defaults(run=_export)
    one.add_argument("--weights", type=Path, required=True)
    one.add_argument("--out", type=Path, required=True)
    one.add_argument("--half", action="store_true", help="store half-precision weights")
    one = commands.add_parser("look", help="whether a file can be a checkpoint at all; takes no time")
    one.set_defaults(run=_look)
    one.add_argument("file", type=Path)
    one = commands.add_parser("import", help="an official checkpoint becomes safetensors and ONNX")
    one.set_defaults(run=_import)
    one.add_argument("file", type=Path)
    one.add_argument("--out", type=Path, required=True, help="the folder to make")
    one.add_argument("--accept-licence", default="", help="name of the licence of these weights")
    one.add_argument("--accepted-by", default=None, help="who accepts it; your login by default")
    one.add_argument("--half", action="store_true", help="store half-precision weights")
    return parser


def _add_pictures(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pictures", type=Path, required=True, help="a folder, or a dataset's manifest.jsonl")
    parser.add_argument("--labels", type=Path, help="a CSV with a column 'file', for the recipe's filter on a folder")


def _add_sampling(parser: argparse.ArgumentParser, count: int) -> None:
    parser.add_argument("--weights", type=Path, required=True, help="generator.safetensors")
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--psi", type=float, default=1.0, help="truncation: 1 is none, 0 the mean face")


def _train(given: argparse.Namespace) -> None:
    import torch

    from visavis.lab.generator.data import Pictures, find_pictures
    from visavis.lab.generator.recipe import read_recipe
    from visavis.lab.generator.running import best_device, train

    recipe = read_recipe(given.recipe)
    paths = find_pictures(given.pictures, given.labels, recipe.where, least=recipe.batch)
    device = torch.device(given.device) if given.device else best_device()
    _say(f"{len(paths)} pictures, {device}")
    pictures = Pictures(paths, recipe.size_px, recipe.mirror)
    train(recipe, pictures, given.out, device, given.minutes, given.start_from, _say)


def _sample(given: argparse.Namespace) -> None:
    from visavis.lab.generator.running import best_device, sheet
    from visavis.lab.generator.train import sample
    from visavis.lab.generator.weights import load_generator

    generator = load_generator(given.weights).to(best_device())
    made = sample(generator, given.count, given.seed, given.psi)
    given.out.write_bytes(sheet(made, columns=max(math.isqrt(given.count), 1)))


def _measure(given: argparse.Namespace) -> None:
    import numpy as np

    from visavis.lab.generator.data import Pictures, as_pictures, find_pictures
    from visavis.lab.generator.measure import OnnxFeatures, RandomFeatures, score
    from visavis.lab.generator.running import best_device
    from visavis.lab.generator.train import sample
    from visavis.lab.generator.weights import load_generator

    generator = load_generator(given.weights).to(best_device())
    pictures = Pictures(find_pictures(given.pictures, given.labels), generator.shape.size_px, mirror=False)
    extract = OnnxFeatures(given.features) if given.features else RandomFeatures()

    def real() -> Iterator[NDArray[np.uint8]]:
        for first in range(0, len(pictures), AT_ONCE):
            yield np.stack([pictures.picture(index) for index in range(first, min(first + AT_ONCE, len(pictures)))])

    def made() -> Iterator[NDArray[np.uint8]]:
        for first in range(0, given.count, AT_ONCE):
            yield as_pictures(sample(generator, min(AT_ONCE, given.count - first), given.seed + first, given.psi))

    _say(json.dumps({**asdict(score(real(), made(), extract)), "psi": given.psi}))


def _export(given: argparse.Namespace) -> None:
    from visavis.lab.generator.export import export
    from visavis.lab.generator.weights import load_generator

    made = export(load_generator(given.weights), given.out, given.half)
    for path in (made.mapping, made.synthesis):
        _say(f"{path}  {path.stat().st_size:,} bytes")
    error = max(made.mapping_error, made.synthesis_error)
    _say(f"largest difference from torch {error:.1e}; rounding changed {made.rounding:.1e}")


def _look(given: argparse.Namespace) -> None:
    look(given.file)


def _import(given: argparse.Namespace) -> None:
    look(given.file)
    from visavis.lab.generator.importing import Licence, import_checkpoint

    licence = Licence(given.accept_licence, given.accepted_by or _login())
    _say(str(import_checkpoint(given.file, given.out, licence, given.half)))


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return f"uid {os.getuid()}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
