"""The command line: files in, one table out.

    python -m extract FILE… [--format csv|wide|json|parquet] [-o PATH] [--jobs N] [--corrections FILE]

Standard output holds the table and nothing else; everything said about the files goes to standard
error, one line each. Exit 0: every file was read, though perhaps nothing was found in it. Exit 2: a
file could not be read, or the table could not be written; the other files are still in the table.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Timer
from typing import TYPE_CHECKING, Annotated

import typer

from extract.batch import Outcome, outcomes, printable
from extract.errors import ExtractError

if TYPE_CHECKING:
    import pandas as pd

    from extract.corrections import Correction


class Format(StrEnum):
    """A row per share (csv, json, parquet) or a row per question (wide, as CSV)."""

    CSV = "csv"
    WIDE = "wide"
    JSON = "json"
    PARQUET = "parquet"


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    files: Annotated[
        list[Path], typer.Argument(help="Poll reports: PDF, Excel, Word, HTML, CSV, text, pictures.", metavar="FILE")
    ],
    format: Annotated[
        Format, typer.Option(help="csv, json, parquet: a row per share. wide: a row per question.")
    ] = Format.CSV,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write here, not to standard output.")] = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Files read at a time.")] = 1,
    corrections: Annotated[Path | None, typer.Option(help="A CSV of corrections, as data/corrections.csv.")] = None,
) -> None:
    """Print the approval shares of poll reports as one tidy table.

    NAME.toml beside a file says what the file does not say of itself: pollster, subject, year …
    """
    if refusal := _refusal(format, output):
        _say(refusal)
        raise typer.Exit(2)
    try:
        known = _corrections(corrections)
    except (ExtractError, OSError) as error:
        _say(f"--corrections {error}")
        raise typer.Exit(2) from error
    read = _read(files, jobs, known)
    table = _encoded(_joined(read), format)
    try:
        _write(table, output)
    except OSError as error:
        _say(f"{output}: it cannot be written ({error.strerror or error})")
        raise typer.Exit(2) from error
    raise typer.Exit(2 if any(one.estimates is None for one in read) else 0)


def run() -> None:
    """The command, leaving quietly when whoever reads the output has gone (`| head`)."""
    # What is logged is for those who run a server; here each file has its one line.
    logging.getLogger("extract").addHandler(logging.NullHandler())
    try:
        app(prog_name="python -m extract")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


def _refusal(format: Format, output: Path | None) -> str | None:
    """Why a table of this kind cannot be written there; asked before any file is read."""
    if output is not None and (str(output) == "-" or output.is_dir()):
        return f"-o {output}: give the path of a file, or leave -o out for standard output"
    if output is not None and not output.parent.is_dir():
        return f"-o {output}: the folder {output.parent} does not exist. Create it first"
    if format is Format.PARQUET and output is None and sys.stdout.isatty():
        return "--format parquet: it is not for a terminal. Give -o PATH"
    if format is Format.PARQUET and find_spec("pyarrow") is None:
        return "--format parquet: it needs the package pyarrow. Install it, or choose csv or json"
    return None


def _corrections(path: Path | None) -> tuple[Correction, ...]:
    from extract.corrections import parse

    return parse(path.read_text(encoding="utf-8", errors="replace"), path.name) if path else ()


def _read(files: Sequence[Path], jobs: int, corrections: Sequence[Correction]) -> list[Outcome]:
    read = []
    with _progress(len(files)) as step:
        for one in outcomes(files, jobs, corrections):
            read.append(one)
            step()
    for one in read:
        for line in one.lines:
            _say(line)
    return read


def _joined(read: Sequence[Outcome]) -> pd.DataFrame:
    import pandas as pd

    from extract.tidy import to_frame

    found = [one.estimates for one in read if one.estimates is not None and not one.estimates.empty]
    return pd.concat(found, ignore_index=True) if found else to_frame(())


def _encoded(long: pd.DataFrame, format: Format) -> bytes:
    from extract.tidy import to_csv, to_wide

    if format is Format.PARQUET:
        out = BytesIO()
        long.to_parquet(out, index=False)
        return out.getvalue()
    if format is Format.JSON:
        return _json(long).encode()
    return to_csv(to_wide(long) if format is Format.WIDE else long).encode()


def _json(long: pd.DataFrame) -> str:
    """An array of rows, one a line; what is not printed is null."""
    rows = long.astype(object).where(long.notna() & (long != ""), None).to_dict("records")
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n" if rows else "[]\n"


def _write(table: bytes, output: Path | None) -> None:
    """To standard output, or to a file that is either the old one or wholly the new one."""
    if output is None:
        sys.stdout.buffer.write(table)
        sys.stdout.buffer.flush()
        return
    with NamedTemporaryFile(dir=output.parent, prefix=f".{output.name}.", delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(table)
            file.flush()
            os.fsync(file.fileno())
            unfinished.chmod(0o666 & ~_umask())
            unfinished.replace(output)
        finally:
            unfinished.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _progress(count: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error when that is a terminal and the work lasts over a second."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task("Reading", total=count)
    start = Timer(1.0, bar.start)
    start.start()
    try:
        yield lambda: bar.advance(task)
    finally:
        start.cancel()
        start.join()
        bar.stop()


def _say(line: str) -> None:
    print(printable(line), file=sys.stderr)
