"""The migrations, oldest first by their chain of revisions."""
