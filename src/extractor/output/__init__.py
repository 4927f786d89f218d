"""Formats of a reviewed report; no checking."""
