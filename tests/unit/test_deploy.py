"""The deployment files say what is true of this checkout; no Docker engine is needed to know it."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from visavis.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def _instructions() -> list[tuple[str, str]]:
    text = re.sub(r"\\\n", " ", (DEPLOY / "Dockerfile").read_text())
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split()[0], line.split(None, 1)[1]) for line in lines if line[0].isalpha()]


def _compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return loaded


def test_every_copied_file_is_in_the_checkout() -> None:
    for name, rest in _instructions():
        if name != "COPY" or "--from" in rest:
            continue
        *sources, _ = shlex.split(rest)
        for source in sources:
            assert (ROOT / source).exists(), source


def test_the_image_runs_as_an_ordinary_user_and_pins_its_bases() -> None:
    instructions = _instructions()
    users = [rest for name, rest in instructions if name == "USER"]
    bases = [rest.split()[0] for name, rest in instructions if name == "FROM"]
    assert users == ["10001"]
    assert all(":" in base and not base.endswith(":latest") for base in bases)


def test_what_the_image_installs_is_constrained() -> None:
    installs = [rest for name, rest in _instructions() if name == "RUN" and "pip install" in rest]
    assert len(installs) == 1
    assert "-c constraints.txt" in installs[0]


def test_what_is_installed_holds_every_data_file_and_the_web_app() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["visavis"]
    package = ROOT / "src" / "visavis"
    shipped = {file for pattern in patterns for file in package.glob(pattern)}
    kept = [file for file in package.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    others = [
        file for file in kept if file.suffix not in (".py", ".md") and "lab" not in file.relative_to(package).parts
    ]
    assert "web/**" in patterns
    assert [file for file in others if file not in shipped and "web" not in file.relative_to(package).parts] == []


def test_every_setting_that_the_files_name_exists() -> None:
    known = {f"VISAVIS_{name.upper()}" for name in Settings.model_fields} | {"VISAVIS_SITE"}
    for file in DEPLOY.iterdir():
        named = set(re.findall(r"VISAVIS_[A-Z_]+", file.read_text()))
        assert named <= known, file.name


def test_compose_keeps_data_in_a_volume_and_opens_only_the_proxy() -> None:
    compose = _compose()
    app, proxy = compose["services"]["visavis"], compose["services"]["proxy"]
    assert "data:/data" in app["volumes"]
    assert "ports" not in app
    assert proxy["ports"] == ["80:80", "443:443"]
    declared = {volume.split(":")[0] for service in (app, proxy) for volume in service["volumes"]}
    assert {name for name in declared if not name.startswith(".")} <= set(compose["volumes"])


@pytest.mark.parametrize("file", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda file: file.stem)
def test_workflows_call_targets_that_the_makefile_has(file: Path) -> None:
    workflow = yaml.safe_load(file.read_text())
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 90
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step)
            for target in re.findall(r"\bmake ([a-z]+)", step.get("run", "")):
                assert target in targets
