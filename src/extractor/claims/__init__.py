"""Claims: what the narrative asserts, each grounded in its place."""
