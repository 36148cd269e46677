"""Where the files that ship with the program lie: `resources/` of the repository, or inside the installed package."""

from pathlib import Path


def resources() -> Path:
    """Return the folder of shipped resources (capabilities/, samples/, fonts/, icons/, themes/)."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
