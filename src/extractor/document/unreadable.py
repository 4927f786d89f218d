"""What to say of a file that cannot be read: its name, the reason and what to do."""

from __future__ import annotations


class Unreadable(Exception):
    """A report that cannot be read. `message` names the file, the reason and what to do, in Chinese; `english` too.
    `str()` is the Chinese one."""

    def __init__(self, name: str, message: str, english: str) -> None:
        super().__init__(f"{name}：{message}")
        self.name = name
        self.message = f"{name}：{message}"
        self.english = f"{name}: {english}"


def no_text(name: str, kind: str) -> Unreadable:
    return Unreadable(
        name,
        f"这是 {kind} 文件，不是文本。请先另存（导出）为 .docx 或纯文本（.txt，UTF-8）后再试。",
        f"this is a {kind} file, not text. Save (export) it as .docx or plain text (.txt, UTF-8) first.",
    )


def empty(name: str) -> Unreadable:
    return Unreadable(
        name,
        "文件是空的，没有任何文字。请检查导出是否成功。",
        "the file is empty. Check that the export succeeded.",
    )
