"""The exercise beam_search: its points, its hints, its known mistakes."""

from ...checking.record import Exercise, Mistake
from ...reference import beam_search
from .cases import beam_cases

KEEP = "sorted(longer, key=lambda one: one[1])[:width]"

EXERCISE = Exercise(
    beam_search,
    points=4,
    level=3,
    cases=beam_cases,
    returns=("tokens", "cost"),
    hints=(
        "You keep two beginnings, and there are two letters. How many longer ones do you compare, and what must you "
        "know of each of them?",
        "Keep a list of pairs, a beginning and what it costs so far; before the first step it holds one pair, the "
        "empty list and 0. One step makes a longer list of pairs, sorts it by cost, and cuts it off.",
        "`kept = [([], 0.0)]`, and `count` times: `longer = [([*tokens, k], cost + more) for tokens, cost in kept for "
        "k, more in enumerate(bits(tokens))]`, then `kept = sorted(longer, key=lambda one: one[1])[:width]`.",
    ),
    mistakes={
        "greedy": Mistake(
            KEEP,
            "sorted(longer, key=lambda one: one[1])[:1]",
            "You keep one beginning, the cheapest so far. What began a little dearer never gets its chance: keep "
            "`width` of them.",
        ),
        "last_alone": Mistake(
            "cost + more",
            "more",
            "You compare beginnings by their last token alone. A beginning costs the sum over all its tokens.",
        ),
        "one_row": Mistake(
            "return np.array([tokens for tokens, _ in kept]), np.array([cost for _, cost in kept])",
            "return np.array(kept[0][0]), kept[0][1]",
            "You return one beginning. Wanted are all that are kept, a row and a cost for each, the cheapest first.",
        ),
        "one_greedy_row": Mistake(
            f"kept = {KEEP}\n    return np.array([tokens for tokens, _ in kept]), np.array([cost for _, cost in kept])",
            "kept = sorted(longer, key=lambda one: one[1])[:1]\n    return np.array(kept[0][0]), kept[0][1]",
            "You take the likeliest token each time. Keep `width` beginnings at each step, and return them.",
        ),
        "by_token": Mistake(
            KEEP,
            "sorted(longer)[:width]",
            "You sort by the tokens, as words in a dictionary. Sort by what each beginning costs.",
        ),
        "shared_list": Mistake(
            "([*tokens, k], cost + more)",
            "(tokens.append(k) or tokens, cost + more)",
            "All your longer beginnings are one and the same list, to which every token was appended. Make a new list "
            "for each, such as `[*tokens, k]`.",
        ),
        "dearest": Mistake(
            KEEP,
            "sorted(longer, key=lambda one: -one[1])[:width]",
            "You keep the dearest. Fewer bits are likelier: the cheapest stay.",
        ),
        "apart": Mistake(
            "longer = [([*tokens, k], cost + more) for tokens, cost in kept for k, more in enumerate(bits(tokens))]",
            "longer = [([*tokens, int(np.argmin(bits(tokens)))], cost + np.min(bits(tokens))) for tokens, cost in kept]"
            " if kept[0][0] else [([k], more) for k, more in enumerate(bits([]))]",
            "Each of your beginnings is continued by its own best token only, and none ever has two heirs. Continue "
            "each by every token, and compare all of these with one another.",
        ),
        "never_cut": Mistake(
            f"kept = {KEEP}\n",
            "kept = sorted(longer, key=lambda one: one[1])\n",
            "You keep all beginnings, and there are K times as many after every step. After each, keep `width`.",
        ),
        "cut_at_the_end": Mistake(
            f"        kept = {KEEP}\n",
            "        kept = longer\n    kept = sorted(kept, key=lambda one: one[1])[:width]\n",
            "You try every sequence there is, and choose at the end. That finds the best one, at K times the work for "
            "every further token; keep `width` after each step.",
        ),
        "time_first": Mistake(
            "np.array([tokens for tokens, _ in kept])",
            "np.array([tokens for tokens, _ in kept]).T",
            "Your tokens have time first. Here each row is a beginning: (width, count).",
        ),
        "last_tokens": Mistake(
            "([*tokens, k],",
            "([k],",
            "Your beginnings forget how they began. Put the new token behind those before it, `[*tokens, k]`.",
        ),
        "shares": Mistake(
            "np.array([cost for _, cost in kept])",
            "2.0 ** -np.array([cost for _, cost in kept])",
            "You return probabilities. Wanted is what each costs, in bits.",
        ),
        "swapped": Mistake(
            "return np.array([tokens for tokens, _ in kept]), np.array([cost for _, cost in kept])",
            "return np.array([cost for _, cost in kept]), np.array([tokens for tokens, _ in kept])",
            "Your two results have changed places: first the tokens, then their cost.",
        ),
    },
)
