"""What cannot be started here is checked by the tools that can be: hadolint, JSON schemas, nginx; and by reading it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml

from bot.settings import ROOT, Settings

DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
SCHEMA = Path(__file__).parent / "schemas" / "compose-spec.json"  # of compose-spec.io, Apache-2.0
OURS = ("gateway", "engine", "actions")
INNER = ("engine", "actions")


def objects() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the manifests, with the file that holds it."""
    for path in sorted(KUBERNETES.glob("*.yaml")):
        if path.name != "kustomization.yaml":
            for found in yaml.safe_load_all(path.read_text(encoding="utf-8")):
                yield path.name, found


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    return {found["metadata"]["name"]: found for _, found in objects() if found["kind"] == kind}


def compose() -> dict[str, Any]:
    loaded = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
    return dict(loaded)


def pods() -> dict[str, dict[str, Any]]:
    """The pod of each Deployment and Job."""
    return {name: found["spec"]["template"] for kind in ("Deployment", "Job") for name, found in of_kind(kind).items()}


def named_settings(text: str) -> set[str]:
    return set(re.findall(r"CHOBBAK_([A-Z_]+)", text))


def known_settings() -> set[str]:
    return {name.upper() for name in Settings.__fields__}


class TestSettings:
    @pytest.mark.parametrize(
        "path", [p for p in sorted(DEPLOY.rglob("*")) if p.is_file()], ids=lambda p: str(p.relative_to(DEPLOY))
    )
    def test_every_setting_that_is_named_exists(self, path: Path) -> None:
        """A variable that was renamed or mistyped would be ignored in silence."""
        assert named_settings(path.read_text(encoding="utf-8")) <= known_settings()

    def test_the_check_sees_one_that_does_not(self) -> None:
        """The guard above is not blind."""
        assert not named_settings("CHOBBAK_DATABASE_ADDRESS: x") <= known_settings()

    def test_no_secret_has_a_value_in_a_file(self) -> None:
        """Keys and tokens come from a secret; the example names them and leaves them empty or plainly unusable."""
        secret = {name.upper() for name, field in Settings.__fields__.items() if field.field_info.extra.get("secret")}
        shown = {**compose()["x-ours"]["environment"], **of_kind("ConfigMap")["chobbak-settings"]["data"]}
        assert not {name for name in secret if f"CHOBBAK_{name}" in shown}
        for line in (DEPLOY / "secrets.env.example").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            if not line.startswith("#") and value:
                assert "PASSWORD" in value or not name.endswith(("KEY", "PASSWORD", "TOKEN", "SECRET")), name

    def test_every_address_that_would_stay_on_one_machine_is_set(self) -> None:
        """A register that was forgotten would be a file in a container, and gone with it."""
        example = (DEPLOY / "secrets.env.example").read_text(encoding="utf-8")
        local = {name.upper() for name, field in Settings.__fields__.items() if "sqlite" in str(field.default)}
        assert local
        assert local <= named_settings(example)


class TestContainerfile:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")

    def test_hadolint_finds_nothing(self) -> None:
        """Pinned, without a needless layer or a shell that hides failures."""
        hadolint = Path(sys.executable).parent / "hadolint"
        result = subprocess.run(
            [str(hadolint), str(DEPLOY / "Containerfile")], capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stdout

    def test_hadolint_would_find_something(self, tmp_path: Path) -> None:
        """It is the real linter."""
        hadolint = Path(sys.executable).parent / "hadolint"
        (tmp_path / "Containerfile").write_text("FROM python\nRUN pip install uv\n", encoding="utf-8")
        result = subprocess.run(
            [str(hadolint), str(tmp_path / "Containerfile")], capture_output=True, text=True, check=False
        )
        assert {"DL3006", "DL3013"} <= set(re.findall(r"DL\d+", result.stdout))

    def test_it_pins_drops_privileges_and_checks_health(self) -> None:
        """Each image has a health check and a command; all run as a user that is not root; packages have hashes."""
        assert re.search(r"^ARG PYTHON_IMAGE=\S+:3\.10\.\d+-slim-bookworm$", self.text, re.MULTILINE)
        assert "--require-hashes" in self.text
        runtime = self.text.split(" AS runtime", 1)[1]
        assert runtime.index("USER 10001:10001") < runtime.index(" AS gateway")
        assert runtime.count("HEALTHCHECK") == runtime.count("\nCMD ") == len(OURS)
        assert "USER root" not in runtime

    def test_nothing_is_fetched_after_the_build(self) -> None:
        """The model and every package are in the image; no command of an image installs or downloads."""
        commands = re.findall(r"^(?:CMD|ENTRYPOINT) (.*)$", self.text.split(" AS runtime", 1)[1], re.MULTILINE)
        assert commands
        assert not [command for command in commands if re.search(r"pip|uv |curl|wget|train", command)]
        assert "/app/models models" in self.text

    def test_keys_and_data_stay_out_of_the_image(self) -> None:
        """Neither is in the build's context, and only named directories are copied from the stage that has a key."""
        ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        assert {".env", "var", ".git", "models", ".venv"} <= set(ignored)
        assert "deploy/secrets.env" in (ROOT / ".gitignore").read_text(encoding="utf-8")
        copied = re.findall(r"COPY --from=build (\S+)", self.text)
        assert all(re.fullmatch(r"/app/(\.venv|[a-z]+)", path) for path in copied)

    def test_everything_that_a_process_reads_is_copied(self) -> None:
        """Directories of the root that settings point into, and Rasa's own files."""
        for name in ("bot", "actions", "channels", "data", "domain", "models"):
            assert f"COPY --from=build /app/{name} {name}" in self.text
        for name in ("config.yml", "credentials.yml", "endpoints.yml"):
            assert name in self.text


class TestCompose:
    def test_it_is_a_compose_file(self) -> None:
        """By the schema of the specification."""
        jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(compose())

    def test_the_schema_refuses_what_is_none(self) -> None:
        """It is read, not only opened."""
        wrong = {**compose(), "services": {"engine": {"imagee": "x"}}}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(wrong)

    def test_only_the_proxy_is_reachable(self) -> None:
        """One published port; engines, action servers, database and locks are on an inner network alone."""
        services = compose()["services"]
        assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
        assert compose()["networks"]["inside"]["internal"] is True
        for name, service in services.items():
            if not name.startswith(("gateway", "proxy")):
                assert list(service["networks"]) == ["inside"], name

    def test_images_are_pinned_and_everything_has_a_limit(self) -> None:
        """No `latest`, no service that could take the machine."""
        for name, service in compose()["services"].items():
            assert re.search(r":\d+\.\d+(\.\d+)?", service["image"]), name
            assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory"}, name
            assert "no-new-privileges:true" in service["security_opt"], name

    def test_our_services_run_without_privileges(self) -> None:
        """Not root, no capability, a root that cannot be written."""
        for name, service in compose()["services"].items():
            if service["image"].startswith("chobbak/"):
                assert service["user"] == "10001:10001", name
                assert service["cap_drop"] == ["ALL"], name
                assert service["read_only"] is True, name

    def test_a_turn_may_end_before_a_container_is_killed(self) -> None:
        """The grace is longer than the longest turn."""
        grace = int(compose()["services"]["engine-1"]["stop_grace_period"].rstrip("s"))
        assert grace > Settings.__fields__["turn_timeout"].default + 15


class TestKubernetes:
    @pytest.mark.parametrize(
        ("file", "found"), list(objects()), ids=lambda value: value if isinstance(value, str) else ""
    )
    def test_it_is_what_kubernetes_takes(self, file: str, found: dict[str, Any]) -> None:
        """By Kubernetes' own schema, without unknown fields."""
        kubernetes_validate.validate(found, "1.28", strict=True)

    def test_the_schema_refuses_an_unknown_field(self) -> None:
        """Strictly."""
        wrong = json.loads(json.dumps(of_kind("Deployment")["engine"]))
        wrong["spec"]["template"]["spec"]["containers"][0]["readynessProbe"] = {}
        with pytest.raises(kubernetes_validate.ValidationError):
            kubernetes_validate.validate(wrong, "1.28", strict=True)

    def test_every_file_is_applied(self) -> None:
        """A manifest that kustomize does not name is never there."""
        listed = yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
        assert sorted(listed) == sorted(p.name for p in KUBERNETES.glob("*.yaml") if p.name != "kustomization.yaml")

    @pytest.mark.parametrize("name", OURS)
    def test_each_kind_is_replaced_without_a_gap(self, name: str) -> None:
        """Two or more, a new one before an old one goes, a budget, probes, and time for running turns."""
        deployment = of_kind("Deployment")[name]["spec"]
        assert deployment["replicas"] >= 2
        assert deployment["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
        assert of_kind("PodDisruptionBudget")[name]["spec"]["minAvailable"] >= 1
        [container] = deployment["template"]["spec"]["containers"]
        assert {"startupProbe", "livenessProbe", "readinessProbe", "lifecycle"} <= container.keys()
        assert deployment["template"]["spec"]["terminationGracePeriodSeconds"] > 30

    def test_pods_have_no_privileges_and_a_limit(self) -> None:
        """Not root, nothing escalates, a root that cannot be written, no token of the cluster."""
        for name, pod in pods().items():
            spec = pod["spec"]
            assert spec["securityContext"]["runAsNonRoot"] is True, name
            assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
            assert spec["automountServiceAccountToken"] is False, name
            assert spec["enableServiceLinks"] is False, name
            for container in spec["containers"]:
                context = container["securityContext"]
                assert context["allowPrivilegeEscalation"] is False, name
                assert context["readOnlyRootFilesystem"] is True, name
                assert context["capabilities"] == {"drop": ["ALL"]}, name
                assert "memory" in container["resources"]["limits"], name
                assert {"cpu", "memory"} <= container["resources"]["requests"].keys(), name

    def test_secrets_are_only_referred_to(self) -> None:
        """No Secret stands in a manifest; every pod of ours takes them from one."""
        assert not of_kind("Secret")
        for name, pod in pods().items():
            sources = pod["spec"]["containers"][0]["envFrom"]
            assert {"secretRef": {"name": "chobbak-secrets"}} in sources, name

    def test_services_and_policies_name_pods_that_there_are(self) -> None:
        """A selector with a slip selects nothing, and a policy of that kind protects nothing."""
        components = {pod["metadata"]["labels"]["app.kubernetes.io/component"] for pod in pods().values()}
        text = "\n".join(path.read_text(encoding="utf-8") for path in KUBERNETES.glob("*.yaml"))
        assert set(re.findall(r"app\.kubernetes\.io/component: ([a-z]+)", text)) == components

    @pytest.mark.parametrize("name", INNER)
    def test_engine_and_actions_are_never_reachable_from_outside(self, name: str) -> None:
        """Inside services only, no ingress, and a policy that lets in pods of ours alone."""
        assert of_kind("Service")[name]["spec"]["type"] == "ClusterIP"
        backends = json.dumps(of_kind("Ingress"))
        assert f'"name": "{name}"' not in backends
        policies = of_kind("NetworkPolicy")
        default = policies["nothing-by-default"]["spec"]
        assert default == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
        for policy in policies.values():
            spec = policy["spec"]
            if spec["podSelector"].get("matchLabels", {}).get("app.kubernetes.io/component") == name:
                for rule in spec.get("ingress", []):
                    for peer in rule["from"]:
                        assert peer.keys() == {"podSelector"}
                        assert peer["podSelector"]["matchLabels"]["app.kubernetes.io/component"] in OURS

    @pytest.mark.parametrize("name", INNER)
    def test_engine_and_actions_call_nobody_outside(self, name: str) -> None:
        """Only the gateway has a way to the providers."""
        for policy in of_kind("NetworkPolicy").values():
            spec = policy["spec"]
            chosen = spec["podSelector"].get("matchLabels", {}).get("app.kubernetes.io/component", name)
            if chosen == name:
                blocks = [peer.get("ipBlock", {}) for rule in spec.get("egress", []) for peer in rule.get("to", [])]
                assert all(block.get("cidr") != "0.0.0.0/0" for block in blocks)


class TestNginx:
    def test_nginx_takes_the_configuration(self, tmp_path: Path) -> None:
        """As compose fills it in, with addresses in place of names."""
        nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        if nginx is None:
            if os.environ.get("REQUIRE_SERVICES") == "1":
                pytest.fail("REQUIRE_SERVICES=1, and there is no nginx")
            pytest.skip("there is no nginx")
        values = {k: re.sub(r"server \w+-(\d)", r"server 127.0.0.\1", v) for k, v in self.values().items()}
        values = {**values, "RUN": str(tmp_path), "INNER": "127.0.0.1"}
        template = (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")
        (tmp_path / "nginx.conf").write_text(Template(template).safe_substitute(values), encoding="utf-8")
        result = subprocess.run(
            [nginx, "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stderr

    def test_compose_gives_every_value_that_the_template_wants(self) -> None:
        """A value that is missing would stay as ${NAME}."""
        template = (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")
        assert set(re.findall(r"\$\{([A-Z_]+)\}", template)) <= self.values().keys()

    def test_its_servers_are_those_of_compose(self) -> None:
        """Each name that nginx sends to is a service."""
        names = {name for value in self.values().values() for name in re.findall(r"server ([a-z]+-\d):", value)}
        assert names == {name for name in compose()["services"] if re.fullmatch(r"(gateway|engine|actions)-\d", name)}

    @staticmethod
    def values() -> dict[str, str]:
        return dict(compose()["services"]["proxy"]["environment"])
