"""The walls of the house, as far as import-linter does not keep them."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for top in ("core", "bot", "adapters") for path in (ROOT / top).rglob("*.py"))
NO_ROOMS = {"utils", "helpers", "common", "services", "managers", "util", "helper", "misc"}
LONGEST_FUNCTION = 40
LONGEST_FILE = 300


def imported(tree: ast.AST) -> set[str]:
    """The first parts of all imported module names."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [p for p in SOURCES if p.is_relative_to(ROOT / "core")], ids=name)
def test_core_imports_itself_and_the_standard_library_only(path):
    assert imported(ast.parse(path.read_text("utf-8"))) <= {"core", *sys.stdlib_module_names}


def test_no_room_is_called_what_every_room_could_be_called():
    assert not [name(path) for path in SOURCES if NO_ROOMS & {path.stem, *path.parent.parts}]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_module_says_in_one_docstring_what_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_no_file_and_no_function_is_crowded():
    crowded = []
    for path in SOURCES:
        text = path.read_text("utf-8")
        if text.count("\n") > LONGEST_FILE and "migrations" not in path.parts:
            crowded.append(name(path))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and "migrations" not in path.parts:
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    crowded.append(f"{name(path)}:{node.name} ({lines} lines)")
    assert crowded == []


def test_nothing_committed_names_a_package_registry():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "uv.lock" in (ROOT / ".gitignore").read_text("utf-8").split()
