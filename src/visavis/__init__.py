"""Visavis: a self-hosted studio of virtual people, and a place to practise an interview face to face."""

__version__ = "0.1.0"
