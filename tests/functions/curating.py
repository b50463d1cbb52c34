"""The few steps that tests of patterns over HTTP speak in."""

FAILING = b"start\nerror: registry-%d.example timed out after 30 s\nexit code 1\n"
PASSING = b"start\nall tests passed\n"


def post(web, path="/patterns", **fields):
    return web.client.post(path, json=fields)


def patch(web, pattern, **fields):
    return web.client.patch(f"/patterns/{pattern['pattern_id']}", json=fields)


def created(web, expression="timed out", **fields):
    answer = post(web, expression=expression, **fields)
    assert answer.status_code == 201, answer.text
    return answer.json


def refusal(answer):
    return answer.status_code, answer.json["error"]["code"]


def shown(web, pattern):
    return web.json(f"/patterns/{pattern['pattern_id']}")


def listed(web, query=""):
    return [each["expression"] for each in web.json(f"/patterns{query}")["patterns"]]
