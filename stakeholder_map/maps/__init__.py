"""The map: what can be shown, which part of it, where it stands, and how it is drawn."""
