"""``visavis sketch``: a drawn face becomes the picture of a person who is nobody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text

if TYPE_CHECKING:
    from visavis.media.values import RGB
    from visavis.studio.sketch import Gray, Part

_NAME = Text(ko="그려서 만든 사람", en="Drawn person")


class NoSuchDrawing(NotFound):
    """The file isn't there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(ko="'{p}' 그림 파일이 없습니다.", en="There is no picture '{p}'.").fill(p=path),
        )


class NotAPart(Invalid):
    """--parts isn't NAME=NUMBER with a part's name."""

    def __init__(self, given: str, known: str) -> None:
        super().__init__(
            Text(
                ko="'{g}'을(를) 읽을 수 없습니다. --parts mouth=0.2 처럼 적어 주세요. 부분: {k}",
                en="'{g}' can't be read. Write --parts mouth=0.2. Parts: {k}.",
            ).fill(g=given, k=known)
        )


def command(
    file: Annotated[Path, typer.Argument(help="A drawing of a face: PNG, JPEG or WebP of any size.")],
    out: Annotated[Path, typer.Option(help="Where to write the picture (.png or .jpg).")],
    t: Annotated[float, typer.Option(help="0: what real sketches say, 1: my lines.")] = 0.5,
    k: Annotated[int, typer.Option(help="How many likest sketches are mixed.")] = 10,
    parts: Annotated[
        list[str], typer.Option(metavar="PART=T", help="t of single parts, e.g. mouth=.2; repeatable.")
    ] = [],  # noqa: B006
    gender: Annotated[str | None, typer.Option(help="female or male.")] = None,
    hair: Annotated[str | None, typer.Option(help="black, brown, red, blonde, silver, pink or blue.")] = None,
    skin: Annotated[str | None, typer.Option(help="light, medium, brown or dark.")] = None,
    makeup: Annotated[str | None, typer.Option(help="bare, natural, rosy, bold or smoky.")] = None,
    variation: Annotated[int, typer.Option(help="Another number gives another person of the same drawing.")] = 0,
    photo: Annotated[bool, typer.Option("--photo", help="FILE is a photo: draw its face first.")] = False,
    refined: Annotated[Path | None, typer.Option(help="Write the refined drawing there too (.png).")] = None,
    label: Annotated[bool, typer.Option(help="The visible label; the marks for programs always stay.")] = True,
    lang: Annotated[str, typer.Option(help="Language of the label and the notices: ko or en.")] = "ko",
) -> None:
    """Make a picture of a person from a drawing."""
    from visavis.cli.person import identity, language_of, require_folder
    from visavis.media.image import encode_png, load_image
    from visavis.people.exporting import SUFFIXES, WrongSuffix, export_portrait
    from visavis.studio.sketch import SKETCH, Guidance, Style, photo_to_sketch

    if out.suffix.lower() not in SUFFIXES:
        raise WrongSuffix
    for file_made in (out, refined):
        if file_made is not None:
            require_folder(file_made)
    if not file.is_file():
        raise NoSuchDrawing(file)
    language = language_of(lang)
    guidance, style = Guidance(t, k, read_parts(parts)), Style(gender, hair, skin, makeup, variation)
    image = load_image(file)
    sketch = photo_to_sketch(image) if photo else _read(image)
    with SKETCH.lease() as engine:
        drawn = engine.draw(sketch, guidance, style)
    export_portrait(drawn.picture, _NAME.in_language(language), out, identity(), language, label)
    if refined is not None:
        refined.write_bytes(encode_png(drawn.refined[..., None].repeat(3, axis=2)))
    for notice in drawn.notices:
        typer.echo(notice.in_language(language), err=True)
    typer.echo(f"{out}  {sum(drawn.stages_ms.values()):.0f} ms")


def _read(image: RGB) -> Gray:
    """The drawing in a picture; what says how to go on with a photo names the option."""
    from visavis.studio.sketch import read_sketch
    from visavis.studio.sketch.errors import LooksLikePhoto

    try:
        return read_sketch(image)
    except LooksLikePhoto as error:
        raise Invalid(
            Text(
                ko="선 그림이 아니라 사진으로 보입니다. 사진으로 그리려면 --photo를 더해 주세요.",
                en="This looks like a photo, not a line drawing. Add --photo to make one of it.",
            )
        ) from error


def read_parts(words: list[str]) -> dict[Part, float]:
    """``mouth=.2`` as {Part.MOUTH: 0.2}; several in one word are split at commas. Raises NotAPart."""
    from visavis.studio.sketch import Part

    known = ", ".join(Part)
    found = {}
    for word in (one for some in words for one in some.split(",")):
        name, _, value = word.partition("=")
        try:
            found[Part(name.strip())] = float(value)
        except ValueError as error:
            raise NotAPart(word, known) from error
    return found
