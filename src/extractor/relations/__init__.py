"""Figures, the relations between them, and the one judge of whether a relation holds."""
