"""What an applicant needs besides practice: the résumé photo."""
