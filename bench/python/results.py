"""A table for each item."""

import os
import statistics

PREAMBLE = """# Python clients compared

Written by `cargo xtask bench python`, on {python}, {cores} processors, with a load of {load:.0f} from elsewhere when it ended. All do the
same in turns, on the server's core, in many short rounds, each in another order, after one that does not count. ± is half of
what the middle half of the rounds spans.
*CPU* is the processor's time of the client, with what the system does for it: what else the machine does changes it little.
**RAW** is a socket of Python with bytes that were made before, and as many bytes read as the answer has. *of RAW* and *× best
peer* tell how fast it is beside those; the best peer is the fastest that is neither RAW nor this project.
"""


def write(labels, results, python):
    load = os.getloadavg()[0]
    parts = [PREAMBLE.format(python=python, cores=os.cpu_count(), load=load)]
    parts += [table(labels, *result) for result in results]
    return "\n".join(parts)


def table(labels, title, unit, seconds, processor, peaks):
    medians = {name: statistics.median(rounds) for name, rounds in seconds.items()}
    peers = [name for name in medians if name not in ("raw", "picoredis_rs")]
    best = min((medians[name] for name in peers), default=None)
    memory = " peak |" if peaks else ""
    lines = [f"## {title}", "", f"| | µs per {unit} | ± | of RAW | × best peer | CPU µs |{memory}", "|---|---|---|---|---|---|" + "---|" * bool(peaks)]
    for name in sorted(medians, key=medians.get):
        median = medians[name]
        raw = f"{medians['raw'] / median:.2f}" if "raw" in medians else ""
        beside = f"{best / median:.2f}" if best else ""
        row = f"| {labels[name]} | {micros(median)} | {micros(spread(seconds[name]))} | {raw} | {beside} |"
        row += f" {micros(statistics.median(processor[name]))} |"
        lines.append(row + (f" {peaks[name] / 2**20:,.1f} MiB |" if peaks else ""))
    return "\n".join(lines) + "\n"


def micros(seconds):
    micros = seconds * 1e6
    return f"{micros:,.2f}" if micros < 1 else f"{micros:,.1f}"


def spread(rounds):
    if len(rounds) < 4:
        return (max(rounds) - min(rounds)) / 2
    quarters = statistics.quantiles(rounds, n=4)
    return (quarters[2] - quarters[0]) / 2
