"""What can be wrong with the words of ``visavis models``."""

from __future__ import annotations

from pathlib import Path

from visavis.kit.errors import Invalid, NotFound, Refused, Unavailable
from visavis.kit.text import Text


class NoLab(Unavailable):
    """What reads foreign checkpoints isn't installed."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            Text(
                ko="체크포인트를 읽으려면 학습실 패키지가 필요합니다('{m}' 없음). 설치: pip install 'visavis[lab]'",
                en="Reading checkpoints needs the lab's packages ('{m}' is missing). "
                "Install them: pip install 'visavis[lab]'",
            ).fill(m=missing)
        )


class UnknownKind(Invalid):
    """There is no importer for this kind of model."""

    def __init__(self, kind: str, known: list[str]) -> None:
        super().__init__(
            Text(
                ko="'{k}' 모델은 가져올 수 없습니다. 가져올 수 있는 종류: {n}",
                en="Models of kind '{k}' can't be imported. Kinds that can: {n}.",
            ).fill(k=kind, n=", ".join(known))
        )


class UnknownModel(NotFound):
    """Neither the catalogue nor the library has it."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            Text(
                ko="'{n}' 모델이 없습니다. 아는 모델: {k}",
                en="There is no model '{n}'. Those that are known: {k}.",
            ).fill(n=name, k=", ".join(known))
        )


class NotFetchable(NotFound):
    """Nobody told where it can be fetched from."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            Text(
                ko="'{n}' 모델을 받을 수 없습니다. 받을 수 있는 모델: {k}",
                en="There is no '{n}' to fetch. Models that can be: {k}.",
            ).fill(n=name, k=", ".join(known))
        )


class NoAddress(Unavailable):
    """The makers hand the file out by hand only, or its name isn't known."""

    def __init__(self, kind: str, origin: str) -> None:
        super().__init__(
            Text(
                ko="'{k}' 가중치는 자동으로 받을 수 없습니다. {o}에서 직접 받은 뒤 "
                "`visavis models import {k} 파일`로 가져오거나, --from에 파일의 주소를 적어 주세요.",
                en="The weights '{k}' can't be fetched by themselves. Get them from {o}, then run "
                "`visavis models import {k} FILE`; or give the file's address with --from.",
            ).fill(k=kind, o=origin)
        )


class IsFolder(Invalid):
    """A folder was named in place of a checkpoint."""

    def __init__(self, path: Path, taken: str = ".pt, .pkl") -> None:
        super().__init__(
            Text(
                ko="'{p}'은(는) 폴더입니다. 그 안의 파일({f}) 하나를 지정해 주세요.",
                en="'{p}' is a folder. Name one file in it ({f}).",
            ).fill(p=path, f=taken)
        )


class BadName(Invalid):
    """The name can't be a folder's."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                ko="'{n}'은(는) 이름으로 쓸 수 없습니다. --name에 영문자, 숫자, '-', '_', '.'만 쓰세요.",
                en="'{n}' can't be a name. Use letters, digits, '-', '_' and '.' for --name.",
            ).fill(n=name)
        )


class LicenceNotAccepted(Refused):
    """Nobody accepted a licence, and nobody could be asked."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko='가중치의 라이선스를 확인한 뒤 --accept-licence "이름"을 붙여 다시 실행해 주세요.',
                en='Read the licence of the weights, then run this again with --accept-licence "NAME".',
            )
        )


class AnotherLicence(Refused):
    """What was typed isn't the licence of these weights."""

    def __init__(self, typed: str, kind: str, licence: str, varies: bool) -> None:
        asked = Text(
            ko='"{l}"에 동의하면 그 이름을 적거나 --accept-licence yes를 붙여 주세요.',
            en='If you accept "{l}", give its name, or --accept-licence yes.',
        ).fill(l=licence)
        if varies:
            asked = Text(
                ko="이 파일의 라이선스 이름을 적어 주세요({l}).", en="Give the name of this file's own licence ({l})."
            ).fill(l=licence)
        super().__init__(
            Text(
                ko="'{t}'은(는) '{k}' 가중치의 라이선스가 아닙니다. {a}",
                en="'{t}' is not the licence of the weights '{k}'. {b}",
            ).fill(t=typed, k=kind, a=asked.ko, b=asked.en)
        )


class NotConfirmed(Refused):
    """Nobody said that the model may go, and nobody could be asked."""

    def __init__(self) -> None:
        super().__init__(Text(ko="삭제하려면 --yes를 붙여 주세요.", en="Add --yes to delete it."))
