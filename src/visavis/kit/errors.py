"""The errors that Visavis raises on purpose: one base, six kinds.

    VisavisError
    ├── Invalid       the input can't be used; the caller can mend it
    ├── NotFound      no such thing, or not yours (we never say which)
    ├── Conflict      the thing is in a state that doesn't allow this
    ├── Refused       we won't: no permission, no consent, too many tries, against the rules
    ├── Unavailable   an engine, a file or a service that this needs isn't there
    └── Failed        our own work broke although the input was good

Domain errors subclass a kind: ``class NoFaceFound(Invalid)``. Every error carries a bilingual message that says what
happened and what to do next, and a code (the class name in snake_case) for programs.
"""

from __future__ import annotations

import re

from visavis.kit.text import Text


class VisavisError(Exception):
    """Base of all six kinds. Raise a kind or a subclass of one, never this."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; a subclass may take other arguments than the message.
        return _restore, (type(self), self.message)

    @property
    def code(self) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


def _restore(kind: type[VisavisError], message: Text) -> VisavisError:
    error = kind.__new__(kind)
    VisavisError.__init__(error, message)
    return error


class Invalid(VisavisError):
    """The input can't be used; the caller can mend it."""


class NotFound(VisavisError):
    """No such thing, or it isn't the caller's."""


class Conflict(VisavisError):
    """The thing is in a state that doesn't allow this."""


class Refused(VisavisError):
    """We won't do it: permission, consent, rate or law."""


class Unavailable(VisavisError):
    """An engine, a file or a service that this needs isn't ready."""


class Failed(VisavisError):
    """Our own work broke although the input was good."""
