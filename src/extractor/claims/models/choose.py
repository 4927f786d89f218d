"""Which extractor a name means."""

from __future__ import annotations

from importlib.metadata import entry_points

from extractor.claims.embedded import Embedded
from extractor.claims.learned.local import is_local, opened
from extractor.claims.model import Extractor
from extractor.claims.models import inprocess
from extractor.claims.models.cascade import Cascade
from extractor.claims.models.llm import Model
from extractor.claims.models.options import Options

CASCADE = "cascade:"
GROUP = "jixiao_extractor.extractors"
"""Entry points of this group name extractors that other packages bring: what makes one, without arguments."""


def chosen(name: str, options: Options | None = None) -> Extractor:
    """`embedded`, what extract train wrote (`weights:FILE`…), the name of an installed extractor, a model that can be
    asked (PROVIDER/NAME, `transformers:PATH`) or `cascade:` and such a model. Raises `reply.Unusable` where it cannot
    be asked on this machine, and `userfile.BadFile` for the prompts or the trained file."""
    if name == Embedded.name:
        return Embedded()
    if is_local(name):
        return opened(name)
    for brought in entry_points(group=GROUP, name=name):
        made: Extractor = brought.load()()
        return made
    options = options or Options()
    model = Model(name.removeprefix(CASCADE), options)
    return Cascade(model, options.threshold) if name.startswith(CASCADE) else model


def stays_here(name: str) -> bool:
    """Whether no text leaves the machine for `name`, as far as this program knows."""
    return is_local(name) or inprocess.names(name.removeprefix(CASCADE))
