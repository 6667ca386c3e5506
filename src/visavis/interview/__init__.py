"""The practice interview: questions, sessions, recording, review, feedback and the report."""
