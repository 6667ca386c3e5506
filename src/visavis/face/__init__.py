"""Finding and measuring faces: the mesh of landmarks, the person's mask, alignment, embedding."""
