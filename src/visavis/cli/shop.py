"""``visavis shop``: a virtual model's face in product photos."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visavis.cli.terms import tell_licence
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Language, Text

if TYPE_CHECKING:
    from visavis.media.values import RGB
    from visavis.shop.finishing import Finish
    from visavis.shop.sizing import Market as MarketSize
    from visavis.studio.swap import Wishes

program = typer.Typer(help="Put a virtual model's face into product photos.", no_args_is_help=True)

Person = Annotated[str, typer.Option(help="Whose face: a person's id or code, or a portrait file.")]
Detail = Annotated[float, typer.Option(min=0, max=1, help="How much detail is added to the new face.")]
Consent = Annotated[bool, typer.Option("--consent", help="A portrait file shows a real adult who agreed to this use.")]
Adults = Annotated[
    bool, typer.Option("--adults", help="I declare: everybody in the photos is 20 or older and nobody is undressed.")
]
Account = Annotated[str | None, typer.Option(help="Login of the account that the person belongs to.")]
Strength = Annotated[float, typer.Option(min=0, max=1, help="How far features move to the model's places.")]
Glasses = Annotated[str, typer.Option(help="auto, keep (leave the photo's), or replace.")]
Makeup = Annotated[str, typer.Option(help="A make-up, such as autumn; `visavis makeup` tells of them.")]
Label = Annotated[bool, typer.Option(help="The visible label; the marks for programs always stay.")]
Market = Annotated[str | None, typer.Option(help="Size for a marketplace, e.g. smartstore, coupang, amazon.")]
Cut = Annotated[bool, typer.Option(help="For a marketplace: cut around the face instead of setting on its background.")]
Engine = Annotated[str | None, typer.Option(help="Which engine replaces faces: mesh, ghost, aeinet, inswapper.")]
DetailEngine = Annotated[str | None, typer.Option(help="Which engine adds the detail: detail, gfpgan, gpen512 …")]
Lang = Annotated[str, typer.Option(help="Language of label and report: ko or en.")]


class NoSuchPhoto(NotFound):
    """The photo or folder isn't there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(ko="'{p}' 파일이나 폴더가 없습니다.", en="There is no file or folder '{p}'.").fill(p=path)
        )


class ModelUnconsented(Invalid):
    """A portrait file without the word that its person agrees."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="사진 파일의 얼굴을 쓰려면 그 사람(만 20세 이상)의 동의가 필요합니다. 동의를 받았으면 --consent를 "
                "더해 주세요. 가상 인물은 코드나 아이디로 지정하면 됩니다.",
                en="A face from a picture needs its person's consent (20 or older). Add --consent if you have it. "
                "Virtual people are named by code or id.",
            )
        )


@program.command("replace")
def replace(
    photo: Annotated[Path, typer.Argument(help="A product photo with at least one face.")],
    person: Person,
    out: Annotated[Path, typer.Option(help="Where to write the picture (.png or .jpg).")],
    face: Annotated[
        int | None, typer.Option(help="Which of several faces, 1 = leftmost; the largest if left out.")
    ] = None,
    strength: Strength = 0.65,
    glasses: Glasses = "auto",
    makeup: Makeup = "none",
    detail: Detail = 0.0,
    adults: Adults = False,
    consent: Consent = False,
    account: Account = None,
    market: Market = None,
    cut: Cut = False,
    engine: Engine = None,
    detail_engine: DetailEngine = None,
    label: Label = True,
    lang: Lang = "ko",
) -> None:
    """Replace the face in one photo."""
    from visavis.cli.person import identity, language_of, require_folder
    from visavis.people.exporting import SUFFIXES, WrongSuffix
    from visavis.shop.delivering import Packing, write_out
    from visavis.shop.opening import open_photo
    from visavis.shop.replacing import read_model, replace_in

    if out.suffix.lower() not in SUFFIXES:
        raise WrongSuffix
    require_folder(out)
    if not photo.is_file():
        raise NoSuchPhoto(photo)
    language, wishes, finish = language_of(lang), _wishes(strength, glasses), _finish(makeup, detail, detail_engine)
    packing = Packing(identity(), language, label, _market(market), cut)
    name = _engine(engine)
    _declare(adults, language, str(photo.resolve()))
    model = read_model(_portrait(person, account, consent), name)
    still = open_photo(photo.read_bytes())
    done = replace_in(still.image, model, wishes, face, finish, name)
    found = done.replaced
    note = write_out(done, still, photo.stem, out, packing)
    typer.echo(
        f"{out}  face {done.number} of {done.faces}  yaw {found.yaw_deg:.0f}°  skin gap {found.skin_gap:.0f}"
        f"  hidden {found.kept:.0%}{'  glasses kept' if found.glasses else ''}"
    )
    if note:
        typer.echo(note)


@program.command("batch")
def batch(
    folder: Annotated[Path, typer.Argument(help="A folder of product photos.")],
    person: Person,
    out: Annotated[Path, typer.Option(help="The folder for the results; a run that was stopped goes on there.")],
    strength: Strength = 0.65,
    glasses: Glasses = "auto",
    makeup: Makeup = "none",
    detail: Detail = 0.0,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes.")] = 1,
    adults: Adults = False,
    consent: Consent = False,
    account: Account = None,
    market: Market = None,
    cut: Cut = False,
    engine: Engine = None,
    detail_engine: DetailEngine = None,
    label: Label = True,
    lang: Lang = "ko",
) -> None:
    """Replace the face in every photo of a folder; report.csv tells what became of each."""
    import tempfile

    from visavis.cli.person import identity, language_of
    from visavis.media.image import encode_png
    from visavis.shop.batch import Order, run
    from visavis.shop.delivering import Packing
    from visavis.shop.opening import photos_of

    if not folder.is_dir():
        raise NoSuchPhoto(folder)
    if out.resolve() == folder.resolve():
        raise Invalid(
            Text(
                ko="결과 폴더는 사진 폴더와 달라야 합니다. 원본을 덮어쓰지 않기 위해서입니다.",
                en="The results need a folder of their own: originals are never written over.",
            )
        )
    wishes, photos, finish = _wishes(strength, glasses), photos_of(folder), _finish(makeup, detail, detail_engine)
    packing = Packing(identity(), language_of(lang), label, _market(market), cut)
    if not photos:
        raise NoSuchPhoto(folder / "*.jpg")
    name = _engine(engine)
    _declare(adults, language_of(lang), str(folder.resolve()))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="visavis-") as held:
        portrait = Path(held) / "model.png"
        portrait.write_bytes(encode_png(_portrait(person, account, consent)))
        order = Order(portrait, out, wishes, packing, finish, name)
        lines = run(photos, order, workers, lambda line: typer.echo(line))
    left = [line for line in lines if line.why]
    typer.echo(f"{len(lines) - len(left)} of {len(lines)} replaced; {out / 'report.csv'} tells of each.")
    alike = [line.like_others for line in lines if line.like_others is not None]
    if len(alike) > 1:
        odd = ", ".join(line.photo for line in lines if line.outlier) or "none"
        typer.echo(f"consistency {sum(alike) / len(alike):.2f} (1: the same face throughout); stand out: {odd}")


@program.command("rights")
def rights(
    person: Annotated[str, typer.Option(help="Whom it is about: a person's id or code.")],
    out: Annotated[Path, typer.Option(help="Where to write the sheet (.pdf).")],
    report: Annotated[Path | None, typer.Option(help="The report.csv of a batch, whose counts go in.")] = None,
    account: Account = None,
) -> None:
    """Write the rights sheet of a model: whose face, how made, licences, duties; in Korean and English."""
    from visavis.cli.person import kept_person, require_folder
    from visavis.kit.clock import now
    from visavis.people.recipes import Recipe
    from visavis.shop.rights import model_of_code, model_of_person, rights_sheet, use_of_report

    if out.suffix.lower() != ".pdf":
        raise Invalid(
            Text(ko="파일 이름은 .pdf로 끝나야 합니다.", en="The name of the sheet must end in .pdf."),
        )
    require_folder(out)
    use = None if report is None else use_of_report(report)
    model = model_of_code(Recipe.parse(person)) if ":" in person else model_of_person(*kept_person(person, account))
    draft = out.with_name(f".{out.name}.part")
    draft.write_bytes(rights_sheet(model, now(), use))
    draft.replace(out)
    typer.echo(out)


def _declare(declared: bool, language: Language, photos: str) -> None:
    """Keep what was declared of the photos in the data folder. Raises DeclarationMissing."""
    from visavis.kit.clock import now
    from visavis.settings import Settings
    from visavis.shop.refusing import keep_declaration, require_declaration

    said = require_declaration(declared, now(), language, photos)
    keep_declaration(said, Settings().make_data_dir() / "declarations.jsonl")


def _engine(name: str | None) -> str:
    """The engine that is to serve: the named one, the preferred one, or the first that is ready. Raises NotFound, and
    Unavailable where it can't serve."""
    from visavis.settings import Settings
    from visavis.studio.swap import SWAP

    Settings().compose_engines()
    card = SWAP.choose(name)
    tell_licence(card)
    return card.name


def _finish(makeup: str, detail: float, detail_engine: str | None) -> Finish:
    """Raises NotFound, and Unavailable where a named engine can't serve: once, not for each photo."""
    from visavis.settings import Settings
    from visavis.shop.finishing import Finish
    from visavis.studio.restore import RESTORE

    if detail_engine is not None:
        Settings().compose_engines()
        tell_licence(RESTORE.choose(detail_engine))
    return Finish(makeup, detail=detail, detail_engine=detail_engine)


def _market(name: str | None) -> MarketSize | None:
    from visavis.shop.sizing import find_market

    return None if name is None else find_market(name)


def _wishes(strength: float, glasses: str) -> Wishes:
    from visavis.studio.swap import Wishes

    known = {"auto": None, "keep": True, "replace": False}
    if glasses not in known:
        raise Invalid(
            Text(ko="--glasses는 auto, keep, replace 가운데 하나입니다.", en="--glasses is auto, keep or replace.")
        )
    return Wishes(strength, known[glasses])


def _portrait(person: str, account: str | None, consent: bool) -> RGB:
    """The portrait of a kept person, of a code, or of a file whose person agreed."""
    from visavis.cli.person import kept_portrait
    from visavis.media.image import load_image
    from visavis.people.portraying import portray
    from visavis.people.recipes import Recipe

    if Path(person).is_file():
        if not consent:
            raise ModelUnconsented
        return load_image(Path(person))
    if ":" in person:
        return portray(Recipe.parse(person))
    return kept_portrait(person, account)
