"""Captions of captioning_flickr8k_1000 by PyTorch: the mean of MobileNetV2's map starts an LSTM of 256 units.

The twin of `rawi caption train --join init` without captions that have no image. Features are those that
`rawi caption train --cache DIR` has computed (DIR/rawi-....features; the form is told in FeatureCache.java).
Writes a row an image of the test part, image<TAB>caption, for `rawi caption evaluate --against`.

    OMP_NUM_THREADS=2 python3 docs/benchmarks/caption_flickr_torch.py --lang fr --features DIR/rawi-....features --out twin.tsv
"""

import argparse
import hashlib
import math
import os
import random
import re
import struct
import time
import unicodedata
from collections import Counter

import numpy
import torch
from torch import nn
from torch.nn import functional

PAD, UNKNOWN, MARK = 0, 1, 2  # MARK begins and ends a caption
LONGEST = 25

options = argparse.ArgumentParser()
options.add_argument("--lang", default="en")
options.add_argument("--features", required=True)
options.add_argument("--out", required=True)
options.add_argument("--data", default=os.environ.get("RAWI_DATA", "../shared/data") + "/captioning_flickr8k_1000")
options.add_argument("--seed", type=int, default=1)
options.add_argument("--epochs", type=int, default=25)
options.add_argument("--beam", type=int, default=3)
options.add_argument("--sorted", action="store_true", help="captions of like length in a batch, among 20 batches, as Rawi's")
options = options.parse_args()
torch.set_flush_denormal(True)
torch.manual_seed(options.seed)
shuffler = random.Random(options.seed)


def tokens(caption):
    composed = unicodedata.normalize("NFC", caption).lower()
    plain = "".join(c for c in composed if unicodedata.category(c) != "Mn" and c != "\u0640")
    return re.findall(r"[^\W_]+", plain)


def features(file):
    """The mean of each image's map, by the SHA-256 of the image's file."""
    raw = open(file, "rb").read()
    at = 12
    (length,) = struct.unpack_from(">H", raw, at)
    at += 2 + length
    places, channels, images = struct.unpack_from(">iii", raw, at)
    at += 12
    keys = [raw[at + 36 * i : at + 36 * i + 32].hex() for i in range(images)]
    at = -(-(at + 36 * images) // 64) * 64
    maps = numpy.frombuffer(raw, "<f4", images * places * channels, at).reshape(images, places, channels)
    return dict(zip(keys, maps.mean(1)))


captions, split = {}, {}
for row in open(options.data + "/captions.tsv", encoding="utf-8"):
    part, image, lang, _, caption = row.rstrip("\n").split("\t")
    if lang == options.lang:
        captions.setdefault(image, []).append(tokens(caption))
        split[image] = part
known = features(options.features)
paths = {name: os.path.join(folder, name) for folder, _, names in os.walk(options.data) for name in names}
seen = {
    image: torch.tensor(known[hashlib.sha256(open(paths[image], "rb").read()).hexdigest()]) for image in captions
}
parts = {p: [i for i in captions if split[i] == p] for p in ("train", "valid", "test")}
counts = Counter(w for i in parts["train"] for c in captions[i] for w in c)
words = ["", "[unk]", "[mark]"] + [w for w, n in counts.most_common() if n >= 2]
index = {w: i for i, w in enumerate(words)}


class Captioner(nn.Module):
    def __init__(self, units=256):
        super().__init__()
        self.words = nn.Embedding(len(words), units)
        nn.init.uniform_(self.words.weight, -0.05, 0.05)
        self.h, self.c = nn.Linear(1280, units), nn.Linear(1280, units)
        self.lstm = nn.LSTM(units, units, batch_first=True)
        self.out = nn.Linear(units, len(words))
        self.out.weight = self.words.weight
        self.drop, self.drop_image = nn.Dropout(0.5), nn.Dropout(0.5)

    def begin(self, image):
        image = self.drop_image(image)
        return torch.tanh(self.h(image))[None], torch.tanh(self.c(image))[None]

    def forward(self, read, state):
        told, state = self.lstm(self.drop(self.words(read)), state)
        return self.out(self.drop(told)), state


def batches(images):
    pairs = [(i, [MARK] + [index.get(w, UNKNOWN) for w in c][:LONGEST] + [MARK]) for i in images for c in captions[i]]
    shuffler.shuffle(pairs)
    if options.sorted:
        windows = [sorted(pairs[at : at + 1280], key=lambda pair: len(pair[1])) for at in range(0, len(pairs), 1280)]
        pairs = [pair for window in windows for pair in window]
    starts = list(range(0, len(pairs), 64))
    shuffler.shuffle(starts)
    for at in starts:
        some = pairs[at : at + 64]
        whole = torch.full((len(some), max(len(c) for _, c in some)), PAD)
        for row, (_, caption) in enumerate(some):
            whole[row, : len(caption)] = torch.tensor(caption)
        yield torch.stack([seen[i] for i, _ in some]), whole[:, :-1], whole[:, 1:]


def loss(model, batch):
    image, read, right = batch
    told, _ = model(read, model.begin(image))
    return functional.cross_entropy(told.flatten(0, 1), right.flatten(), ignore_index=PAD)


@torch.no_grad()
def caption(model, image):
    """The most probable caption by log p / length^0.7 of a beam."""
    state = model.begin(seen[image][None])
    open_ends, done = [([], 0.0)], []
    for _ in range(LONGEST):
        read = torch.tensor([[(c or [MARK])[-1]] for c, _ in open_ends])
        told, state = model(read, state)
        log_p = torch.log_softmax(told[:, 0], 1)
        log_p[:, [PAD, UNKNOWN]] = -math.inf
        total = log_p + torch.tensor([[p] for _, p in open_ends])
        best, where = total.flatten().topk(2 * options.beam)
        kept, parents = [], []
        for p, place in zip(best.tolist(), where.tolist()):
            parent, word = divmod(place, len(words))
            said = open_ends[parent][0]
            if word == MARK:
                done.append((p / (len(said) + 1) ** 0.7, said))
            elif len(kept) < options.beam:
                kept.append((said + [word], p))
                parents.append(parent)
        if len(done) >= options.beam:
            break
        open_ends = kept
        state = tuple(s[:, parents] for s in state)
    done = done or [(0.0, open_ends[0][0])]
    return " ".join(words[w] for w in max(done)[1])


model = Captioner()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, options.epochs)
best, kept = math.inf, {}
for epoch in range(options.epochs):
    model.train()
    start = time.perf_counter()
    for batch in batches(parts["train"]):
        optimizer.zero_grad()
        loss(model, batch).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    seconds = time.perf_counter() - start
    schedule.step()
    model.eval()
    with torch.no_grad():
        valid = [loss(model, batch).item() for batch in batches(parts["valid"])]
    valid = sum(valid) / len(valid)
    print(f"epoch {epoch + 1}: validation loss {valid:.4f}  {seconds:.1f} s", flush=True)
    if valid < best:
        best, kept = valid, {k: v.clone() for k, v in model.state_dict().items()}
model.load_state_dict(kept)
model.eval()
with open(options.out, "w", encoding="utf-8") as out:
    for image in parts["test"]:
        out.write(f"{image}\t{caption(model, image)}\n")
