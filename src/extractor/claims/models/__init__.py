"""Extractors that ask a language model: it proposes, the program grounds. Nothing here is imported without `--model`."""
