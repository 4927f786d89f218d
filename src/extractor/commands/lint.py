"""`extract lint PATH...`: what a reviewer would send back, before the report is submitted."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import click

from extractor.commands import exits
from extractor.commands.asking import Asked, asked_of, model_options, refusals
from extractor.commands.checking import Checking, Configured, checking, checking_options, usage_errors
from extractor.commands.command import OneOf, unless_dash
from extractor.commands.notices import notify
from extractor.commands.progress import Progress
from extractor.commands.sources import STDIN, checked, complain, done, found, pass_over
from extractor.commands.writing import spare, write_whole
from extractor.output.escape import one_line, printable

if TYPE_CHECKING:
    from extractor.checks.rule import Rule
    from extractor.checks.waivers import Waivers
    from extractor.output.labels import Lang
    from extractor.report import Report

Format = Literal["text", "json", "jsonl", "sarif", "junit", "github"]
FailOn = Literal["error", "warning", "never"]


@dataclass(frozen=True, slots=True)
class Style:
    """How the findings are written; `several` reports make an array in JSON."""

    format: Format
    lang: Lang
    info: bool
    several: bool


_FAILING: dict[FailOn, tuple[str, ...]] = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


@click.command(
    "lint",
    cls=Configured,
    help="""报送前检查：列出审核时会被退回的问题、所在位置、算式和补正办法。

    可给出文件和文件夹（检查其中的 .txt、.docx、.html 文件）；“-”表示从标准输入读取。
    退出码：0 没有达到 --fail-on 级别的问题 · 1 有 · 2 用法有误或全部无法读取 · 3 部分未能完成
    """,
)
@click.argument("paths", nargs=-1, required=True, metavar="路径...")
@click.option(
    "-f",
    "--format",
    "format_",
    type=OneOf(["text", "json", "jsonl", "sarif", "junit", "github"]),
    default="text",
    help="输出格式，默认 text。",
)
@checking_options
@click.option(
    "--fail-on",
    type=OneOf(["error", "warning", "never"]),
    default="error",
    help="达到此级别即以 1 退出，默认 error。",
)
@click.option("--waivers", multiple=True, metavar="FILE", help="豁免文件：写明理由、由谁确认的发现不再列出。")
@click.option("--baseline", metavar="FILE", help="基线文件：其中已有的发现不再列出。")
@click.option("--write-baseline", metavar="FILE", help="把现有的全部发现写成基线文件，不作其他输出。")
@click.option("-o", "--output", callback=unless_dash, metavar="FILE", help="写入文件，不写到标准输出。")
@click.option("--stdin-filename", metavar="NAME", help="标准输入的报告在结果中用的文件名。")
@click.option("--info", is_flag=True, help="text 格式也列出“提示”级的发现；不加时只显示条数。")
@click.option("--lang", type=OneOf(["zh", "en"]), default="zh", help="输出语言，默认 zh。")
@click.option("--encoding", metavar="NAME", help="报告的编码（如 gb18030）；不加时自动判断。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度，只显示出错信息。")
@model_options
def command(
    paths: tuple[str, ...],
    format_: Format,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    profile: str | None,
    config: str | None,
    fail_on: FailOn,
    waivers: tuple[str, ...],
    baseline: str | None,
    write_baseline: str | None,
    output: str | None,
    stdin_filename: str | None,
    info: bool,
    lang: Lang,
    encoding: str | None,
    quiet: bool,
    **given: Any,
) -> int:
    chosen = checking(select, ignore, preview=preview, profile=profile)
    covered = _covered(waivers, baseline)
    pass_over(paths, lang)
    names = found(checked(paths))
    spare(names, output, write_baseline)
    style = Style(format_, lang, info, several=len(names) > 1)
    progress = Progress(len(names), quiet=quiet)
    asked = asked_of(**given, progress=progress.step)
    reports: list[Report] = []
    readable, whole = False, True
    for name in names:
        progress.begin(name)
        outcome = done(name, lambda name=name: _linted(name, encoding, chosen, stdin_filename, asked), lang)  # type: ignore[misc]
        progress.end()
        readable |= outcome.readable
        if outcome.result is None:
            complain(outcome, lang)
            whole = False
        else:
            notify(name, outcome.result, lang)
            covered.apply(outcome.result)
            reports.append(outcome.result)
            whole &= not (outcome.result.coverage.segments_failed or outcome.result.unjudged)
    if not reports:
        return exits.PARTIAL if readable else exits.USAGE
    _tell(covered, lang)
    if write_baseline is not None:
        from extractor.output.baseline import baseline as known

        written = done(write_baseline, lambda: write_whole(Path(write_baseline), known(reports, today())), lang)
        if written.reason:
            complain(written, lang)
        return exits.DONE if whole and not written.reason else exits.PARTIAL
    if output is None:
        _write(reports, chosen.rules, style, sys.stdout)
    else:
        content = io.StringIO()
        _write(reports, chosen.rules, style, content)
        written = done(output, lambda: write_whole(Path(output), content.getvalue()), lang)
        if written.reason:
            complain(written, lang)
            whole = False
    if not whole:
        return exits.PARTIAL
    failing = any(finding.severity in _FAILING[fail_on] for report in reports for finding in report.findings)
    return exits.FOUND if failing else exits.DONE


def today() -> date:
    """The day by which waivers expire."""
    return date.today()


def _covered(waivers: Sequence[str], baseline: str | None) -> Waivers:
    from extractor.checks.waiver import read
    from extractor.checks.waivers import Waivers

    with usage_errors():
        entries = [waiver for path in waivers for waiver in read(path, "waiver")]
        # A reason answers for more than having been known, so waivers come first.
        entries += read(baseline, "baseline") if baseline else []
        return Waivers(entries, today())


def _tell(covered: Waivers, lang: Lang) -> None:
    """Waivers that cover nothing (any more), on stderr."""
    for problem in covered.problems():
        said = f"warning: {problem.message_en}" if lang == "en" else f"注意：{problem.message}"
        print(one_line(printable(said)), file=sys.stderr)


def _linted(name: str, encoding: str | None, chosen: Checking, stdin_filename: str | None, asked: Asked) -> Report:
    from extractor.document.load import load
    from extractor.pipeline import review_submission

    submission = load(name, encoding)
    if name == STDIN and stdin_filename:
        submission = replace(submission, name=stdin_filename, path=stdin_filename)
    with refusals():
        return review_submission(
            submission,
            extractor=asked.extractor,
            judge=asked.judge,
            rules=chosen.rules,
            profile=chosen.profile,
        )


def _write(reports: Sequence[Report], rules: Sequence[Rule], style: Style, stream: IO[str]) -> None:
    match style.format:
        case "text":
            from extractor.output import lines
            from extractor.output.table import console

            lines.write(reports, console(stream), lang=style.lang, info=style.info)
        case "json" | "jsonl":
            from extractor.output.record import record

            made = [record(report, lang=style.lang) for report in reports]
            if style.format == "jsonl":
                stream.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in made)
            else:
                stream.write(json.dumps(made if style.several else made[0], ensure_ascii=False, indent=1) + "\n")
        case "sarif":
            from extractor.output.sarif import log

            stream.write(json.dumps(log(reports, rules, style.lang), ensure_ascii=False, indent=1) + "\n")
        case "junit":
            from extractor.output.junit import suites

            stream.write(suites(reports, style.lang))
        case "github":
            from extractor.output.github import workflow_commands

            stream.write(workflow_commands(reports, style.lang))
