"""`extract REPORT...`: review reports and write what they claim and what does not fit."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

import click

import extractor
from extractor.commands import exits
from extractor.commands.asking import Spent, asked_of, model_options, refusals
from extractor.commands.checking import Configured, checking, checking_options, codes
from extractor.commands.command import OneOf, unless_dash
from extractor.commands.notices import notify
from extractor.commands.progress import Progress
from extractor.commands.sink import SUFFIX, Files, Format, Sink, Stdout, Style
from extractor.commands.sources import Done, Naming, checked, complain, done, found, pass_over
from extractor.commands.summary import Tally, summary
from extractor.commands.writing import targets

if TYPE_CHECKING:
    from extractor.output.labels import Lang
    from extractor.output.schema import UsageRecord, What


@click.command(
    "report",
    cls=Configured,
    help="""审核绩效自评报告：提取每项陈述和表格的每一行，互相核对，指出不符之处。

    可给出一个或几个文件和文件夹（审核其中的 .txt、.docx、.html 文件）；“-”表示从标准输入读取。
    “extract 报告.txt”与“extract report 报告.txt”相同。
    """,
)
@click.argument("reports", nargs=-1, required=True, metavar="报告...")
@click.option(
    "-f",
    "--format",
    "format_",
    type=OneOf(list(SUFFIX)),
    default="table",
    help="输出格式，默认 table；html 为可转发、打印的网页。",
)
@click.option(
    "-o",
    "--output",
    callback=unless_dash,
    metavar="PATH",
    help="写入文件；多份报告或以 / 结尾时为文件夹，每份报告一个文件。",
)
@click.option(
    "--what",
    type=OneOf(["claims", "rows", "findings", "relations"]),
    help="只输出一类：陈述、表格各行、发现或数字关系（用于 table 和 csv；csv 默认 claims）。",
)
@checking_options
@click.option("--info", is_flag=True, help="同时列出“提示”级的发现；不加时只显示条数。")
@click.option("--lang", type=OneOf(["zh", "en"]), default="zh", help="输出语言，默认 zh。")
@click.option("--encoding", metavar="NAME", help="报告的编码（如 gb18030）；不加时自动判断。")
@click.option(
    "--name",
    "naming",
    type=OneOf(["stem", "parent", "path"]),
    default="stem",
    help="结果文件按报告的文件名（stem）、所在文件夹名（parent）或整个路径（path）命名。",
)
@click.option("--timings", is_flag=True, help="在 JSON 中写明用时（每次运行会不同）。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度和汇总，只显示出错信息。")
@model_options
def command(
    reports: tuple[str, ...],
    format_: Format,
    output: str | None,
    what: What | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    profile: str | None,
    config: str | None,
    info: bool,
    lang: Lang,
    encoding: str | None,
    naming: Naming,
    timings: bool,
    quiet: bool,
    **given: Any,
) -> int:
    pass_over(reports, lang)
    names = found(checked(reports))
    if what and format_ not in ("table", "csv"):
        raise click.UsageError("--what 只用于 table 和 csv；其他格式总是完整输出。")
    if format_ == "html" and output is None and len(names) > 1:
        raise click.UsageError("几份报告的网页请用 --output 写入文件夹，每份一个文件。")
    checking(select, ignore, preview=preview, profile=profile)
    style = Style(format_, lang, what, info)
    sink: Sink
    if output is None:
        sink = Stdout(style, several=len(names) > 1)
    else:
        sink = Files(style, targets(names, output, SUFFIX[format_], naming))
    progress = Progress(len(names), quiet=quiet)
    asked = asked_of(**given, progress=progress.step)
    finished = []

    def work(name: str) -> Tally:
        began = time.perf_counter()
        before = asked.spent()
        with refusals():
            reviewed = extractor.review(
                name,
                encoding=encoding,
                extractor=asked.extractor,
                judge=asked.judge,
                select=codes(select),
                ignore=codes(ignore),
                preview=preview,
                profile=profile,
            )
        taken = {"review": time.perf_counter() - began, **reviewed.seconds}
        usage = _usage(taken, before, asked.spent()) if timings else None
        progress.end()
        notify(name, reviewed, lang)
        sink.add(name, reviewed, usage)
        return Tally.of(reviewed)

    # Closed also where the user interrupts: what is written until then is whole.
    with closing(sink):
        for name in names:
            progress.begin(name)
            outcome = done(name, partial(work, name), lang)
            progress.end()
            if outcome.reason:
                complain(outcome, lang)
            finished.append(outcome)
    if len(names) > 1 and not quiet:
        print("\n".join(summary(finished, lang)), file=sys.stderr)
    return _code(finished)


def _usage(taken: Mapping[str, float], before: Spent, after: Spent) -> UsageRecord:
    calls, tokens, hits = (now - then for now, then in zip(after, before, strict=True))
    seconds = {stage: round(second, 3) for stage, second in taken.items()}
    return {"model_calls": calls, "tokens": tokens, "cache_hits": hits, "seconds": seconds}


def _code(finished: Sequence[Done[Tally]]) -> int:
    if not any(outcome.readable for outcome in finished):
        return exits.USAGE
    tallies = [outcome.result for outcome in finished]
    whole = all(tally is not None and not tally.failed and not tally.unjudged for tally in tallies)
    return exits.DONE if whole else exits.PARTIAL
