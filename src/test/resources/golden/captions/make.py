"""Scores of made-up captions: BLEU by sacrebleu, ROUGE-L and CIDEr-D by the code below.

Prints the JSON beside this file.
"""

import json
import math
import random
import sys
from collections import Counter

import sacrebleu
from sacrebleu.metrics import BLEU

WORDS = {
    "en": "a the red small dog cat boy runs sits on in grass with two ball".split(),
    "fr": "un une le petit rouge chien chat garçon court dans l herbe avec deux balle".split(),
    "ar": "كلب قطة ولد صغير أحمر يركض يجلس على في العشب مع كرة اثنان بنت".split(),
}


def bleu(captions, references):
    """BLEU-1 to 4 of the set, as fractions."""
    most = max(len(r) for r in references)
    streams = [
        [" ".join(r[k]) if k < len(r) else None for r in references] for k in range(most)
    ]
    texts = [" ".join(c) for c in captions]
    return [
        BLEU(tokenize="none", smooth_method="none", max_ngram_order=n, force=True)
        .corpus_score(texts, streams)
        .score
        / 100
        for n in range(1, 5)
    ]


def subsequence(a, b):
    """Length of the longest common subsequence, by its recursive definition."""
    known = {}

    def longest(i, j):
        if i == len(a) or j == len(b):
            return 0
        if (i, j) not in known:
            known[i, j] = (
                1 + longest(i + 1, j + 1)
                if a[i] == b[j]
                else max(longest(i + 1, j), longest(i, j + 1))
            )
        return known[i, j]

    return longest(0, 0)


def rouge_l(captions, references):
    total = 0.0
    for caption, own in zip(captions, references):
        if not caption:
            continue
        p = max(subsequence(caption, r) / len(caption) for r in own)
        r = max(subsequence(caption, r) / len(r) for r in own)
        if p > 0 and r > 0:
            total += (1 + 1.2**2) * p * r / (r + 1.2**2 * p)
    return total / len(captions)


def runs(tokens, n):
    return [tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)]


def cider_d(captions, references):
    """Vectors over all runs of the set, one number a run, as the equations are written."""
    images = len(references)
    scores = [0.0] * images
    for n in range(1, 5):
        space = sorted(
            {w for c in captions for w in runs(c, n)}
            | {w for own in references for r in own for w in runs(r, n)}
        )
        idf = []
        for w in space:
            having = sum(any(w in runs(r, n) for r in own) for own in references)
            idf.append(math.log(images / max(1, having)))

        def vector(tokens):
            count = Counter(runs(tokens, n))
            return [count[w] * idf[k] for k, w in enumerate(space)]

        for i, (caption, own) in enumerate(zip(captions, references)):
            g = vector(caption)
            for reference in own:
                h = vector(reference)
                top = sum(min(x, y) * y for x, y in zip(g, h))
                size = math.sqrt(sum(x * x for x in g)) * math.sqrt(sum(y * y for y in h))
                if size > 0:
                    penalty = math.exp(-((len(caption) - len(reference)) ** 2) / (2 * 6.0**2))
                    scores[i] += 10 * penalty * top / size / len(own) / 4
    return sum(scores) / images


def case(name, captions, references):
    return {
        "name": name,
        "captions": captions,
        "references": references,
        "bleu": bleu(captions, references),
        "rougeL": rouge_l(captions, references),
        "cider": cider_d(captions, references),
    }


def drawn(seed, lang, images, most):
    """Sentences, and captions that keep some of a reference's words and change others."""
    r = random.Random(seed)
    words = WORDS[lang]
    references, captions = [], []
    for _ in range(images):
        first = [r.choice(words) for _ in range(r.randint(1, 11))]
        own = [first]
        while len(own) < r.randint(1, most):
            own.append([w if r.random() < 0.6 else r.choice(words) for w in first])
            own[-1] = own[-1][: r.randint(1, len(own[-1]))]
        caption = [w for w in r.choice(own) if r.random() < 0.9]
        caption = [w if r.random() < 0.8 else r.choice(words) for w in caption]
        references.append(own)
        captions.append(caption)
    return captions, references


def main():
    cases = [
        case("English, up to five references", *drawn(1, "en", 40, 5)),
        case("French, one reference", *drawn(2, "fr", 30, 1)),
        case("Arabic, up to three references", *drawn(3, "ar", 25, 3)),
        case("longer than the references", [["a"] * 8, ["the", "dog"] * 5], [[["a"]], [["dog"]]]),
        case("shorter", [["dog"], ["cat", "sits"]], [[["a", "dog", "runs"]], [["cat", "sits", "on"]]]),
        case(
            "a caption without words, two references equally near",
            [[], ["a", "b", "c", "d", "e"]],
            [[["a", "b"]], [["a", "b", "c", "d", "x", "e"], ["a", "b", "c", "d"]]],
        ),
        case("nothing in common", [["x", "y"], ["y"]], [[["a", "b"]], [["c"]]]),
        case("one image", [["a", "b", "c", "d"]], [[["a", "b", "c", "d"], ["a", "c"]]]),
    ]
    json.dump(
        {"sacrebleu": sacrebleu.__version__, "cases": cases},
        sys.stdout,
        ensure_ascii=False,
        indent=None,
    )
    print()


if __name__ == "__main__":
    main()
