"""``visavis makeup``: a face in a photo, or in each photo of a folder, made up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visavis.cli.terms import tell_licence
from visavis.kit.errors import Invalid, NotFound, VisavisError
from visavis.kit.text import Text

if TYPE_CHECKING:
    from visavis.studio.makeup import Look, Shares, Worn

Strength = Annotated[float, typer.Option(min=0, max=1.5, help="0: bare, 1: as the look has it.")]


class NoSuchPhoto(NotFound):
    """The photo isn't there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(ko="'{p}' 파일이나 폴더가 없습니다.", en="There is no file or folder '{p}'.").fill(p=path)
        )


def command(
    photo: Annotated[Path | None, typer.Argument(help="A photo with a face, or a folder of them.")] = None,
    look: Annotated[str | None, typer.Option(help="natural, office, spring, autumn, evening or none.")] = None,
    like: Annotated[Path | None, typer.Option(help="A picture of somebody who is made up as is wanted.")] = None,
    out: Annotated[Path | None, typer.Option(help="The picture (.png or .jpg), or the folder of all.")] = None,
    face: Annotated[
        int | None, typer.Option(help="Which of several faces, 1 = leftmost; the largest if left out.")
    ] = None,
    lips: Strength = 1.0,
    eyes: Strength = 1.0,
    brows: Strength = 1.0,
    cheeks: Strength = 1.0,
    skin: Strength = 1.0,
    engine: Annotated[str | None, typer.Option(help="paint, or beautygan with weights of yours and --like.")] = None,
    lang: Annotated[str, typer.Option(help="Language of what is told: ko or en.")] = "ko",
) -> None:
    """Make a face up, by a look of the list or as in a picture. Without PHOTO: the list of looks."""
    from visavis.cli.person import language_of, use_imported
    from visavis.studio.makeup import MAKEUP, Shares, presets

    language = language_of(lang)
    if photo is None:
        for one in presets():
            typer.echo(f"{one.id:10} {one.title.ko} · {one.title.en}: {one.words.in_language(language)}")
        return
    if not photo.exists():
        raise NoSuchPhoto(photo)
    if out is None:
        raise Invalid(Text(ko="--out으로 저장할 곳을 알려 주세요.", en="Say with --out where to write the result."))
    use_imported()
    wanted, shares = _wanted(look, like, engine), Shares(lips, eyes, brows, cheeks, skin)
    tell_licence(MAKEUP.choose(engine))
    if photo.is_file():
        _write(photo, wanted, shares, face, out, engine)
        return
    if out.resolve() == photo.resolve():
        raise Invalid(
            Text(
                ko="결과 폴더는 사진 폴더와 달라야 합니다. 원본을 덮어쓰지 않기 위해서입니다.",
                en="The results need a folder of their own: originals are never written over.",
            )
        )
    _write_all(photo, wanted, shares, face, out, engine)


def _write_all(
    folder: Path, wanted: Look | Worn, shares: Shares, face: int | None, out: Path, name: str | None
) -> None:
    """The same look over a set; a photo that can't be made up stops nothing."""
    from visavis.shop.opening import photos_of, result_name

    out.mkdir(parents=True, exist_ok=True)
    for one in photos_of(folder):
        try:
            _write(one, wanted, shares, face, out / result_name(one), name)
        except VisavisError as error:
            typer.echo(f"{one.name}  {error.message.en} / {error.message.ko}")


def _write(photo: Path, wanted: Look | Worn, shares: Shares, number: int | None, out: Path, name: str | None) -> None:
    from visavis.cli.person import identity, require_folder
    from visavis.media.provenance import retouched
    from visavis.people.exporting import SUFFIXES, WrongSuffix, export_portrait
    from visavis.shop.opening import open_photo
    from visavis.shop.replacing import choose_face
    from visavis.studio.makeup import MAKEUP

    if out.suffix.lower() not in SUFFIXES:
        raise WrongSuffix
    require_folder(out)
    still = open_photo(photo.read_bytes())
    chosen = choose_face(still.image, number)
    with MAKEUP.lease(name) as engine:
        painted = engine.paint(still.image, chosen.face, wanted, shares)
        maker = MAKEUP.maker(engine.card.name)
    made = still.keep_alpha(painted.image)
    export_portrait(made, photo.stem, out, identity(), "en", labelled=False, source=retouched(photo), maker=maker)
    typer.echo(f"{out}  face {chosen.number} of {chosen.faces}")


def _wanted(look: str | None, like: Path | None, name: str | None) -> Look | Worn:
    from visavis.media.image import load_image
    from visavis.studio.makeup import MAKEUP, find_preset

    if (look is None) == (like is None):
        raise Invalid(
            Text(
                ko="--look과 --like 가운데 하나만 정해 주세요.",
                en="Choose either a --look of the list or a picture with --like.",
            )
        )
    MAKEUP.choose(name)  # told once, not for each photo
    if look is not None:
        return find_preset(look)
    assert like is not None  # noqa: S101 - one of the two is there
    if not like.is_file():
        raise NoSuchPhoto(like)
    with MAKEUP.lease(name) as engine:
        return engine.read(load_image(like))
