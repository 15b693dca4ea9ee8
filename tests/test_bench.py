"""The benchmark measures what it says, writes it down, and leaves a gap where torch has no layer."""

import json

from lecturelib import bench

SIZES = ((3, 2, 1, 2), (2, 1, 3, 1))


def test_table_and_file_hold_every_cell_precision_and_size(tmp_path, capsys, monkeypatch):
    report = bench.run(tmp_path / "bench.json", ["rnn"], SIZES, rounds=1, seconds=0.001)
    assert json.loads((tmp_path / "bench.json").read_text()) == report
    assert [(row["dtype"], row["T"]) for row in report["results"]] == [
        ("float32", 3),
        ("float32", 2),
        ("float64", 3),
        ("float64", 2),
    ]
    for row in report["results"]:
        assert abs(row["ratio"] - row["engine_ms"] / row["torch_ms"]) < 1e-9
        assert 0 < row["engine_ms"] < 100
    monkeypatch.setattr(bench, "TORCH_LAYERS", {})
    alone = bench.run(None, ["rnn"], SIZES, rounds=1, seconds=0.001)
    assert all(row["torch_ms"] is row["ratio"] is None and row["engine_ms"] > 0 for row in alone["results"])
    table = capsys.readouterr().out
    assert "1 thread" in table and "BLAS: NumPy" in table and table.count("3, 2, 1, 2") == 4


def test_every_torch_layer_runs():
    for name in bench.TORCH_LAYERS:
        bench._torch_pass(name, "float32", 2, 1, 3, 2)()
