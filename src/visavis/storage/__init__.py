"""Where things are kept: the database, the blobs, and this installation's secrets. Knows no domain."""
