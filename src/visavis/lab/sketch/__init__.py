"""The sketch studio's networks: part autoencoders, and the colouring of refined sketches."""
