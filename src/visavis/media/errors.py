"""What can be wrong with a file that a user brings.

Invalid
└── Unreadable
    ├── EmptyFile       nothing in it
    ├── NotMedia        something else under a media name
    ├── CutOff          the file ends before it can be played
    ├── NoPicture       no video track where one is needed
    ├── NoSound         no audio track where one is needed
    └── TooHeavy        more than the limits allow
"""

from __future__ import annotations

from visavis.kit.errors import Invalid
from visavis.kit.text import Text


class Unreadable(Invalid):
    """The file can't be read as what it should be."""


class EmptyFile(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="파일이 비어 있습니다(0바이트). 파일이 온전히 저장되었는지 확인한 뒤 다시 선택해 주세요.",
                en="The file is empty (0 bytes). Check that it was saved completely, then choose it again.",
            )
        )


class NotMedia(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="영상이나 음성 파일이 아닙니다. MP4, MOV, WebM, MKV, AVI, WAV, MP3, FLAC, OGG 파일을 사용해 주세요.",
                en="This is not a video or sound file. Use MP4, MOV, WebM, MKV, AVI, WAV, MP3, FLAC or OGG.",
            )
        )


class CutOff(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="파일이 중간에 끊겨 재생할 수 없습니다. 원본에서 다시 복사하거나 다시 녹화해 주세요.",
                en="The file is cut off or damaged and can't be played. Copy it from its source again, or record anew.",
            )
        )


class NoPicture(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="파일에 영상이 없습니다. 소리만 있는 파일은 음성 항목만 측정할 수 있습니다.",
                en="The file has no picture. From sound alone only the voice can be measured.",
            )
        )


class NoSound(Unreadable):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="파일에 소리가 없습니다. 마이크를 켜고 녹화한 파일을 사용해 주세요.",
                en="The file has no sound. Use a recording made with the microphone on.",
            )
        )


class TooHeavy(Unreadable):
    def __init__(self, ko: str, en: str) -> None:
        super().__init__(Text(ko=ko, en=en))
