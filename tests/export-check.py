#!/usr/bin/env python3
"""Read back what export-audience writes, by what each platform says of it.

usage: export-check.py [SEED]

Customers and sends are made up that have all that is nasty in a cell.  Each
platform's file is read as the platform reads it, by csv and json of Python, and
what was put in is looked for: who must be in it is decided here, from the rows
themselves, and each cell is made anew from the platform's rules.
"""
import csv
import hashlib
import io
import json
import random
import re
import subprocess
import sys
import unicodedata

AS_OF = "2026-11-16T00:00:00Z"
rnd = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
failures = []


def fail(*what):
    failures.append(" ".join(str(w) for w in what))


def tool(*args):
    return subprocess.run(["export-audience", "-q", "-a", AS_OF, *args],
                          check=True, stdout=subprocess.PIPE).stdout


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as f:
        out = csv.DictWriter(f, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


WORDS = ["Ana", "Zoë", "Valéry", "Vale\u0301ry", "O'Hara", 'D"Arc', "Smith, Jr.",
         "Łukasz", "İpek", "ΟΔΥΣΣΕΥΣ", "José María", "two\nlines", "x;y", "\ttab",
         "=1+1", "-3", "+cmd", "@x", "{b", "李", "😀" * 80, "é" * 200,
         "a" * 254 + "é", "a" * 255, "", " pad ", "\\back", "a\"\"b", "Straße"]
STATES = {"New York": "ny", "GEORGIA": "ga"}
CITIES = ["New York", "Saint-Denis 2", "São Paulo", "", "Winston-Salem (NC)"]


def customer(i):
    kind = rnd.random()
    email = "c%d@example.%s" % (i, rnd.choice(["com", "org"]))
    if kind < .1:
        email = "ü%d@example.com" % i
    elif kind < .2:
        email = "C%d@Example.com" % rnd.randrange(max(1, i))
    elif kind < .25:
        email = "z%d@marketplace.amazon.de" % i
    elif kind < .4:
        email = ""
    phone = "+1202555%04d" % i if rnd.random() < .6 else ""
    return {
        "customer_id": "k%d" % i, "email": email, "phone": phone,
        "first_name": rnd.choice(WORDS), "last_name": rnd.choice(WORDS),
        "country": rnd.choice(["US", "GB", "DE", ""]),
        "region": rnd.choice(["CA", "New South Wales", "New York",
                              "GEORGIA", ""]),
        "city": rnd.choice(CITIES),
        "zip": rnd.choice(["95113-1234", "LS1 4DY", "10115", ""]),
        "birthday": rnd.choice(["1990-05-31", "--02-29", ""]),
        "email_consent": rnd.choice(["explicit"] * 4 + ["denied", ""]),
        "sms_consent": rnd.choice(["explicit", "explicit", "denied", ""]),
        "tags": rnd.choice(WORDS),
        "last_order_at": rnd.choice(["2026-06-30", "2026-01-05T08:00:00Z",
                                     "2023-01-01", ""]),
        "p_alive": "%.2f" % rnd.random(), "note": rnd.choice(WORDS)}


def lists(people, sup):
    """Who may be reached by what, in this order: by e-mail, and by phone."""
    for c in people:
        email = c["email"].lower()
        if "amazon" in email:
            continue
        fresh = c["last_order_at"][:4] == "2026"
        gone = {email, c["phone"]} & sup
        yes = c["email_consent"] == "explicit" or \
            (fresh and c["email_consent"] != "denied")
        touchy = "denied" in (c["email_consent"], c["sms_consent"])
        yield (c, email if yes and not gone else "",
               c["phone"] if c["sms_consent"] == "explicit" and not gone
               else "", not touchy and not gone)


def expected(people, sup, takes_sms=True, ascii_local=False, ads=False):
    seen = set()
    for c, email, phone, for_ads in lists(people, sup):
        if ads:
            email, phone = (c["email"].lower(), c["phone"]) if for_ads \
                else ("", "")
        if not takes_sms:
            phone = ""
        if ascii_local and not email.split("@")[0].isascii():
            email = ""
        if not email and not phone:
            continue
        if email in seen or (not email and phone in seen):
            continue
        if phone in seen:
            phone = ""
        seen |= {email, phone} - {""}
        yield c, email, phone


def persons(people):
    """Customers of one e-mail or phone are one: a no of one is a no of all."""
    top = {}

    def find(x):
        while top.setdefault(x, x) != x:
            x = top[x]
        return x
    for c in people:
        for text in (c["email"].lower(), c["phone"]):
            if text:
                top[find(text)] = find("id" + c["customer_id"])
    return lambda c: find("id" + c["customer_id"])


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def low(text):
    return unicodedata.normalize("NFC", unicodedata.normalize(
        "NFC", text).lower()).strip()


def without(text, *kinds):
    return low("".join(ch for ch in unicodedata.normalize("NFC", text)
                       if not unicodedata.category(ch).startswith(kinds)))


def clip(text):
    return text.encode()[:255].decode(errors="ignore")


def read(raw, delimiter=","):
    text = raw.decode("utf-8")          # strictly: all of it is UTF-8
    # As Go's encoding/csv reads it: a bare quote or a wrong count is an error,
    # which Python's csv in strict mode has in common.
    rows = list(csv.reader(io.StringIO(text, newline=""),
                           delimiter=delimiter, strict=True))
    for r in rows:
        if len(r) != len(rows[0]):
            fail("a row of", len(r), "cells under", len(rows[0]), r)
    return [dict(zip(rows[0], r)) for r in rows[1:]]


def same(name, got, want):
    if len(got) != len(want):
        fail(name, "has", len(got), "rows, want", len(want))
    for g, w in zip(got, want):
        for k in w:
            if g.get(k) != w[k]:
                fail(name, w, k, "is", repr(g.get(k)), "want", repr(w[k]))
                return


def day(text):
    return text[:10]


def klaviyo_time(text):
    return text and (text + "T12:00:00+00:00" if len(text) == 10
                     else text.replace("Z", "+00:00"))


def check_lists(people, sup, files):
    def run(name, *more):
        return tool("--for", name, "--suppress", files[1], *more, files[0])
    more = "--columns=p_alive,last_order_at,note"
    same("klaviyo", read(run("klaviyo", more)), [
        {"Email": e, "Phone Number": p, "First Name": c["first_name"],
         "Last Name": c["last_name"], "Tags": c["tags"], "City": c["city"],
         "p_alive": c["p_alive"], "note": c["note"],
         "last_order_at": klaviyo_time(c["last_order_at"])}
        for c, e, p in expected(people, sup)])
    same("omnisend", read(run("omnisend", more)), [
        {"Email": e, "Phone": p, "First Name": c["first_name"],
         "Birthdate": c["birthday"], "last_order_at": c["last_order_at"]}
        for c, e, p in expected(people, sup)])
    same("brevo", read(run("brevo", more), ";"), [
        {"EMAIL": e, "SMS": p, "EXT_ID": c["customer_id"],
         "FIRSTNAME": c["first_name"], "LASTNAME": c["last_name"],
         "LAST_ORDER_AT": day(c["last_order_at"]), "NOTE": c["note"],
         "P_ALIVE": c["p_alive"]} for c, e, p in expected(people, sup)])
    same("sendgrid", read(run("sendgrid", more)), [
        {"email": e, "phone_number_id": p, "external_id": c["customer_id"],
         "state_province_region": c["region"], "note": c["note"]}
        for c, e, p in expected(people, sup)])
    chimp = read(run("mailchimp", more))
    same("mailchimp", chimp, [
        {"Email Address": e, "SMS Phone Number": p,
         "First Name": clip(c["first_name"]), "Last Name": clip(c["last_name"]),
         "Birthday": c["birthday"] and c["birthday"][-5:].replace("-", "/"),
         "note": clip(c["note"]), "last_order_at": day(c["last_order_at"])}
        for c, e, p in expected(people, sup, ascii_local=True)])
    if any(len(v.encode()) > 255 for r in chimp for v in r.values()):
        fail("mailchimp: a cell of more than 255 bytes")
    if len({r["Email Address"] for r in chimp if r["Email Address"]}) != \
            len([r for r in chimp if r["Email Address"]]):
        fail("mailchimp: an address twice")
    monk = read(run("listmonk", more))
    same("listmonk", monk, [
        {"email": e, "name": " ".join(
            t for t in (c["first_name"], c["last_name"]) if t)}
        for c, e, p in expected(people, sup, takes_sms=False)])
    for r, (c, e, p) in zip(monk, expected(people, sup, takes_sms=False)):
        attributes = json.loads(r["attributes"])
        for k in ("first_name", "note", "tags", "last_order_at"):
            if attributes.get(k, "") != c[k]:
                fail("listmonk", k, attributes)
        if attributes["p_alive"] != float(c["p_alive"]):
            fail("listmonk p_alive", attributes)


def check_ads(people, sup, files):
    def run(name):
        return read(tool("--for", name, "--suppress", files[1], files[0]))
    want = list(expected(people, sup, ads=True))
    us = {"US": "us", "GB": "gb", "DE": "de", "": ""}
    same("meta", run("meta"), [
        {"email": sha(e), "phone": sha(p[1:]),
         "fn": sha(without(c["first_name"], "P")),
         "ln": sha(without(c["last_name"], "P")),
         "zip": sha(c["zip"].split("-")[0].lower().replace(" ", "")),
         "ct": sha(re.sub(r"[0-9\s]", "", without(c["city"], "P"))),
         "st": sha(STATES[c["region"]]
                   if c["country"] == "US" and c["region"] in STATES
                   else re.sub(r"\s", "", low(c["region"]))),
         "country": sha(us[c["country"]]), "extern_id": c["customer_id"]}
        for c, e, p in want])
    same("google", run("google"), [
        {"Email": sha(e), "Phone": sha(p), "First Name": sha(low(
            c["first_name"])), "Last Name": sha(low(c["last_name"])),
         "Country": c["country"], "Zip": c["zip"]} for c, e, p in want])
    same("tiktok", run("tiktok"), [
        {"Email_SHA256": sha(e), "Phone_SHA256": sha(p[1:])}
        for c, e, p in want])


def send(i, template):
    ids = ("f\x1fs%d\x1ft%d" % (i % 3, i)).encode()
    data = {"first_name": rnd.choice(WORDS), "n": 12.5, "list": [1, {"a": "é"}]}
    return {
        "send_id": hashlib.sha256(ids).hexdigest()[:32], "action": "send",
        "send_at": "2026-11-16T%02d:00:00Z" % rnd.randrange(24),
        "channel": "email", "address": "s%d@example.com" % i,
        "customer_id": "k%d" % i, "flow": "f", "step": "s%d" % (i % 3),
        "class": "marketing", "template": template, "trigger_id": "t%d" % i,
        "triggered_at": "2026-11-01", "decided_at": "2026-11-15T00:00:00Z",
        "reason": rnd.choice(WORDS), "data": json.dumps(data, indent=1)}


def check_bodies(n):
    sends = [send(i, "t%d" % (i % 2)) for i in range(n)]
    write("sends.csv", sends)
    rnd.shuffle(sends)
    write("shuffled.csv", sends)
    sends.sort(key=lambda s: (s["send_at"], s["send_id"]))
    for name, most in (("klaviyo-events", 1000), ("postmark", 500),
                       ("ses", 50)):
        more = [] if name == "klaviyo-events" else ["--from=Shop <a@b.example>"]
        raw = tool("--for", name, *more, "sends.csv")
        if raw != tool("--for", name, *more, "shuffled.csv"):
            fail(name, "depends on the order of the rows")
        bodies = [json.loads(line) for line in raw.splitlines()]
        order, sizes = sends, []
        items = []
        if name == "ses":
            order = sorted(sends, key=lambda s: s["template"])
        for b in bodies:
            got = {"klaviyo-events": klaviyo, "postmark": postmark,
                   "ses": ses}[name](b)
            sizes.append(len(got))
            items += got
        full = [n] if name != "ses" else [(n + 1) // 2, n // 2]
        want = [k for m in full for k in
                [most] * (m // most) + ([m % most] if m % most else [])]
        if sizes != want:
            fail(name, "of", n, "has bodies of", sizes, "want", want)
        if len(items) != n:
            fail(name, "has", len(items), "of", n)
        for (to, sid, template, model), s in zip(items, order):
            data = json.loads(s["data"])
            if (to, sid) != (s["address"], s["send_id"]) or \
                    template not in (None, s["template"]) or \
                    model["sendlist_step"] != s["step"] or \
                    model.get("sendlist_reason", "") != s["reason"] or \
                    any(model[k] != data[k] for k in data):
                fail(name, to, model, "want", s)
                break


def klaviyo(body):
    job = body["data"]
    if job["type"] != "event-bulk-create-job":
        fail("klaviyo-events", job["type"])
    for each in job["attributes"]["events-bulk-create"]["data"]:
        profile = each["attributes"]["profile"]["data"]
        event, = each["attributes"]["events"]["data"]
        told = event["attributes"]
        if (each["type"], profile["type"], event["type"]) != \
                ("event-bulk-create", "profile", "event") or \
                told["metric"]["data"] != {"type": "metric", "attributes": {
                    "name": "sendlist f"}} or \
                told["time"] != told["properties"]["sendlist_send_at"]:
            fail("klaviyo-events", each)
    return [(e["attributes"]["profile"]["data"]["attributes"]["email"],
             e["attributes"]["events"]["data"][0]["attributes"]["unique_id"],
             None,
             e["attributes"]["events"]["data"][0]["attributes"]["properties"])
            for e in job["attributes"]["events-bulk-create"]["data"]]


def postmark(body):
    return [(m["To"], m["Metadata"]["send_id"], m["TemplateAlias"],
             m["TemplateModel"]) for m in body["Messages"]
            if (m["From"], m["MessageStream"], m["Tag"]) ==
            ("Shop <a@b.example>", "broadcast", "f")]


def ses(body):
    template = body["DefaultContent"]["Template"]
    if body["FromEmailAddress"] != "Shop <a@b.example>" or \
            json.loads(template["TemplateData"]) != {}:
        fail("ses", body)
    return [(e["Destination"]["ToAddresses"][0],
             e["ReplacementTags"][0]["Value"], template["TemplateName"],
             json.loads(e["ReplacementEmailContent"]["ReplacementTemplate"]
                        ["ReplacementTemplateData"]))
            for e in body["BulkEmailEntries"]]


people = [customer(i) for i in range(400)]
# Here a person is one row, but for doubles of an e-mail: they say the same.
same_as = persons(people)
first = {}
for c in people:
    like = first.setdefault(same_as(c), c)
    for k in ("email_consent", "sms_consent", "last_order_at"):
        c[k] = like[k]
sup = {c["email"].lower() for c in people[::17] if c["email"]} | \
    {c["phone"] for c in people[5::19] if c["phone"]}
for c in people:                    # whoever is listed is, by every address
    if {c["email"].lower(), c["phone"]} & sup:
        sup |= {d[k].lower() for d in people if same_as(d) == same_as(c)
                for k in ("email", "phone") if d[k]}
write("people.csv", people)
write("sup.csv", [{"email": t if "@" in t else "", "phone": "" if "@" in t
                   else t, "reason": "x", "from": "2026-11-15T00:00:00Z"}
                  for t in sorted(sup)])
check_lists(people, sup, ("people.csv", "sup.csv"))
check_ads(people, sup, ("people.csv", "sup.csv"))
for n in (1, 50, 51, 100, 101, 500, 501, 1000, 1001):
    check_bodies(n)
print("\n".join(failures) if failures else "as it should be")
