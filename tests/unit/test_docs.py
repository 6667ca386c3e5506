"""What the documents say is true: links lead somewhere, commands and settings exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from visavis.cli import program
from visavis.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"```(?:sh|console|bash)\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"`(visavis [a-z][^`]*|make [a-z][^`]*)`")


def _commands(text: str) -> list[list[str]]:
    lines = [line for block in BLOCK.findall(text) for line in block.replace("\\\n", " ").splitlines()]
    found = [line.removeprefix("$ ").strip() for line in lines] + INLINE.findall(text)
    told = [shlex.split(line, comments=True) for line in found if re.match(r"(\.venv/bin/)?(visavis|make)\b", line)]
    return [[word.removeprefix(".venv/bin/") for word in words] for words in told]


def _options(words: list[str]) -> tuple[set[str], set[str]]:
    """The options that the line uses, and those that its command has."""
    command = typer.main.get_command(program)
    for word in words[1:]:
        deeper = getattr(command, "commands", {}).get(word)
        if deeper is None:
            break
        command = deeper
    assert not getattr(command, "commands", None) or len(words) == 1 or words[1].startswith("-"), words
    known = {name for parameter in command.params for name in [*parameter.opts, *parameter.secondary_opts]}
    return {word.split("=")[0] for word in words if word.startswith("--")}, known | {"--help"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text())
    for link in links:
        if "://" not in link:
            assert (document.parent / link).exists(), link


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_exist_with_the_options_that_are_shown(document: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for words in _commands(document.read_text()):
        if words[0] == "make":
            assert {word for word in words[1:] if "=" not in word} <= targets, words
        else:
            used, known = _options(words)
            assert used <= known, words


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_settings_that_are_named_exist(document: Path) -> None:
    known = {f"VISAVIS_{name.upper()}" for name in Settings.model_fields}
    others = {"VISAVIS_SITE", "VISAVIS_CHROMIUM", "VISAVIS_SHARED", "VISAVIS_TEST_STORES"}
    named = set(re.findall(r"VISAVIS_[A-Z_]*[A-Z]", document.read_text()))
    assert named <= known | others


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_tests_that_are_named_exist(path: Path) -> None:
    named = set(re.findall(r"`((?:tests/[\w/]+/)?test_\w+\.py)", path.read_text("utf-8")))
    there = {str(one.relative_to(ROOT)) for one in (ROOT / "tests").rglob("test_*.py")}
    missing = {name for name in named if name not in there and not any(one.endswith(f"/{name}") for one in there)}
    assert missing == set()
