"""Answers as pure functions of a Snapshot: one file or folder per question, all standing on `ground`; no database here."""
