"""Makes `.venv` from uv.lock and sees to the system libraries that Qt loads; quick when there is nothing to do.

Needs the standard library only and starts on any Python 3, so that it can say which one is wanted.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
UV = ENVIRONMENT / "bin" / "uv"
STAMP = ENVIRONMENT / "prepared"
OLDEST = (3, 11)
#: Where the loops of large maps are, that are compiled where there is a compiler.
KERNEL = Path("explorer", "map", "kernel")

#: What Qt loads even without a display, and the Debian package it comes in.
ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libzstd.so.1": "libzstd1",
}
#: What it loads to open a window under X.
FOR_A_WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-glx.so.0": "libxcb-glx0",
}


def main(purpose: str) -> None:
    """Make everything ready for `purpose`, "window" or "tests"; end with one sentence where that cannot be done."""
    start_again_with_a_newer_python()
    if not is_prepared():
        make_environment()
        install_packages()
        STAMP.write_text(fingerprint(), encoding="utf-8")
    wanted = dict(ALWAYS, **FOR_A_WINDOW) if purpose == "window" else ALWAYS
    missing = [name for name in wanted if not can_load(name)] if sys.platform.startswith("linux") else []
    if missing:
        install_libraries(missing, sorted({wanted[name] for name in missing}))


def start_again_with_a_newer_python() -> None:
    """Go on under the newest Python on the path where this one is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    stop(f"Alliance Explorer needs Python 3.11 or newer and found only {sys.version.split()[0]}: install one from python.org.")


def is_prepared() -> bool:
    """Say whether the environment was made from the lock file as it is now, and its Python still starts."""
    if not (STAMP.is_file() and UV.is_file() and STAMP.read_text(encoding="utf-8") == fingerprint()):
        return False
    return PYTHON.resolve().is_file()


def fingerprint() -> str:
    """Return what the environment depends on, as one hash."""
    compiled = sorted((ROOT / KERNEL).glob("*.[ch]"))
    parts = [path.read_bytes() for path in (ROOT / "uv.lock", ROOT / "pyproject.toml", ROOT / "setup.py", *compiled)]
    return hashlib.sha256(b"\0".join([*parts, str(ROOT).encode()])).hexdigest()


def make_environment() -> None:
    """Make `.venv` with this Python, unless a usable one is there."""
    question = f"import sys; sys.exit(sys.version_info < {OLDEST} or sys.prefix == sys.base_prefix)"
    if PYTHON.exists() and succeeds([str(PYTHON), "-c", question]):
        return
    say("Making the environment in .venv")
    if not succeeds([sys.executable, "-c", "import ensurepip, venv"]):
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        install_debian_packages([version], "Python comes without its venv module here")
    run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], "The environment could not be made")


def install_packages() -> None:
    """Install uv, in the version that the lock file names, and with it everything else in the lock file."""
    if not UV.is_file():
        found = re.search(r'name = "uv"\nversion = "([^"]+)"', (ROOT / "uv.lock").read_text(encoding="utf-8"))
        if found is None:
            stop("uv.lock names no version of uv: take it from a fresh clone.")
            return
        if not succeeds([str(PYTHON), "-m", "pip", "--version"]):
            run([str(PYTHON), "-m", "ensurepip"], "pip could not be installed")
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, f"uv=={found.group(1)}"], "uv could not be installed from PyPI")
    say("Installing the packages in uv.lock")
    settings = {"UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT), "UV_PYTHON_DOWNLOADS": "never", "UV_PYTHON": str(PYTHON)}
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    environment.setdefault("UV_HTTP_TIMEOUT", "180")
    if trusts_more_than_uv():
        environment.setdefault("UV_SYSTEM_CERTS", "1")
    # Compiled here and now, so that the first start is as quick as any other, also where Python may write no bytecode.
    sync = [str(UV), "sync", "--locked", "--compile-bytecode", "--quiet"]
    run(sync, "The packages could not be installed", dict(environment, **settings))
    run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "explorer")], "The program could not be compiled")
    if not succeeds([str(PYTHON), "-c", "import explorer.map.kernel._compiled"]):
        tell_what_is_slower()


def tell_what_is_slower() -> None:
    """Say that all works without the compiled kernel, what takes longer, and how to get it."""
    print(
        "No C compiler with Python's headers was found: all works, but maps of thousands of companies are painted and laid out"
        " some ten times more slowly. Install them (Debian: build-essential python3-dev; macOS: xcode-select --install),"
        " remove .venv and start again.",
        file=sys.stderr,
    )


def trusts_more_than_uv() -> bool:
    """Say whether the system keeps a list of whom to trust: a firm's proxy stands only in that one."""
    kept = ssl.get_default_verify_paths()
    return bool(kept.cafile or (kept.capath and any(Path(kept.capath).iterdir())))


def can_load(library: str) -> bool:
    """Say whether the system has this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_libraries(missing: list[str], packages: list[str]) -> None:
    """Install what Qt needs from the system, or say how."""
    reason = f"Qt needs {', '.join(missing)}"
    if shutil.which("apt-get"):
        install_debian_packages(packages, reason)
        return
    for tool in ("dnf", "zypper"):
        if shutil.which(tool):
            stop(f"{reason}; please type: sudo {tool} install " + " ".join(f"'{name}()(64bit)'" for name in missing))
    stop(f"{reason}: please install the packages of your system that hold them.")


def install_debian_packages(packages: list[str], reason: str) -> None:
    """Install with apt where that needs no password; else print the one command to type."""
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    may_sudo = not is_root and shutil.which("sudo") is not None and succeeds(["sudo", "-n", "true"])
    if not shutil.which("apt-get"):
        stop(f"{reason}: please install {' '.join(packages)} or what your system calls it.")
    if not (is_root or may_sudo):
        stop(f"{reason}; please type: sudo {command}")
    say(f"{reason}: installing {' '.join(packages)}")
    prefix = ["sudo", "-n"] if may_sudo else []
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    if not succeeds([*quiet, *command.split()]):
        succeeds([*quiet, "apt-get", "update"])
        run([*quiet, *command.split()], f"apt could not install {' '.join(packages)}")


def succeeds(command: list[str]) -> bool:
    """Run a command silently and say whether it went well."""
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def run(command: list[str], failure: str, environment: dict[str, str] | None = None) -> None:
    """Run a command in the open; stop with `failure` where it goes wrong."""
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        stop(f"{failure}: what went wrong stands above. Is the network there?")


def say(sentence: str) -> None:
    """Tell what is being done."""
    print(f"{sentence} ...", file=sys.stderr, flush=True)


def stop(sentence: str) -> None:
    """End with one sentence and exit code 1."""
    sys.exit(sentence)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "tests")
