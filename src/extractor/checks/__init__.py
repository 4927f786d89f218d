"""Rules and what they find."""
