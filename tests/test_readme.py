"""What the documents say is so: links lead somewhere, commands exist, examples give what they show."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from extract.model import Source

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "data" / "README.md"]
CONSOLE = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def sessions(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output shown under it."""
    return [(part.split("\n", 1)[0], part.split("\n", 1)[1]) for part in re.split(r"(?m)^\$ ", block)[1:]]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files_that_are_here(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_is_to_be_made_can_be_made(document: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"(?m)(?:`|^ *)make ([a-z]+)", document.read_text(encoding="utf-8")))
    assert named <= targets


@pytest.mark.skipif(shutil.which("sh") is None, reason="the examples are for a shell")
@pytest.mark.parametrize("block", CONSOLE)
def test_a_console_example_gives_what_it_shows(block: str, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    python = f'python() {{ PYTHONPATH="{ROOT}" "{sys.executable}" "$@"; }}\n'
    for command, shown in sessions(block):
        done = subprocess.run(
            ["sh", "-c", python + command], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True
        )
        assert done.stdout == shown.rstrip("\n") + "\n" * bool(shown.strip())


def test_the_example_of_a_format_reads_its_format() -> None:
    text = (ROOT / "docs" / "adding-a-format.md").read_text(encoding="utf-8")
    reader = ModuleType("from_eml")
    exec(re.findall(r"```python\n(.*?)```", text, re.DOTALL)[0], reader.__dict__)
    headers = b"From: desk@example.org\r\nTo: you@example.org\r\nSubject: New poll\r\n\r\n"
    mail = headers + b"In France 41% approve of the president.\r\n"
    document = reader.read(Source("poll.eml", "", reader.MEDIA_TYPE), mail)
    assert reader.recognises("poll.eml", mail)
    assert not reader.recognises("poll.txt", b"In France 41% approve.\n")
    assert document.metadata.title == "New poll"
    assert [block.text for block in document.blocks] == ["In France 41% approve of the president."]
