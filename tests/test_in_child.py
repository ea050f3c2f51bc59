"""Whatever a reader does to itself, the one who asked gets an answer or one sentence, in time."""

import os
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from extract import child, extract, in_child
from extract.errors import ExtractError, TimedOut, TooLarge, UnreadableSource, UnsupportedFormat
from extract.in_child import read_in_child
from extract.tidy import to_frame

TABLE = b"Approval of US leadership, Gallup\n\nCountry,Approve,Disapprove\nSyria,20%,71%\nIran,19%,51%\n"

# A child like the real one, except that the reading itself is replaced by what stands in BODY.
FAULTY = """
import os, signal, sys, time
import extract.child as child
real = child._reading
def reading(name, content, sidecar):
    BODY
child._reading = reading
child.main()
"""

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals are POSIX's")


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch):
    """Replace the reading that the child does by some statements."""

    def replace(body: str, seconds: int = 5, memory_mb: int = 400) -> None:
        code = FAULTY.replace("BODY", body.replace("\n", "\n    "))
        command = [sys.executable, "-c", code, str(seconds), str(memory_mb)]
        monkeypatch.setattr(in_child, "_command", lambda *_: command)

    return replace


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch):
    """Replace the whole child by a Python program, which has no limits of its own."""
    return lambda code: monkeypatch.setattr(in_child, "_command", lambda *_: [sys.executable, "-c", code])


def test_gives_what_is_found_in_the_file_itself() -> None:
    reading = read_in_child("leadership.csv", TABLE, 'pollster = "Gallup"\nsubject = "US leadership"')
    expected = extract("leadership.csv", TABLE, None)
    assert reading.source == expected.source
    assert list(reading.estimates["subject"]) == ["US leadership"] * 4
    assert list(reading.estimates["share_pct"]) == [20, 71, 19, 51]
    assert reading.text == TABLE.decode()
    pd.testing.assert_series_equal(reading.estimates.dtypes, to_frame(expected.estimates).dtypes)


def test_issues_come_with_their_words() -> None:
    reading = read_in_child("nothing.txt", b"The weather was fine.")
    assert reading.estimates.empty
    assert reading.issues == extract("nothing.txt", b"The weather was fine.").issues


@pytest.mark.parametrize(
    ("name", "content", "sidecar", "kind"),
    [
        ("empty.txt", b"", None, UnreadableSource),
        ("noise.bin", bytes(range(256)) * 9, None, UnsupportedFormat),
        ("poll.txt", b"x", 'polster = "Gallup"', UnreadableSource),
    ],
)
def test_the_readers_own_errors_arrive_as_they_were(
    name: str, content: bytes, sidecar: str | None, kind: type[ExtractError]
) -> None:
    with pytest.raises(kind) as ours:
        read_in_child(name, content, sidecar)
    assert "\n" not in str(ours.value)
    assert str(ours.value).startswith(name.split(".")[0])


@pytest.mark.parametrize("error", [TimedOut, TooLarge, UnsupportedFormat, UnreadableSource, ExtractError])
def test_each_class_of_error_keeps_its_class_code_and_words(error: type[ExtractError]) -> None:
    given = error("a.pdf", "it is odd", "Turn it round")
    back = in_child._error(
        type(given).__name__, name=given.name, cause=given.cause, advice=given.advice, code=given.code
    )
    assert (type(back), str(back), back.code) == (type(given), str(given), given.code)


def test_a_hanging_reader_is_ended(faulty) -> None:
    faulty("time.sleep(60)")
    begun = time.monotonic()
    with pytest.raises(TimedOut, match=r"^slow.pdf: reading it took more than 0.5 seconds"):
        read_in_child("slow.pdf", b"x", seconds=0.5)
    assert time.monotonic() - begun < 3


@posix_only
def test_a_busy_reader_is_ended_by_its_cpu_limit(faulty) -> None:
    faulty("while True: pass", seconds=1)
    with pytest.raises(TimedOut):
        read_in_child("busy.pdf", b"x", seconds=30)


@posix_only
def test_what_the_reader_started_ends_with_it(command, tmp_path: Path) -> None:
    told = tmp_path / "pid"
    command(
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(told)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)"
    )
    with pytest.raises(TimedOut):
        read_in_child("fork.pdf", b"x", seconds=1)
    assert has_ended(int(told.read_text()))


def has_ended(pid: int) -> bool:
    """Whether a process is gone, or dead and only not yet buried, within two seconds."""
    for _ in range(40):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        status = Path(f"/proc/{pid}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


@posix_only
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not limit memory")
def test_a_reader_that_eats_memory_is_too_large(faulty) -> None:
    faulty("return bytearray(10**10)")
    with pytest.raises(TooLarge, match="takes too much memory"):
        read_in_child("bomb.docx", b"x")


@posix_only
@pytest.mark.parametrize(
    ("sent", "kind", "words"),
    [("SIGSEGV", UnreadableSource, "crashed .SIGSEGV."), ("SIGKILL", TooLarge, "want of memory")],
)
def test_a_reader_ended_by_a_signal(faulty, sent: str, kind: type[ExtractError], words: str) -> None:
    faulty(f"os.kill(os.getpid(), signal.{sent})")
    with pytest.raises(kind, match=f"^crash.pdf: .*{words}"):
        read_in_child("crash.pdf", b"x")


def test_an_error_nobody_expected_is_one_sentence(faulty) -> None:
    faulty("raise ZeroDivisionError('a number')")
    with pytest.raises(UnreadableSource, match="ZeroDivisionError: a number") as ours:
        read_in_child("odd.pdf", b"x")
    assert ours.value.code == "parser-crash"
    assert ours.value.advice


@pytest.mark.parametrize(
    "said",
    ["", "garbage", "[]", '"text"', "{}", '{"error": {}}', '{"source": {}, "estimates": {}, "issues": [], "text": ""}'],
)
def test_garbage_is_no_answer(command, said: str) -> None:
    command(f"print({said!r})")
    with pytest.raises(UnreadableSource, match="ended without an answer") as ours:
        read_in_child("odd.pdf", b"x")
    assert ours.value.code == "parser-crash"


def test_an_answer_that_breaks_the_contract_is_refused(faulty) -> None:
    faulty("found = real(name, content, sidecar)\nfound['estimates']['share_pct'][0] = 4000\nreturn found")
    with pytest.raises(
        UnreadableSource, match=r"^leadership.csv: .*share_pct is 4000.0, which is not from -100 to 100"
    ):
        read_in_child("leadership.csv", TABLE)


def test_what_libraries_print_is_no_part_of_the_answer(faulty) -> None:
    faulty(
        "os.write(1, b'noise'); os.system('echo noise'); print('noise', flush=True)\n"
        "return real(name, content, sidecar)"
    )
    assert len(read_in_child("leadership.csv", TABLE).estimates) == 4


def test_an_answer_given_before_a_crash_counts(faulty) -> None:
    faulty("import atexit\natexit.register(os.abort)\nreturn real(name, content, sidecar)")
    assert len(read_in_child("leadership.csv", TABLE).estimates) == 4


def test_too_long_an_answer_is_not_read(faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_child, "ANSWER_BYTES", 1000)
    faulty("return {'text': 'x' * 2000}")
    with pytest.raises(TooLarge, match="what was found in it"):
        read_in_child("long.txt", b"x")


@posix_only
def test_the_system_stops_an_endless_answer(faulty) -> None:
    faulty(f"return {{'text': 'x' * {child.ANSWER_BYTES + 10}}}", memory_mb=1000)
    with pytest.raises(TooLarge, match="what was found in it is more than 64 MB"):
        read_in_child("endless.txt", b"x")


def test_a_childs_environment_holds_no_secret(command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPLINES_DATABASE_URL", "postgresql://user:password@host/polls")
    command(
        "import os, json\n"
        "said = dict.fromkeys(['kind', 'name', 'advice', 'code'], '') | {'cause': str(dict(os.environ))}\n"
        "print(json.dumps({'error': said}))"
    )
    with pytest.raises(ExtractError) as ours:
        read_in_child("a.txt", b"x")
    assert "PYTHONUTF8" in str(ours.value)
    assert "password" not in str(ours.value)


def test_nothing_is_left_behind(faulty, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    faulty("os.abort()")
    with pytest.raises(TooLarge):
        read_in_child("crash.pdf", b"x")
    assert not list(tmp_path.iterdir())
