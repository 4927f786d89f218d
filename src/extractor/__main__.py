"""`python -m extractor` is `extract`."""

from extractor.commands.main import main

main()
