"""What makes or changes a face, a folder for each capability."""
