"""``visavis photo``: a picture of oneself becomes a résumé photo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text

if TYPE_CHECKING:
    from visavis.career.photo.choices import Named, Suit
    from visavis.career.photo.filing import Suffix
    from visavis.kit.text import Language


class NoSuchPicture(NotFound):
    """The file isn't there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(ko="'{p}' 사진 파일이 없습니다.", en="There is no picture '{p}'.").fill(p=path),
        )


_ON_TEMPLATES = "navy"
"""Template people have drawn shoulders only: they wear a suit."""


def command(
    file: Annotated[Path, typer.Argument(help="A picture of one person, or 'list' for what can be chosen.")],
    out: Annotated[Path | None, typer.Option(help="Where to write the photo (.jpg or .png).")] = None,
    size: Annotated[str, typer.Option(help="A named size, e.g. 3x4, 3.5x4.5, 2x2in.")] = "3x4",
    background: Annotated[str, typer.Option(help="A named background, e.g. white.")] = "white",
    suit: Annotated[str | None, typer.Option(help="Colour of a suit; own clothes if left out.")] = None,
    cut: Annotated[str | None, typer.Option(help="Cut of the suit, e.g. blouse or classic.")] = None,
    shirt: Annotated[str | None, typer.Option(help="Colour of shirt or blouse.")] = None,
    tie: Annotated[str | None, typer.Option(help="Colour of the tie.")] = None,
    light: Annotated[float, typer.Option(min=0, max=1, help="How much the light is evened.")] = 1.0,
    skin: Annotated[float, typer.Option(min=0, max=1, help="How much skin is calmed.")] = 0.6,
    max_kb: Annotated[int | None, typer.Option(min=10, max=20_000, help="Largest size of the file in kB.")] = None,
    sheet: Annotated[Path | None, typer.Option(help="Write a 4 × 6 in print sheet there too (.jpg or .png).")] = None,
    template: Annotated[
        str | None, typer.Option(help="Put the face on this template person instead of keeping the own head.")
    ] = None,
    clear_glasses: Annotated[
        bool, typer.Option("--clear-glasses", help="The glasses aren't sunglasses, whatever it looks like.")
    ] = False,
    lang: Annotated[str, typer.Option(help="Language of notices and label: ko or en.")] = "ko",
) -> None:
    """Make a résumé photo: standard size, plain background, even light, a suit if wanted."""
    from visavis.career.photo import making, templates
    from visavis.career.photo.filing import ON_TEMPLATE, OWN_HEAD, file_photo
    from visavis.career.photo.printing import print_sheet
    from visavis.career.photo.reading import read_photo
    from visavis.cli.person import identity, language_of, require_folder

    language = language_of(lang)
    if str(file) == "list":
        typer.echo("\n".join(_offered(language)))
        return
    if out is None:
        raise Invalid(Text(ko="--out으로 저장할 파일을 정해 주세요.", en="Say with --out where to write the photo."))
    for made_file in (out, sheet):
        if made_file is not None:
            _suffix(made_file)
            require_folder(made_file)
    if not file.is_file():
        raise NoSuchPicture(file)
    worn = _suit(suit or (_ON_TEMPLATES if template is not None else None), cut, shirt, tie)
    order = making.Order(size, background, worn, light, skin, clear_glasses)
    brought = read_photo(file.read_bytes())
    picture, origin = brought.image, OWN_HEAD
    if template is not None:
        picture, origin = templates.put_on_template(picture, template, clear_glasses), ON_TEMPLATE
        typer.echo(templates.WARNING.in_language(language), err=True)
    made = making.make_photo(picture, order)
    filed = file_photo(made.image, _suffix(out), origin, identity(), language, max_kb)
    _write(out, filed.data)
    if sheet is not None:
        paper = print_sheet(made.image, made.size)
        _write(sheet, file_photo(paper, _suffix(sheet), origin, identity(), language).data)
    for notice in brought.notices + made.notices:
        typer.echo(notice.in_language(language), err=True)
    wide, high = made.size.pixels
    typer.echo(
        f"{out}  {wide} × {high} px  {len(filed.data) / 1000:.0f} kB  head {made.measures.head_mm:.1f} mm"
        f"  top {made.measures.top_mm:.1f} mm  eyes {made.measures.eyes_mm:.1f} mm"
    )


def _suit(jacket: str | None, cut: str | None, shirt: str | None, tie: str | None) -> Suit | None:
    from visavis.career.photo.choices import Suit

    if jacket is None:
        if cut or shirt or tie:
            raise Invalid(
                Text(
                    ko="--cut, --shirt, --tie는 --suit와 함께 씁니다. 예: --suit navy",
                    en="--cut, --shirt and --tie go with --suit, e.g. --suit navy.",
                )
            )
        return None
    return Suit(jacket, cut, shirt, tie)


def _suffix(path: Path) -> Suffix:
    """Raises WrongSuffix."""
    from visavis.people.exporting import WrongSuffix

    known: dict[str, Suffix] = {".jpg": "jpg", ".jpeg": "jpg", ".png": "png"}
    if path.suffix.lower() not in known:
        raise WrongSuffix
    return known[path.suffix.lower()]


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all. Raises NotWritable."""
    from visavis.people.exporting import NotWritable

    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise NotWritable(path) from error


def _offered(language: Language) -> list[str]:
    from visavis.career.photo.choices import grounds, sizes, wardrobe
    from visavis.career.photo.templates import templates

    held = wardrobe()
    rows: dict[str, tuple[Named, ...]] = {
        "--size": sizes(),
        "--background": grounds(),
        "--suit": held.jackets,
        "--cut": held.cuts,
        "--shirt": held.shirts,
        "--tie": held.ties,
        "--template": templates(),
    }
    return [
        f"{option:13} {one.id:12} {one.title.in_language(language)}" for option, some in rows.items() for one in some
    ]
