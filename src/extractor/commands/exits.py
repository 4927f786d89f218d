"""Exit codes, as the output contract promises them."""

DONE = 0
FOUND = 1
"""`lint`: findings at or above `--fail-on`; `eval`: a gate was missed; `corpus check`: wrong labels."""
USAGE = 2
"""Wrong usage, or nothing could be read."""
PARTIAL = 3
"""Some report or segment could not be done; beats `FOUND`."""
INTERRUPTED = 130
BROKEN_PIPE = 141
"""The reader of stdout went away, as the shell counts SIGPIPE."""
