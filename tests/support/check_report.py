#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tandem authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Derives a report's figures again from its run, journals and ledger, without the program's code.

Usage: check_report.py STATE_DIRECTORY REPORT.json
Every difference and every changed byte is a line on standard output. Exit 0: none; 1: some.
"""

import hashlib
import json
import os
import sys

MASK = (1 << 64) - 1
SUM_MARK = b',"sum":"'
PHASES = ("decide", "fence", "promote")
PARTS = ("detect", "decide", "fence", "promote", "reconnect")


class Wrong(Exception):
    """What is read is not as it was written; nothing can be derived from it."""


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def contents(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Wrong("%s cannot be read: %s" % (path, error)) from error


def read_journal(path):
    data = contents(path)
    if not data.endswith(b"\n"):
        raise Wrong("%s: its last line has no end" % path)
    events, previous = [], ""
    for number, line in enumerate(data[:-1].split(b"\n"), 1):
        where = "%s, line %d" % (path, number)
        head, mark, tail = line.rpartition(SUM_MARK)
        if not mark or tail != sha256(head + b"}")[:16].encode() + b'"}':
            raise Wrong("%s: its checksum does not fit" % where)
        try:
            event = json.loads(head + b"}")
        except ValueError as error:
            raise Wrong("%s: no JSON" % where) from error
        if event.get("n") != number or event.get("previous") != previous:
            raise Wrong("%s: it does not follow the line before" % where)
        previous = sha256(line)[:16]
        events.append(event)
    return events


def read_ledger(path):
    """Records as (kind, (session, seq), node, nanoseconds)."""
    data = contents(path)
    if not data.endswith(b"\n"):
        raise Wrong("%s: its last line has no end" % path)
    state, records, ended = 0xCBF29CE484222325, [], False
    for number, line in enumerate(data[:-1].split(b"\n"), 1):
        where = "%s, line %d" % (path, number)
        payload = line[17:]
        for byte in payload + b"\n":
            state = ((state ^ byte) * 0x100000001B3) & MASK
        if line[:17] != b"%016x " % state or ended:
            raise Wrong("%s: its checksum does not fit" % where)
        words = payload.decode().split(" ")
        if number == 1:
            if words[:2] != ["pgtandem-ledger", "1"]:
                raise Wrong("%s: no ledger of format 1" % path)
        elif words[0] == "end":
            ended = True
            if int(words[1]) != len(records):
                raise Wrong("%s: it counts other records than it has" % where)
        else:
            ack = words[0] == "ack"
            records.append((words[0], (int(words[1]), int(words[2])),
                            words[3] if ack else None, int(words[4]) if ack else None))
    if not ended:
        raise Wrong("%s: its end mark is missing" % path)
    return records


def last_words(records):
    """key -> (kind, index of its last word). An answer is never taken back."""
    words = {}
    for index, (kind, key, _, _) in enumerate(records):
        if key not in words or words[key][0] != "ack":
            words[key] = (kind, index)
    return words


def derive_audit(words, rows, begin, end):
    audit = dict.fromkeys(("acknowledged", "kept", "lost", "in_doubt", "doubt_present",
                           "doubt_absent", "rolled_back", "rolled_back_present"), 0)
    lost = []
    for key in sorted(words):
        kind, index = words[key]
        if not begin <= index < end:
            continue
        there = key in rows
        if kind == "ack":
            audit["acknowledged"] += 1
            audit["kept" if there else "lost"] += 1
            if not there:
                lost.append(list(key))
        elif kind == "abort":
            audit["rolled_back"] += 1
            audit["rolled_back_present"] += there
        else:
            audit["in_doubt"] += 1
            audit["doubt_present" if there else "doubt_absent"] += 1
    return audit, lost


def derive_outage(records, crashed, until):
    """(last before, first after) in nanoseconds, or None."""
    acks = sorted(((at, index, node) for index, (kind, _, node, at) in enumerate(records)
                   if kind == "ack" and at <= until))
    after = next((i for i, ack in enumerate(acks) if ack[0] > crashed), None)
    if not acks or after in (0, None):
        return None
    before = acks[after - 1]
    for i in range(after, len(acks)):
        if acks[i][2] != before[2]:
            return acks[i - 1][0], acks[i][0]
    pairs = [(before[0], acks[after][0])]
    pairs += [(acks[i - 1][0], acks[i][0]) for i in range(after + 1, len(acks))]
    return max(pairs, key=lambda pair: pair[1] - pair[0])


def derive_split(marks):
    """Marks in nanoseconds, crash first, first acknowledgement last; None = not seen."""
    earlier, held = None, []
    for mark in marks:
        if mark is not None:
            if marks[-1] is not None:
                mark = min(mark, marks[-1])
            if earlier is not None:
                mark = max(mark, earlier)
            earlier = mark
        held.append(mark)
    return {part: None if held[i] is None or held[i + 1] is None
            else (held[i + 1] - held[i]) / 1e9 for i, part in enumerate(PARTS)}


def near(one, other):
    if one is None or other is None:
        return one is other
    return abs(one - other) < 1e-6


class Checker:
    def __init__(self, state, report_file):
        self.state, self.report_file = state, report_file
        self.problems = []

    def expect(self, holds, words):
        if not holds:
            self.problems.append(words)

    def check(self):
        self.report = self.read_report()
        self.run = read_journal(os.path.join(self.state, "runs", self.report["run"] + ".jsonl"))
        head = self.run[0]
        self.expect(head["event"] == "run" and head["format"] == 1, "the run has no beginning")
        self.expect(self.run[-1]["event"] == "end", "the run has no end")
        self.read_stages()
        self.ledgers, self.rows = {}, None
        if head["ledger"]:
            self.records = self.read_ledger(head["ledger"])
            self.words = last_words(self.records)
            self.check_whole_run(head, sha256(contents(self.ledger_file(head["ledger"]))))
        else:
            self.expect(all(event["event"] != "audit" for event in self.run),
                        "an audit of a whole run without a ledger")
        self.check_handovers(head)
        self.check_rest(head)

    def ledger_file(self, name):
        return os.path.join(self.state, "ledgers", name)

    def read_ledger(self, name):
        if name not in self.ledgers:
            self.ledgers[name] = read_ledger(self.ledger_file(name))
        return self.ledgers[name]

    def read_report(self):
        data = contents(self.report_file)
        head, mark, tail = data.rpartition(b',\n    "seal": "')
        if not mark or tail != sha256(head).encode() + b'"\n}\n':
            raise Wrong("%s: its seal does not fit" % self.report_file)
        report = json.loads(data)
        stem = os.path.splitext(self.report_file)[0]
        for key, ending in (("markdown", ".md"), ("html", ".html")):
            self.expect(sha256(contents(stem + ending)) == report["files"][key],
                        "%s%s is not as it was written" % (stem, ending))
        return report

    def read_stages(self):
        self.stages = []
        for event in self.run:
            if event["event"] != "stage":
                continue
            journal = []
            if event["journal"]:
                path = os.path.join(self.state, "journal", event["journal"])
                self.expect(sha256(contents(path)) == event["sha256"],
                            "%s is not the journal that the run named" % path)
                self.expect(self.report["sources"]["journals"].get(event["journal"])
                            == event["sha256"], "the report names another %s" % path)
                journal = read_journal(path)
                self.expect(journal[0]["event"] == "start" and journal[-1]["event"] == "end",
                            "%s is not whole" % path)
            self.stages.append((event["stage"], journal))

    def check_whole_run(self, head, digest):
        whole = [event for event in self.run if event["event"] == "audit"]
        self.expect(len(whole) == 1, "the run has no audit of the whole run")
        if not whole:
            return
        self.expect(whole[0]["ledger_sha256"] == digest, "the ledger is not the one of the run")
        self.expect(self.report["sources"]["ledgers"].get(head["ledger"]) == digest,
                    "the report names another ledger")
        rows = next(event for event in self.run if event["event"] == "rows")
        if rows["kept"]:
            self.rows = set()
            for event in self.run:
                for session, first, last in event.get("ranges", ()):
                    self.rows.update((session, seq) for seq in range(first, last + 1))
            self.expect(len(self.rows) == rows["count"], "the rows are not as many as counted")
            derived, lost = derive_audit(self.words, self.rows, 0, len(self.records))
            for key, value in derived.items():
                self.expect(whole[0]["audit"][key] == value,
                            "whole run: %s is %s, derived %s" % (key, whole[0]["audit"][key], value))
            self.expect(whole[0]["audit"]["lost_keys"] == lost[:100],
                        "whole run: other writes were lost")
            self.expect(all(key in self.words for key in self.rows), "rows of no known write")
        self.expect(self.report["whole_run"] == whole[0]["audit"],
                    "the report's audit of the whole run is another one")

    def check_handovers(self, head):
        handovers, last = [], None
        for event in self.run:
            if event["event"] == "stage":
                last = 0 if last is None else last + 1
            elif event["event"] == "handover":
                handovers.append((event, last))
        for number, (event, place) in enumerate(handovers):
            later = sum(one["audit"]["lost"] for one, _ in handovers[number + 1:] if one["audit"])
            self.check_handover(event, place, later)
        told = [one for one in self.report["stages"] if one["outage_seconds"] is not None]
        self.expect(len(told) == len(handovers), "the report tells of other hand-overs")

    def check_handover(self, event, place, lost_later):
        """A hand-over stands behind its stage in the run; other clients than the run's have a
        ledger of their own, and no rows to compare it with."""
        name = event["stage"]
        told = self.report["stages"][place]
        stage, journal = self.stages[place]
        if told["stage"] != name or stage != name:
            self.problems.append("%s is not in the report" % name)
            return
        rows, records = self.rows, None
        if "ledger" in event:
            digest = sha256(contents(self.ledger_file(event["ledger"])))
            self.expect(digest == event["ledger_sha256"]
                        == self.report["sources"]["ledgers"].get(event["ledger"]),
                        "%s: its ledger is another one" % name)
            rows, records = None, self.read_ledger(event["ledger"])
        else:
            records = self.records
        begin, end = event["first_record"], event["end_record"]
        derived, lost = derive_audit(last_words(records), rows or set(), begin, end)
        audit = event["audit"]
        for key in ("acknowledged", "rolled_back"):
            self.expect(audit[key] == derived[key],
                        "%s: %s is %s, derived %s" % (name, key, audit[key], derived[key]))
        self.expect(audit["kept"] + audit["lost"] == audit["acknowledged"],
                    "%s: kept and lost do not make the acknowledged ones" % name)
        if rows is not None and lost_later == 0:
            for key in ("kept", "lost", "in_doubt", "doubt_present"):
                self.expect(audit[key] == derived[key],
                            "%s: %s is %s, derived %s" % (name, key, audit[key], derived[key]))
            self.expect(audit["lost_keys"] == lost[:100], "%s: other writes were lost" % name)
        for key in ("acknowledged", "kept", "lost", "in_doubt"):
            self.expect(told[key] == audit[key], "%s: the report has another %s" % (name, key))
        self.expect(told["lost_keys"] == audit["lost_keys"],
                    "%s: the report has other lost writes" % name)
        outage = derive_outage(records, event["crashed_ns"], event["until_ns"])
        seconds = None if outage is None else (outage[1] - outage[0]) / 1e9
        self.expect(near(told["outage_seconds"], seconds),
                    "%s: outage %s, derived %s" % (name, told["outage_seconds"], seconds))
        ends = {}
        for step in journal:
            if step.get("phase") and step["status"] not in ("started", "skipped"):
                ends[step["phase"]] = max(ends.get(step["phase"], 0), step["to_ns"])
        split = derive_split([event["crashed_ns"], event["detected_ns"]]
                             + [ends.get(phase) for phase in PHASES]
                             + [None if outage is None else outage[1]])
        for part in PARTS:
            self.expect(near(told["split"][part], split[part]),
                        "%s: %s took %s, derived %s" % (name, part, told["split"][part],
                                                       split[part]))
        self.check_certificate(name, told, journal)

    def check_certificate(self, name, told, journal):
        captured = {}
        for step in journal:
            captured.update(step.get("captured", {}))
        certificate = told.get("certificate")
        if "shutdown_end_lsn" not in captured:
            self.expect(certificate is None, "%s: a certificate of nothing" % name)
            return
        for key in ("shutdown_end_lsn", "replay_lsn", "fork_lsn", "history_line"):
            self.expect(certificate and certificate[key] == captured.get(key),
                        "%s: the certificate's %s is another one" % (name, key))
        self.expect(captured["shutdown_end_lsn"] == captured.get("replay_lsn")
                    == captured.get("fork_lsn"), "%s: the positions are not equal" % name)

    def check_rest(self, head):
        end = self.run[-1]
        self.expect(self.report["pair"] == head["pair"], "the report is of another pair")
        self.expect(self.report["state"] == end["state"], "the report has another state")
        self.expect(near(self.report["seconds"], end["seconds"]), "the report has another length")
        self.expect(self.report["expectations"]
                    == [one["holds"] for one in self.run if one["event"] == "expectation"],
                    "the report has other expected results")
        outcomes = [(name, journal[-1].get("outcome") if journal else None)
                    for name, journal in self.stages]
        self.expect([(one["stage"], one["outcome"]) for one in self.report["stages"]]
                    == outcomes, "the report has other stages")


def main(arguments):
    if len(arguments) != 3:
        sys.stderr.write(__doc__)
        return 2
    checker = Checker(arguments[1], arguments[2])
    try:
        checker.check()
    except Wrong as wrong:
        checker.problems.append(str(wrong))
    except (KeyError, IndexError, TypeError, ValueError, StopIteration) as error:
        checker.problems.append("not as it was written: %r" % error)
    for problem in checker.problems:
        print(problem)
    if not checker.problems:
        print("The report's figures follow from its journals and its ledger.")
    return 1 if checker.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
