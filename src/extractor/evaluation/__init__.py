"""How well the program does, measured on labelled reports; used by commands alone."""
