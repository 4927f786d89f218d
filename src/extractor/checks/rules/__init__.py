"""The rules, one a file; found by `checks.registry`."""
