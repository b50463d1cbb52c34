"""`./run.sh`: the whole service on one port of this machine.

The functions are the deployed ones. Around them stands what the cloud would do: a watcher sends
the `ingest` function a CloudEvent for every object of the bucket, as Eventarc does, and a timer
calls the `sweep` function each minute, as the scheduler does.
"""
