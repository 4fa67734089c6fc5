"""What several formats share: rows as they make them, contacts, owners, meetings, and what is never read."""
