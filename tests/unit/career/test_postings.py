"""Job postings that are kept."""

from __future__ import annotations

import pytest
from tests.unit.career.evaluate.samples import POSTING

from visavis.api.services import Services
from visavis.career.postings import PostingEmpty, PostingNotFound, find_posting, keep_posting


def test_a_posting_is_kept_once_and_named_after_its_first_line(services: Services) -> None:
    with services.database.transaction() as session:
        first = keep_posting(session, "acc_1", "", POSTING)
        assert keep_posting(session, "acc_1", "", POSTING + "\n").id == first.id
        assert keep_posting(session, "acc_2", "", POSTING).id != first.id
        assert first.title == POSTING.strip().splitlines()[0]
        with pytest.raises(PostingNotFound):
            find_posting(session, "acc_2", first.id)
        with pytest.raises(PostingEmpty):
            keep_posting(session, "acc_1", "", "  ")
