"""Product photos with another face: one, or a folder of them."""
