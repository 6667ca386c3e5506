"""Turning the classes of expression of an interview on and off. Off is how it begins, and off forgets."""

from __future__ import annotations

from sqlalchemy.orm import Session

from visavis.interview import reviews
from visavis.interview.report.expression_classes import report_without_classes
from visavis.interview.report.schema import Report
from visavis.interview.sessions import states
from visavis.interview.tables import Interview
from visavis.interview.writing_reports import forget_classes, write_forms
from visavis.jobs import Jobs
from visavis.kit.text import Text
from visavis.storage.blobs import Blobs


def turn_on(session: Session, jobs: Jobs, interview: Interview) -> None:
    """The candidate wants them; a finished interview is reviewed once more, from its recordings.

    Raises NotPossibleNow while it is being reviewed, and for a finished interview whose recordings are gone.
    """
    if interview.reads_expression:
        return
    if interview.state == "reviewing":
        raise states.NotPossibleNow(
            Text(
                ko="면접을 분석하고 있습니다. 분석이 끝난 뒤에 켜 주세요.",
                en="The interview is being reviewed. Turn it on when that is done.",
            )
        )
    if interview.state not in states.OPEN:
        states.review_again(interview)
        reviews.enqueue(session, jobs, interview)
    interview.reads_expression = True


def turn_off(blobs: Blobs, interview: Interview) -> None:
    """The candidate doesn't want them: what was found is deleted, from the report in all its forms too."""
    interview.reads_expression = False
    forget_classes(blobs, interview.space, len(interview.questions))
    if interview.has_report:
        report = Report.model_validate_json(blobs.get(reviews.report_key(interview, "json")))
        write_forms(blobs, interview.space, len(interview.questions), report_without_classes(report))
