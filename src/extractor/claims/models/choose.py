"""Which extractor a name means."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from extractor.claims.embedded import Embedded
from extractor.claims.learned.local import is_local, opened
from extractor.claims.model import Extractor
from extractor.claims.models import inprocess
from extractor.claims.models.cascade import Cascade
from extractor.claims.models.llm import Model
from extractor.claims.models.options import Options
from extractor.claims.models.reply import Unusable, first_line
from extractor.userfile import did_you_mean

CASCADE = "cascade:"
GROUP = "jixiao_extractor.extractors"
"""Entry points of this group name extractors that other packages bring: what makes one, without arguments."""


def chosen(name: str, options: Options | None = None) -> Extractor:
    """`embedded`, what extract train wrote (`weights:FILE`…), the name of an installed extractor, a model that can be
    asked (PROVIDER/NAME, `transformers:PATH`) or `cascade:` and such a model. Raises `reply.Unusable` where there is
    none of this name or it cannot be asked on this machine, and `userfile.BadFile` for the prompts or the trained
    file."""
    if name == Embedded.name:
        return Embedded()
    if is_local(name):
        return opened(name)
    brought = installed()
    if name in brought:
        return _made(brought[name])
    if not name.startswith(CASCADE) and "/" not in name and not inprocess.names(name):
        known = [Embedded.name, *brought]
        raise Unusable(
            f"没有名为“{name}”的提取器{did_you_mean(name, known)}可用的名称有 {'、'.join(known)}；"
            "模型写作 服务商/模型名（如 openai/NAME）。本机能用哪些，见 extract doctor。"
        )
    options = options or Options()
    model = Model(name.removeprefix(CASCADE), options)
    return Cascade(model, options.threshold) if name.startswith(CASCADE) else model


def installed() -> dict[str, EntryPoint]:
    """The extractors that other packages bring, by name."""
    return {brought.name: brought for brought in entry_points(group=GROUP)}


def package(brought: EntryPoint) -> str:
    """The package that brings an extractor, with its version."""
    return f"{brought.dist.name} {brought.dist.version}" if brought.dist else brought.value


def _made(brought: EntryPoint) -> Extractor:
    """Raises `Unusable` where somebody else's package fails, whatever it raises."""
    try:
        made = brought.load()()
    except Exception as error:
        said = f"{type(error).__name__}: {first_line(error)}"
    else:
        if isinstance(getattr(made, "name", None), str) and callable(getattr(made, "extract", None)):
            extractor: Extractor = made
            return extractor
        said = f"{brought.value} 没有 name 和 extract"
    raise Unusable(
        f"提取器 {brought.name} 由软件包 {package(brought)} 提供，但不能使用（{said}）。"
        "请更新或重新安装这个软件包，仍不行时反馈给它的维护者，或不用 --model。"
    )


def stays_here(name: str) -> bool:
    """Whether no text leaves the machine for `name`, as far as this program knows."""
    return is_local(name) or inprocess.names(name.removeprefix(CASCADE))
