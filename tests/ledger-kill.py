"""Nothing is lost, and nothing sent twice, whatever becomes of a run.

usage: ledger-kill.py BIN SEED TIMES [FOLDER]

FOLDER is on a small file system of its own, which is filled up now and then.

A shop's nights over one ledger.  Each run is disturbed at random: killed at any
moment, out of disk, together with another, its reader gone.  What was printed
is kept as whoever mails would: whole files, and of a pipe the lines that came.
In the end, after one run that nobody disturbs, every send is in the ledger
once, every one of them was printed by some run, and none with different bytes;
and they are those that a run without a ledger would have decided.
"""
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

FLOWS = """{ "gap": { "email": null }, "flows": { "offer": { "steps": [
    { "channel": "email", "template": "offer-1", "ttl": "30d" } ] } } }"""
HEADER = ("flow,customer_id,trigger_id,triggered_at,email,reason,"
          "email_consent\n")


class Night:
    def __init__(self, binary, seed, folder):
        self.binary, self.folder = binary, folder
        self.random = random.Random(seed)
        self.rows, self.n = [], 0
        self.seen = {}      # send_id: the row, as it was first printed
        self.count = {}
        self.path("flows.json", FLOWS)
        self.full = False
        self.durations = [0.05]

    def path(self, name, text=None):
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
        return path

    def more(self, night):
        for _ in range(self.random.randint(0, 40)):
            self.n += 1
            who = self.random.randint(1, 500)
            self.rows.append(
                "offer,%d,%d/o%d,2026-11-01T00:00:00Z,c%d@example.com,"
                "\"said \"\"yes\"\", %s\",explicit\n" % (
                    who, who, self.n, who, "x" * self.random.randint(0, 900)))
        self.path("due.csv", HEADER + "".join(self.rows))

    def command(self, night, *options):
        return [self.binary + "/schedule-sends", "-q", "--as-of",
                "2026-11-%02dT%02d:%02d:%02dZ" % (
                    2 + night // 86400, night // 3600 % 24,
                    night // 60 % 60, night % 60),
                "--flows", self.path("flows.json"), "--ledger",
                self.path("ledger.db"), "--held", self.path("held.csv"),
                *options, self.path("due.csv")]

    def take(self, data, whole):
        """What whoever mails would read: a truncated last line isn't one."""
        lines = data.decode().split("\n")
        if not whole:
            lines = lines[:-1]
        for line in lines[1:]:
            if not line or line == '"':
                continue
            send_id = line[:32]
            if self.seen.setdefault(send_id, line) != line:
                raise SystemExit("%s: printed twice, differently" % send_id)

    def take_file(self, name):
        path = os.path.join(self.folder, name)
        if os.path.exists(path):
            with open(path, "rb") as f:
                self.take(f.read(), True)
            os.remove(path)

    def start(self, night, out, **how):
        return subprocess.Popen(self.command(night, *out), **how)

    def offered(self):
        """The batches that were printed, and that nobody confirmed."""
        if not os.path.exists(self.path("ledger.db")):
            return []
        text = subprocess.run(
            self.command(0)[:1] + ["--ledger", self.path("ledger.db"),
                                   "--unconfirmed"],
            check=False, capture_output=True, text=True).stdout
        return [row.split(",")[0] for row in text.split("\n")
                if ",offered," in row]

    def confirm(self):
        """Whoever mails has mailed what it read."""
        for batch in self.offered():
            subprocess.run(
                [self.binary + "/record-results", "--ledger",
                 self.path("ledger.db"), "--confirm", batch], check=True,
                capture_output=True)

    # Each of these is a way in which a night goes wrong.

    def killed(self, night):
        to_file = self.random.random() < 0.5
        run = self.start(night, ["-o", self.path("out.csv")] if to_file
                         else [], stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL)
        time.sleep(self.random.random() * 1.3 * max(self.durations[-20:]))
        run.send_signal(signal.SIGKILL)
        self.take(run.communicate()[0], False)
        self.take_file("out.csv")

    def out_of_disk(self, night):
        def limit():
            size = self.random.randint(0, os.path.getsize(
                self.path("ledger.db")) + 40000) if os.path.exists(
                    self.path("ledger.db")) else 4096
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self.start(night, ["-o", self.path("out.csv")], preexec_fn=limit,
                   stderr=subprocess.DEVNULL).wait()
        self.take_file("out.csv")

    def full_disk(self, night):
        """Fill the file system, but for a little, while the run is at it."""
        filler = self.path("filler")
        free = os.statvfs(self.folder)
        free = max(0, free.f_bavail * free.f_frsize -
                   self.random.choice([0, 4096, 30000, 100000, 200000]))
        with open(filler, "wb") as f:
            f.write(b"x" * free)
        self.start(night, ["-o", self.path("out.csv")],
                   stderr=subprocess.DEVNULL).wait()
        os.remove(filler)
        self.take_file("out.csv")

    def full_device(self, night):
        with open("/dev/full", "w", encoding="utf-8") as full:
            self.start(night, [], stdout=full,
                       stderr=subprocess.DEVNULL).wait()

    def two_at_once(self, night):
        runs = [self.start(night, wait + ["-o", self.path(name)],
                           stderr=subprocess.DEVNULL)
                for wait, name in (([], "one.csv"), (["--wait", "1m"],
                                                     "two.csv"))]
        for run in runs:
            run.wait()
        self.take_file("one.csv")
        self.take_file("two.csv")

    def reader_dies(self, night):
        run = self.start(night, [], stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL)
        data = run.stdout.read(self.random.choice([0, 1, 5000, 70000]))
        run.stdout.close()
        run.wait()
        self.take(data, False)
        for batch in self.offered():
            done = subprocess.run(
                self.command(0)[:1] + ["--ledger", self.path("ledger.db"),
                                       "--replay", batch],
                check=True, capture_output=True)
            self.take(done.stdout, True)

    def quiet(self, night):
        before = time.monotonic()
        run = subprocess.run(self.command(night, "-o",
                                          self.path("out.csv")), check=False)
        self.durations.append(time.monotonic() - before)
        if run.returncode != 0:
            raise SystemExit("an undisturbed run: status %d" % run.returncode)
        self.take_file("out.csv")

    def check(self):
        text = subprocess.run(
            [self.binary + "/sync-history", "--ledger",
             self.path("ledger.db")], check=True, capture_output=True,
            text=True).stdout.split("\n")[1:-1]
        ids = [line[:32] for line in text]
        if len(ids) != len(set(ids)):
            raise SystemExit("a send is in the ledger twice")
        if len(ids) != self.n:
            raise SystemExit("%d of %d sends are in the ledger" % (
                len(ids), self.n))
        if set(ids) != set(self.seen):
            raise SystemExit("printed and planned differ: %d, %d" % (
                len(self.seen), len(ids)))
        for line in text:
            if not line.startswith(self.seen[line[:32]] + ","):
                raise SystemExit("%s: not as printed" % line[:32])
        left = subprocess.run(
            self.command(0)[:1] + ["--ledger", self.path("ledger.db"),
                                   "--unconfirmed"],
            check=True, capture_output=True, text=True).stdout
        if left.count("\n") != 1:
            raise SystemExit("batches are left: " + left)


def main(binary, seed, times, small=None):
    folder = tempfile.mkdtemp(prefix="ledger-kill-", dir=small)
    n = Night(binary, seed, folder)
    ways = [n.killed] * 10 + [n.out_of_disk, n.full_device, n.two_at_once,
                              n.reader_dies, n.quiet]
    if small:
        ways += [n.full_disk] * 5
    how = {}
    for night in range(times):
        n.more(night)
        way = n.random.choice(ways)
        how[way.__name__] = how.get(way.__name__, 0) + 1
        way(night)
        n.confirm()
    n.quiet(times)
    n.confirm()
    n.check()
    shutil.rmtree(folder)
    print("%d sends in %d nights: %s" % (n.n, times, ", ".join(
        "%d %s" % (how[k], k) for k in sorted(how))))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
