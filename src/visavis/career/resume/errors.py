"""What can be wrong with a document that somebody brings.

Invalid
└── UnreadableDocument
    ├── EmptyDocument        nothing in it
    ├── NotADocument         another kind of file, whatever its name says
    ├── OldFormat            a format that can't be read: HWP 3.0, DOC, RTF and others
    ├── Locked               it needs a password
    ├── NoTextInside         a scan: pictures of text, no text
    ├── GarbledText          the text can't be told from the file's characters
    ├── UnsafeDocument       a zip bomb, or XML that declares entities
    ├── DamagedDocument      cut off or broken
    └── DocumentTooLarge     more bytes than are taken
"""

from __future__ import annotations

from visavis.kit.errors import Invalid
from visavis.kit.text import Text


class UnreadableDocument(Invalid):
    """The file can't be read as a document."""


class EmptyDocument(UnreadableDocument):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="문서가 비어 있습니다. 내용이 저장되었는지 확인한 뒤 다시 선택해 주세요.",
                en="The document is empty. Check that it was saved with its text, then choose it again.",
            )
        )


class NotADocument(UnreadableDocument):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="읽을 수 있는 문서가 아닙니다(이름이 아니라 내용으로 판단합니다). PDF, DOCX, HWP, HWPX, TXT 파일을 "
                "사용해 주세요.",
                en="This is not a document that can be read (going by what is in it, not by its name). Use PDF, DOCX, "
                "HWP, HWPX or TXT.",
            )
        )


class OldFormat(UnreadableDocument):
    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                ko="{n} 형식은 읽을 수 없습니다. 문서를 열어 PDF, DOCX, HWPX로 다시 저장한 뒤 올려 주세요.",
                en="The format {n} can't be read. Open the document, save it as PDF, DOCX or HWPX, and bring that.",
            ).fill(n=name)
        )


class Locked(UnreadableDocument):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="암호가 걸린 문서입니다. 암호를 푼 문서를 저장해 올려 주세요.",
                en="The document is locked with a password. Save it without the password and bring that.",
            )
        )


class NoTextInside(UnreadableDocument):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="문서에 글자가 없습니다. 스캔하거나 사진으로 만든 PDF로 보입니다. 원본 문서를 올리거나 양식에 직접 "
                "입력해 주세요.",
                en="There is no text in the document; it seems to be a scan or a picture. Bring the original document, "
                "or type into the form.",
            )
        )


class GarbledText(UnreadableDocument):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="문서의 글자를 알아볼 수 없습니다. UTF-8 텍스트나 DOCX로 다시 저장해 올려 주세요.",
                en="The characters of the document can't be made out. Save it as UTF-8 text or DOCX and bring that.",
            )
        )


class UnsafeDocument(UnreadableDocument):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="문서의 구조가 안전하지 않아 열지 않았습니다. 문서를 다른 이름으로 다시 저장해 올려 주세요.",
                en="The document's structure isn't safe, so it was not opened. Save it anew under another name and "
                "bring that.",
            )
        )


class DamagedDocument(UnreadableDocument):
    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="문서가 손상되었거나 중간에 끊겼습니다. 원본에서 다시 저장해 올려 주세요.",
                en="The document is damaged or cut off. Save it from its source again and bring that.",
            )
        )


class DocumentTooLarge(UnreadableDocument):
    def __init__(self, most_bytes: int) -> None:
        super().__init__(
            Text(
                ko="문서는 {m} MiB까지 올릴 수 있습니다. 사진을 줄여 다시 저장해 주세요.",
                en="A document may have {m} MiB. Save it with smaller pictures.",
            ).fill(m=most_bytes // 2**20)
        )
