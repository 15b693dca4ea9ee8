"""``python -m lecturelib.experiments NAME`` runs a long experiment anew and writes its numbers into ``datasets``."""

import argparse

from . import after_lstm, at_work, gru, lstm, novel, small_data, vanishing, variants, way_back

EXPERIMENTS = {
    "after-lstm": after_lstm.run,
    "at-work": at_work.run,
    "gru": gru.run,
    "lstm": lstm.run,
    "novel": novel.run,
    "small-data": small_data.run,
    "vanishing": vanishing.run,
    "variants": variants.run,
    "way-back": way_back.run,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m lecturelib.experiments", description=__doc__)
    parser.add_argument("name", choices=EXPERIMENTS)
    EXPERIMENTS[parser.parse_args().name]()
