"""Scans, what explains a log, and what nothing explains, over HTTP."""

import pytest

from tests.functions.curating import created, patch, post, refusal


def scan_of(web, pattern):
    return web.json(f"/scans/{pattern['scan_id']}")


def hits_of(web, record):
    return [each["pattern_id"] for each in web.json(f"/records/{record}")["patterns"]]


class TestScans:
    def test_a_new_pattern_begins_one_and_the_sweep_does_it(self, web, logs, sweep):
        pattern = created(web)
        waiting = scan_of(web, pattern)
        assert waiting["state"] == "waiting"
        assert (waiting["pattern_id"], waiting["version"]) == (pattern["pattern_id"], 1)
        assert (waiting["logs_done"], waiting["logs_total"]) == (0, 3)
        assert (waiting["started"], waiting["finished"]) == (None, None)

        sweep()
        running = scan_of(web, pattern)
        assert (running["state"], running["logs_done"], running["hits"]) == ("running", 3, 2)
        assert running["started"]
        [listed] = web.json("/scans")["scans"]
        assert listed.items() >= {"scan_id": pattern["scan_id"], "logs_done": 3}.items()

    def test_one_is_cancelled_once_and_stays_so(self, web, logs, sweep):
        pattern = created(web)
        for _ in range(2):
            answer = web.client.post(f"/scans/{pattern['scan_id']}/cancel")
            assert (answer.status_code, answer.json["state"]) == (200, "cancelled")
        assert sweep()["scanned"] == 0

    def test_one_that_takes_hits_of_all_versions_away_names_the_pattern_and_the_last(self, web):
        pattern = created(web)
        patch(web, pattern, expression="after")
        retraction = scan_of(web, patch(web, pattern, retired=True).json)
        assert (retraction["pattern_id"], retraction["version"]) == (pattern["pattern_id"], 2)
        assert [each["version"] for each in retraction["patterns"]] == [1, 2]
        assert web.browse("/scans").text.count("after</bdi></a>") == 3  # one a scan

    def test_one_of_an_import_names_all_its_patterns(self, web):
        rows = [{"expression": "a"}, {"expression": "b"}]
        scan = scan_of(web, web.client.post("/patterns/import", json={"patterns": rows}).json)
        assert (scan["pattern_id"], len(scan["patterns"])) == (None, 2)

    def test_one_is_begun_by_hand(self, web, logs, sweep):
        pattern = created(web)
        path = f"/patterns/{pattern['pattern_id']}/scan"
        begun = web.client.post(path, json={"days": 0})
        assert (begun.status_code, begun.json["since"]) == (201, None)
        assert web.client.post(path, data={"days": 7}).status_code == 201
        assert refusal(web.client.post(path, json={"days": "all"})) == (400, "invalid_days")
        patch(web, pattern, retired=True)
        assert refusal(web.client.post(path)) == (409, "pattern_retired")

    def test_a_change_of_the_patterns_meanwhile_loses_nothing(self, web, logs, sweep):
        first = created(web)
        second = created(web, "registry")
        third = patch(web, first, expression="after 30 s").json
        sweep()
        assert hits_of(web, logs[0]["record"]) == [first["pattern_id"], second["pattern_id"]]
        assert scan_of(web, first)["state"] == "cancelled"
        assert scan_of(web, third)["hits"] == 2

    @pytest.mark.parametrize("scan_id", ["0" * 12, "x"])
    def test_an_unknown_one_is_not_found(self, web, scan_id):
        assert refusal(web.get(f"/scans/{scan_id}")) == (404, "scan_not_found")
        assert refusal(web.client.post(f"/scans/{scan_id}/cancel")) == (404, "scan_not_found")


class TestOneLog:
    def test_is_scanned_by_hand(self, web, logs):
        pattern = created(web)
        record = logs[0]["record"]
        assert hits_of(web, record) == []
        answer = web.client.post(f"/records/{record}/rescan")
        [hit] = answer.json["hits"]
        assert (hit["pattern_id"], hit["line_number"], hit["best"]) == (
            pattern["pattern_id"],
            2,
            True,
        )
        assert web.json(f"/reports/{logs[0]['log_id']}")["patterns"] == [
            {"pattern_id": pattern["pattern_id"], "logs": 1}
        ]

    def test_is_pinned_to_one_of_its_hits(self, web, logs, sweep):
        first, second = created(web), created(web, "registry", specificity=9)
        sweep()
        path = f"/records/{logs[0]['record']}/pin"
        best = web.client.post(path, data={"pattern_id": ""}).json["hits"][0]
        assert best["pattern_id"] == second["pattern_id"]
        pinned = web.client.post(path, data={"pattern_id": first["pattern_id"]}).json
        assert pinned["hits"][0]["pattern_id"] == pinned["pinned"] == first["pattern_id"]
        assert refusal(web.client.post(path, data={"pattern_id": "00000000"})) == (
            409,
            "no_such_hit",
        )
        assert refusal(web.client.post(path)) == (400, "missing_pattern_id")

    def test_is_labelled_by_hand(self, web, logs):
        path = f"/records/{logs[0]['record']}/label"
        assert web.client.post(path, data={"label": "flaky"}).json["label"] == "flaky"
        assert web.client.post(path, data={"label": ""}).json["label"] is None
        assert refusal(web.client.post(path, data={"label": "odd"})) == (400, "undeclared_label")

    @pytest.mark.parametrize("act", ["rescan", "pin", "label"])
    def test_that_nobody_knows_is_not_found(self, web, act):
        data = {"label": "flaky", "pattern_id": ""}
        answer = web.client.post(f"/records/{'0' * 20}/{act}", data=data)
        assert refusal(answer) == (404, "record_not_found")


class TestUnexplained:
    def test_lists_what_nothing_explains_by_impact_with_the_rate(self, web, logs, sweep):
        other = web.uploaded(b"fatal: no route to host\n", job="deploy", result="FAILURE")
        before = web.json("/unexplained")
        assert [each["log_id"] for each in before["reports"]] == [
            logs[0]["log_id"],
            other["log_id"],
        ]
        assert (
            before["classification"] | {"failing": 3, "explained": 0, "rate": 0.0}
            == (before["classification"])
        )

        created(web, labels=["timeout"])
        sweep()
        after = web.json("/unexplained")
        assert [each["log_id"] for each in after["reports"]] == [other["log_id"]]
        assert after["classification"]["rate"] == pytest.approx(2 / 3, abs=1e-3)
        assert after["classification"]["timeouts"] == 2

    def test_leaves_out_what_an_issue_explains(self, web, logs):
        data = {"report_id": logs[0]["log_id"], "summary": "known"}
        web.client.post("/issues", data=data)
        assert web.json("/unexplained")["reports"] == []

    def test_is_filtered_as_reports_are(self, web, logs):
        assert len(web.json("/unexplained?job=unit&type=E")["reports"]) == 1
        assert web.json("/unexplained?job=none")["reports"] == []
        assert refusal(web.get("/unexplained?type=X")) == (400, "invalid_type")

    def test_suggests_what_people_agree_on(self, web):
        line = b"error: the lift is stuck\n"
        sent = [web.uploaded(line + b"%d\n" % number, result="FAILURE") for number in range(5)]
        for each in sent:
            web.client.post(f"/records/{each['record']}/label", data={"label": "flaky"})
        assert web.json(f"/reports/{sent[0]['log_id']}")["suggestion"] == "label:flaky"
        page = web.browse("/unexplained").text
        assert f"/patterns/new?report={sent[0]['log_id']}&amp;label=flaky" in page


def test_a_dry_run_of_a_program_is_json_whatever_the_body(web, logs):
    answer = web.client.post("/patterns/test", data={"expression": "timed out", "kind": "literal"})
    assert answer.json["failing_hits"] == 2
    assert post(web, "/patterns/test", expression="[").status_code == 400
