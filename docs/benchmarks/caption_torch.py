#!/usr/bin/env python3
"""The decoder of `rawi caption train --join attention` in PyTorch, on random features and words: `train_caption`, `infer_caption` of `rawi bench`.

OMP_NUM_THREADS=2 python3 docs/benchmarks/caption_torch.py [--threads 2] [--rounds 5] [--together]
with a Python that has torch. Soft attention over 7 x 7 x 1280 projected to 256, LSTM 256, tied vectors of 5,000 words, dropout 0.3,
batches of 64 captions, clipping and Adam in each step. Sorted by length, each caption with an image of its own; with --together the five
captions of an image follow one another, and what is computed of an image is computed once, as Rawi does. The softmax is computed of real words only.
It prints the median milliseconds of a step and of a caption with a beam of 3 in 12 words.
"""
import argparse
import random
import statistics
import time

import torch
import torch.nn.functional as F
from torch import nn

PLACES, CHANNELS, UNITS, WORDS, BATCH, BATCHES, EACH = 49, 1280, 256, 5000, 64, 16, 5


class Decoder(nn.Module):
    def __init__(self, dropout=0.3):
        super().__init__()
        self.embedding = nn.Embedding(WORDS, UNITS)
        self.h, self.c = nn.Linear(CHANNELS, UNITS), nn.Linear(CHANNELS, UNITS)
        self.values, self.keys = nn.Linear(CHANNELS, UNITS), nn.Linear(UNITS, UNITS)
        self.query, self.score, self.gate = nn.Linear(UNITS, UNITS, bias=False), nn.Linear(UNITS, 1, bias=False), nn.Linear(UNITS, 1)
        self.cell = nn.LSTMCell(2 * UNITS, UNITS)
        self.told, self.of_image = nn.Linear(UNITS, UNITS), nn.Linear(UNITS, UNITS, bias=False)
        self.out = nn.Linear(UNITS, WORDS)
        self.out.weight = self.embedding.weight
        self.rate = dropout

    def drop(self, x):  # the same features at all steps
        if not self.training:
            return x
        kept = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.rate)
        return x * kept / (1 - self.rate)

    def see(self, image):
        mean = F.dropout(image.mean(1), self.rate, self.training)
        values = self.drop(torch.relu(self.values(image)))
        return torch.tanh(self.h(mean)), torch.tanh(self.c(mean)), values, self.keys(values)

    def step(self, x, h, c, values, keys):
        alpha = torch.softmax(self.score(torch.tanh(keys + self.query(h)[:, None])).squeeze(2), 1)
        z = torch.bmm(alpha[:, None], values).squeeze(1) * torch.sigmoid(self.gate(h))
        h, c = self.cell(torch.cat([x, z], 1), (h, c))
        return h, c, z, alpha

    def forward(self, ids, image, lengths, group):
        x = self.drop(self.embedding(ids))
        h, c, values, keys = (part if group is None else part[group] for part in self.see(image))
        hs, zs, looks = [], [], []
        for t in range(ids.shape[1]):
            n = int((lengths > t).sum())  # rows are sorted, the longest first
            h, c, z, alpha = self.step(x[:n, t], h[:n], c[:n], values[:n], keys[:n])
            pad = (0, 0, 0, len(ids) - n)
            hs.append(F.pad(h, pad)), zs.append(F.pad(z, pad)), looks.append(F.pad(alpha, pad))
        told = self.told(self.drop(torch.stack(hs, 1))) + self.of_image(torch.stack(zs, 1)) + x
        return self.drop(told), torch.stack(looks, 1)


def batches(together):
    """Word ids, the words that follow, lengths (the longest first), and of each caption which of the batch's images it is of."""
    draw = random.Random(7)
    images = [[max(4, min(30, round(draw.gauss(11.8, 3.7)))) for _ in range(EACH)] for _ in range(-(-BATCH * BATCHES // EACH))]
    if together:
        images.sort(key=sum)
    lengths = [length for image in images for length in image][: BATCH * BATCHES]
    if not together:
        lengths.sort()
    for i in range(0, len(lengths), BATCH):
        rows = sorted(range(i, i + BATCH), key=lambda r: -lengths[r])
        own = torch.tensor([lengths[r] for r in rows])
        group = torch.tensor([r // EACH - i // EACH for r in rows]) if together else None
        time_steps = int(own.max())
        yield torch.randint(WORDS, (BATCH, time_steps)), torch.randint(WORDS, (BATCH, time_steps)), own, group


def train(rounds, together):
    model = Decoder()
    optimizer = torch.optim.Adam(model.parameters(), eps=1e-7)
    all_batches = list(batches(together))
    images = torch.rand(BATCH, PLACES, CHANNELS)
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        for ids, following, lengths, group in all_batches:
            optimizer.zero_grad()
            image = images if group is None else images[: int(group.max()) + 1]
            told, looks = model(ids, image, lengths, group)
            real = torch.arange(ids.shape[1])[None] < lengths[:, None]
            loss = F.cross_entropy(model.out(told[real]), following[real])
            loss = loss + ((1 - looks.sum(1)) ** 2).mean()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
        times.append((time.perf_counter() - start) / BATCHES * 1000)
    return statistics.median(times[1:])


@torch.no_grad()
def caption(model, image, beam=3, words=12):
    h, c, values, keys = (part.expand(beam, *part.shape[1:]) for part in model.see(image))
    last, scores = torch.zeros(beam, dtype=torch.long), torch.tensor([0.0] + [-1e9] * (beam - 1))
    for _ in range(words + 1):
        x = model.embedding(last)
        h, c, z, _ = model.step(x, h, c, values, keys)
        logs = torch.log_softmax(model.out(model.told(h) + model.of_image(z) + x), 1)
        scores, best = (scores[:, None] + logs).flatten().topk(beam)
        rows, last = best // WORDS, best % WORDS
        h, c = h[rows], c[rows]
    return scores


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--together", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    print(f"train_caption {train(options.rounds, options.together):.1f} ms a step, torch {torch.__version__}", flush=True)
    model = Decoder().eval()
    image = torch.rand(1, PLACES, CHANNELS)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        caption(model, image)
        times.append((time.perf_counter() - start) * 1000)
    print(f"infer_caption {statistics.median(times[5:]):.1f} ms a caption")


main()
