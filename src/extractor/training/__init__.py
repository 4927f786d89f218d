"""Fitting the learned part of the embedded extractor to labelled reports; used by commands alone."""
