"""The scripts: deploy.sh and what it plans and uploads, run.sh, test.sh, .ci/run."""
