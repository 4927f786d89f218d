"""Configuration: what stands in the nearest `extractor.toml` or `[tool.extractor]` of a `pyproject.toml`, over it the
environment (EXTRACTOR_…), over that the options of the command line.

Nearest means: in the folder of the first report, else in the nearest folder above it; where none is found there, the
same from the working folder on. Paths in a file are relative to that file's folder.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from extractor import userfile
from extractor.userfile import BadFile

PREFIX = "EXTRACTOR_"
Kind = Literal["codes", "choice", "flag", "text", "path", "paths"]
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")
_SAID: dict[Kind, str] = {
    "codes": "规则代号的列表",
    "choice": "文字",
    "flag": " true 或 false",
    "text": "文字",
    "path": "文件路径",
    "paths": "文件路径的列表",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One key. `option` is the name of the parameter that it presets; `command` is the only command that has it, or
    empty."""

    key: str
    kind: Kind
    default: Any
    choices: tuple[str, ...] = ()
    command: str = ""

    @property
    def variable(self) -> str:
        return PREFIX + self.key.replace(".", "_").replace("-", "_").upper()

    @property
    def option(self) -> str:
        name = self.key.rpartition(".")[2].replace("-", "_")
        return "format_" if name == "format" else name


SETTINGS = (
    Setting("select", "codes", []),
    Setting("ignore", "codes", []),
    Setting("preview", "flag", False),
    Setting("profile", "text", None),
    Setting("lang", "choice", "zh", ("zh", "en")),
    Setting("info", "flag", False),
    Setting("encoding", "text", None),
    Setting("quiet", "flag", False),
    Setting("fail-on", "choice", "error", ("error", "warning", "never"), command="lint"),
    Setting("waivers", "paths", [], command="lint"),
    Setting("baseline", "path", None, command="lint"),
    Setting("lint.format", "choice", "text", ("text", "json", "jsonl", "sarif", "junit", "github"), command="lint"),
    Setting("report.format", "choice", "table", ("table", "json", "jsonl", "csv", "html"), command="report"),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Value:
    """What a setting is, and where that comes from: a file, a variable of the environment, or empty for the default."""

    setting: Setting
    value: Any
    source: str = ""


def resolve(report: str | None, file: str | None, environment: Mapping[str, str]) -> dict[str, Value]:
    """Every setting by key. `report` is the first one given, `file` what to read in place of the nearest file. Raises
    `BadFile` for anything that is unknown or cannot be meant."""
    values = {setting.key: Value(setting, setting.default) for setting in SETTINGS}
    path = Path(file) if file else nearest(report)
    if path is not None:
        values |= _of_file(path)
    values |= _of_environment(environment)
    _check_codes(values)
    return values


def presets(values: Mapping[str, Value], command: str) -> dict[str, Any]:
    """What the options of `command` are if the command line does not say."""
    chosen = [v for v in values.values() if v.source and v.setting.command in ("", command)]
    return {v.setting.option: v.value for v in chosen}


def nearest(report: str | None) -> Path | None:
    """The configuration file for `report`. Raises `BadFile` for a `pyproject.toml` on the way that is no TOML."""
    starts = [Path.cwd()]
    if report not in (None, "-"):
        given = Path(str(report)).absolute()
        starts.insert(0, given if given.is_dir() else given.parent)
    for start in starts:
        for folder in (start, *start.parents):
            for name in ("extractor.toml", "pyproject.toml"):
                path = folder / name
                if _is_file(path) and (name == "extractor.toml" or _table(path)):
                    return path
    return None


def _is_file(path: Path) -> bool:
    """Whether there is such a file; in a folder that may not be searched, nobody put one for this user."""
    try:
        return path.is_file()
    except PermissionError:
        return False


def _table(path: Path) -> dict[str, Any]:
    loaded = userfile.load(path)
    if path.name != "pyproject.toml":
        return loaded
    table = loaded.get("tool", {}).get("extractor", {})
    return table if isinstance(table, dict) else {}


def _of_file(path: Path) -> dict[str, Value]:
    found = {}
    for key, value in _flat(_table(path)).items():
        setting = _BY_KEY.get(key)
        if setting is None:
            raise BadFile(f"{path}：没有“{key}”这个键{userfile.did_you_mean(key, _BY_KEY)}")
        found[key] = Value(setting, _checked(setting, value, str(path), path.parent), str(path))
    return found


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """`[lint] format` as `lint.format`."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        flat |= {f"{key}.{name}": below for name, below in value.items()} if isinstance(value, dict) else {key: value}
    return flat


def _of_environment(environment: Mapping[str, str]) -> dict[str, Value]:
    known = {setting.variable: setting for setting in SETTINGS}
    found = {}
    for name, text in sorted(environment.items()):
        setting = known.get(name)
        if setting is not None:
            found[setting.key] = Value(setting, _checked(setting, _read(setting, text), name, Path.cwd()), name)
        elif name.startswith(PREFIX):
            # Other variables with this prefix are not this module's business, misspelt ones are.
            tails = {variable.removeprefix(PREFIX): variable for variable in known}
            near = difflib.get_close_matches(name.removeprefix(PREFIX), tails, n=1, cutoff=0.75)
            if near:
                raise BadFile(f"没有环境变量“{name}”，是否指 {tails[near[0]]}？")
    return found


def _read(setting: Setting, text: str) -> Any:
    """The text of a variable as a file would hold it."""
    match setting.kind:
        case "codes":
            return [code.strip() for code in text.split(",") if code.strip()]
        case "paths":
            return [path for path in text.split(os.pathsep) if path]
        case "flag" if text.lower() in (*_TRUE, *_FALSE):
            return text.lower() in _TRUE
        case _:
            return text


def _checked(setting: Setting, value: Any, where: str, folder: Path) -> Any:
    """`value` if the setting can have it, paths made absolute."""
    if isinstance(value, str) and setting.kind in ("codes", "paths"):
        value = [value]
    fits = {
        "flag": isinstance(value, bool),
        "codes": isinstance(value, list) and all(isinstance(one, str) for one in value),
        "paths": isinstance(value, list) and all(isinstance(one, str) for one in value),
    }
    if not fits.get(setting.kind, isinstance(value, str)):
        meant = f" {'、'.join(setting.choices)} 之一" if setting.choices else _SAID[setting.kind]
        raise BadFile(f"{where}：“{setting.key}”应为{meant}。")
    if setting.choices and value not in setting.choices:
        near = userfile.did_you_mean(str(value), setting.choices)
        raise BadFile(f"{where}：“{setting.key}”没有“{value}”这个取值，可选 {'、'.join(setting.choices)}{near}")
    if setting.kind == "paths":
        return [str(folder / path) for path in value]
    if setting.kind == "path" or (setting.key == "profile" and value.endswith(".toml")):
        return str(folder / value)
    return value


def _check_codes(values: Mapping[str, Value]) -> None:
    from extractor.checks import registry

    for key in ("select", "ignore"):
        value = values[key]
        if value.source and value.value:
            try:
                registry.select(value.value)
            except registry.UnknownRule as error:
                raise BadFile(f"{value.source}：“{key}”：{error}") from None
