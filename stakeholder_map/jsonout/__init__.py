"""Answers as JSON, as docs/interfaces.md fixes it: the form of all of them, and what each command prints."""
