"""Why a foreign checkpoint isn't taken.

NotFound  NoSuchFile     isn't there, or isn't a file
Invalid   NoCheckpoint   not of a known format, by content
            EmptyFile    nothing in it
          BrokenFile     can't be read to the end
          TooLarge       more than any such checkpoint
          WrongLayout    another network
Refused   NotOnlyData    asks for code to be run
"""

from __future__ import annotations

from pathlib import Path

from visavis.kit.errors import Invalid, NotFound, Refused
from visavis.kit.text import Text


class NoSuchFile(NotFound):
    """The checkpoint isn't there, or is a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(ko="{p} 파일이 없습니다. 경로를 확인해 주세요.", en="There is no file {p}. Check the path.").fill(
                p=path
            )
        )


class NoCheckpoint(Invalid):
    """The file isn't of either format, by content."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(
                ko="{p}은(는) 체크포인트 파일이 아닙니다. "
                "rosinality의 .pt 파일이나 StyleGAN2-ADA(PyTorch)의 .pkl 파일을 지정해 주세요.",
                en="{p} is no checkpoint. Give a .pt of rosinality's layout or a .pkl of StyleGAN2-ADA (PyTorch).",
            ).fill(p=path.name)
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
    """No checkpoint of StyleGAN2 is this large."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(
                ko="{p}은(는) 너무 큽니다. StyleGAN2 체크포인트는 4 GB를 넘지 않습니다.",
                en="{p} is too large; no checkpoint of StyleGAN2 has more than 4 GB.",
            ).fill(p=path.name)
        )


class WrongLayout(Invalid):
    """The weights are of another network than StyleGAN2, or of a variant that has no counterpart here."""

    def __init__(self, tensor: str) -> None:
        super().__init__(
            Text(
                ko="이 파일의 가중치는 지원하는 StyleGAN2 구조가 아닙니다(맞지 않는 텐서: {t}). "
                "rosinality 형식이나 조건 없는 기본 구조의 StyleGAN2-ADA 체크포인트를 사용해 주세요.",
                en="The weights in this file are not of a StyleGAN2 that is supported (what doesn't fit: {t}). "
                "Use a checkpoint of rosinality's layout, or an unconditional StyleGAN2-ADA of the default kind.",
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
