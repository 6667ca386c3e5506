"""``visavis person``: people that nobody is, made, kept, shown and deleted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from visavis.cli.models.errors import NotConfirmed
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Language, Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from visavis.api.services import Services
    from visavis.media.provenance import Identity
    from visavis.media.values import RGB
    from visavis.people.looks import Look
    from visavis.people.persons import Person
    from visavis.people.recipes import Recipe
    from visavis.storage.blobs import Blobs

program = typer.Typer(help="Make people that nobody is, and keep them.", no_args_is_help=True)
OWN = "command-line"
"""Owns what is kept without naming an account."""

Account = Annotated[str | None, typer.Option(help="Login of the account; without it, the command line's own people.")]
Engine = Annotated[str | None, typer.Option(help="Who draws: eigen, or stylegan2 with an imported checkpoint.")]
Lang = Annotated[str, typer.Option(help="Language of the label: ko or en.")]


class OptionsConflict(Invalid):
    """Two options say different things, so that one would have to be ignored."""


class NoSuchAccount(NotFound):
    """No account has this login."""


class NoFolder(NotFound):
    """The folder that a file is to lie in isn't there."""


@program.command("new")
def new(
    out: Annotated[Path, typer.Option(help="Where to write the picture (.png or .jpg).")],
    code: Annotated[str | None, typer.Option(help="A person's code, as the gallery and this command show it.")] = None,
    look: Annotated[str | None, typer.Option(help="A look; `visavis person looks` lists them.")] = None,
    keyword: Annotated[str | None, typer.Option(help="Words that call for a look, such as 청량함 or winter.")] = None,
    engine: Engine = None,
    kind: Annotated[str | None, typer.Option(help="A kind of people; `visavis person looks` lists them.")] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**32 - 1, help="Another seed gives another person; 0 by default.")
    ] = None,
    age: Annotated[float | None, typer.Option(help="Years, 20 or more; sliders win over those of a code.")] = None,
    smile: Annotated[float | None, typer.Option(help="0: none, 1: wide.")] = None,
    yaw: Annotated[float | None, typer.Option(help="Turn of the head in degrees.")] = None,
    pitch: Annotated[float | None, typer.Option(help="Tilt of the head in degrees.")] = None,
    hair: Annotated[float | None, typer.Option(help="Lightness of the hair, CIELAB L.")] = None,
    face_width: Annotated[float | None, typer.Option(help="Width of the face against the mean in %.")] = None,
    lips: Annotated[float | None, typer.Option(help="Redness of the lips, CIELAB a.")] = None,
    eyes: Annotated[float | None, typer.Option(help="Depth of the eyes, CIELAB L.")] = None,
    truncation: Annotated[float | None, typer.Option(help="stylegan2 alone: 1 as it was drawn, less: plainer.")] = None,
    variants: Annotated[bool, typer.Option("--variants", help="Other expressions and small turns beside it.")] = False,
    size: Annotated[int, typer.Option(min=64, max=512, help="Side of the picture in pixels.")] = 512,
    label: Annotated[bool, typer.Option(help="The visible label; the marks for programs always stay.")] = True,
    name: Annotated[str | None, typer.Option(help="Keep the person under this name.")] = None,
    account: Account = None,
    lang: Lang = "ko",
) -> None:
    """Make a portrait of somebody new. The same code gives the same picture again."""
    from visavis.people.exporting import SUFFIXES, WrongSuffix
    from visavis.people.persons import checked_name

    if out.suffix.lower() not in SUFFIXES:
        raise WrongSuffix
    _refuse_both("--code", code, **{"--seed": seed, "--kind": kind})
    _refuse_both("--look", look, **{"--keyword": keyword})
    if account is not None and name is None:
        raise OptionsConflict(
            Text(
                ko="--account는 --name으로 인물을 보관할 때만 씁니다. --name을 더하거나 --account를 빼 주세요.",
                en="--account says who keeps the person, so it needs --name. Add --name or leave --account out.",
            )
        )
    if name is not None:
        checked_name(name)
    require_folder(out)
    language = language_of(lang)
    keeper = None if name is None else _keeper(account)
    settings = {"age": age, "smile": smile, "yaw": yaw, "pitch": pitch, "hair": hair, "face-width": face_width}
    settings |= {"lips": lips, "eyes": eyes, "truncation": truncation}
    given = {slider: value for slider, value in settings.items() if value is not None}
    use_imported()
    recipe = _recipe(engine, code, kind, seed or 0, _look(look, keyword)).with_sliders(given)
    others = _variants(recipe) if variants else {}
    kept = None if keeper is None or name is None else _keep(recipe, name, keeper, account is not None, language)
    _write(recipe, out, size, language, label)
    for variant, one in others.items():
        _write(one, out.with_stem(f"{out.stem}-{variant}"), size, language, label)
    if kept is not None:
        typer.echo(kept)


@program.command("looks")
def show_looks(engine: Engine = None) -> None:
    """List the looks with the words that call for them, the kinds of people and the sliders."""
    from visavis.people.looks import looks
    from visavis.studio.generate import GENERATE

    for look in looks():
        typer.echo(f"{look.id:12} {look.title.ko} · {look.title.en}\n{'':12} {', '.join(look.keywords)}")
    use_imported()
    with GENERATE.lease(engine) as drawing:
        typer.echo("\n" + "\n".join(f"{kind.name:24} {kind.title.ko} · {kind.title.en}" for kind in drawing.kinds))
        for slider in drawing.sliders:
            typer.echo(f"--{slider.name:12} {slider.low:g} … {slider.high:g} {slider.unit}")


@program.command("list")
def show_all(account: Account = None) -> None:
    """List the people that are kept."""
    from visavis.people.persons import list_people

    services = _services()
    with services.database.reading() as session:
        for one in list_people(session, _owner(services, account)):
            if one.own:
                kept = (one.making.code if one.making and one.origin == "generated" else "") or one.origin
                typer.echo(f"{one.id}\t{one.name.en}\t{kept}")


@program.command("show")
def show(
    person_id: Annotated[str, typer.Argument(help="Id of a person; `visavis person list` shows them.")],
    out: Annotated[Path | None, typer.Option(help="Write the portrait there (.png or .jpg).")] = None,
    label: Annotated[bool, typer.Option(help="The visible label; the marks for programs always stay.")] = True,
    account: Account = None,
    lang: Lang = "ko",
) -> None:
    """Say what is known of a person, and write the portrait."""
    from visavis.people.exporting import export_portrait
    from visavis.people.persons import portrait_of

    language = language_of(lang)
    if out is not None:
        require_folder(out)
    services = _services()
    with services.database.reading() as session:
        person = _find(session, _owner(services, account), person_id)
    for line in _told(person):
        typer.echo(line)
    if out is not None:
        portrait = portrait_of(person, services.blobs)
        export_portrait(portrait, person.name.en, out, identity(), language, label)


@program.command("delete")
def delete(
    person_id: Annotated[str, typer.Argument(help="Id of a person; `visavis person list` shows them.")],
    account: Account = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Delete a person with portrait and clips, for good."""
    from visavis.people import preparing
    from visavis.people.persons import remove_person

    services = _services()
    owner = _owner(services, account)
    with services.database.reading() as session:
        told = f"{person_id}  {_find(session, owner, person_id).name.en}"
    if not yes and not sys.stdin.isatty():
        raise NotConfirmed
    if not yes and not typer.confirm(f"Delete {told} with portrait and clips? / 사진과 영상까지 지울까요?", err=True):
        typer.echo("Nothing was deleted. / 아무것도 지우지 않았습니다.", err=True)
        return
    with services.database.transaction() as session:
        remove_person(session, services.blobs, owner, person_id)
        preparing.cancel(session, services.jobs, person_id)
    typer.echo(f"Deleted / 삭제함: {told}")


def kept_portrait(person_id: str, account: str | None) -> RGB:
    """The portrait of somebody who is kept. Raises PersonNotFound and NoSuchAccount."""
    from visavis.people.persons import portrait_of

    return portrait_of(*kept_person(person_id, account))


def kept_person(person_id: str, account: str | None) -> tuple[Person, Blobs]:
    """Somebody who is kept, and where their portrait lies. Raises PersonNotFound and NoSuchAccount."""
    services = _services()
    with services.database.reading() as session:
        return _find(session, _owner(services, account), person_id), services.blobs


def use_imported() -> None:
    """Let engines find the checkpoints in the data folder."""
    from visavis.settings import Settings

    Settings().compose_engines()


def _variants(recipe: Recipe) -> dict[str, Recipe]:
    from visavis.people.recipes import variants
    from visavis.studio.generate import GENERATE

    with GENERATE.lease(recipe.engine) as drawing:
        found = variants(recipe, drawing)
    if not found:
        raise Invalid(
            Text(
                ko="{e} 엔진은 다른 표정을 만들지 못합니다. --variants를 빼고 실행해 주세요.",
                en="The engine {e} can't make other expressions. Leave --variants out.",
            ).fill(e=recipe.engine)
        )
    return found


def _recipe(engine: str | None, code: str | None, kind: str | None, seed: int, look: Look | None) -> Recipe:
    from visavis.people.recipes import Recipe, draw_recipe
    from visavis.studio.generate import GENERATE

    if code is not None:
        recipe = Recipe.parse(code)
        if recipe.is_from_photo:
            raise Invalid(
                Text(
                    ko="사진에서 찾은 인물은 웹 화면에서 동의를 확인한 뒤 만들 수 있습니다.",
                    en="A person found from a photo is made on the web page, where consent is recorded.",
                )
            )
        if engine not in (None, recipe.engine):
            raise Invalid(
                Text(
                    ko="이 코드는 {c} 엔진의 것입니다. --engine을 빼거나 같은 엔진을 지정해 주세요.",
                    en="This code is of the engine {c}. Leave --engine out, or name the same one.",
                ).fill(c=recipe.engine)
            )
        return recipe if look is None else recipe.with_look(look.id)
    with GENERATE.lease(engine) as drawing:
        return draw_recipe(drawing, seed, kind, look.id if look else "natural")


def _refuse_both(option: str, value: object, **others: object) -> None:
    """Raises OptionsConflict when the option and any of the others are given."""
    given = [name for name, other in others.items() if other is not None]
    if value is not None and given:
        raise OptionsConflict(
            Text(
                ko="{a}와(과) {b}은(는) 함께 쓸 수 없습니다. 둘 중 하나만 지정해 주세요.",
                en="{a} and {b} can't be used together. Give one of them.",
            ).fill(a=option, b=", ".join(given))
        )


def _look(look: str | None, keyword: str | None) -> Look | None:
    from visavis.people.looks import denied_words, find_look, match_looks

    if look is not None:
        return find_look(look)
    if keyword is None:
        return None
    found = match_looks(keyword)[0]
    if denied := denied_words(keyword):
        told = ", ".join(denied)
        typer.echo(f"Denied, so not looked for: {told}. / 아니라고 한 말은 찾지 않았습니다: {told}", err=True)
    return found


def _write(recipe: Recipe, out: Path, size: int, language: Language, label: bool) -> None:
    from visavis.people.exporting import export_portrait
    from visavis.people.naming import suggest_name
    from visavis.people.portraying import portray

    title = suggest_name(recipe).in_language(language)
    portrait = portray(recipe, size)
    export_portrait(portrait, title, out, identity(), language, label)
    typer.echo(f"{out}  {recipe}")


def require_folder(out: Path) -> None:
    """Raises NoFolder where the folder that a file is to lie in isn't there: it may well be a slip of the pen."""
    if not out.parent.is_dir():
        raise NoFolder(
            Text(
                ko="'{f}' 폴더가 없습니다. 먼저 만들거나(mkdir -p '{f}') 있는 폴더의 파일 이름을 지정해 주세요.",
                en="There is no folder '{f}'. Make it first (mkdir -p '{f}'), or name a file in one that is there.",
            ).fill(f=out.parent)
        )


def _keeper(account: str | None) -> tuple[Services, str]:
    """Where somebody will be kept, and for whom. Raises NoSuchAccount and TooManyPeople."""
    from visavis.people.persons import require_room

    services = _services()
    owner = _owner(services, account)
    with services.database.reading() as session:
        require_room(session, owner)
    return services, owner


def _keep(recipe: Recipe, name: str, keeper: tuple[Services, str], interviews: bool, language: Language) -> str:
    from visavis.people import preparing
    from visavis.people.making import Wish, make_person
    from visavis.people.naming import suggest_voice

    services, owner = keeper
    with services.database.transaction() as session:
        person = make_person(session, services.blobs, owner, Wish(recipe, name, suggest_voice(recipe)), language)
        if interviews:  # not from the command line alone
            preparing.enqueue(session, services.jobs, person.id, owner)
    return f"{person.id}  {name}"


_ORIGINS = {
    "cast": Text(ko="함께 제공되는 인물", en="ships with Visavis"),
    "portrait": Text(ko="올린 사진으로 만든 인물", en="made of a portrait"),
    "generated": Text(ko="코드로 만든 인물", en="made from a code"),
    "drawn": Text(ko="그려서 만든 인물", en="drawn by hand"),
    "photo": Text(ko="사진을 닮은 가상 인물", en="found from a photo"),
}


def _find(session: Session, owner: str, person_id: str) -> Person:
    from visavis.people.persons import PersonNotFound, find_person

    try:
        return find_person(session, owner, person_id)
    except PersonNotFound as error:
        raise PersonNotFound(
            Text(
                ko="'{p}' 인물이 없습니다. `visavis person list`로 확인하고, 계정의 인물이면 --account를 더해 주세요.",
                en="There is no person '{p}'. See `visavis person list`, with --account for one of an account.",
            ).fill(p=person_id)
        ) from error


def _told(person: Person) -> list[str]:
    lines = [f"{person.id}  {_both(person.name)}  {_both(_ORIGINS[person.origin])}"]
    lines += [_both(text) for text in (person.persona, person.consent) if text.ko]
    if person.making is not None:
        lines += [] if person.origin == "photo" else [person.making.code or person.making.engine]
        lines += [f"weights sha256 {person.making.weights_sha256}"]
    return lines


def _both(text: Text) -> str:
    """In both languages, unless somebody wrote it in one."""
    return text.ko if text.ko == text.en else f"{text.ko} / {text.en}"


def _services() -> Services:
    from visavis.app import build_services, migrate
    from visavis.settings import Settings

    settings = Settings()
    migrate(settings)
    return build_services(settings)


def _owner(services: Services, login: str | None) -> str:
    from visavis.accounts.membership import list_accounts

    if login is None:
        return OWN
    with services.database.reading() as session:
        for account in list_accounts(session):
            if account.login == login:
                return account.id
    raise NoSuchAccount(
        Text(
            ko="'{n}' 계정이 없습니다. `visavis account list`로 확인해 주세요.",
            en="There is no account '{n}'. See `visavis account list`.",
        ).fill(n=login)
    )


def identity() -> Identity:
    """What pictures are signed with."""
    from visavis.media.provenance import signing_identity
    from visavis.settings import Settings

    return signing_identity(Settings().make_data_dir() / "identity")


def language_of(lang: str) -> Language:
    """Raises Invalid for anything but ko and en."""
    if lang == "ko":
        return "ko"
    if lang == "en":
        return "en"
    raise Invalid(Text(ko="--lang은 ko 또는 en입니다.", en="--lang is ko or en."))
