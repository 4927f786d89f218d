"""The learned part of the embedded extractor: what rules propose and pass over, judged by trained weights."""
