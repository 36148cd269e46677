"""The floors that import-linter cannot see: Qt modules by name, door-plates, and no type-checking-only imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

EXPLORER = Path(__file__).resolve().parent.parent / "explorer"
FILES = sorted(EXPLORER.rglob("*.py"))


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(EXPLORER)))
def test_widgets_are_imported_by_ui_alone(path: Path) -> None:
    if path.relative_to(EXPLORER).parts[0] not in ("ui", "app.py"):
        assert not [name for name in imports_of(path) if name.startswith(("PySide6.QtWidgets", "PySide6.QtSvgWidgets"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(EXPLORER)))
def test_no_import_is_hidden_behind_type_checking(path: Path) -> None:
    assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", sorted({path.parent for path in FILES}), ids=lambda path: path.name)
def test_every_folder_has_a_door_plate(folder: Path) -> None:
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)


def test_panels_do_not_know_each_other() -> None:
    panels = {path.name for path in (EXPLORER / "ui").iterdir() if path.is_dir() and path.name not in ("__pycache__", "parts")}
    for panel in panels:
        for path in (EXPLORER / "ui" / panel).rglob("*.py"):
            others = {name.split(".")[2] for name in imports_of(path) if name.startswith("explorer.ui.") and name.count(".") >= 2}
            assert not (others & panels) - {panel}, f"{path} imports another panel"
