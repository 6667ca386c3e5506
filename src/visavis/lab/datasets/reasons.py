"""Why a file doesn't become part of a dataset: a code for programs, a sentence in both languages for people."""

from __future__ import annotations

from typing import Any

from visavis.kit.text import Text

REASONS: dict[str, Text] = {
    "empty_file": Text(ko="파일이 비어 있습니다(0바이트).", en="The file is empty (0 bytes)."),
    "not_a_picture": Text(
        ko="사진이 아니거나 손상되어 끝까지 읽을 수 없습니다.",
        en="It is no picture, or it is damaged and can't be read to its end.",
    ),
    "too_heavy": Text(ko="사진이 허용된 크기보다 큽니다.", en="The picture is larger than the limits allow."),
    "file_too_large": Text(
        ko="파일이 {bytes}바이트로 한도 {limit}바이트를 넘습니다.",
        en="The file has {bytes} bytes; the limit is {limit}.",
    ),
    "link": Text(
        ko="다른 곳을 가리키는 링크라서 따라가지 않았습니다.", en="It is a link to another place and wasn't followed."
    ),
    "unreadable_file": Text(
        ko="파일을 읽을 수 없습니다. 권한과 디스크를 확인해 주세요.",
        en="The file can't be read; check its permissions and the disk.",
    ),
    "unsafe_name": Text(
        ko="압축 파일 안의 이름이 압축 폴더 밖을 가리킵니다.",
        en="Its name in the archive points outside of the archive.",
    ),
    "encrypted": Text(
        ko="암호로 잠긴 압축 항목입니다. 암호 없이 다시 압축해 주세요.",
        en="It is locked with a password; pack the archive again without one.",
    ),
    "archive_in_archive": Text(
        ko="압축 파일 속의 압축 파일은 열지 않습니다. 먼저 풀어 주세요.",
        en="An archive inside an archive isn't opened; unpack it first.",
    ),
    "broken_archive": Text(
        ko="압축 파일이 손상되었거나 zip이 아닙니다.", en="The archive is damaged, or it is no zip."
    ),
    "too_dense": Text(
        ko="압축을 풀면 지나치게 커지는 항목입니다(압축 폭탄 의심).",
        en="Unpacked it would be far larger than a picture can be; it looks like a zip bomb.",
    ),
    "no_such_file": Text(
        ko="'{by}'에 적혀 있지만 이런 사진이 없습니다. 파일 이름을 확인해 주세요.",
        en="'{by}' has a row for it, but there is no such picture. Check the name.",
    ),
    "breaks_decoder": Text(
        ko="이 파일을 읽다가 작업 프로세스가 두 번 죽었습니다.", en="Reading this file ended the worker process, twice."
    ),
    "no_face": Text(ko="얼굴을 찾지 못했습니다.", en="No face was found."),
    "several_faces": Text(ko="얼굴이 둘 이상입니다.", en="It shows more than one face."),
    "face_too_small": Text(
        ko="얼굴이 {face_px}픽셀로 최소 {limit}픽셀보다 작습니다.",
        en="The face is {face_px} px high; at least {limit} px are needed.",
    ),
    "turned_sideways": Text(
        ko="얼굴이 옆으로 {yaw_deg}° 돌아가 한도 {limit}°를 넘습니다.",
        en="The head is turned {yaw_deg}° sideways; the limit is {limit}°.",
    ),
    "tilted": Text(
        ko="얼굴이 위아래로 {pitch_deg}° 기울어 한도 {limit}°를 넘습니다.",
        en="The head points {pitch_deg}° up or down; the limit is {limit}°.",
    ),
    "blurred": Text(
        ko="얼굴이 흐립니다(선명도 {sharpness}, 최소 {limit}).",
        en="The face is blurred (sharpness {sharpness}, at least {limit}).",
    ),
    "duplicate": Text(
        ko="'{of}'와(과) 거의 같은 사진입니다({bits}비트 차이).",
        en="It is nearly the same picture as '{of}' ({bits} bits apart).",
    ),
}


class Rejected(Exception):
    """A file that doesn't pass; ``detail`` fills the sentence of its code."""

    def __init__(self, code: str, **detail: Any) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def sentence(code: str, detail: dict[str, Any]) -> Text:
    """The reason in both languages."""
    return REASONS[code].fill(**detail)
