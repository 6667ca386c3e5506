"""The deployment files say what is true of this checkout; no Docker engine is needed to know it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from visavis.cli import program
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


FILES = sorted(file for file in DEPLOY.rglob("*") if file.is_file())
KNOWN = {f"VISAVIS_{name.upper()}" for name in Settings.model_fields} | {"VISAVIS_SITE"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(DEPLOY)))
def test_every_setting_that_the_files_name_exists(file: Path) -> None:
    assert set(re.findall(r"VISAVIS_[A-Z_]+", file.read_text())) <= KNOWN


def _documents() -> list[dict[str, Any]]:
    """Every object of the Kubernetes example."""
    files = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    return [one for file in files for one in yaml.safe_load_all(file.read_text())]


def _containers() -> list[dict[str, Any]]:
    pods = [one["spec"]["template"]["spec"] for one in _documents() if one["kind"] == "Deployment"]
    return [container for pod in pods for container in pod["containers"]]


def _programs() -> list[list[str]]:
    """Every command line of ours that the files start."""
    scale = yaml.safe_load((DEPLOY / "compose.scale.yaml").read_text())["services"].values()
    units = [re.findall(r"^ExecStart=(.+)$", file.read_text(), re.M)[0] for file in (DEPLOY / "systemd").iterdir()]
    told = [*(one["command"] for one in scale if "command" in one), *(one["args"] for one in _containers())]
    return [*told, *(shlex.split(unit.replace("/opt/visavis/bin/", "")) for unit in units)]


def test_what_the_files_start_are_commands_with_options_that_exist() -> None:
    commands = typer.main.get_command(program).commands  # type: ignore[attr-defined]
    programs = _programs()
    assert len(programs) >= 6
    for name, command, *options in programs:
        assert name == "visavis"
        known = {
            option for parameter in commands[command].params for option in (*parameter.opts, *parameter.secondary_opts)
        }
        assert {word for word in options if word.startswith("-")} <= known


def test_what_the_files_ask_for_is_served() -> None:
    schema = json.loads((ROOT / "web" / "src" / "client" / "openapi.json").read_text())
    asked = set(re.findall(r"/api/(?:health|ready|metrics)\b", "".join(file.read_text() for file in FILES)))
    assert asked == {"/api/health", "/api/ready", "/api/metrics"}
    assert asked - {"/api/metrics"} <= set(schema["paths"])


def test_kubernetes_objects_name_only_what_is_there() -> None:
    documents = _documents()
    named = {(one["kind"], one.get("metadata", {}).get("name")) for one in documents}
    for container in _containers():
        sources = [(kind, ref) for one in container["envFrom"] for kind, ref in one.items()]
        assert {("ConfigMap" if kind == "configMapRef" else "Secret", ref["name"]) for kind, ref in sources} <= named
    for one in documents:
        if one["kind"] == "HorizontalPodAutoscaler":
            assert ("Deployment", one["spec"]["scaleTargetRef"]["name"]) in named
        if one["kind"] == "Deployment":
            pod = one["spec"]["template"]["spec"]
            volumes = {volume["name"] for volume in pod["volumes"]}
            assert {mount["name"] for container in pod["containers"] for mount in container["volumeMounts"]} == volumes
            assert {v["secret"]["secretName"] for v in pod["volumes"] if "secret" in v} <= {n for _, n in named}
    (kustomization,) = (one for one in documents if one["kind"] == "Kustomization")
    present = {file.name for file in (DEPLOY / "kubernetes").glob("*.yaml")}
    assert set(kustomization["resources"]) == present - {"kustomization.yaml"}


@pytest.mark.parametrize("container", _containers(), ids=lambda container: str(container["name"]))
def test_containers_may_do_no_more_than_they_need(container: dict[str, Any]) -> None:
    allowed = container["securityContext"]
    assert allowed["readOnlyRootFilesystem"]
    assert not allowed["allowPrivilegeEscalation"]
    assert allowed["capabilities"] == {"drop": ["ALL"]}
    assert "memory" in container["resources"]["limits"]


def test_many_machines_share_all_that_they_must_have_alike() -> None:
    services = yaml.safe_load((DEPLOY / "compose.scale.yaml").read_text())["services"]
    shared = {"VISAVIS_DATABASE_URL", "VISAVIS_BLOBS", "VISAVIS_SECRET"}
    server, worker = services["server"], services["worker"]
    assert {server["deploy"]["replicas"], worker["deploy"]["replicas"]} == {2}
    for name in shared:
        assert server["environment"][name] == worker["environment"][name]
    assert [name for name, one in services.items() if "ports" in one] == ["proxy"]
    assert not any("change-me" in str(one) for one in services.values())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd isn't here")
@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").iterdir()), ids=lambda unit: unit.stem)
def test_systemd_understands_the_units(unit: Path, tmp_path: Path) -> None:
    # the program lies elsewhere here, which is all that may be said against the unit
    text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(), flags=re.M)
    copy = tmp_path / unit.name.replace("@", "@1")
    copy.write_text(text)
    command = ["systemd-analyze", "verify", "--recursive-errors=no", str(copy)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert [line for line in said.stderr.splitlines() if unit.name.split("@")[0] in line] == []
    assert said.returncode == 0, said.stderr


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
