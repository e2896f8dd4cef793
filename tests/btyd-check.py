"""Are the models' functions what their definitions say?

usage: btyd-check.py HELPER SEED TIMES

Run by hand, for it wants mpmath.  HELPER is build/helper/btyd.  Random
parameters and histories, wild ones among them; the likelihoods, chances and
expectations are computed here with 60 digits from the stories: a pace from a
gamma distribution, and an end from a beta one after each purchase, or from
another gamma at any time; integrals are numeric.  Says the largest errors.
"""
import random
import subprocess
import sys

import mpmath as mp

mp.mp.dps = 60


def beta_ratio(a, b, i, j):
    return mp.beta(a + i, b + j) / mp.beta(a, b)


def beta_model(model, p, x, t, T):
    """The likelihood, and the part of it in which they are alive."""
    r, alpha, a, b = p
    k = x + (model == 1)
    base = mp.gamma(r + x) / mp.gamma(r) * alpha ** r
    alive = base * beta_ratio(a, b, 0, k) * (alpha + T) ** -(r + x)
    gone = 0 if k == 0 else base * beta_ratio(a, b, 1, k - 1) * (
        alpha + t) ** -(r + x)
    return alive + gone, alive


def beta_expected(model, p, x, T, h):
    """Of those alive: integrate over what is left of the two mixtures."""
    r, alpha, a, b = p
    k = x + (model == 1)
    # pace ~ gamma(r + x, alpha + T), leaving ~ beta(a, b + k): the number
    # within h of one of pace l and chance q is (1 - exp(-l q h)) / q.
    R, A, B = r + x, a, b + k
    s = alpha + T

    # With q = exp(-u) no end of the integral is too sharp to be computed.
    def inside(u):
        q = mp.exp(-u)
        return -mp.expm1(-R * mp.log1p(q * h / s)) * mp.exp(u - A * u) * (
            -mp.expm1(-u)) ** (B - 1)
    points = [0] + [mp.mpf(10) ** i for i in range(-4, 3)]
    points += [max(300, 5 / A), max(600, 40 / A), max(2000, 150 / A)]
    return mp.quad(inside, points) / mp.beta(A, B)


def pareto(p, x, t, T):
    r, alpha, s, beta = p
    base = mp.gamma(r + x) / mp.gamma(r) * alpha ** r * beta ** s
    alive = base * (alpha + T) ** -(r + x) * (beta + T) ** -s
    if t == T:
        return alive, alive
    n = r + x + s
    points = [t] + [t + (T - t) * mp.mpf(2) ** -i for i in range(
        int(mp.log(n * 100, 2)) + 2, -1, -1)]
    gone = base * s * mp.quad(lambda y: (alpha + y) ** -(r + x) * (
        beta + y) ** -(s + 1), points)
    return alive + gone, alive


def pareto_expected(p, x, T, h):
    """The pace's mean, times the time that they are still there."""
    r, alpha, s, beta = p
    left = mp.quad(lambda y: ((beta + T) / (beta + T + y)) ** s,
                   [0, h / 100, h / 10, h])
    return (r + x) / (alpha + T) * left


def cases(r, times):
    for _ in range(times):
        wild = r.random() < 0.3
        model = r.randrange(3)
        p = [10 ** r.uniform(*((-2, 3) if wild else (-.7, 1)))
             for _ in range(4)]
        p[1] *= r.choice([1, 10])
        T = r.uniform(1, 100)
        x = r.choice([0, 0, 1, 2, 5, 20, 200 if wild else 3])
        t = 0 if x == 0 else r.choice([T, r.uniform(0, T)])
        yield model, p, x, t, T, r.uniform(1, 100)


def main(helper, seed, times):
    r = random.Random(seed)
    todo = list(cases(r, times))
    lines = "".join("%d %r %r %r %r %d %r %r %r\n" % (
        (m, *p, x, t, T, h)) for m, p, x, t, T, h in todo)
    out = subprocess.run([helper], input=lines, check=True,
                         capture_output=True, text=True).stdout.split("\n")
    worst = [(0, None)] * 3
    for case, line in zip(todo, out):
        m, p, x, t, T, h = case
        p, t, T, h = [mp.mpf(v) for v in p], mp.mpf(t), mp.mpf(T), mp.mpf(h)
        if m < 2:
            whole, alive = beta_model(m, p, x, t, T)
            more = beta_expected(m, p, x, T, h)
        else:
            whole, alive = pareto(p, x, t, T)
            more = pareto_expected(p, x, T, h)
        want = mp.log(whole), alive / whole, alive / whole * more
        got = [mp.mpf(float(v)) for v in line.split()]
        for i in range(3):
            error = abs(got[i] - want[i]) / max(1, abs(want[i])) if i < 2 \
                else abs(got[i] - want[i]) / max(mp.mpf(10) ** -12, want[i])
            if not error <= worst[i][0]:
                worst[i] = (error, (case, want[i]))
    for name, (error, where) in zip(("log-likelihood", "p_alive",
                                     "expected"), worst):
        print("%s: %s %s" % (name, mp.nstr(error, 3), where))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
