"""Answers as pure functions of a Snapshot: a file or folder per question, all standing on `ground`; no database."""
