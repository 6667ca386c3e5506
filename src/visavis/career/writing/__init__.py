"""Help with writing: counting, the one-minute introduction, letters that are kept, questions that companies asked."""
