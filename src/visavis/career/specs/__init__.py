"""Average specs of accepted applicants: tables with a source come in, figures about groups go out, never people."""
