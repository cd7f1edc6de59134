"""Records a run that is made here on a Mantissa site. Needs Python 3.9 and nothing else.

    MANTISSA_API_KEY=mts_… python3 record.py http://127.0.0.1:5080

The key is made on the page Settings, with the scope "record".
"""
import base64, datetime, json, math, os, struct, sys, time, urllib.error, urllib.request, uuid, zlib

SITE = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:5080"


def post(path, body, key=None):
    """Posts until the site answers: every request may be repeated, so a lost answer costs nothing."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {os.environ['MANTISSA_API_KEY']}"} | ({"Idempotency-Key": key} if key else {})
    for patience in (1, 2, 4, 8, 16, None):
        try:
            request = urllib.request.Request(SITE + "/api/v1" + path, json.dumps(body).encode(), headers)
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:  # The site says what is wrong with the request.
            if error.code < 500 or patience is None:
                sys.exit(f"{path}: {error.read().decode()}")
        except OSError:
            if patience is None:
                raise
        time.sleep(patience)


def png(width, height, pixel):
    """A grey picture."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes(pixel(x, y) for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


run = post("/runs/external", {
    "name": "from Python", "model": "parabola", "dataset": "none", "experiment": "examples",
    "parameters": {"learning_rate": 0.1, "steps": 50}}, key=str(uuid.uuid4()))
weight, steps, sequence, waiting = 4.0, 50, 0, []
for step in range(1, steps + 1):
    weight -= 0.1 * 2 * weight  # One step of gradient descent on w².
    now = datetime.datetime.now(datetime.timezone.utc).isoformat()
    waiting.append({"name": "train/loss", "step": step, "value": weight * weight, "time": now})
    if step % 10 == 0:  # A batch is sent now and then, not with every step.
        sequence += 1
        answer = post(f"/runs/{run['id']}/records", {
            "attempt": run["attempt"], "sequence": sequence, "metrics": waiting,
            "logs": [{"message": f"step {step}: w = {weight:.6f}", "time": now}],
            "progress": {"step": step, "totalSteps": steps, "epoch": step / steps, "loss": weight * weight},
            "images": [{"name": "bowl", "step": step, "content": base64.b64encode(png(
                32, 32, lambda x, y: int(255 * math.exp(-((x - 16 - weight) ** 2 + (y - 16) ** 2) / 40)))).decode()}]})
        waiting = []
        if answer["cancelRequested"]:
            post(f"/runs/{run['id']}/finish", {"attempt": run["attempt"], "status": "Cancelled"})
            sys.exit("cancelled")
post(f"/runs/{run['id']}/finish", {"attempt": run["attempt"], "status": "Completed"})
print(run["url"])
