"""What `./deploy.sh --dry-run` prints, and which settings it refuses."""

import json
import os
import shlex
from pathlib import Path

import pytest

from tests.deploy.scripts import (
    ROOT,
    SETTINGS,
    a_path_with,
    commands_in,
    deployments_in,
    flag,
    pairs,
    plan_of,
    run,
)

SNAPSHOT = Path(__file__).parent / "plan.txt"
DEAD_LETTERS = "faultline-dead-letters"
UPDATE_SUBSCRIPTION = ["pubsub", "subscriptions", "update"]
CREATE_DEAD_LETTERS = ["pubsub", "subscriptions", "create", DEAD_LETTERS]
FUNCTIONS = {"ingest", "web", "sweep", "webhook"}


def test_prints_the_plan_of_the_snapshot(deploy):
    plan = "\n".join(plan_of(deploy)) + "\n"
    if os.environ.get("UPDATE_SNAPSHOT") == "1":
        SNAPSHOT.write_text(plan, encoding="utf-8")
    assert plan == SNAPSHOT.read_text(encoding="utf-8"), "UPDATE_SNAPSHOT=1 rewrites plan.txt"


def test_a_dry_run_needs_bash_and_python_alone(deploy, tmp_path):
    path = a_path_with(tmp_path / "bin", ["bash", "dirname", "python3"])
    finished = run(deploy, "--dry-run", path=path, **SETTINGS)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.splitlines() == plan_of(deploy)


def test_a_real_run_without_gcloud_says_so_and_does_nothing(deploy, tmp_path):
    path = a_path_with(tmp_path / "bin", ["bash", "dirname", "python3"])
    finished = run(deploy, path=path, **SETTINGS)
    assert finished.returncode == 2
    assert "there is no gcloud on the PATH" in finished.stderr
    assert finished.stdout == ""


@pytest.mark.parametrize(
    ("named", "deployed"),
    [
        pytest.param([], FUNCTIONS, id="all-without-a-name"),
        pytest.param(["web"], {"web"}, id="one"),
        pytest.param(["sweep", "ingest"], {"ingest", "sweep"}, id="two"),
    ],
)
def test_deploys_the_functions_named_and_makes_their_identities_alone(deploy, named, deployed):
    plan = plan_of(deploy, *named)
    assert set(deployments_in(plan)) == deployed
    text = "\n".join(plan)
    for name in FUNCTIONS:
        assert (f"create faultline-{name} " in text) == (name in deployed)


def test_gives_each_function_as_many_threads_as_requests(deploy):
    settings = {"INGEST_CONCURRENCY": "3", "WEB_CONCURRENCY": "5"}
    threads = {"ingest": "3", "web": "5", "sweep": "1", "webhook": "8"}
    for name, command in deployments_in(plan_of(deploy, **settings)).items():
        assert flag(command, "--concurrency") == threads[name]
        assert pairs(flag(command, "--set-env-vars"))["THREADS"] == threads[name]


def test_lets_nobody_in_unasked_but_those_whom_the_webhook_secret_knows(deploy):
    deployments = deployments_in(plan_of(deploy))
    for name in FUNCTIONS - {"webhook"}:
        assert "--no-allow-unauthenticated" in deployments[name]
    assert "--allow-unauthenticated" in deployments["webhook"]
    secrets = pairs(flag(deployments["webhook"], "--set-secrets"))
    assert secrets == {"GITHUB_WEBHOOK_SECRET": "faultline-github-webhook-secret:latest"}
    for name in ("ingest", "sweep"):
        assert flag(deployments[name], "--ingress-settings") == "internal-only"


def test_passes_optional_settings_on_only_if_they_are_set(deploy):
    (command,) = deployments_in(plan_of(deploy, "web")).values()
    assert not {"RETENTION_DAYS", "PUBLIC_URL"} & set(pairs(flag(command, "--set-env-vars")))
    settings = {"RETENTION_DAYS": "30", "PUBLIC_URL": "https://faultline.example"}
    (command,) = deployments_in(plan_of(deploy, "web", **settings)).values()
    assert settings.items() <= pairs(flag(command, "--set-env-vars")).items()


def test_the_trigger_stands_where_an_existing_bucket_lies(deploy):
    plan = plan_of(deploy, "ingest", BUCKET_LOCATION="us", REGION="us-east1")
    (command,) = deployments_in(plan).values()
    assert flag(command, "--trigger-location") == "us"
    assert flag(command, "--region") == "us-east1"
    (created,) = (c for c in commands_in(plan) if "create" in c and "gs://acme-logs" in c)
    assert flag(created, "--location") == "us"


def test_the_environment_comes_before_the_settings_file(deploy):
    (deploy.parent / ".deploy/settings.env").write_text(
        "# our project\nPROJECT_ID=from-file\r\n\nREGION=europe-west1\nBUCKET=file-logs",
        encoding="utf-8",
    )
    finished = run(deploy, "--dry-run", "web", PROJECT_ID="from-environment", REGION="")
    assert finished.returncode == 0, finished.stderr
    (command,) = deployments_in(finished.stdout.splitlines()).values()
    assert flag(command, "--project") == "from-environment"
    assert flag(command, "--region") == "europe-west1"
    assert pairs(flag(command, "--set-env-vars"))["BUCKET"] == "file-logs"


def test_the_example_of_the_settings_file_is_read_and_lacks_only_what_has_no_default(deploy):
    example = (deploy.parent / ".deploy/settings.env.example").read_text(encoding="utf-8")
    settings = deploy.parent / ".deploy/settings.env"
    settings.write_text(example, encoding="utf-8")
    assert run(deploy, "--dry-run", **SETTINGS).stdout.splitlines() == plan_of(deploy)
    # With every default written out, nothing changes either.
    lines = (line.removeprefix("#") for line in example.splitlines() if not line.startswith("# "))
    settings.write_text("\n".join(lines), encoding="utf-8")
    assert run(deploy, "--dry-run", **SETTINGS).stdout == "\n".join(plan_of(deploy)) + "\n"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param("PROJEKT_ID=x", '"PROJEKT_ID=x" sets nothing', id="misspelt"),
        pytest.param("touch /tmp/x", '"touch /tmp/x" sets nothing', id="no-assignment"),
        pytest.param("PATH=/tmp", '"PATH=/tmp" sets nothing', id="not-a-setting"),
    ],
)
def test_refuses_a_line_of_the_settings_file_that_sets_nothing_known(deploy, line, complaint):
    (deploy.parent / ".deploy/settings.env").write_text(line, encoding="utf-8")
    finished = run(deploy, "--dry-run", **SETTINGS)
    assert finished.returncode == 2
    assert complaint in finished.stderr


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        pytest.param({"PROJECT_ID": ""}, "PROJECT_ID is not set", id="no-project"),
        pytest.param({"BUCKET": ""}, "BUCKET is not set", id="no-bucket"),
        pytest.param({"PROJECT_ID": "Acme"}, 'PROJECT_ID is "Acme"', id="project-in-capitals"),
        pytest.param({"PROJECT_ID": "acme-"}, 'PROJECT_ID is "acme-"', id="project-ends-in-hyphen"),
        pytest.param({"PROJECT_ID": "a" * 31}, "PROJECT_ID is", id="project-too-long"),
        pytest.param({"BUCKET": "gs://logs"}, "without gs://", id="bucket-with-scheme"),
        pytest.param({"BUCKET": "my logs"}, 'BUCKET is "my logs"', id="bucket-with-space"),
        pytest.param({"BUCKET": "l,A=b"}, "BUCKET is", id="bucket-smuggles-a-variable"),
        pytest.param({"DERIVED_BUCKET": "acme-logs"}, "must not lie where", id="same-bucket"),
        pytest.param({"REGION": "europe"}, 'REGION is "europe"', id="no-region"),
        pytest.param({"BUCKET_LOCATION": "US"}, "in small letters", id="location-in-capitals"),
        pytest.param({"WEB_CONCURRENCY": "0"}, "above zero", id="no-concurrency"),
        pytest.param({"INGEST_CONCURRENCY": "many"}, "above zero", id="concurrency-in-words"),
        pytest.param({"RETENTION_DAYS": "-1"}, "RETENTION_DAYS is", id="negative-retention"),
        pytest.param({"PUBLIC_URL": "faultline.example"}, "http://", id="address-without-scheme"),
        pytest.param({"PUBLIC_URL": "https://a,B=c"}, "PUBLIC_URL is", id="address-with-comma"),
        pytest.param({"REPOSITORIES": "a/*,b/*"}, "without commas", id="setting-with-comma"),
        pytest.param({"ALERT_EMAIL": "ops"}, "one mailbox", id="no-mailbox"),
        pytest.param({"LOG_DAYS": "0"}, "LOG_DAYS is", id="logs-kept-no-day"),
        pytest.param(
            {"NOTIFY_WEBHOOK_URL": "http://a.example/x"}, "https://", id="told-unencrypted"
        ),
        pytest.param({"NOTIFY_SLACK": "yes"}, "PUBLIC_URL is not", id="notices-lead-nowhere"),
        pytest.param({"NOTIFY_SLACK": "https://slack"}, "no or yes", id="slack-by-address"),
        pytest.param({"SCAN_CIRCLECI": "token"}, "no or yes", id="circleci-by-token"),
        pytest.param({"SCAN_CIRCLECI": "yes"}, "SCAN_REPOSITORIES is not", id="scan-of-nothing"),
        pytest.param({"GITHUB_SIGN_IN": "yes"}, "none, token or app", id="unknown-sign-in"),
        pytest.param({"GITHUB_SIGN_IN": "token"}, "PUBLIC_URL is not", id="statuses-lead-nowhere"),
        pytest.param({"GITHUB_SIGN_IN": "app"}, "GITHUB_APP_ID is not", id="app-without-number"),
        pytest.param({"GITHUB_APP_ID": "7"}, "set it to app", id="number-without-app"),
    ],
)
def test_refuses_settings_that_cannot_work(deploy, settings, complaint):
    finished = run(deploy, "--dry-run", **(SETTINGS | settings))
    assert finished.returncode == 2
    assert complaint in finished.stderr
    assert finished.stdout == ""


FULL = {
    "GITHUB_SIGN_IN": "token",
    "PUBLIC_URL": "https://faultline.example",
    "ALERT_EMAIL": "ops@acme.example",
    "LOG_DAYS": "30",
}


def test_every_function_that_posts_statuses_may_read_the_token_and_no_other_secret(deploy):
    plan = plan_of(deploy, **FULL)
    token = "GITHUB_TOKEN=faultline-github-token:latest"
    found = {name: flag(each, "--set-secrets") for name, each in deployments_in(plan).items()}
    assert found == {
        "ingest": token,
        "sweep": token,
        "web": f"{token},SESSION_KEY=faultline-session-key:latest",
        "webhook": f"{token},GITHUB_WEBHOOK_SECRET=faultline-github-webhook-secret:latest",
    }
    for name, secrets in found.items():
        for secret in pairs(secrets).values():
            granted = f"{secret.removesuffix(':latest')} --member=serviceAccount:faultline-{name}@"
            assert granted in "\n".join(plan)


def test_the_sweep_alone_is_told_whom_to_tell_and_with_which_secrets(deploy):
    told = {"NOTIFY_WEBHOOK_URL": "https://acme.example/told", "MAIN_BRANCHES": "trunk release/*"}
    plan = plan_of(deploy, **told, NOTIFY_SLACK="yes", PUBLIC_URL="https://faultline.example")
    deployments = deployments_in(plan)
    environments = {name: pairs(flag(each, "--set-env-vars")) for name, each in deployments.items()}
    assert told.items() <= environments["sweep"].items()
    assert [each["NOTIFY"] for each in environments.values()] == ["yes"] * 4
    assert [name for name, each in environments.items() if "NOTIFY_WEBHOOK_URL" in each] == [
        "sweep"
    ]
    assert pairs(flag(deployments["sweep"], "--set-secrets")) == {
        "NOTIFY_WEBHOOK_SECRET": "faultline-notify-webhook-secret:latest",
        "NOTIFY_SLACK_URL": "faultline-notify-slack-url:latest",
    }
    for secret in ("notify-webhook-secret", "notify-slack-url"):
        granted = [line for line in plan if f"add-iam-policy-binding faultline-{secret}" in line]
        assert ["serviceAccount:faultline-sweep@" in line for line in granted] == [True]
    assert "secrets create faultline-notify-slack-url" not in "\n".join(plan)
    assert not [line for line in plan_of(deploy) if "faultline-notify" in line or "MAIN" in line]


def test_the_sweep_may_put_logs_into_the_bucket_once_it_is_to_fetch_some(deploy):
    wanted = {"SCAN_REPOSITORIES": "acme/*", "SCAN_CIRCLECI": "yes"}
    plan = plan_of(deploy, **wanted)
    deployments = deployments_in(plan)
    for each in deployments.values():
        assert pairs(flag(each, "--set-env-vars"))["SCAN_REPOSITORIES"] == "acme/*"
    token = "CIRCLECI_TOKEN=faultline-circleci-token:latest"
    assert [name for name, each in deployments.items() if token in " ".join(each)] == ["sweep"]
    creates = [line for line in plan if "objectCreator" in line and "faultline-sweep@" in line]
    assert len(creates) == 1
    usual = "\n".join(plan_of(deploy))
    assert "circleci" not in usual
    assert [
        line for line in usual.splitlines() if "objectCreator" in line and "-sweep@" in line
    ] == []


WORKING_SETTINGS = {
    "BUILD_QUIET_HOURS": "12",
    "SCAN_FAN_OUT": "2",
    "SCAN_DAYS": "10",
    "SCAN_THREADS": "4",
    "SCAN_GRACE_SECONDS": "30",
    "REPOSITORIES": "acme/* other/app",
}


def test_settings_of_the_work_reach_every_function(deploy):
    for command in deployments_in(plan_of(deploy, **WORKING_SETTINGS)).values():
        assert WORKING_SETTINGS.items() <= pairs(flag(command, "--set-env-vars")).items()


def test_the_key_of_an_app_takes_the_place_of_the_token(deploy):
    app = FULL | {"GITHUB_SIGN_IN": "app", "GITHUB_APP_ID": "77"}
    (command,) = deployments_in(plan_of(deploy, "ingest", **app)).values()
    key = "GITHUB_PRIVATE_KEY=faultline-github-private-key:latest"
    assert flag(command, "--set-secrets") == key
    assert pairs(flag(command, "--set-env-vars"))["GITHUB_APP_ID"] == "77"


def test_what_was_not_delivered_is_kept_for_longer_than_an_outage_of_a_day(deploy):
    (changed,) = (c for c in commands_in(plan_of(deploy)) if c[1:4] == UPDATE_SUBSCRIPTION)
    attempts = int(flag(changed, "--max-delivery-attempts"))
    assert attempts == 100, "the most that Pub/Sub takes"
    assert flag(changed, "--dead-letter-topic") == f"projects/acme-builds/topics/{DEAD_LETTERS}"
    (kept,) = (c for c in commands_in(plan_of(deploy)) if c[1:5] == CREATE_DEAD_LETTERS)
    assert flag(kept, "--message-retention-duration") == "31d"
    assert flag(kept, "--expiration-period") == "never"


def test_derived_objects_go_a_day_after_their_records(deploy):
    plan = plan_of(deploy, RETENTION_DAYS="30", LOG_DAYS="400")
    rules = {}
    for line in plan:
        if line.startswith("printf"):
            *_, text, file = shlex.split(line)
            rules[file.rsplit("/", 1)[1]] = json.loads(text)["rule"]
    first, noise = (rule["condition"] for rule in rules["acme-logs-derived.json"])
    assert first == {"age": 31, "matchesPrefix": ["extracts/", "copies/", "matches/"]}
    assert noise["matchesPrefix"] == ["noise/"]
    assert [rule["condition"] for rule in rules["acme-logs.json"]] == [{"age": 400}]


def test_logs_are_never_deleted_unless_their_days_are_set(deploy):
    assert not [line for line in plan_of(deploy) if "buckets update gs://acme-logs " in line]


def test_a_mailbox_is_told_of_every_alert(deploy):
    updates = [c for c in commands_in(plan_of(deploy, **FULL)) if c[3:5] == ["policies", "update"]]
    assert len(updates) == len(list((ROOT / ".deploy/alerts").glob("*.json")))
    assert all("--set-notification-channels=$CHANNEL" in command for command in updates)


def test_every_alert_is_in_the_runbook_and_says_so():
    runbook = (ROOT / "docs/runbook.md").read_text(encoding="utf-8")
    for path in (ROOT / ".deploy/alerts").glob("*.json"):
        alert = json.loads(path.read_text(encoding="utf-8"))
        title = alert["displayName"].removeprefix("Faultline: ")
        heading = title[0].upper() + title[1:]
        assert f"\n## {heading}\n" in runbook
        assert f'"{heading}"' in alert["documentation"]["content"]
        assert alert["userLabels"] == {"faultline": path.stem}


def test_destroying_leaves_buckets_database_and_secrets_unless_told(deploy):
    kept = ("gs://", "databases delete", "secrets delete")
    plan = "\n".join(plan_of(deploy, "--destroy"))
    assert not [word for word in kept if word in plan]
    everything = "\n".join(plan_of(deploy, "--destroy", "--with-data"))
    assert all(word in everything for word in (*kept, "gs://acme-logs-derived", "gs://acme-logs "))


@pytest.mark.parametrize(
    "arguments", [["--check", "web"], ["--with-data"], ["--check", "--destroy"]], ids=str
)
def test_refuses_options_that_do_not_go_together(deploy, arguments):
    finished = run(deploy, "--dry-run", *arguments, **SETTINGS)
    assert finished.returncode == 2
    assert finished.stdout == ""


@pytest.mark.parametrize("argument", ["webb", "--dryrun", "", "*", "ingest web"])
def test_refuses_what_is_no_function_and_no_option(deploy, argument):
    finished = run(deploy, "--dry-run", argument, **SETTINGS)
    assert finished.returncode == 2
    assert f'"{argument}"' in finished.stderr


def test_help_needs_no_settings(deploy):
    finished = run(deploy, "--help")
    assert finished.returncode == 0
    assert all(name in finished.stdout for name in FUNCTIONS | {"--dry-run", "settings.env"})
