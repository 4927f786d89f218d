"""`extract corpus convert FROM -o TO`: labelled corpora for spaCy and labelling tools, and back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.commands.command import Command, OneOf
from extractor.commands.sources import unwritten
from extractor.commands.writing import write_folder, write_whole
from extractor.extras import install

if TYPE_CHECKING:
    from extractor.evaluation.corpus import Record

_DOCBIN, _JSONL = ".spacy", ".jsonl"


@click.command(
    "convert",
    cls=Command,
    help="""把已标注的语料转换为 spaCy 的 DocBin（.spacy）或标注工具用的 JSONL（.jsonl），或转换回来。

    格式由文件名决定：来源是语料文件夹，--output 写 .spacy 或 .jsonl 文件；来源是这样的文件，
    --output 写新的语料文件夹（不得已有内容）。陈述的各栏全部保留，转换回来的 claims.jsonl
    与原来相同。不转换 findings、relations 和 splits.toml；没有标注的报告不写。
    .spacy 需要 spacy（pip install "jixiao-extractor[spacy]"）。
    """,
)
@click.argument("source", metavar="来源")
@click.option("-o", "--output", metavar="PATH", required=True, help="写入的 .spacy、.jsonl 文件，或新的语料文件夹。")
@click.option("--rows", is_flag=True, help="也写表格行（来源是语料文件夹时）；转换回来时，文件中有就写。")
@click.option("--split", type=OneOf(["train", "dev", "test"]), help="只用这一划分（语料的 splits.toml）。")
def command(source: str, output: str, rows: bool, split: str | None) -> int:
    from extractor.evaluation.corpus import BadCorpus

    packed = _format(source) is not None and not Path(source).is_dir()
    if packed and (rows or split):
        raise click.UsageError(f"--rows 和 --split 只用于语料文件夹，{source} 是文件。")
    try:
        if packed:
            _unpack(source, output)
        else:
            _pack(source, output, rows=rows, split=split)
    except BadCorpus as error:
        raise click.UsageError(str(error)) from None
    except ModuleNotFoundError as error:
        raise click.UsageError(f"读写 .spacy 需要 {error.name}：请先运行 {install('spacy')}。") from None
    except OSError as error:
        raise click.UsageError(unwritten("", error, "zh")) from None
    return 0


def _format(path: str) -> str | None:
    suffix = Path(path).suffix.lower()
    return suffix if suffix in (_DOCBIN, _JSONL) else None


def _pack(source: str, output: str, *, rows: bool, split: str | None) -> None:
    from extractor.evaluation.corpus import BadCorpus, read
    from extractor.evaluation.exchange import encoded, exchanged

    if _format(output) is None:
        raise click.UsageError(f"--output {output}：来源是语料文件夹，文件名应以 .spacy 或 .jsonl 结尾。")
    reports = read(Path(source), split)
    labelled = [exchanged(report, rows=rows) for report in reports if "claims" in report.labels]
    if not labelled:
        raise BadCorpus(f"{source}：没有已标注的报告（claims.jsonl）。")
    if _format(output) == _DOCBIN:
        from extractor.evaluation.docbin import as_docbin

        content = as_docbin(labelled)
    else:
        content = encoded(labelled, source)
    write_whole(Path(output), content)
    _tell(labelled, len(reports) - len(labelled))


def _unpack(source: str, output: str) -> None:
    from extractor.evaluation.corpus import lines
    from extractor.evaluation.exchange import corpus_files

    if _format(output) is not None:
        raise click.UsageError(f"--output {output}：来源是文件，应写成语料文件夹。")
    if _format(source) == _DOCBIN:
        from extractor.evaluation.docbin import read_docbin

        reports = read_docbin(Path(source))
    else:
        reports = lines(Path(source))
    files = corpus_files(reports, source)
    if Path(output).exists() and (not Path(output).is_dir() or any(Path(output).iterdir())):
        raise click.UsageError(f"--output {output}：已经存在，不会覆盖；请换一个新的文件夹。")
    write_folder(Path(output), files)
    _tell(reports, 0)


def _tell(reports: Sequence[Record], unlabelled: int) -> None:
    claims, rows = (sum(len(report.get(key, ())) for report in reports) for key in ("spans", "rows"))
    counted = [f"已转换报告 {len(reports)} 份", f"陈述 {claims} 条", *([f"表格行 {rows} 条"] if rows else [])]
    print(f"{'，'.join(counted)}。", file=sys.stderr)
    if unlabelled:
        print(f"没有标注的报告 {unlabelled} 份，没有写。", file=sys.stderr)
