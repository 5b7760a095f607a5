#!/usr/bin/env python3
"""The language model of `rawi nextword train` in PyTorch: LSTM 256, tied, dropout 0.3, batch 32, BPTT 35, 10,000 words.

RAWI_DATA=... OMP_NUM_THREADS=2 python3 docs/benchmarks/nextword_torch.py [--threads 2] [--set lm_ar_tashkeela] [--epochs 1] [--steps N]
with a Python that has torch. Tokens as `--tokenizer plain` cuts them. It prints tokens a second of training and the perplexity of the test file.
"""
import argparse
import collections
import math
import os
import re
import time

import torch
from torch import nn

TOKEN = re.compile(r"\w+|[^\w\s]")  # of texts without combining marks: letters, digits and _


def lines(path):
    with open(path, encoding="utf-8-sig") as file:
        for line in file:
            tokens = TOKEN.findall(line.lower())
            if tokens:
                yield tokens + ["<eos>"]


def ids(path, vocabulary):
    return torch.tensor([vocabulary.get(t, 0) for line in lines(path) for t in line])


class Model(nn.Module):
    def __init__(self, words, units, dropout):
        super().__init__()
        self.embedding = nn.Embedding(words, units)
        nn.init.uniform_(self.embedding.weight, -0.05, 0.05)
        self.lstm = nn.LSTM(units, units)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(units, words)
        self.out.weight = self.embedding.weight
        nn.init.zeros_(self.out.bias)

    def forward(self, x, state):
        h, state = self.lstm(self.dropout(self.embedding(x)), state)
        return self.out(self.dropout(h)).flatten(0, 1), state


def side_by_side(all_ids, rows):
    part = len(all_ids) // rows
    return all_ids[: part * rows].view(rows, part).t().contiguous()


def perplexity(model, text, loss_of):
    model.eval()
    data, state, total = side_by_side(text, 1), None, 0.0
    with torch.no_grad():
        for i in range(0, len(data) - 1, 256):
            n = min(256, len(data) - 1 - i)
            logits, state = model(data[i : i + n], state)
            total += loss_of(logits, data[i + 1 : i + 1 + n].view(-1)).item() * n
    return math.exp(total / (len(data) - 1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--set", default="lm_fr_novels")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps")
    parser.add_argument("--learning-rate", type=float, default=0.002)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)  # some processors calculate with subnormal numbers a hundred times more slowly
    torch.manual_seed(42)
    folder = os.path.join(os.environ.get("RAWI_DATA", "../shared/data"), options.set)
    counts = collections.Counter(t for line in lines(os.path.join(folder, "train.txt")) for t in line[:-1])
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10000]
    vocabulary = {"<unk>": 0, "<eos>": 1, **{word: i + 2 for i, (word, _) in enumerate(best)}}
    data = side_by_side(ids(os.path.join(folder, "train.txt"), vocabulary), 32)
    model = Model(len(vocabulary), 256, 0.3)
    optimizer = torch.optim.Adam(model.parameters(), lr=options.learning_rate, eps=1e-7)
    loss_of = nn.CrossEntropyLoss()
    step, tokens, start = 0, 0, time.perf_counter()
    for epoch in range(options.epochs):
        model.train()
        state = None
        for i in range(0, len(data) - 1, 35):
            n = min(35, len(data) - 1 - i)
            optimizer.zero_grad()
            logits, state = model(data[i : i + n], state)
            state = tuple(s.detach() for s in state)
            loss_of(logits, data[i + 1 : i + 1 + n].view(-1)).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step == 5:
                tokens, start = 0, time.perf_counter()  # the first steps allocate
            elif step > 5:
                tokens += n * 32
            if step == options.steps:
                break
        speed = tokens / (time.perf_counter() - start)
        print(f"epoch {epoch + 1}: {speed:.0f} tokens/s on {options.threads} threads, torch {torch.__version__}", flush=True)
        if step == options.steps:
            return
    print(f"test perplexity {perplexity(model, ids(os.path.join(folder, 'test.txt'), vocabulary), loss_of):.2f}")


main()
