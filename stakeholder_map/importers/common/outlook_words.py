"""What Outlook writes into cells in English, German, French and Spanish."""

from __future__ import annotations

YES = frozenset(("true", "yes", "1", "on", "wahr", "ja", "ein", "vrai", "oui", "verdadero", "si", "sí"))
NOT_CONFIDENTIAL = frozenset(("", "0", "normal", "normale"))
"""Every other sensitivity (private, personal, confidential, in any language) is not for others."""
