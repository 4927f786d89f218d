"""Which form a table is, its canonical columns, and its rows by kind."""
