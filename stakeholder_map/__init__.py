"""Stakeholder Map: which partnerships hang on one person, why, and what would fix it."""

__version__ = "0.1.0"
