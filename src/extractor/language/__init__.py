"""Chinese text without knowledge of reports: normalising, sentences, words, quantities, periods."""
