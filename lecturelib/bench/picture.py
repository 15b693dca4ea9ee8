"""The report of a benchmark as a picture: the engine beside its rivals, and what a step of a long sequence costs."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from ..figures.style import DASHES, told_apart, use_style

STYLES = [f"{marker}{dash}" for dash in DASHES for marker in "osv^D<>Px"]


def draw(report, file):
    """Draw a report that `run` returned to a file, its kind by its ending: PNG, SVG or PDF."""
    use_style()
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
    rows = [row for row in report["speed"] if row["dtype"] == "float32" and row["rival"] != "textbook NumPy"]
    sizes = list(dict.fromkeys(tuple(row[letter] for letter in "TBDH") for row in rows))
    for cell, style in told_apart(dict.fromkeys(row["cell"] for row in rows), STYLES):
        ratios = [row["ratio"] for row in rows if row["cell"] == cell]
        left.plot(range(len(sizes)), ratios, style, label=cell)
        steps = [(row["T"], row["engine"]) for row in report["length"] if row["cell"] == cell]
        right.plot(*zip(*steps, strict=True), style, label=cell)
    left.set(title="Time of the engine by torch's, float32", yscale="log", xticks=range(len(sizes)))
    left.set_yticks([0.2, 0.5, 1.0, 2.0], ["0.2", "0.5", "1", "2"])
    left.minorticks_off()
    left.set_xticklabels([",".join(map(str, size)) for size in sizes], rotation=30, ha="right")
    left.set_xlabel("T, B, D, H")
    left.axhline(1, color="0.5", linestyle="--")
    right.set(title="Microseconds a step", xscale="log", xlabel="T", ylim=(0, None))
    right.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    figure.savefig(file)
    plt.close(figure)
