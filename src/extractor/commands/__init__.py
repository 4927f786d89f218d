"""The command line: options, configuration, exit codes, progress."""
