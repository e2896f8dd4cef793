#!/usr/bin/env python3
"""Scores of survey responses against their definitions, answer by answer.

usage: opinion-check.py HELPER MOST

HELPER is build/helper/opinion.  All counts of good, middle and bad answers up to
MOST together are tried, of NPS (both intervals) and of percentages; differences
are from the sample before.  Says how many there were, and how many differ.
"""
import math
import subprocess
import sys

Z = 1.959963984540054


def moments(answers, weights):
    """Mean and variance of the mean of weighted answers of 1, 0 and -1."""
    n = sum(weights)
    mean = sum(a * w for a, w in zip(answers, weights)) / n
    var = sum(w * (a - mean) ** 2 for a, w in zip(answers, weights)) / n
    return mean, var / n


def net(counts, how):
    answers = [1] * counts[0] + [0] * counts[1] + [-1] * counts[2]
    weights = [1.0] * len(answers)
    if how == 0:
        answers += [1, 0, -1]
        weights += [.75, 1.5, .75]
    return moments(answers, weights)


def wilson(k, n):
    """The shares p that aren't too far from k/n: ends of (p - k/n)^2 = z^2 p(1-p)/n."""
    a, b, c = n + Z * Z, -(2 * k + Z * Z), k * k / n
    root = math.sqrt(max(0, b * b - 4 * a * c))
    return 100 * (-b - root) / (2 * a), 100 * (-b + root) / (2 * a)


def wanted(survey, how, a, b):
    n = sum(a)
    if survey == 0:
        mean, var = net(a, how)
        half = 100 * Z * math.sqrt(max(0, var))
        out = [100 * (a[0] - a[2]) / n, max(-100, 100 * mean - half),
               min(100, 100 * mean + half)]
    else:
        out = [100 * a[0] / n, *wilson(a[0], n)]
    m = sum(b)
    if m == 0:
        return out
    if survey == 0:
        other, var2 = net(b, how)
        mid, half = 100 * (mean - other), 100 * Z * math.sqrt(max(0, var + var2))
        return out + [out[0] - 100 * (b[0] - b[2]) / m, max(-200, mid - half),
                      min(200, mid + half)]
    p, q = out[0], 100 * b[0] / m
    low, high = wilson(b[0], m)
    return out + [p - q, p - q - math.hypot(p - out[1], high - q),
                  p - q + math.hypot(out[2] - p, q - low)]


def main():
    most = int(sys.argv[2])
    cases, before = [], (0, 0, 0)
    for survey, how in ((0, 0), (0, 1), (1, 0)):
        for good in range(most + 1):
            for middle in range(most + 1 - good):
                for bad in range(most + 1 - good - middle):
                    one = (good, middle, bad)
                    if sum(one) > 0:
                        cases.append((survey, how, one, before))
                        before = one
    text = "".join("%d %d %d %d %d %d %d %d\n" % (s, h, *a, *b)
                   for s, h, a, b in cases)
    got = subprocess.run([sys.argv[1]], input=text, capture_output=True,
                         text=True, check=True).stdout.split("\n")
    bad = 0
    for case, line in zip(cases, got):
        want, have = wanted(*case), [float(x) for x in line.split()]
        bad += len(want) != len(have) or any(
            abs(w - h) > 1e-6 for w, h in zip(want, have))
    print(len(cases), "cases,", bad, "differ")


main()
