"""Classes of facial expression by two small networks, with their error rates beside them."""
