"""Extractors that ask a language model: it proposes, the program grounds. Imported only where one is named."""
