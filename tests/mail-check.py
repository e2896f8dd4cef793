"""Mails read by Python's own parser, beside the records of the same messages.

make N: sends.csv and t/, N sends of odd names and texts.
compare RECORDS DIR: is each mail of DIR what its record says?
serve DIR: send each file of DIR to a server of SMTP, and see what comes.
"""

import csv
import email.header
import email.policy
import email.utils
import hashlib
import json
import os
import random
import re
import smtplib
import socket
import sys
import threading

SEND = ("send_id,action,send_at,channel,address,customer_id,flow,step,class,"
        "template,trigger_id,triggered_at,decided_at,expires_at,variant,tags,"
        "reason,data").split(",")
PARTS = ["Ana", "Jörg", "Ελένη", "نور", "עדי", "李雷", "👩‍👩‍👧", "O'Neil",
         "\"Dot\"", "a,b", "<x@y.example>", "(c)", "=?utf-8?q?x?=", "\\", ";",
         "\r\nBcc: evil@example.net", "\nSubject: other", "\x7f\x01", "ß",
         "\u2028Cc: evil@example.net", "\x85", "e\u0301", "x" * 90, "@", ":"]
LINES = ["From here on", ".", "..", ".dot", "", " ", "tail \t", "=", "=20",
         "é" * 200, "y" * 1200, "--=_", "From\r", "\rcr", "a\r\nb", "\t",
         "🎉" * 30, "مرحبا", ">From", "f" * 75, "f" * 76, "f" * 77,
         "g" * 74 + " ", "h" * 75 + ".", "From " * 40, "." * 200]


def make(n):
    rnd = random.Random(7)
    os.makedirs("t")
    with open("t/odd.txt", "w", encoding="utf-8") as f:
        f.write("Subject: {{name}}\nFrom: {{who}} <a@shop.example>\n"
                "Reply-To: {{who}} <r@shop.example>\n\n{{{body}}}\n")
    with open("t/both.txt", "w", encoding="utf-8") as f:
        f.write("Subject: Hi {{name}}\nFrom: a@shop.example\n\n{{body}}\n")
    with open("t/both.html", "w", encoding="utf-8") as f:
        f.write("<p>{{name}}</p>\n<pre>{{body}}</pre>")
    with open("sends.csv", "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(SEND)
        for i in range(n):
            made = hashlib.sha256(f"a\x1fs\x1ft{i}".encode()).hexdigest()[:32]
            name = " ".join(rnd.choices(PARTS, k=rnd.randint(1, 6))) + "."
            who = "".join(rnd.choices("aé \"\\,.東x", k=rnd.randint(1, 60)))
            if i % 9 == 0:
                who = "\"" * 40 + "x" * (i // 9 % 40)
            data = {"name": name, "who": who + "z",
                    "body": "\n".join(rnd.choices(LINES, k=rnd.randint(1, 9)))
                    + "."}
            at = f"20{rnd.randint(10, 99)}-{rnd.randint(1, 12):02}-28T" \
                 f"{rnd.randint(0, 23):02}:05:09Z"
            out.writerow([made, "send", at, "email", f"c{i}@example.com", i,
                          "a", "s", rnd.choice(["marketing", "transactional"]),
                          rnd.choice(["odd", "both"]), f"t{i}", "2009-11-16",
                          "2009-11-16T00:00:00Z", "", "", "", "r",
                          json.dumps(data, ensure_ascii=False)])


def faults(record, raw):
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    headers = json.loads(json.dumps(record["headers"]))
    yield from (f"defect {d}" for part in mail.walk() for d in part.defects)
    want = {"Subject": record["subject"], "To": record["to"],
            "MIME-Version": "1.0", **headers}
    for name, value in want.items():
        got = str(mail[name])
        if name == "Message-ID" or name == "List-Unsubscribe":
            got = got.strip()
        if got != value:
            yield f"{name}: {got!r}, not {value!r}"
    for name, value in (("From", record["from"]),
                        ("Reply-To", record["reply_to"])):
        if value is None:
            if mail[name] is not None:
                yield f"{name}: there"
            continue
        shown, _, address = value.rpartition(" <")
        box = mail[name].addresses
        if len(box) != 1 or box[0].addr_spec != (address or value).rstrip(">"):
            yield f"{name}: {box}"
        # Python 3.11 would put a blank between any two words of a name.
        plain = email.message_from_bytes(raw)[name].replace("\n", "")
        got = str(email.header.make_header(email.header.decode_header(
            email.utils.parseaddr(plain)[0])))
        if shown[:1] == '"':
            shown = re.sub(r"\\(.)", r"\1", shown[1:-1])
        if got.strip() != shown.strip():
            yield f"{name}: {got!r}, not {shown!r}"
    date = email.message_from_bytes(raw)["Date"]
    when = email.utils.parsedate_to_datetime(date)
    if when.strftime("%Y-%m-%dT%H:%M:%SZ") != record["send_at"] or \
            not date.startswith(when.strftime("%a, ")):
        yield f"Date: {date}"
    for word in re.findall(r"=\?utf-8\?[bq]\?[^?]*\?=", raw.decode("ascii")):
        (text, charset), = email.header.decode_header(word)
        text.decode(charset)  # each by itself
    known = set(want) | {"Date", "From", "Reply-To", "Content-Type",
                         "Content-Transfer-Encoding"}
    for name in mail.keys():
        if name not in known or len(mail.get_all(name)) != 1:
            yield f"a header too many: {name}"
    for kind, field in (("plain", "text"), ("html", "html")):
        part = mail.get_body((kind,))
        got = part.get_content() if part is not None else None
        if got != record[field]:
            yield f"{field}: {got!r}, not {record[field]!r}"
    for line in raw.split(b"\n"):
        if len(line) > 76 and not line.startswith(b"List-Unsubscribe") or \
                line[-1:] in (b" ", b"\t") or \
                line[:1] == b"." or line[:5] == b"From " or \
                max(line, default=0) > 126 or b"\r" in line:
            yield f"the line {line!r}"


def compare(records, folder):
    n = alike = 0
    with open(records, encoding="utf-8") as f:
        for line in f:
            record = json.loads(line)
            with open(f"{folder}/{record['send_id']}.eml", "rb") as m:
                wrong = list(faults(record, m.read()))
            n += 1
            alike += not wrong
            for w in wrong[:3]:
                print(record["send_id"], w)
    if len(os.listdir(folder)) != n:
        print(f"{len(os.listdir(folder))} files")
    print(f"{n} mails, {alike} alike")


def serve(folder):
    """A server of one client at a time, as RFC 5321 has it."""
    taken = []
    listener = socket.create_server(("127.0.0.1", 0))

    def run():
        client, _ = listener.accept()
        with client, client.makefile("rb") as lines:
            client.sendall(b"220 here\r\n")
            for line in lines:
                verb = line[:4].upper()
                if verb == b"DATA":
                    client.sendall(b"354 go on\r\n")
                    body = []
                    while (line := next(lines)) != b".\r\n":
                        body.append(line[1:] if line[:1] == b"." else line)
                    taken.append(b"".join(body))
                if verb == b"QUIT":
                    client.sendall(b"221 bye\r\n")
                    return
                client.sendall(b"250 ok\r\n")

    server = threading.Thread(target=run)
    server.start()
    names = sorted(os.listdir(folder))
    sent = []
    with smtplib.SMTP("127.0.0.1", listener.getsockname()[1]) as smtp:
        for name in names:
            with open(f"{folder}/{name}", "rb") as f:
                sent.append(f.read())
            to = email.message_from_bytes(sent[-1])["To"]
            smtp.sendmail("a@shop.example", [to], sent[-1].decode("ascii"))
    server.join()
    alike = sum(a.replace(b"\r\n", b"\n") == b
                for a, b in zip(taken, sent))
    print(f"{len(taken)} mails taken by a server, {alike} alike")


if sys.argv[1] == "make":
    make(int(sys.argv[2]))
elif sys.argv[1] == "compare":
    compare(*sys.argv[2:])
else:
    serve(sys.argv[2])
