"""Why a foreign checkpoint isn't taken, beside that it isn't there (``engines/accepting``).

Invalid   NoCheckpoint   not of a known format, by content
            EmptyFile    nothing in it
            TorchScript  a program of torch
            Packed       a checkpoint in a zip archive
          BrokenFile     can't be read to the end
          TooLarge       more than any such checkpoint
          DoesntFit      weights of another network
          NotFinite      weights that are no numbers
Refused   NotOnlyData    asks for code to be run
          NotAccepted    nobody said under which licence it is used
"""

from __future__ import annotations

from pathlib import Path

from visavis.kit.errors import Invalid, Refused
from visavis.kit.text import Text

ANY_CHECKPOINT = Text(
    ko="PyTorch 체크포인트(.pt, .pth, .ckpt)나 safetensors 파일을 지정해 주세요.",
    en="Give a checkpoint of PyTorch (.pt, .pth, .ckpt) or a safetensors file.",
)


class NoCheckpoint(Invalid):
    """The file is of no format that is taken, by content; ``taken`` says which are."""

    def __init__(self, path: Path, taken: Text = ANY_CHECKPOINT) -> None:
        super().__init__(
            Text(ko="{p}은(는) 체크포인트 파일이 아닙니다. {t}", en="{p} is no checkpoint. {u}").fill(
                p=path.name, t=taken.ko, u=taken.en
            )
        )


class EmptyFile(NoCheckpoint):
    """The file has no content."""

    def __init__(self, path: Path) -> None:
        Invalid.__init__(
            self,
            Text(
                ko="{p}은(는) 빈 파일입니다(0바이트). 공식 배포처에서 다시 받아 주세요.",
                en="{p} is empty (0 bytes). Fetch it again from its official place.",
            ).fill(p=path.name),
        )


class TorchScript(NoCheckpoint):
    """A program of torch, which carries code; only weights are taken."""

    def __init__(self, path: Path) -> None:
        Invalid.__init__(
            self,
            Text(
                ko="{p}은(는) TorchScript 파일이라 코드가 들어 있어 읽지 않습니다. 가중치만 저장한 파일"
                "(torch.save(model.state_dict(), …) 또는 safetensors)을 사용해 주세요.",
                en="{p} is a TorchScript file: it holds code, which isn't read. Use a file of the weights alone "
                "(torch.save(model.state_dict(), …), or safetensors).",
            ).fill(p=path.name),
        )


class Packed(NoCheckpoint):
    """A zip archive with a checkpoint in it."""

    def __init__(self, path: Path, inner: str) -> None:
        Invalid.__init__(
            self,
            Text(
                ko="{p}은(는) 압축 파일입니다. 압축을 풀고 그 안의 {i} 파일을 지정해 주세요.",
                en="{p} is a zip archive. Unpack it and name the {i} in it.",
            ).fill(p=path.name, i=inner),
        )


class BrokenFile(Invalid):
    """The file is of a known format but can't be read to the end, or not as data alone."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            Text(
                ko="{p}을(를) 데이터로 읽을 수 없습니다({w}). "
                "파일이 손상되었거나 잘렸거나, 가중치가 아닌 것이 들어 있습니다. 공식 배포처에서 다시 받아 주세요.",
                en="{p} can't be read as data ({w}): it is damaged, cut off, or holds more than weights. "
                "Fetch it again from its official place.",
            ).fill(p=path.name, w=why)
        )


class TooLarge(Invalid):
    """No checkpoint that is taken here is this large."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        super().__init__(
            Text(
                ko="{p}은(는) 너무 큽니다. 여기서 읽는 체크포인트는 {g} GB를 넘지 않습니다.",
                en="{p} is too large; no checkpoint that is read here has more than {g} GB.",
            ).fill(p=path.name, g=most_bytes // 2**30)
        )


class DoesntFit(Invalid):
    """The weights are of another network; the text lists what differs."""

    def __init__(self, kind: str, difference: str, looks_like: str | None) -> None:
        hint = Text(ko="", en="")
        if looks_like is not None:
            hint = Text(
                ko="\n'{n}' 가중치로 보입니다: `visavis models import {n} 파일`을 실행해 보세요.",
                en="\nIt looks like '{n}': try `visavis models import {n} FILE`.",
            ).fill(n=looks_like)
        super().__init__(
            Text(
                ko="이 파일의 가중치는 '{k}' 네트워크와 맞지 않습니다. 다른 점은 영어 문장 아래에 있습니다.{h}",
                en="The weights in this file are not those of '{k}'.\n{d}{i}",
            ).fill(k=kind, d=difference, h=hint.ko, i=hint.en)
        )


class NotFinite(Invalid):
    """A tensor holds values that are no numbers."""

    def __init__(self, tensor: str) -> None:
        super().__init__(
            Text(
                ko="텐서 '{t}'에 숫자가 아닌 값(NaN 또는 무한대)이 있습니다. 손상된 체크포인트입니다.",
                en="The tensor '{t}' holds values that are no numbers (NaN or infinite): the checkpoint is damaged.",
            ).fill(t=tensor)
        )


class NotOnlyData(Refused):
    """A file asks for something that data doesn't need; it may be an attack. Nothing of it was run."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                ko="이 파일은 데이터가 아닌 '{n}'을(를) 실행하려고 해서 거부했습니다. "
                "아무것도 실행하지 않았습니다. 공식 배포처에서 받은 파일인지 확인해 주세요.",
                en="This file was refused: it asks for '{n}', which is no data. Nothing of it was run. "
                "Check that it comes from its official place.",
            ).fill(n=name)
        )


class NotAccepted(Refused):
    """Nobody has said under which licence the weights are used."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko='가중치의 라이선스를 확인하고 이름을 적어 주세요: --accept-licence "이름"',
                en='Read the licence of the weights and give its name: --accept-licence "NAME"',
            )
        )
