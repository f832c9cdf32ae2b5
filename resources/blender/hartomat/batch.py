# SPDX-License-Identifier: GPL-3.0-or-later
"""Works one batch off: item by item, a result file each. An item that fails does not fail the others."""

import json
import os
import time
import traceback
import uuid

from . import events, failures, items, memory, results
from .progress import Progress


class BadBatch(Exception):
    """The batch itself cannot be read: nothing in it was tried."""


def _load(path):
    try:
        with open(path, "rb") as stream:
            batch = json.load(stream)
    except (OSError, ValueError) as error:
        raise BadBatch("The batch cannot be read: %s" % error)
    if not isinstance(batch, dict) or batch.get("protocol") != results.PROTOCOL:
        raise BadBatch("The batch does not speak protocol %d." % results.PROTOCOL)
    return batch


def _run_item(item, folder, run_folder, watchdog):
    """Returns the result of one item, whatever happens in it."""
    out = os.path.join(run_folder, item["id"])
    os.makedirs(out, exist_ok=True)
    progress = Progress(item["id"], watchdog)
    context = items.Context(item, folder, out, watchdog, progress)
    result = {"status": "ok", "error": None, "outputs": [], "actual": None, "report": None}
    busy = time.process_time()
    watchdog.arm(item["limits"]["wallSeconds"], item["limits"]["silenceSeconds"])
    watchdog.follow(progress.beat)
    try:
        kind = items.KINDS.get(item["kind"])
        if kind is None:
            raise failures.ItemFailure("settings", "This script knows no item of the kind %s." % item["kind"])
        result.update(kind(context))
    except Exception as error:
        kind_of_failure, message = failures.classify(error)
        known = isinstance(error, failures.ItemFailure)
        trace = "" if known else traceback.format_exc(limit=12)
        result.update(status="error", error={"class": kind_of_failure, "message": message, "traceback": trace})
        events.log("error", message)
    finally:
        watchdog.follow(None)
        watchdog.disarm()
    use = {"cpuSeconds": round(time.process_time() - busy, 3), "peakMemoryBytes": memory.peak()}
    return {**result, "timings": context.timings.as_result(), **use}


def run(path, watchdog):
    """Raises BadBatch. Otherwise every item has its result file when this returns, unless the disk refuses it."""
    batch = _load(path)
    folder = os.path.dirname(os.path.abspath(path))
    run_id = uuid.uuid4().hex[:16]
    run_folder = os.path.join(folder, "runs", run_id)
    os.makedirs(run_folder)
    events.emit("run", runId=run_id)
    for item in batch["items"]:
        named = {"itemId": item["id"], "attemptKey": item["attemptKey"], "runId": run_id}
        results.write_result(run_folder, {**named, **_run_item(item, folder, run_folder, watchdog)})
        events.emit("item_done", itemId=item["id"])
    events.emit("batch_done", runId=run_id, memoryBytes=memory.resident())
