"""Our noise against OpenDP's discrete Laplace: are two samples of the same distribution? And that the question can be answered
with no: against another scale they are not."""

import math
import os
import subprocess
from collections import Counter

import opendp.prelude as dp

MANY = 400_000
# Beyond this there are too few in a sample of this size: the tails are counted together.
FAR = 30


def ours():
    run = subprocess.run([os.environ["PAREA_DRAW"], str(MANY)], check=True, text=True, stdout=subprocess.PIPE)
    return [int(line) for line in run.stdout.split()]


def theirs(epsilon):
    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T="i32")), dp.l1_distance(T="i32")
    measurement = dp.m.make_laplace(*space, scale=1 / epsilon)
    assert abs(measurement.map(1) - epsilon) < 1e-9, "OpenDP says itself for which epsilon it is"
    return measurement([0] * MANY)


def differ(one, other):
    """The two-sample chi-squared statistic, as so many standard deviations from what is expected (Wilson and Hilferty 1931)."""
    one, other = (Counter(max(-FAR, min(FAR, it)) for it in sample) for sample in (one, other))
    cells = sorted(one.keys() | other.keys())
    statistic = sum((one[it] - other[it]) ** 2 / (one[it] + other[it]) for it in cells)
    freedom = len(cells) - 1
    assert freedom == 2 * FAR
    spread = 2 / (9 * freedom)
    return ((statistic / freedom) ** (1 / 3) - (1 - spread)) / math.sqrt(spread)


def test_our_noise_is_that_of_opendp(_folder):
    mine = ours()
    assert len(mine) == MANY
    # Beyond 4.9 less than once in a million runs.
    off = differ(mine, theirs(0.25))
    assert off < 4.9, off


def test_noise_of_another_scale_would_be_noticed(_folder):
    off = differ(ours(), theirs(0.26))
    assert off > 4.9, off
