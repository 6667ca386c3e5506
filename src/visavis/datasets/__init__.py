"""Pictures that collaborators bring for training, with their licence and consent, and the jobs that line them up."""
