"""Trains and measures the networks that sort faces by expression (observe/expression_classes)."""
