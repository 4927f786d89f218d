"""Which extractor a name means."""

from __future__ import annotations

from extractor.claims.embedded import Embedded
from extractor.claims.model import Extractor
from extractor.claims.models.cascade import Cascade
from extractor.claims.models.llm import Model
from extractor.claims.models.options import Options

CASCADE = "cascade:"


def chosen(name: str, options: Options | None = None) -> Extractor:
    """`embedded`, PROVIDER/NAME or `cascade:PROVIDER/NAME`. Raises `provider.Unusable` where it cannot be asked on this
    machine, and `userfile.BadFile` for the prompts."""
    if name == Embedded.name:
        return Embedded()
    options = options or Options()
    model = Model(name.removeprefix(CASCADE), options)
    return Cascade(model, options.threshold) if name.startswith(CASCADE) else model
