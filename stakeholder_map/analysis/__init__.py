"""Answers as pure functions of a Snapshot, one question per file; no database here."""
