"""Networks that others published: read as data, proven equal to the official code, handed to the product as ONNX."""
