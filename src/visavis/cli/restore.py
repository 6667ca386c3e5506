"""``visavis restore``: detail for the faces of a photo, at its size or larger; or an installation from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from visavis.cli.backup import restore
from visavis.cli.terms import tell_licence
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text


class NoTarget(Invalid):
    """Neither or both were said: a picture to write, and a folder to restore a backup into."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="사진이면 --out, 백업이면 --data-dir 가운데 하나를 지정해 주세요.",
                en="Give either --out, for a photo, or --data-dir, for a backup.",
            )
        )


def command(
    photo: Annotated[Path, typer.Argument(help="A photo with faces, or a backup (.tar).")],
    out: Annotated[Path | None, typer.Option(help="Where to write the picture (.png or .jpg).")] = None,
    scale: Annotated[int, typer.Option(help="How many times larger: 1, 2 or 4.")] = 1,
    strength: Annotated[float, typer.Option(min=0, max=1, help="How much of the found detail is added.")] = 1.0,
    engine: Annotated[
        str | None, typer.Option(help="detail, or with weights of yours gfpgan, gpen256, gpen512, restoreformer.")
    ] = None,
    data_dir: Annotated[
        Path | None, typer.Option(help="Of a backup: the data folder to restore into, empty or not there yet.")
    ] = None,
) -> None:
    """Restore detail in the faces of a photo (--out; with --scale also enlarge it), or a backup (--data-dir)."""
    if data_dir is not None and out is None:
        restore(photo, data_dir)
        return
    if out is None or data_dir is not None:
        raise NoTarget
    _restore_photo(photo, out, scale, strength, engine)


def _restore_photo(photo: Path, out: Path, scale: int, strength: float, engine: str | None) -> None:
    from visavis.cli.person import identity, require_folder, use_imported
    from visavis.media.provenance import retouched
    from visavis.people.exporting import SUFFIXES, WrongSuffix, export_portrait
    from visavis.shop.opening import open_photo
    from visavis.shop.restoring import restore_photo
    from visavis.studio.restore import RESTORE, RestoreWishes

    if out.suffix.lower() not in SUFFIXES:
        raise WrongSuffix
    require_folder(out)
    if not photo.is_file():
        raise NotFound(Text(ko="'{p}' 파일이 없습니다.", en="There is no file '{p}'.").fill(p=photo))
    use_imported()
    tell_licence(RESTORE.choose(engine))
    still = open_photo(photo.read_bytes())
    done = restore_photo(still, RestoreWishes(scale, strength), engine)
    export_portrait(
        done.image, photo.stem, out, identity(), "en", labelled=False, source=retouched(photo), maker=done.maker
    )
    height, width = done.image.shape[:2]
    alike = ", ".join(f"{one:.2f}" for one in done.alike) or "none"
    typer.echo(f"{out}  {width}×{height}  faces, and how like themselves they stayed (1: the same): {alike}")
